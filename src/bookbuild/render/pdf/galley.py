"""The galley: which letters of the HTML stand where on the pages.

In: a document as WeasyPrint laid it out, before it is painted. Out: its pieces: what one line
holds of one text, or one picture. Each knows its page, its place, and the letters of the source
that it shows. Everything else (tags, page map, checks) asks the galley and not the boxes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import accumulate
from math import inf
from typing import Any, Final, NamedTuple
from xml.etree.ElementTree import Element

from weasyprint.anchors import rectangle_aabb
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from bookbuild.render.pdf.source import Ancestry, is_block, is_note, letters_of, texts_of

Box = Any  # WeasyPrint ships no types; its boxes stop at this package's door.

# How far ink reaches above and below the baseline, in parts of the type size: the ascenders and
# descenders of Atkinson Hyperlegible and Literata, rounded. Boxes are higher than their ink.
_ASCENT: Final = 0.75
_DESCENT: Final = 0.23
_ROUNDING_PX: Final = 1.0


class Kind(Enum):
    """What a piece shows."""

    TEXT = auto()  # letters of the source
    PICTURE = auto()
    MARKER = auto()  # a list item's bullet or number, made by CSS
    ORNAMENT = auto()  # anything else made by CSS
    REPEAT = auto()  # shown before: a table's head on its later pages
    MARGIN = auto()  # running heads, folios: outside the text


class Rectangle(NamedTuple):
    """A place on a page in CSS pixels (1/96 inch), from the top left corner of the trim."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Rectangle, tolerance: float) -> bool:
        """Tell whether another place lies in this one, but for so much on each side."""
        return (
            other.left >= self.left - tolerance
            and other.top >= self.top - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def meet(self, other: Rectangle | None) -> Rectangle:
        """Give the part that lies in both."""
        if other is None:
            return self
        return Rectangle(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


_EVERYWHERE: Final = Rectangle(-inf, -inf, inf, inf)


class Rule(NamedTuple):
    """A line that is drawn along a side of a block, or where the colour of its ground ends."""

    place: Rectangle
    element: Element


class Ground(NamedTuple):
    """A place that a background colour fills."""

    place: Rectangle
    colour: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a box stands in: all that its ancestors decide about it.

    clip: what is not cut off. room: the nearest ancestor of a fixed height, holder: its element.
    faded: drawn through a transparency group, where tags cannot reach.
    """

    page: int
    margin: bool = False
    clip: Rectangle | None = None
    room: Rectangle | None = None
    holder: Element | None = None
    matrix: Any = None
    faded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """What one line holds of one text, or one picture.

    start, stop: its letters, counted in the own letters of its element. hyphen: what the line's
    end added to them.
    """

    kind: Kind
    box: Box
    element: Element
    place: Rectangle
    around: Surroundings
    start: int = 0
    stop: int = 0
    hyphen: str = ""

    @property
    def page(self) -> int:
        """The page, counted from 0."""
        return self.around.page

    @property
    def words(self) -> str:
        """The words as set, or the name of the picture."""
        if isinstance(self.box, boxes.TextBox):
            return str(self.box.text).strip()
        return str(self.element.get("src", "picture"))


@dataclass(slots=True)
class OwnText:
    """An element's own texts, and how many of their letters have been found on pages.

    starts: where each text begins. gaps: before which letters white space stands, inside a text.
    """

    letters: str
    starts: tuple[int, ...]
    gaps: frozenset[int]
    found: int = 0
    pieces: list[Piece] = field(default_factory=list)

    @classmethod
    def of(cls, element: Element) -> OwnText:
        """Count an element's own letters."""
        letters, starts, gaps = "", [], set[int]()
        for text in texts_of(element):
            starts.append(len(letters))
            words = [letters_of(word) for word in text.split()]
            gaps.update(accumulate(map(len, words[:-1]), initial=len(letters)))
            gaps.discard(len(letters))
            letters += "".join(words)
        return cls(letters, tuple(starts), frozenset(gaps))

    def take(self, shown: str, hyphen: str) -> tuple[int, int, str]:
        """Find the next letters: where they start and stop, and the hyphen that is not theirs."""
        start = self.found
        body = shown.removesuffix(hyphen) if hyphen else shown
        hyphenated = not self.letters.startswith(shown, start) and body != shown
        used = body if hyphenated else shown
        self.found = min(start + len(used), len(self.letters))
        return start, self.found, hyphen if hyphenated else ""


class Galley:
    """All pieces of a laid-out document, by page and by element."""

    def __init__(self, root: Element, pages: Iterable[Any] = (), first: int = 0) -> None:
        """Read the pages (WeasyPrint's `Page` objects) once, from first to last.

        first: the number of the first page, counted from 0.
        """
        self.root = root
        self.first = first
        self.ancestry = Ancestry.of(root)
        self._texts: dict[Element, OwnText] = {}
        self._pictures: dict[Element, Piece] = {}
        self._markers: dict[Element, list[Piece]] = defaultdict(list)
        self._paragraphs: set[Element] = set()
        self._grounds: dict[Piece, tuple[Any, ...]] = {}
        self._laid: list[Ground] = []
        self.rules: defaultdict[int, list[Rule]] = defaultdict(list)
        """The rules and the edges of grounds by page, which no word may touch."""
        self.pages: tuple[tuple[Piece, ...], ...] = tuple(
            tuple(self._page(page_box(page), number)) for number, page in enumerate(pages, first)
        )

    @classmethod
    def joined(cls, root: Element, parts: Sequence[Galley]) -> Galley:
        """Give the galley of a book from those of its parts.

        Upwards of an element is its part. What stands in a margin belongs to the root of its part.
        """
        galley = cls(root)
        for part in parts:
            galley._take(part)
        galley.ancestry = Ancestry.joined(part.ancestry for part in parts)
        galley.pages = tuple(page for part in parts for page in part.pages)
        return galley

    def _take(self, part: Galley) -> None:
        """Take in what is known of a part, but for its pages and who stands in whom."""
        self._texts |= part._texts
        self._pictures |= part._pictures
        self._markers |= part._markers
        self._paragraphs |= part._paragraphs
        self._grounds |= part._grounds
        self.rules |= part.rules

    def text(self, element: Element) -> OwnText:
        """Give an element's own text."""
        if element not in self._texts:
            self._texts[element] = OwnText.of(element)
        return self._texts[element]

    def set_text(self, element: Element, place: int) -> Sequence[Piece]:
        """Give the pieces of one of an element's texts, 0 the one before its first child."""
        text = self.text(element)
        start = text.starts[place]
        stop = text.starts[place + 1] if place + 1 < len(text.starts) else len(text.letters) + 1
        return [piece for piece in text.pieces if start <= piece.start < stop]

    def picture(self, element: Element) -> Piece | None:
        """Give the piece that shows a picture, None when no page does."""
        return self._pictures.get(element)

    def markers(self, element: Element) -> Sequence[Piece]:
        """Give the pieces of a list item's bullet or number."""
        return self._markers.get(element, ())

    def paragraph(self, element: Element) -> Element:
        """Give what an element's lines are counted in: a block by its nature or by CSS, or a note.

        CSS makes blocks of inlines: in grids and flex boxes, or by their own `display`.
        """
        above = self.ancestry.upwards(element)
        blocks = self._paragraphs
        ends = (one for one in above if one in blocks or is_block(one) or is_note(one))
        return next(ends, element)

    def all_pieces(self) -> Iterator[Piece]:
        """Yield every piece, page by page."""
        for page in self.pages:
            yield from page

    def ground(self, piece: Piece) -> tuple[Any, ...]:
        """Give the colours behind a text, from the last that nothing is seen through."""
        return self._grounds.get(piece, ())

    def _page(self, box: Box, number: int) -> Iterator[Piece]:
        self._laid = []
        yield from self._pieces(box, Surroundings(page=number))

    def _pieces(self, box: Box, around: Surroundings) -> Iterator[Piece]:
        """Yield the pieces of a box in the order of the box tree, which is the source's order."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001  # WeasyPrint has no other way to it
        if isinstance(box, boxes.TextBox):
            if letters_of(box.text):
                piece = self._text_piece(box, around)
                self._grounds[piece] = self._behind(piece.place)
                yield piece
        elif isinstance(box, boxes.ReplacedBox):
            yield self._picture_piece(box, around)
        else:
            inner = _inside(box, around)
            if box.background is not None:
                self._laid += _colours_laid(box, inner)
            if isinstance(box, boxes.BlockContainerBox | boxes.FlexContainerBox):
                self.rules[around.page] += _rules(box, inner)
            if _is_paragraph(box):
                self._paragraphs.add(box.element)
            for child in box.children:
                yield from self._pieces(child, inner)

    def _behind(self, place: Rectangle) -> tuple[Any, ...]:
        """Give the colours laid so far that a place lies on; a solid one hides those below."""
        colours: list[Any] = []
        for ground in reversed(self._laid):
            if ground.place.holds(place, _ROUNDING_PX):
                colours.append(ground.colour)
                if ground.colour.alpha >= 1:
                    break
        return tuple(reversed(colours))

    def _text_piece(self, box: Box, around: Surroundings) -> Piece:
        element, place = self._element(box), _ink(box, around)
        kind = _kind(box, around)
        if kind is not Kind.TEXT:
            piece = Piece(kind=kind, box=box, element=element, place=place, around=around)
            if kind is Kind.MARKER:
                self._markers[element].append(piece)
            return piece
        text = self.text(element)
        if text.found >= len(text.letters):
            return Piece(kind=Kind.REPEAT, box=box, element=element, place=place, around=around)
        hyphen = str(box.style["hyphenate_character"])
        start, stop, hyphen = text.take(letters_of(box.text), letters_of(hyphen))
        piece = Piece(
            kind=Kind.TEXT,
            box=box,
            element=element,
            place=place,
            around=around,
            start=start,
            stop=stop,
            hyphen=hyphen,
        )
        text.pieces.append(piece)
        return piece

    def _picture_piece(self, box: Box, around: Surroundings) -> Piece:
        kind = _kind(box, around)
        if kind is Kind.TEXT:
            kind = Kind.REPEAT if box.element in self._pictures else Kind.PICTURE
        x, y = box.content_box_x(), box.content_box_y()
        place = _placed(around, x, y, box.width, box.height)
        piece = Piece(kind=kind, box=box, element=self._element(box), place=place, around=around)
        if kind is Kind.PICTURE:
            self._pictures[box.element] = piece
        return piece

    def _element(self, box: Box) -> Element:
        """Give the element a box was made for; those in the margins are the whole book's."""
        return self.root if box.element is None else box.element


def page_box(page: Any) -> Box:
    """Give the box of a page, the root of its box tree."""
    return page._page_box  # noqa: SLF001  # WeasyPrint has no other way to it


def _kind(box: Box, around: Surroundings) -> Kind:
    """Tell where a box's content comes from: the source, or CSS."""
    if around.margin:
        return Kind.MARGIN
    _, _, pseudo = box.element_tag.partition("::")
    match pseudo:
        case "" | "first-letter" | "first-line":
            return Kind.TEXT
        case "marker":
            return Kind.MARKER
        case _:
            return Kind.ORNAMENT


def _inside(box: Box, around: Surroundings) -> Surroundings:
    """Give the surroundings of a box's children."""
    style = box.style
    if isinstance(box, boxes.PageBox):
        return around
    if isinstance(box, boxes.MarginBox):
        around = replace(around, margin=True)
    if box.transformation_matrix:
        outer = around.matrix
        matrix = box.transformation_matrix @ outer if outer else box.transformation_matrix
        around = replace(around, matrix=matrix)
    if style["opacity"] < 1:
        around = replace(around, faded=True)
    if _is_fixed(box) and not isinstance(box, boxes.FootnoteAreaBox):
        around = replace(around, room=_padding(box, around), holder=box.element)
    if style["overflow"] != "visible" and not box.is_for_root_element:
        around = replace(around, clip=_padding(box, around).meet(around.clip))
    return around


def _colours_laid(box: Box, around: Surroundings) -> Iterator[Ground]:
    """Yield the colours that a box lays behind its content; those of a page cover it all."""
    backgrounds, place = [box.background], _EVERYWHERE
    if isinstance(box, boxes.PageBox):
        backgrounds.append(box.canvas_background)
    else:
        x, y = box.border_box_x(), box.border_box_y()
        place = _placed(around, x, y, box.border_width(), box.border_height())
    for background in backgrounds:
        if background is not None and background.color.alpha > 0:
            yield Ground(place, background.color)


def _rules(box: Box, around: Surroundings) -> Iterator[Rule]:
    """Yield what is drawn along the sides of a block: its borders, or the edges of its colour."""
    widths = [box.border_top_width, box.border_right_width]
    widths += [box.border_bottom_width, box.border_left_width]
    coloured = box.background is not None and box.background.color.alpha > 0
    if box.element is None or not (coloured or any(widths)):
        return
    x, y = box.border_box_x(), box.border_box_y()
    width, height = box.border_width(), box.border_height()
    top, right, bottom, left = widths
    sides = (
        ("top", top, (x, y, width, top)),
        ("right", right, (x + width - right, y, right, height)),
        ("bottom", bottom, (x, y + height - bottom, width, bottom)),
        ("left", left, (x, y, left, height)),
    )
    for name, thick, place in sides:
        if coloured or (thick and _is_seen(box.style[f"border_{name}_color"])):
            yield Rule(_placed(around, *place), box.element)


def _is_seen(colour: Any) -> bool:
    return colour == "currentcolor" or bool(colour.alpha)


def _is_paragraph(box: Box) -> bool:
    """Tell whether a box has lines of its own that stand in no other line."""
    in_line = isinstance(box, boxes.AtomicInlineLevelBox)
    return isinstance(box, boxes.BlockContainerBox) and box.element is not None and not in_line


def _is_fixed(box: Box) -> bool:
    """Tell whether CSS fixes a box's height, so that its text may run out of it."""
    if box.element_tag in ("html", "body") or not isinstance(
        box, boxes.BlockBox | boxes.FlexContainerBox | boxes.GridContainerBox
    ):
        return False
    style = box.style
    return style["height"] != "auto" or _pixels(style["max_height"]) is not None


def _pixels(length: Any) -> float | None:
    """Give a computed length in pixels; None for `none`, which WeasyPrint keeps as infinity."""
    value = getattr(length, "value", length)
    return value if isinstance(value, int | float) and value != float("inf") else None


def _padding(box: Box, around: Surroundings) -> Rectangle:
    x, y = box.padding_box_x(), box.padding_box_y()
    return _placed(around, x, y, box.padding_width(), box.padding_height())


def _ink(box: Box, around: Surroundings) -> Rectangle:
    """Give the place of a line's letters, from ascender to descender."""
    size = box.style["font_size"]
    baseline = box.position_y + box.baseline
    top = baseline - _ASCENT * size
    return _placed(around, box.position_x, top, box.width, (_ASCENT + _DESCENT) * size)


def _placed(around: Surroundings, x: float, y: float, width: float, height: float) -> Rectangle:
    return Rectangle(*rectangle_aabb(around.matrix, x, y, width, height))
