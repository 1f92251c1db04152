"""The finished folder of the web edition, read back and compared with what it must be.

In: the artefact, the book. Out: the names of the checks that ran, and a finding for every
difference. What only a browser can tell (contrast, focus, what is drawn where) is looked at by the
tests; what would make a page wrong on a reader's screen is looked at here, before it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from lxml import etree

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.verify.web.opened import Opened, open_folder, target_of
from bookbuild.verify.words import normal_words, words_of_html

BUDGET: Final = 100_000
"""Bytes of a page with its styles and scripts; fonts, figures and files to take along are apart."""

_CALLS: Final = ("tel:", "mailto:")
_PAGES: Final = ("https://", "http://")
_REMOTE: Final = re.compile(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}|\bfetch\(|XMLHttpRequest|\bimport\(")
_NAMESPACE: Final = "http://www.w3.org/"
_HEADING: Final = re.compile(r"h([1-6])")
_RAISED: Final = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
"""Numbers of sources and marks of notes, which are no words of the text."""
_AROUND: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What each page must say: its language, and that it is a draft."""

    language: str
    draft: str | None


def verify_web(artefact: Artefact, book: ResolvedDocument) -> Outcome[tuple[str, ...]]:
    """Prove a web edition by our own checks; the value names them."""
    expected = Expected(language=book.imprint.language, draft=book.standing.draft_line)
    return Outcome(tuple(CHECKS), tuple(findings_in(open_folder(artefact), expected)))


def findings_in(opened: Opened, expected: Expected) -> Iterator[Diagnostic]:
    """Yield what is wrong with a folder, check by check."""
    for check in CHECKS.values():
        yield from check(opened, expected)


def links(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Follow every address that stays in the folder to a file and a place in it."""
    ids = {
        path: {element.get("id") for element in tree.iter()} for path, tree in opened.pages.items()
    }
    for path, _element, address in opened.addresses():
        if _leads_outside(address):
            continue
        where, identity = target_of(path, address)
        if where not in opened.files:
            yield _found("WEB001", path, f"`{address}` leads to no file")
        elif identity and identity not in ids.get(where, set()):
            yield _found("WEB001", path, f"`{address}` leads to no place")


def outside(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Let nothing be fetched from outside: only links of the text and of its sources lead there."""
    for path, element, address in opened.addresses():
        if _leads_outside(address) and not _may_lead_outside(element, address):
            yield _found("WEB002", path, f"`{address}` lies outside the folder")
    for path in opened.files:
        if path.endswith((".js", ".css", ".svg")):
            for found in _REMOTE.finditer(opened.text(path).replace(_NAMESPACE, "")):
                yield _found("WEB002", path, f"it may ask for `{found[0]}`")


def words(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Look for every word of the text on its page, in order; the frame's words stand between."""
    for path, page in opened.words.items():
        wanted = words_of_html(page)
        read = _RAISED.sub("", opened.text(path)) if path in opened.files else ""
        found = iter(words_of_html(read))
        for at, word in enumerate(wanted):
            if word not in found:  # looks on from where the word before was found
                around = " ".join(wanted[max(0, at - _AROUND) : at + 1])
                yield _found("WEB003", path, f"it has lost `{word}`, behind `{around}`")
                break


def markup(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Read every page as XML, and look for ids that stand twice on one."""
    for path, says in opened.broken.items():
        yield _found("WEB004", path, f"it is not well-formed: {says}")
    for path, tree in opened.pages.items():
        ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
        for identity, count in ids.items():
            if count > 1:
                yield _found("WEB004", path, f"it has the id `{identity}` {count} times")


def headings(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Look for one title on each page, and headings that skip no level."""
    for path, tree in opened.pages.items():
        levels = [
            int(found[1])
            for element in tree.iter(etree.Element)
            if (found := _HEADING.fullmatch(str(element.tag)))
        ]
        if levels.count(1) != 1:
            yield _found("WEB005", path, f"it has {levels.count(1)} titles (`h1`)")
        for before, after in pairwise(levels):
            if after > before + 1:
                yield _found("WEB005", path, f"a heading of level {after} follows level {before}")


def facts(opened: Opened, expected: Expected) -> Iterator[Diagnostic]:
    """Look for language, draft line, and a title that no other page has."""
    titles: dict[str, str] = {}
    for path, tree in opened.pages.items():
        if tree.get("lang") != expected.language:
            yield _found("WEB006", path, "it does not say its language")
        title = " ".join((tree.findtext("head/title") or "").split())
        if not title:
            yield _found("WEB006", path, "it has no title")
        elif title in titles:
            yield _found("WEB006", path, f"`{titles[title]}` has the title `{title}` too")
        titles.setdefault(title, path)
        if expected.draft and expected.draft not in " ".join(normal_words(_shown(tree))):
            yield _found("WEB006", path, "it does not say that it is a draft")


def weight(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Add up what a page makes a telephone load before it can be read."""
    for path, tree in opened.pages.items():
        loaded = [element.get("href", "") for element in tree.iter("link")]
        loaded += [element.get("src", "") for element in tree.iter("script")]
        paths = {target_of(path, address)[0] for address in loaded}
        size = sum(len(opened.files.get(one, b"")) for one in {path, *paths})
        if size > BUDGET:
            yield _found("WEB007", path, f"it weighs {size:,} bytes; {BUDGET:,} are allowed")


def pictures(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Ask every picture what it shows; only decoration outside of figures may be silent."""
    for path, tree in opened.pages.items():
        for picture in tree.iter("img"):
            alternative = picture.get("alt")
            in_figure = next(picture.iterancestors("figure"), None) is not None
            if alternative is None or (in_figure and not alternative.strip()):
                says = f"the picture `{picture.get('src')}` has no text alternative"
                yield _found("WEB008", path, says)


CHECKS: Final[Mapping[str, Callable[[Opened, Expected], Iterator[Diagnostic]]]] = {
    "every link leads somewhere": links,
    "nothing from outside the folder": outside,
    "every word, in reading order": words,
    "well-formed, no id twice": markup,
    "one title, headings in order": headings,
    "language, titles, draft line": facts,
    "weight of each page": weight,
    "text alternatives": pictures,
}


def _found(code: str, path: str, says: str) -> Diagnostic:
    return Diagnostic(code=code, message=f"`{path}`: {says}")


def _leads_outside(address: str) -> bool:
    return "//" in address or address.startswith((*_CALLS, "data:", "/"))


def _may_lead_outside(element: etree._Element | None, address: str) -> bool:
    """Tell whether an address is a link that a reader follows: a number to call, or in the text."""
    if element is None or element.tag != "a":
        return False
    in_text = next(element.iterancestors("article"), None) is not None
    return address.startswith(_CALLS) or (in_text and address.startswith(_PAGES))


def _shown(tree: etree._Element) -> str:
    """Give the words of a page; the styles in its head show on paper alone."""
    return " ".join(str(run) for body in tree.iterfind("body") for run in body.itertext())


__all__ = ["BUDGET", "CHECKS", "Expected", "findings_in", "verify_web"]
