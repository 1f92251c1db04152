"""Where pages and columns break: no line stands alone, no heading is the last thing before a break.

In: a galley. Out: the pieces that stand badly, each with what is wrong. Page-foot notes are looked
at apart, as they interrupt the text only on paper. A column ends where the text goes on further
up; so columns that CSS makes and boxes side by side are the same here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final
from xml.etree.ElementTree import Element

from bookbuild.render.pdf.galley import Galley, Kind, Piece
from bookbuild.render.pdf.source import Ancestry, tag_of

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption"})
_SECTIONS: Final = frozenset({"body", "section", "article", "aside", "nav", "figure", "table"})
_TITLES: Final = frozenset({"box-title", "figure-title"})
_SHOWN: Final = frozenset({Kind.TEXT, Kind.PICTURE, Kind.MARKER})
# Two pieces share a line when they share more than this part of the lower one's height.
_SHARED: Final = 0.5

Line = list[Piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadBreak:
    """A piece on the wrong side of a break: the finding's code, and what is said of it."""

    code: str
    piece: Piece
    says: str
    hint: str


def bad_breaks(galley: Galley) -> Iterator[BadBreak]:
    """Find lines that stand alone, and headings with nothing below them."""
    text: list[Piece] = []
    notes: list[Piece] = []
    for piece in galley.all_pieces():
        if piece.kind in _SHOWN and not galley.ancestry.is_unread(piece.element):
            in_note = galley.ancestry.note(piece.element) is not None
            (notes if in_note else text).append(piece)
    for flow in (text, notes):
        for _, run in groupby(flow, key=lambda piece: galley.paragraph(piece.element)):
            yield from _lone_lines([piece for piece in run if piece.kind is Kind.TEXT])
    yield from _last_headings(galley.ancestry, text)


def _lone_lines(run: Sequence[Piece]) -> Iterator[BadBreak]:
    """Find the lines of one paragraph that a break leaves alone."""
    parts = list(_parts(run))
    if len(parts) == 1:
        return
    for number, lines in enumerate(parts):
        if len(lines) > 1:
            continue
        first = number == 0
        where = "at the foot" if first else "at the top"
        yield BadBreak(
            code="PDF031" if first else "PDF030",
            piece=lines[0][0],
            says=f"is a single line {where} of a page or column; the rest is on another",
            hint="say it in a few words more or fewer, there or on the page before",
        )


def _parts(run: Sequence[Piece]) -> Iterator[list[Line]]:
    """Yield the lines of a paragraph, page by page and column by column."""
    lines: list[Line] = []
    for piece in run:
        if lines and _breaks(lines[-1][-1], piece):
            yield lines
            lines = []
        if lines and _beside(lines[-1][0], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    yield lines


def _breaks(one: Piece, other: Piece) -> bool:
    """Tell whether a page or a column ends between two pieces that follow each other."""
    return one.page != other.page or other.place.bottom < one.place.top


def _beside(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces stand on one line; a raised number is on it, too."""
    shared = min(one.place.bottom, other.place.bottom) - max(one.place.top, other.place.top)
    heights = (piece.place.bottom - piece.place.top for piece in (one, other))
    return shared > _SHARED * min(heights)


def _last_headings(ancestry: Ancestry, text: Sequence[Piece]) -> Iterator[BadBreak]:
    """Find the headings after which a page or column breaks."""
    for one, other in pairwise(text):
        if not _breaks(one, other):
            continue
        heading = _heading(ancestry, one.element)
        if heading is not None and _goes_on(ancestry, heading, other.element):
            yield BadBreak(
                code="PDF032",
                piece=one,
                says="is the last thing on its page or column; what it heads is on another",
                hint="`break-after: avoid` keeps a heading with what follows",
            )


def _goes_on(ancestry: Ancestry, heading: Element, element: Element) -> bool:
    """Tell whether a heading heads an element: its own words and the next section are not that.

    A page of lines for notes has nothing to read below its heading.
    """
    section = next((one for one in ancestry.upwards(heading) if tag_of(one) in _SECTIONS), None)
    above = list(ancestry.upwards(element))
    return section in above and heading not in above


def _heading(ancestry: Ancestry, element: Element) -> Element | None:
    """Give the heading, title of a box or figure, or caption of a table that this is in."""
    return next((above for above in ancestry.upwards(element) if _heads(above)), None)


def _heads(element: Element) -> bool:
    classes = element.get("class", "").split()
    return tag_of(element) in _HEADINGS or not _TITLES.isdisjoint(classes)
