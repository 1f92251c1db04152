"""Whether text stands out from its ground, in colour and on a copier that knows only grey.

In: a galley. Out: the pieces of text whose colour is too near to that of their ground, the
background colours that they lie on, one for each pair of colours. Pictures behind text are not seen
here. The contrast is taken twice, of the colours and of the greys that a copier makes of them; the
lower one counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, NamedTuple

from weasyprint.formatting_structure import boxes

from bookbuild.model.contrast import ENOUGH, contrast, grey
from bookbuild.render.pdf.galley import Galley, Piece

_SPACES: Final = frozenset({"srgb", "hsl", "hwb"})


class _Shade(NamedTuple):
    """A colour in sRGB, each part from 0 to 1."""

    red: float
    green: float
    blue: float

    def under(self, colour: Any) -> _Shade:
        """Give what is seen where a colour, which may be see-through, is laid on this one."""
        parts = zip(self, colour.to("srgb").coordinates, strict=True)
        return _Shade(*(below + (above - below) * colour.alpha for below, above in parts))

    def __str__(self) -> str:
        """Write it as stylesheets do."""
        return "#" + "".join(f"{round(255 * part):02x}" for part in self)


_PAPER: Final = _Shade(1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pale:
    """A piece of text that is hard to make out, its colours, and what is said of them."""

    piece: Piece
    colours: tuple[Any, ...]
    says: str


def pale_pieces(galley: Galley) -> Iterator[Pale]:
    """Find the text that is too pale, once for each colour on each ground."""
    seen: set[tuple[Any, ...]] = set()
    for piece in galley.all_pieces():
        if not isinstance(piece.box, boxes.TextBox):
            continue
        colours = (*galley.ground(piece), piece.box.style["color"])
        if colours not in seen:
            seen.add(colours)
            if says := _too_pale(colours):
                yield Pale(piece=piece, colours=colours, says=says)


def _too_pale(colours: Sequence[Any]) -> str:
    """Say what is wrong with colours laid on the paper one by one, the last that of the text."""
    if unknown := next((colour for colour in colours if colour.space not in _SPACES), None):
        return f"has a colour or ground in {unknown.space}, whose contrast cannot be told"
    *below, text = colours
    shade = reduce(_Shade.under, below, _PAPER)
    ground, letters = str(shade), str(shade.under(text))
    found = min(contrast(letters, ground), contrast(grey(letters), grey(ground)))
    if found >= ENOUGH:
        return ""
    return f"is {letters} on {ground}: a contrast of {found:.2f} to 1, not {ENOUGH:g} to 1"
