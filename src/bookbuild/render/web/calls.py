"""What a screen can do with a text that paper cannot: come back from a source, and call a number.

In: the HTML of one page's text. Out: the same words; the first call of each source has an id to
come back to, and telephone numbers can be tapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_CALL: Final = re.compile(
    r'<a (?=role="doc-biblioref" href="[^"]*#ref-(?P<key>[^"]*)")'
    r"|(?<=>)(?P<first>\d+)</a>(?P<dash>\u2013)(?=<a [^>]*>(?P<last>\d+)<)"
)
"""A link to a source, or the dash between two: those between them are called there."""
_SHORT_NUMBER: Final = re.compile(r'<b class="number">(\d+)</b>')
_TO_CALL: Final = re.compile(r"(?<=\b[Cc]all )(\d{3})(?![\w-])(?![^<>]*>)")
_BEFORE_NUMBER: Final = re.compile(r'\b([Cc]all|text) (?=<a [^>]*href="tel:\d{3}")')
_CLASS: Final = re.compile(r"(?<=[a-z]) (?=[IVX]{2,}\b)(?![^<>]*>)")
"""The space in `Schedule III`: a Roman numeral is lost at the beginning of a line."""
_LONG_NUMBER: Final = re.compile(r'<span class="keep">(1(?:-\d{3}){2}-\d{4})</span>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A page's HTML, and the keys of the sources it calls, in order of their first call."""

    html: str
    keys: tuple[str, ...]


def call_id(key: str) -> str:
    """Give the id of the first call of a source on a page."""
    return f"call-{key}"


def mark_calls(html: str, cited: Sequence[str], known: Iterable[str] = ()) -> Called:
    """Give each source's first call an id; `known` were called earlier on the page.

    cited: the keys in order of their numbers.
    """
    seen = set(known)
    new: list[str] = []

    def first(key: str) -> bool:
        if key in seen:
            return False
        seen.add(key)
        new.append(key)
        return True

    def mark(found: re.Match[str]) -> str:
        if key := found["key"]:
            return f'<a id="{call_id(key)}" ' if first(key) else found[0]
        dash = found["dash"]
        for key in filter(first, cited[int(found["first"]) : int(found["last"]) - 1]):
            dash = f'<span id="{call_id(key)}">{dash}</span>'
        return f"{found['first']}</a>{dash}"

    return Called(html=_CALL.sub(mark, html), keys=tuple(new))


def let_call(html: str) -> str:
    """Make telephone numbers links: 3 digits in the emergency box or after `call`, or 11 digits.

    What belongs to a number stays on its line, as on a screen any word can be the last of one.
    """
    html = _SHORT_NUMBER.sub(r'<a class="number" href="tel:\1">\1</a>', html)
    html = _TO_CALL.sub(r'<a class="keep" href="tel:\1">\1</a>', html)
    html = _LONG_NUMBER.sub(r'<a class="keep" href="tel:+\1">\1</a>', html)
    html = _BEFORE_NUMBER.sub("\\1\N{NO-BREAK SPACE}", html)
    return _CLASS.sub("\N{NO-BREAK SPACE}", html)
