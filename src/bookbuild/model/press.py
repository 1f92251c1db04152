"""What a printing house is told and given: inks, and the ticket that goes with a job.

In: nothing. Out: frozen values that `finish` prints by and `verify` checks against. Inks are whole
percentages of the four process plates, as printers say them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bookbuild.model.clinic import ALARM, HOUSE_COLOUR
from bookbuild.model.format import Paper

INK_LIMIT: Final = 240
"""The most ink on one spot, in per cent of all plates: uncoated paper and digital presses."""
SMALL_TEXT_PT: Final = 18.0
"""Text below this size is printed from one plate: four plates are never exactly in register."""
FINE_RULE_PT: Final = 2.0
"""Rules below this thickness are printed as small text is."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A mixture: per cent of cyan, magenta, yellow and black."""

    cyan: int = 0
    magenta: int = 0
    yellow: int = 0
    black: int = 0

    @property
    def total(self) -> int:
        """Give the total area coverage in per cent."""
        return self.cyan + self.magenta + self.yellow + self.black

    def __str__(self) -> str:
        """Give the ink as printers say it: `90 50 45 45`."""
        return f"{self.cyan} {self.magenta} {self.yellow} {self.black}"


PAPER: Final = Ink()
BLACK: Final = Ink(black=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressInk:
    """How one screen colour is printed: `ink` in areas and large type, `fine` in small ones."""

    ink: Ink
    fine: Ink


def _one(ink: Ink) -> PressInk:
    return PressInk(ink=ink, fine=ink)


HOUSE_INKS: Final[Mapping[str, PressInk]] = MappingProxyType(
    {
        "#ffffff": _one(PAPER),
        "#000000": _one(BLACK),
        "#17242b": _one(BLACK),  # ink
        HOUSE_COLOUR: PressInk(ink=Ink(90, 50, 45, 45), fine=BLACK),  # spruce
        ALARM: PressInk(ink=Ink(20, 100, 95, 25), fine=BLACK),
        # Stone is hairlines and comes from the black plate alone; amber is drawn on spruce and
        # tint is a ground: black would change what they are.
        "#64737a": _one(Ink(black=65)),  # stone
        "#f0b43c": _one(Ink(4, 30, 85, 0)),  # amber
        "#e4edee": _one(Ink(9, 2, 4, 0)),  # tint
    }
)
"""The house style's colours (`#rrggbb`, small letters) and what they are printed with."""


def inks_with(*colours: str) -> Mapping[str, PressInk]:
    """Give the house's inks and those of more colours, a clinic's own (`#rrggbb`)."""
    own = {colour.lower(): PressInk(ink=mixed(colour), fine=BLACK) for colour in colours}
    return MappingProxyType(own | dict(HOUSE_INKS))


def mixed(colour: str) -> Ink:
    """Mix an ink for a colour (`#rrggbb`) whose inks nobody has chosen; a proof must be looked at.

    All grey goes to the black plate: black = 1 - max(r, g, b), and each other plate is
    (1 - value - black) / (1 - black). Where the sum exceeds INK_LIMIT the three colours are
    lowered alike, since black hides them. This is ISO 32000-1, 10.3.4, with full black generation,
    and with undercolour removal that allows for the ink already printed in black.
    """
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = max(values)
    if light == 0:
        return BLACK
    black = round(100 * (1 - light))
    plates = [round(100 * (light - value) / light) for value in values]
    room = INK_LIMIT - black
    if sum(plates) > room:
        plates = [plate * room // sum(plates) for plate in plates]
    cyan, magenta, yellow = plates
    return Ink(cyan, magenta, yellow, black)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTicket:
    """What one press file must be.

    trim: the page after cutting. bleed_pt: how far grounds run beyond the trim on all sides.
    copy_id: the printed id of the copy. folds: for each page its fold lines, in points from the
    left edge of the trim; empty when the job has none. inks: what each screen colour is printed
    with. profile: the ICC profile of the printing condition.
    """

    title: str
    date: dt.date
    copy_id: str
    trim: Paper
    bleed_pt: float
    profile: bytes
    inks: Mapping[str, PressInk]
    folds: tuple[tuple[float, ...], ...] = ()
