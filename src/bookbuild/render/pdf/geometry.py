"""Whether every word stands where a reader can see it.

In: a galley. Out: findings: words that are on no page, off the paper, outside the text area, cut
off, run out of their box, over one another, in a fold; notes away from their call. Layout engines
say nothing of all this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple
from xml.etree.ElementTree import Element

from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.format import POINTS_PER_PIXEL
from bookbuild.render.pdf.breaks import bad_breaks
from bookbuild.render.pdf.galley import Galley, Kind, Piece, Rectangle, page_box
from bookbuild.render.pdf.job import PrintJob
from bookbuild.render.pdf.shades import pale_pieces
from bookbuild.render.pdf.source import (
    SVG,
    is_hidden,
    is_note,
    is_picture,
    is_shown,
    letters_of,
    tag_of,
    text_of,
    texts_of,
)

# Rounding in the layout, and side bearings: less than this cannot be seen.
_TOLERANCE_PX: Final = 1.0
# Lines set tight may share a hair; two words on top of each other share more than this part.
_SHARED_HEIGHT: Final = 0.2
_WORDS_SHOWN: Final = 8
_NARROWER: Final = (
    "make the line or picture narrower; in a table, shorten the longest word of a column, give the "
    "column more dashes, or take one out"
)
_KEEP_CLEAR: Final = "shorten the line or its longest word, or make the drawing narrower"
_APART: Final = "shorten the text above or beside the line, or give the box more room"
_READABLE: Final = frozenset({Kind.TEXT, Kind.PICTURE, Kind.MARKER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong: where, with which words, and what to try. page: from 0.

    once: what of a book is told but once, wherever else it is found.
    """

    code: str
    element: Element
    words: str
    says: str
    page: int | None = None
    hint: str = ""
    once: tuple[Any, ...] | None = None


