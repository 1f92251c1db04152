"""The printed book's pages inside the e-book, so that a class or a clinic can say "page 12".

In: the trees of content documents, and where each printed page begins (a block's id and a word in
it). Out: a mark before that word, and the list of marks, in reading order. A page that begins with
something the e-book lacks (an imprint page, blank leaves) begins where the next one does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from lxml import etree

from bookbuild.model.artefact import PageStart
from bookbuild.render.html import slug

_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_EPUB: Final = "{http://www.idpf.org/2007/ops}"
# What stands in a line of text; everything else parts words from words.
_INLINE: Final = frozenset(
    _XHTML + name for name in "a abbr b bdi cite dfn em i img q s small span strong sub sup".split()
)
_RUNNING: Final = frozenset(_XHTML + name for name in "p h1 h2 h3 h4 h5 h6".split())
# What may hold a mark between two blocks.
_HOLDERS: Final = frozenset(
    _XHTML + name for name in "section div aside header blockquote li dd figure".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """A mark in the e-book: the printed page that begins there, and the link to it."""

    page: str
    href: str


class _Spot(NamedTuple):
    """A place in the e-book: the document, and how many words stand before it there."""

    document: int
    word: int


class _Word(NamedTuple):
    """Where a word begins: in the text of an element, or in the text that follows it."""

    element: etree._Element
    offset: int
    follows: bool


class _Run(NamedTuple):
    """A text in which words begin. skips: its first word began in the text before it."""

    element: etree._Element
    follows: bool
    skips: bool

    def word(self, number: int) -> _Word:
        """Give a word, counted from 0 among those that begin here."""
        text = (self.element.tail if self.follows else self.element.text) or ""
        found = next(islice(re.finditer(r"\S+", text), number + self.skips, None))
        return _Word(self.element, found.start(), self.follows)


def break_pages(
    documents: Sequence[tuple[str, etree._Element]], starts: Sequence[PageStart]
) -> tuple[PageBreak, ...]:
    """Set the marks in the trees of a book's files, in reading order."""
    columns = [_Column(root) for _, root in documents]
    spots = _spots(starts, columns)
    breaks = tuple(
        PageBreak(page=start.page, href=f"{documents[spot.document][0]}#{_mark_id(start.page)}")
        for start, spot in zip(starts, spots, strict=True)
    )
    places = [columns[spot.document].place(spot.word) for spot in spots]
    # From the end, so that no mark moves the words before it.
    for start, spot, place in reversed(tuple(zip(starts, spots, places, strict=True))):
        columns[spot.document].mark(place, start.page)
    return breaks


def _spots(starts: Sequence[PageStart], columns: Sequence[_Column]) -> list[_Spot]:
    """Find where each page begins; no page begins after the next one.

    The order of print and e-book differs in places: a chapter's short version stands before its
    title in print.
    """
    homes = {identity: at for at, column in enumerate(columns) for identity in column.starts}
    latest = _Spot(len(columns) - 1, columns[-1].length)
    spots = []
    for start in reversed(starts):
        if start.block in homes:
            at = homes[start.block]
            latest = min(latest, _Spot(at, columns[at].word(start)))
        spots.append(latest)
    return spots[::-1]


def _mark_id(page: str) -> str:
    return f"page-{slug(page)}"


