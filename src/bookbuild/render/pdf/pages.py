"""The page map: which id landed on which page, and which word begins each page.

In: a galley and the laid-out pages. Out: printed page numbers by id, and page starts. The printed
number is the physical one, so that "page 12" is also the twelfth page of the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.model.artefact import Pages, PageStart
from bookbuild.render.pdf.galley import Galley, Kind, Piece
from bookbuild.render.pdf.source import fragments, letters_of


def page_map(pages: Iterable[Any]) -> Mapping[str, str]:
    """Give the printed page number of each id, sorted by id; an id's first page counts."""
    numbers: dict[str, str] = {}
    for number, page in enumerate(pages, start=1):
        for identity in page.anchors:
            numbers.setdefault(identity, str(number))
    return dict(sorted(numbers.items()))


def pages_of(galley: Galley, page_of: Mapping[str, str]) -> Pages:
    """Give the number of pages, where each begins, and the page map."""
    starts = (_start(galley, number, pieces) for number, pieces in enumerate(galley.pages, 1))
    return Pages(
        count=len(galley.pages),
        starts=tuple(start for start in starts if start is not None),
        page_of=page_of,
    )


def _start(galley: Galley, number: int, pieces: Sequence[Piece]) -> PageStart | None:
    """Find the first words of a page's running text; a blank page begins nowhere."""
    first = next((piece for piece in pieces if _runs(galley, piece)), None)
    if first is None:
        return None
    block = galley.ancestry.block(first.element)
    identity = block.get("id")
    if identity is None:
        return None
    word = _word(galley, block, first) if first.kind is Kind.TEXT else 0
    return PageStart(page=str(number), block=identity, word=word)


def _runs(galley: Galley, piece: Piece) -> bool:
    readable = piece.kind in (Kind.TEXT, Kind.PICTURE)
    return readable and not galley.ancestry.is_unread(piece.element)


def _word(galley: Galley, block: Element, piece: Piece) -> int:
    """Count the words of a block that come before a piece of it.

    The page numbers in cross-references are not counted: only print has them.
    """
    text = galley.text(piece.element)
    number = bisect_right(text.starts, piece.start) - 1
    before = ""
    for fragment in fragments(block):
        if "page-ref" in fragment.element.get("class", "").split():
            continue
        if fragment.element is piece.element and fragment.number == number:
            before += _first_letters(fragment.text, piece.start - text.starts[number])
            break
        before += fragment.text
    words = len(before.split())
    return words if not before or before[-1].isspace() else words - 1


def _first_letters(text: str, count: int) -> str:
    """Give the start of a text up to and with so many letters, and the white space after them."""
    place = 0
    while count > 0 or (place < len(text) and text[place].isspace()):
        count -= len(letters_of(text[place]))
        place += 1
    return text[:place]
