"""Read Pandoc's citations: `[@key; @key, p. 4]`.

In: a bracket as written. Out: a Citation, and what is wrong with it. Words before a key and keys
without brackets are Pandoc too, but a numbered reference has no room for them.
"""

from __future__ import annotations

import re
from typing import Final

from bookbuild.model.document import Citation, Cited
from bookbuild.model.source import Span
from bookbuild.parse.reading import Reading

# Pandoc's key: letters, digits and `_`, with single marks between them, or anything in braces.
_KEY: Final = r"\w(?:[\w]|[:.#$%&\-+?<>~/](?=\w))*"
_ITEM: Final = re.compile(
    rf"(?P<before>[^@]*?)(?P<minus>-?)@(?:\{{(?P<braced>[^{{}}\s]+)\}}|(?P<key>{_KEY}))(?P<after>.*)",
    re.DOTALL,
)


def citation(reading: Reading, span: Span, bracket: str) -> tuple[Citation, ...]:
    """Make one Citation of a bracket; none when nothing in it can be cited."""
    cited = []
    offset = 1
    for piece in bracket[1:-1].split(";"):
        place = Span(span.path, span.line, span.column + offset + len(piece) - len(piece.lstrip()))
        offset += len(piece) + 1
        one = _cited(reading, place, piece.strip())
        if one:
            cited.append(one)
    return (Citation(cited=tuple(cited), source=bracket, span=span),) if cited else ()


def _cited(reading: Reading, span: Span, piece: str) -> Cited | None:
    item = _ITEM.fullmatch(piece)
    if item is None:
        _broken(reading, span, piece)
        return None
    key = item["braced"] or item["key"]
    if "@" in item["after"]:
        _broken(reading, span, piece)
    if item["before"].strip() or item["minus"]:
        reading.fault(
            "CIT004",
            span,
            f"a numbered reference has no room for `{piece[: piece.index('@')].strip()}` before "
            f"`@{key}`",
            f"write `[@{key}]`, and the other words in the sentence",
        )
    return Cited(key=key, locator=" ".join(item["after"].lstrip(", ").split()), span=span)


def _broken(reading: Reading, span: Span, piece: str) -> None:
    reading.fault(
        "CIT002",
        span,
        f"`{piece}` is not a citation" if piece else "there is no key beside this `;`",
        "each key has its own `@`, and `;` stands between two: `[@first; @second]`",
    )
