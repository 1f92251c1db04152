"""Whether text stands out from its ground, in colour and on a copier that knows only grey.

In: a galley. Out: the pieces of text whose colour is too near to that of their ground, the nearest
background colours behind them, one for each pair of colours. Pictures behind text are not seen
here. The contrast is that of WCAG 2.2 (relative luminance of sRGB), taken twice: of the colours,
and of the greys that a copier makes of them (ITU-R BT.601 luma). The lower one counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, NamedTuple

from weasyprint.formatting_structure import boxes

from bookbuild.render.pdf.galley import Galley, Piece

LEAST_CONTRAST: Final = 7.0
_SPACES: Final = frozenset({"srgb", "hsl", "hwb"})


class Shade(NamedTuple):
    """A colour in sRGB, each part from 0 to 1."""

    red: float
    green: float
    blue: float

    def __str__(self) -> str:
        """Write it as stylesheets do."""
        return "#" + "".join(f"{round(255 * part):02x}" for part in self)

    @property
    def grey(self) -> Shade:
        """Give what a copier makes of it."""
        luma = 0.299 * self.red + 0.587 * self.green + 0.114 * self.blue
        return Shade(luma, luma, luma)

    @property
    def luminance(self) -> float:
        """Give the relative luminance, 0 for black and 1 for white."""
        red, green, blue = map(_linear, self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def under(self, colour: Any) -> Shade:
        """Give what is seen where a colour, which may be see-through, is laid on this one."""
        parts = zip(self, colour.to("srgb").coordinates, strict=True)
        return Shade(*(below + (above - below) * colour.alpha for below, above in parts))


PAPER: Final = Shade(1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pale:
    """A piece of text that is hard to make out, and what is said of its colours."""

    piece: Piece
    says: str


def contrast(one: Shade, other: Shade) -> float:
    """Give the contrast of two colours, in colour or in grey, whichever is lower."""
    return min(_ratio(one, other), _ratio(one.grey, other.grey))


def pale_pieces(galley: Galley) -> Iterator[Pale]:
    """Find the text that is too pale, once for each colour on each ground."""
    seen: set[tuple[Any, ...]] = set()
    for piece in galley.all_pieces():
        if not isinstance(piece.box, boxes.TextBox):
            continue
        colours = (*piece.around.ground, piece.box.style["color"])
        if colours not in seen:
            seen.add(colours)
            if says := _too_pale(colours):
                yield Pale(piece=piece, says=says)


def _too_pale(colours: Sequence[Any]) -> str:
    """Say what is wrong with colours laid on the paper one by one, the last that of the text."""
    if unknown := next((colour for colour in colours if colour.space not in _SPACES), None):
        return f"has a colour or ground in {unknown.space}, whose contrast cannot be told"
    *below, text = colours
    ground = reduce(Shade.under, below, PAPER)
    shade = ground.under(text)
    found = contrast(shade, ground)
    if found >= LEAST_CONTRAST:
        return ""
    return f"is {shade} on {ground}: a contrast of {found:.2f} to 1, not {LEAST_CONTRAST:g} to 1"


def _ratio(one: Shade, other: Shade) -> float:
    """Give WCAG's contrast ratio (2.2, definition of `contrast ratio`)."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(part: float) -> float:
    """Undo the gamma of sRGB (WCAG 2.2, definition of `relative luminance`)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
