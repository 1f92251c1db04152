"""A finished EPUB, read back by our own eyes and compared with what it must be.

In: the file, the HTML it was made from, the facts of the book. Out: the names of the checks that
ran, and a finding for every difference. EPUBCheck and Ace come on top of this; what they let pass
(a packed type, files nobody lists, lost words, a page list out of order) is looked at here, and how
well the file is made in `craft`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final
from zipfile import ZIP_STORED

from lxml import etree

from bookbuild.model.artefact import Artefact
from bookbuild.model.book import Imprint
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.format import Format
from bookbuild.verify.epub import craft
from bookbuild.verify.epub.opened import (
    EPUB,
    MIMETYPE,
    XHTML,
    XML,
    Opened,
    UnreadableError,
    elements_with,
    open_epub,
    read_xhtml,
    target_of,
)
from bookbuild.verify.epub.reading import words_in
from bookbuild.verify.words import first_difference

_EPUB_TYPE: Final = b"application/epub+zip"
_LINK_SCHEMES: Final = ("https:", "http:", "mailto:", "tel:")
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_ADDRESSES: Final = ("href", "src")
_ADDRESSED: Final = elements_with("@href or @src")
_MARKS: Final = elements_with("@role = 'doc-pagebreak'")
_HAS_PAGES: Final = 'epub:type="page-list"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a file must hold: its words in order, its title and language."""

    words: Sequence[str]
    title: str
    language: str


def verify_epub(artefact: Artefact, fmt: Format, imprint: Imprint) -> Outcome[tuple[str, ...]]:
    """Prove an EPUB by our own checks; the value names them."""
    expected = Expected(
        words=[word for page in artefact.html for word in words_in(read_xhtml(page.encode()))],
        title=fmt.called.format(title=imprint.title),
        language=imprint.language,
    )
    paged = any(_HAS_PAGES in page for page in artefact.html)
    ran = (name for name in (*CHECKS, *CRAFT) if paged or name != _PAGE_LIST)
    return Outcome(tuple(ran), tuple(findings_in(artefact.content, expected)))


def findings_in(content: bytes, expected: Expected) -> Iterator[Diagnostic]:
    """Yield what is wrong with an EPUB, check by check."""
    try:
        opened = open_epub(content)
    except UnreadableError as error:
        yield Diagnostic(code="EPB001", message=str(error))
        return
    for check in CHECKS.values():
        yield from check(opened, expected)
    for look in CRAFT.values():
        yield from look(opened)