class _Crease(NamedTuple):
    """Where the paper will be folded or cut, in pixels from its left or its top edge."""

    what: Literal["fold", "cut"]
    edge: Literal["left", "top"]
    at: float

    def span(self, place: Rectangle) -> tuple[float, float]:
        """Give where a place begins and ends, measured from the crease's own edge."""
        return (place.left, place.right) if self.edge == "left" else (place.top, place.bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    """What all checks look at. papers, areas and creases: by page; clear: what stays free."""

    galley: Galley
    papers: Mapping[int, Rectangle]
    areas: Mapping[int, Rectangle | None]
    creases: Mapping[int, Sequence[_Crease]]
    clear: float

    def readable(self) -> Iterator[Piece]:
        """Yield the pieces of the text: no margins, nothing made by CSS, no decoration."""
        for piece in self.galley.all_pieces():
            if piece.kind in _READABLE and not self.is_decoration(piece):
                yield piece

    def is_decoration(self, piece: Piece) -> bool:
        """Tell whether a piece is hidden from reading."""
        return self.galley.ancestry.is_unread(piece.element)


def geometry_findings(galley: Galley, pages: Sequence[Any], job: PrintJob) -> list[Diagnostic]:
    """Check a layout; one finding of a kind for each block on each page."""
    return told(faults_on(galley, pages, job), galley, job)


def faults_on(galley: Galley, pages: Sequence[Any], job: PrintJob) -> list[Fault]:
    """Find what is wrong on the pages of a galley, a book's or those of one of its parts."""
    boxes = dict(enumerate(map(page_box, pages), galley.first))
    safe = job.safe_pt / POINTS_PER_PIXEL
    proof = _Proof(
        galley=galley,
        papers={
            number: Rectangle(safe, safe, page.width - safe, page.height - safe)
            for number, page in enumerate(pages, galley.first)
        },
        areas={
            number: None if box.page_type.name in job.open_pages else _area(box)
            for number, box in boxes.items()
        },
        creases={number: tuple(_creases(job, number)) for number in boxes},
        clear=safe,
    )
    return [fault for check in _CHECKS for fault in check(proof)]


def told(faults: Iterable[Fault], galley: Galley, job: PrintJob) -> list[Diagnostic]:
    """Tell the faults of a book, one of a kind for each block on each page."""
    findings: dict[tuple[str, int | None, Element], Diagnostic] = {}
    said: set[tuple[Any, ...]] = set()
    for fault in faults:
        if fault.once is not None:
            if fault.once in said:
                continue
            said.add(fault.once)
        key = (fault.code, fault.page, galley.ancestry.block(fault.element))
        findings.setdefault(key, _told(fault, galley, job))
    return list(findings.values())


def _creases(job: PrintJob, page: int) -> Iterator[_Crease]:
    """Yield where a page is folded and cut."""
    folds = job.folds_pt[page] if page < len(job.folds_pt) else ()
    yield from (_Crease("fold", "left", at / POINTS_PER_PIXEL) for at in folds)
    yield from (_Crease("cut", "left", at / POINTS_PER_PIXEL) for at in job.cuts_pt)
    yield from (_Crease("cut", "top", at / POINTS_PER_PIXEL) for at in job.rows_pt)


def _told(fault: Fault, galley: Galley, job: PrintJob) -> Diagnostic:
    """Tell a fault with its page, its words, and where they were written."""
    page = f"page {fault.page + 1}: " if fault.page is not None else ""
    block = galley.ancestry.block(fault.element).get("id")
    inside = f" (in `#{block}`)" if block else ""
    names = (element.get("id", "") for element in galley.ancestry.upwards(fault.element))
    table = _table_around(fault.element, galley)
    return Diagnostic(
        code=fault.code,
        message=f"{page}`{_short(fault.words)}` {fault.says}{table or inside}",
        span=next((job.places[name] for name in names if name in job.places), None),
        hints=(fault.hint,) if fault.hint else (),
    )


def _table_around(element: Element, galley: Galley) -> str:
    """Name the table that an element stands in by its first words: its caption, or its head."""
    above = galley.ancestry.upwards(element)
    table = next((one for one in above if tag_of(one) == "table"), None)
    return "" if table is None else f" (in the table `{_short(text_of(table))}`)"


def _about(piece: Piece, code: str, says: str, hint: str = "") -> Fault:
    return Fault(
        code=code,
        element=piece.element,
        words=piece.words,
        says=says,
        page=piece.page,
        hint=hint,
    )


def _area(page_box: Any) -> Rectangle:
    left, top = page_box.content_box_x(), page_box.content_box_y()
    return Rectangle(left, top, left + page_box.width, top + page_box.height)


def _dropped(proof: _Proof) -> Iterator[Fault]:
    """Find words and pictures of the HTML that are on no page."""
    galley = proof.galley
    in_margins = {piece.element for piece in galley.all_pieces() if piece.kind is Kind.MARGIN}
    for element in _shown(galley.root, in_margins - {galley.root}):
        if lost := _lost_words(galley, element):
            yield Fault(
                code="PDF011",
                element=element,
                words=lost,
                says="is on no page",
                hint="a float, an absolute box or a page-foot note that is higher than the page "
                "loses its rest; what CSS hides needs the attribute `hidden`",
            )


def _shown(element: Element, in_margins: Collection[Element]) -> Iterator[Element]:
    """Yield the elements that the pages must show; those moved into margins are elsewhere."""
    if not is_shown(element) or element in in_margins:
        return
    yield element
    if tag_of(element) != SVG:
        for child in element:
            yield from _shown(child, in_margins)


def _lost_words(galley: Galley, element: Element) -> str:
    if is_picture(element):
        lost = not is_hidden(element) and galley.picture(element) is None
        return element.get("src", "a drawing") if lost else ""
    found = galley.text(element).found
    words = " ".join(texts_of(element)).split()
    for number, word in enumerate(words):
        found -= len(letters_of(word))
        if found < 0:
            return " ".join(words[number:])
    return ""


def _drifted(proof: _Proof) -> Iterator[Fault]:
    """Find notes that are not on the page of their call."""
    for note, call in _calls(proof.galley):
        pieces = (p for element in note.iter() for p in proof.galley.text(element).pieces)
        astray = next((piece for piece in pieces if piece.page != call.page), None)
        if astray is not None:
            says = f"explains `{_short(call.words)}`, which is on page {call.page + 1}"
            hint = "set the note in the text, or change where the paragraph breaks"
            yield _about(astray, "PDF012", says, hint)


def _calls(galley: Galley) -> Iterator[tuple[Element, Piece]]:
    """Yield each note with the last piece of text before it: its call."""
    last: Piece | None = None
    for element, number in _places(galley.root):
        if number is not None:
            last = next(reversed(galley.set_text(element, number)), last)
        elif last is not None:
            yield element, last


def _places(element: Element) -> Iterator[tuple[Element, int | None]]:
    """Yield the texts outside notes in reading order, and each note itself with no number."""
    yield element, 0
    for number, child in enumerate(element, start=1):
        if is_note(child):
            yield child, None
        elif tag_of(child) != SVG:
            yield from _places(child)
        yield element, number


def _off_paper(proof: _Proof) -> Iterator[Fault]:
    """Find what comes too near the paper's edge, running heads included; decoration may bleed."""
    for piece in proof.galley.all_pieces():
        if piece.kind is Kind.ORNAMENT or proof.is_decoration(piece) or _is_too_much(piece):
            continue
        if says := _beyond(piece.place, proof.papers[piece.page], "what can be printed"):
            yield _about(piece, "PDF014", says)


def _out_of_area(proof: _Proof) -> Iterator[Fault]:
    """Find what runs into the margins of a page whose text must stay in the text area."""
    for piece in proof.readable():
        area = None if _is_too_much(piece) else proof.areas[piece.page]
        if area and (says := _beyond(piece.place, area, "the text area")):
            yield _about(piece, "PDF010", says, _NARROWER)


def _cut(proof: _Proof) -> Iterator[Fault]:
    """Find what a box with hidden overflow cuts off."""
    for piece in proof.readable():
        clip = piece.around.clip
        if clip and (says := _beyond(piece.place, clip, "the box that cuts it off")):
            yield _about(piece, "PDF015", says)


def _out_of_room(proof: _Proof) -> Iterator[Fault]:
    """Find where the text of a box of fixed height runs out at its foot, and by how much."""
    beyond: dict[tuple[int, Element | None], list[Piece]] = defaultdict(list)
    for piece in proof.readable():
        if _is_too_much(piece):
            beyond[piece.page, piece.around.holder].append(piece)
    for pieces in beyond.values():
        lines = len({round(piece.place.bottom) for piece in pieces})
        much = f"{_points(max(map(_below, pieces)))} ({lines} line{'' if lines == 1 else 's'})"
        says = f"stands below the foot of {_box(pieces[0])}: {much} too much"
        yield _about(pieces[0], "PDF016", says, "shorten the text of the box")


def _is_too_much(piece: Piece) -> bool:
    """Tell whether a piece runs out of its box; where else it stands then says nothing new."""
    return _below(piece) > _TOLERANCE_PX


def _below(piece: Piece) -> float:
    """Tell how far a piece reaches below the foot of the box of fixed height it stands in."""
    return piece.place.bottom - piece.around.room.bottom if piece.around.room else 0.0


def _box(piece: Piece) -> str:
    name = piece.around.holder.get("id") if piece.around.holder is not None else None
    return f"`#{name}`" if name else "its box"


def _at_crease(proof: _Proof) -> Iterator[Fault]:
    """Find what lies across a fold or a cut, and what reads too near to one."""
    for piece in proof.galley.all_pieces():
        read = piece.kind is not Kind.ORNAMENT and not proof.is_decoration(piece)
        for crease in proof.creases[piece.page]:
            start, stop = crease.span(piece.place)
            gap = max(crease.at - stop, start - crease.at)
            if gap < -_TOLERANCE_PX:
                yield _about(piece, "PDF018", f"lies across a {crease.what}", _KEEP_CLEAR)
            elif read and gap < proof.clear - _TOLERANCE_PX:
                says = f"stands {_points(max(gap, 0.0))} from a {crease.what}"
                yield _about(piece, "PDF018", f"{says}, not {_points(proof.clear)}", _KEEP_CLEAR)


def _overlapping(proof: _Proof) -> Iterator[Fault]:
    """Find words or pictures on top of each other."""
    for page in proof.galley.pages:
        seen = [p for p in page if p.kind is not Kind.ORNAMENT and not proof.is_decoration(p)]
        for upper, lower in _pairs(sorted(seen, key=lambda piece: piece.place.top)):
            says = f"and `{_short(lower.words)}` are printed on top of each other"
            yield _about(upper, "PDF013", says)


def _struck(proof: _Proof) -> Iterator[Fault]:
    """Find words that a rule, a border or the edge of a coloured ground runs through."""
    for piece in proof.readable():
        for rule in proof.galley.rules[piece.page]:
            if rule.element is not piece.element and _runs_through(rule.place, piece.place):
                beside = _short(text_of(rule.element))
                says = f"has a line or an edge through it, that of `{beside}`"
                yield _about(piece, "PDF013", says, _APART)


def _runs_through(rule: Rectangle, words: Rectangle) -> bool:
    """Tell whether a thin place lies on words; beside them, and at their rim, it may stand."""
    return (
        min(rule.right, words.right) - max(rule.left, words.left) > -_TOLERANCE_PX
        and rule.left < words.right - _TOLERANCE_PX
        and rule.right > words.left + _TOLERANCE_PX
        and rule.top < words.bottom - _TOLERANCE_PX
        and rule.bottom > words.top + _TOLERANCE_PX
    )


def _pairs(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Yield the pairs that overlap, from pieces sorted by their top."""
    above: list[Piece] = []
    for piece in pieces:
        above = [other for other in above if other.place.bottom > piece.place.top]
        yield from ((other, piece) for other in above if _collide(other, piece))
        above.append(piece)


def _collide(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces lie on each other; two lines may share a hair, a picture nothing."""
    shared = one.place.meet(other.place)
    height, width = shared.bottom - shared.top, shared.right - shared.left
    lower = min(piece.place.bottom - piece.place.top for piece in (one, other))
    drawn = Kind.PICTURE in {one.kind, other.kind}
    most = _TOLERANCE_PX if drawn else _SHARED_HEIGHT * lower
    return width > _TOLERANCE_PX and height > most


def _faded(proof: _Proof) -> Iterator[Fault]:
    """Find text drawn through transparency: tags do not reach it, so it is never read."""
    for piece in proof.readable():
        if piece.around.faded:
            hint = "give the text a solid colour instead of `opacity`"
            yield _about(piece, "PDF017", "is drawn with transparency", hint)


def _badly_broken(proof: _Proof) -> Iterator[Fault]:
    """Find single lines at a break, and headings before one."""
    for bad in bad_breaks(proof.galley):
        yield _about(bad.piece, bad.code, bad.says, bad.hint)


def _pale(proof: _Proof) -> Iterator[Fault]:
    """Find text in a colour too near to that of its ground."""
    hint = "make the text darker, or its ground lighter"
    for pale in pale_pieces(proof.galley):
        yield replace(_about(pale.piece, "PDF033", pale.says, hint), once=pale.colours)


def _beyond(place: Rectangle, limit: Rectangle, what: str) -> str | None:
    """Say by how much a place lies beyond a limit, at the side where it is worst."""
    over = {
        "left": limit.left - place.left,
        "top": limit.top - place.top,
        "right": place.right - limit.right,
        "bottom": place.bottom - limit.bottom,
    }
    side = max(over, key=lambda name: over[name])
    if over[side] <= _TOLERANCE_PX:
        return None
    return f"stands {_points(over[side])} beyond the {side} edge of {what}"


def _points(pixels: float) -> str:
    return f"{pixels * POINTS_PER_PIXEL:.1f} pt"


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")


_CHECKS: Final[tuple[Callable[[_Proof], Iterator[Fault]], ...]] = (
    _dropped,
    _drifted,
    _off_paper,
    _out_of_area,
    _cut,
    _out_of_room,
    _at_crease,
    _overlapping,
    _struck,
    _faded,
    _badly_broken,
    _pale,
)