class _Column:
    """The running words of one content document, and where each id begins among them."""

    def __init__(self, root: etree._Element) -> None:
        """Count the words of the body: `length`."""
        body = root.find(f"{_XHTML}body")
        assert body is not None, "a content document has a body"
        self._body = body
        self._runs: list[_Run] = []
        self._firsts: list[int] = []  # of each run, the number of its first word
        self.length = 0
        self._sections: set[str] = set()
        self.starts: dict[str, int] = {}
        self._count(body, in_word=False)

    def word(self, start: PageStart) -> int:
        """Give the word a page begins with, counted in the document.

        Words are counted in blocks of running text; a page that begins in a section but in none of
        its blocks begins with the section's title.
        """
        first = self.starts[start.block]
        return first if start.block in self._sections else first + start.word

    def place(self, word: int) -> _Word | None:
        """Give the place where a word begins; None behind the last one. Ask before any mark is set.

        Few of the words are asked for, so their places in a text are not kept.
        """
        if word >= self.length:
            return None
        run = bisect_right(self._firsts, word) - 1
        return self._runs[run].word(word - self._firsts[run])

    def mark(self, place: _Word | None, page: str) -> None:
        """Set a page's mark before a word, or at the end when there are no more words."""
        if place is None:
            _set_last(self._body[-1], _mark(page))
            return
        block = _begun_block(place)
        if block is not None:
            _set_before(block, _mark(page))
        else:
            _split(place, _mark(page))

    def _count(self, element: etree._Element, *, in_word: bool) -> bool:
        """Note an element's words; tells whether a word is still going on at its end."""
        inline = element.tag in _INLINE
        if identity := element.get("id"):
            self.starts.setdefault(str(identity), self.length)
            if element.tag == f"{_XHTML}section":
                self._sections.add(str(identity))
        if text := element.text:
            in_word = self._scan(text, element, follows=False, in_word=in_word and inline)
        else:
            in_word = in_word and inline
        for child in element:
            in_word = self._count(child, in_word=in_word)
            if text := child.tail:
                in_word = self._scan(text, child, follows=True, in_word=in_word)
        return in_word and inline

    def _scan(self, text: str, element: etree._Element, *, follows: bool, in_word: bool) -> bool:
        """Count the words that begin in a text; tells whether a word is going on at its end."""
        skips = in_word and not text[0].isspace()
        if begun := len(text.split()) - skips:
            self._runs.append(_Run(element, follows, skips))
            self._firsts.append(self.length)
            self.length += begun
        return not text[-1].isspace()


def _begun_block(place: _Word) -> etree._Element | None:
    """Give the paragraph or heading that a word begins, if a mark may stand before it."""
    element, text = place.element, place.element.text or ""
    if place.follows or text[: place.offset].strip():
        return None
    while element.tag in _INLINE:
        parent = element.getparent()
        assert parent is not None, "inlines stand in blocks"
        if parent[0] is not element or (parent.text or "").strip():
            return None
        element = parent
    parent = element.getparent()
    holds = parent is not None and parent.tag in _HOLDERS
    return element if element.tag in _RUNNING and holds else None


def _set_last(section: etree._Element, mark: etree._Element) -> None:
    """Put a mark at the end of a section and before the marks that already stand there."""
    section.append(mark)
    while (before := mark.getprevious()) is not None and _is_mark(before):
        before.addprevious(mark)


def _set_before(block: etree._Element, mark: etree._Element) -> None:
    """Put a mark before a block and before the marks that already stand there."""
    while (before := block.getprevious()) is not None and _is_mark(before):
        block = before
    block.addprevious(mark)


def _split(place: _Word, mark: etree._Element) -> None:
    """Put a mark into a text, before the letter at the offset."""
    element, offset = place.element, place.offset
    text = (element.tail if place.follows else element.text) or ""
    mark.tail = text[offset:]
    if place.follows:
        parent = element.getparent()
        assert parent is not None, "text that follows an element has a parent"
        element.tail = text[:offset]
        parent.insert(parent.index(element) + 1, mark)
    else:
        element.text = text[:offset]
        element.insert(0, mark)


def _mark(page: str) -> etree._Element:
    attributes = {
        f"{_EPUB}type": "pagebreak",
        "role": "doc-pagebreak",
        "id": _mark_id(page),
        "aria-label": page,
    }
    return etree.Element(f"{_XHTML}span", attributes)


def _is_mark(element: etree._Element) -> bool:
    return element.get("role") == "doc-pagebreak"