def container(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Find the type of the file at its fixed offset: first in the zip, and unpacked."""
    first = opened.entries[0]
    if first.filename != MIMETYPE or opened.files[first.filename] != _EPUB_TYPE:
        yield Diagnostic(
            code="EPB001", message="the first entry of the zip is not the type of EPUB"
        )
    elif first.compress_type != ZIP_STORED or first.extra:
        yield Diagnostic(code="EPB001", message="the entry `mimetype` is packed")
    for name, count in Counter(entry.filename.casefold() for entry in opened.entries).items():
        if count > 1:
            yield Diagnostic(code="EPB001", message=f"the zip holds `{name}` {count} times")


def manifest(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Hold the list of files against the files."""
    listed = Counter(item.path for item in opened.items)
    outside = {MIMETYPE, opened.package_path}
    for path, count in listed.items():
        if path not in opened.files:
            yield Diagnostic(code="EPB002", message=f"`{path}` is listed but not in the file")
        if count > 1:
            yield Diagnostic(code="EPB002", message=f"`{path}` is listed {count} times")
    for path in opened.files:
        if path not in listed and path not in outside and not path.startswith("META-INF/"):
            yield Diagnostic(code="EPB002", message=f"`{path}` is in the file but not listed")
    for path in opened.spine:
        if path not in listed:
            yield Diagnostic(code="EPB002", message="the reading order names a file nobody lists")


def markup(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Read every document as XML, and look for ids that stand twice in one."""
    for path, says in opened.broken.items():
        yield Diagnostic(code="EPB004", message=f"`{path}` is not well-formed: {says}")
    for path, named in opened.named.items():
        ids = Counter(element.get("id") for element in named)
        for identity, count in ids.items():
            if count > 1:
                says = f"`{path}` has the id `{identity}` {count} times"
                yield Diagnostic(code="EPB004", message=says)


def links(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Follow every link inside the book; nothing may be fetched from outside it."""
    ids = {path: {element.get("id") for element in named} for path, named in opened.named.items()}
    for path, tree in opened.trees.items():
        for element, address in _addresses(tree):
            if address.startswith(_LINK_SCHEMES) and element.tag == f"{XHTML}a":
                continue
            where, identity = target_of(path, address)
            if where not in opened.files:
                yield Diagnostic(code="EPB003", message=f"`{path}`: `{address}` leads to no file")
            elif identity and identity not in ids.get(where, set()):
                yield Diagnostic(code="EPB003", message=f"`{path}`: `{address}` leads to no place")


def words(opened: Opened, expected: Expected) -> Iterator[Diagnostic]:
    """Read the file aloud, and compare it with the text, word by word."""
    read = [word for _, tree in opened.documents for word in words_in(tree)]
    if lost := first_difference(expected.words, read):
        message = f"the file reads `{lost.found}` where the text says `{lost.expected}`"
        yield Diagnostic(code="EPB005", message=message)


def facts(opened: Opened, expected: Expected) -> Iterator[Diagnostic]:
    """Look for title and language, in the package and in every document."""
    title = opened.package.findtext(f".//{_DC}title")
    if title != expected.title:
        yield Diagnostic(code="EPB006", message=f"the file's title is `{title}`")
    if opened.package.get(f"{XML}lang") != expected.language:
        yield Diagnostic(code="EPB006", message="the package does not say its language")
    for path, tree in opened.documents:
        if {tree.get("lang"), tree.get(f"{XML}lang")} != {expected.language}:
            yield Diagnostic(code="EPB006", message=f"`{path}` does not say its language")
        if not (tree.findtext(f"{XHTML}head/{XHTML}title") or "").strip():
            yield Diagnostic(code="EPB006", message=f"`{path}` has no title")


def pictures(opened: Opened, _: Expected) -> Iterator[Diagnostic]:
    """Ask every picture what it shows; only decoration outside of figures may be silent."""
    for path, tree in opened.documents:
        for picture in tree.iter(f"{XHTML}img"):
            alternative = picture.get("alt")
            in_figure = next(picture.iterancestors(f"{XHTML}figure"), None) is not None
            if alternative is None or (in_figure and not alternative.strip()):
                says = f"`{path}`: the picture `{picture.get('src')}` has no text alternative"
                yield Diagnostic(code="EPB007", message=says)


def pages(opened: Opened, _expected: Expected) -> Iterator[Diagnostic]:
    """Hold the page list against the marks in the text, in reading order."""
    listed = list(_page_list(opened))
    marked = [
        (path, str(mark.get("id")), str(mark.get("aria-label")))
        for path, tree in opened.documents
        for mark in _MARKS(tree)
    ]
    if listed != marked:
        pairs = zip_longest(listed, marked, fillvalue=("", "", "(none)"))
        (_, _, said), (_, _, found) = next(pair for pair in pairs if pair[0] != pair[1])
        says = f"the page list goes on with page {said}, the text with page {found}"
        yield Diagnostic(code="EPB008", message=says)


_PAGE_LIST: Final = "page list"
CHECKS: Final[Mapping[str, Callable[[Opened, Expected], Iterator[Diagnostic]]]] = {
    "type first and unpacked": container,
    "every file listed, every listed file there": manifest,
    "well-formed, no id twice": markup,
    "links": links,
    "every word, in reading order": words,
    "language and titles": facts,
    "text alternatives": pictures,
    _PAGE_LIST: pages,
}


CRAFT: Final[Mapping[str, Callable[[Opened], Iterator[Diagnostic]]]] = {
    "file names": craft.file_names,
    "tables of four columns at most": craft.tables,
    "no soft hyphens": craft.soft_hyphens,
    "type and colors left to the reader": craft.looks,
    "figures on a light ground": craft.grounds,
    "one title to a document": craft.titles,
    "a cover that stores take": craft.cover,
    "notes, words and sources pop up": craft.pop_ups,
}


def _addresses(tree: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in _ADDRESSED(tree):
        for name in _ADDRESSES:
            address = element.get(name)
            if address is not None:
                yield element, address


def _page_list(opened: Opened) -> Iterator[tuple[str, str, str]]:
    """Yield path, id and page of each entry of the page list."""
    if opened.navigation is None:
        return
    path, tree = opened.navigation
    for nav in tree.iter(f"{XHTML}nav"):
        if nav.get(f"{EPUB}type") == "page-list":
            for link in nav.iter(f"{XHTML}a"):
                where, identity = target_of(path, link.get("href", ""))
                yield where, identity, "".join(map(str, link.itertext()))


__all__ = ["CHECKS", "CRAFT", "Expected", "findings_in", "verify_epub"]
