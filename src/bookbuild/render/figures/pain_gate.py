"""Draw the pain gate: a person's brain, spinal cord and nerve, and the gate seen through a lens.

In: a `PainGate`, which holds the four words. Out: an SVG, and its text alternative. Two rows of
signals reach the gate and one goes on: half closed, not shut. Nothing here is measured.
"""

from __future__ import annotations

from typing import Final

from bookbuild.model.figure import PainGate
from bookbuild.render.figures.lettering import CAP_HEIGHT, text
from bookbuild.render.figures.pens import HAIRLINE, PAPER, STONE, Setting
from bookbuild.render.figures.svg import document, element, line, number, path

# Places below are in units of a drawing 297 wide and 156 high; words are set in points.
_WIDE: Final = 297.0
_HIGH: Final = 156.0

_HEAD: Final = "M50 47C43 43 39 35 39 25C39 12 46 4 58 4C70 4 77 12 77 25C77 35 73 43 66 47"
_SHOULDERS: Final = (
    "M50 47V56C50 62 44 65 36 67C20 71 13 80 12 98L10 156"
    "M66 47V56C66 62 72 65 80 67C96 71 103 80 104 98L106 156"
    "M30 108L29 156M86 108L87 156"
)
_BRAIN: Final = (
    "M58 11C53 8 48 10 47 14C43 16 43 21 45 23C43 27 46 31 50 31C52 34 56 34 58 32"
    "C60 34 64 34 66 31C70 31 73 27 71 23C73 21 73 16 69 14C68 10 63 8 58 11z"
)
_FOLDS: Final = (
    "M58 12V31M52 15C54 17 54 19 51 20M49 26C51 25 53 26 54 28"
    "M64 15C62 17 62 19 65 20M67 26C65 25 63 26 62 28"
)
_CORD: Final = "M58 33V146"
_NERVE: Final = "M58 97C74 97 84 98 90 105C96 113 96 132 97 156"

_LENS: Final = (243.0, 97.0, 53.0)
_LENS_NERVE: Final = "M192.5 81H258M192.5 113H258"
_LENS_CORD: Final = "M258 46.5V81M258 113V147.5M277 56V138"
_CLOSED_LEAF: Final = "M239 81V97.5"
_OPEN_LEAF: Final = "M239 113L254.5 110.5"
_ARRIVING: Final = tuple((x, y) for y in (89.5, 103.5) for x in (200.0, 210.0, 220.0, 230.0))
_GOING_ON: Final = ((246.0, 103.5), (267.5, 103.5), (267.5, 89.5), (267.5, 75.5))
_ONWARD: Final = "M267.5 69V55M262.5 60L267.5 54.5L272.5 60"
_SIGNAL: Final = 3.1


def draw_pain_gate(figure: PainGate, setting: Setting) -> str:
    """Draw the person at the left, the lens at the right, and the four words beside them."""
    scale, colour = setting.width / _WIDE, setting.colour
    drawing = element("g", _person(colour), _lens(colour), transform=f"scale({scale:.4f})")
    return document(setting.width, _HIGH * scale, drawing, _words(figure, scale, setting))


def describe_pain_gate(figure: PainGate) -> str:
    """Give the description that came with the words."""
    return figure.description


def _person(colour: str) -> str:
    """Draw head and shoulders in a thin line, and what carries signals in a heavy one."""
    return (
        _stroke(_HEAD, 1.2, STONE)
        + _stroke(_SHOULDERS, 1.2, STONE)
        + path(_BRAIN, fill=colour)
        + _stroke(_FOLDS, 1.2, PAPER)
        + _stroke(_CORD, 4, colour)
        + _stroke(_NERVE, 1.8, colour)
    )


def _lens(colour: str) -> str:
    """Draw, enlarged, where nerve and cord meet: a gate of two leaves, one of them shut."""
    x, y, radius = _LENS
    return (
        element("circle", cx=58, cy=97, r=7, fill="none", stroke=STONE, stroke_width=1.2)
        + _stroke(f"M65 {number(y)}H{number(x - radius)}", 1.2, STONE)
        + element("circle", cx=x, cy=y, r=radius, fill=PAPER, stroke=STONE, stroke_width=1.2)
        + _stroke(_LENS_NERVE, 1.5, colour)
        + _stroke(_LENS_CORD, 1.5, colour)
        + _stroke(_CLOSED_LEAF, 4.5, colour, ends="butt")
        + _stroke(_OPEN_LEAF, 4.5, colour, ends="butt")
        + "".join(
            element("circle", cx=cx, cy=cy, r=_SIGNAL, fill=colour)
            for cx, cy in (*_ARRIVING, *_GOING_ON)
        )
        + _stroke(_ONWARD, 1.5, colour)
    )


def _stroke(d: str, width: float, colour: str, *, ends: str = "round") -> str:
    return path(
        d,
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_linecap=ends,
        stroke_linejoin="round",
    )


def _words(figure: PainGate, scale: float, setting: Setting) -> str:
    """Set each word at the end of a thin line that leads to what it names."""
    left = 114 * scale
    drawn = ""
    for words, y, part in (
        (figure.brain, 24, 72),
        (figure.cord, 72, 60.5),
        (figure.nerve, 138, 97),
    ):
        drawn += line(
            part * scale, y * scale, left - 3, y * scale, stroke=STONE, stroke_width=HAIRLINE
        )
        drawn += text(words, left, y * scale + setting.text * CAP_HEIGHT / 2, setting)
    x = 239 * scale
    return (
        drawn
        + line(x, 35 * scale, x, 79 * scale, stroke=STONE, stroke_width=HAIRLINE)
        + text(figure.gate, setting.width, 31 * scale, setting, anchor="end")
    )
