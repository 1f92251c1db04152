"""Set words in a figure: how wide they are, where a line breaks, and the text elements.

In: words, sizes in points, a place. Out: lines of words, or SVG text elements. Widths come from a
table of the book's own lettering, because an SVG has no lines: whoever draws must break them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from bookbuild.render.figures.pens import INK, Setting
from bookbuild.render.figures.svg import element, number, plain

Weight = Literal["regular", "bold"]
Anchor = Literal["start", "middle", "end"]

# A reading system that lacks the book's fonts takes the next one it has.
SANS: Final = "'Atkinson Hyperlegible', Arial, Helvetica, sans-serif"
SERIF: Final = "Literata, Georgia, serif"

CAP_HEIGHT: Final = 0.668
"""Height of a capital of Atkinson Hyperlegible, in em."""

_SURE: Final = 0.98
"""Part of a measure that lines may fill: kerning and another machine's rounding take the rest."""


def width_of(words: str, size: float, weight: Weight = "regular") -> float:
    """Measure words set in Atkinson Hyperlegible, in points, without kerning.

    The advance widths are those of the font's `hmtx` table; a letter that is not in our table
    counts as wide as an `m`, so that a line is broken too early rather than too late.
    """
    advances = _ADVANCES[weight]
    return sum(advances.get(letter, advances["m"]) for letter in words) * size / 1000


def wrap(
    words: str, measure: float, setting: Setting, weight: Weight = "regular"
) -> tuple[str, ...]:
    """Break words into as few lines as fit `measure` points, of about equal length.

    Lines are tried ever narrower while their number stays the same, so that no short word is left
    alone on the last one. A single word longer than the measure keeps its line.
    """
    parts, step = words.split(), setting.text / 4
    lengths = [width_of(part, setting.text, weight) for part in parts]
    space = width_of(" ", setting.text, weight)
    breaks = _breaks(lengths, space, measure * _SURE)
    tried = measure * _SURE - step
    while tried > 0 and len(narrower := _breaks(lengths, space, tried)) == len(breaks):
        breaks = narrower
        tried -= step
    ends = (*breaks[1:], len(parts))
    return tuple(" ".join(parts[start:end]) for start, end in zip(breaks, ends, strict=True))


def text(
    words: str,
    x: float,
    y: float,
    setting: Setting,
    *,
    weight: Weight = "regular",
    anchor: Anchor = "start",
    fill: str = INK,
) -> str:
    """Set one line of Atkinson Hyperlegible on the baseline `y`."""
    size = setting.text
    return element(
        "text",
        plain(words),
        x=x,
        y=y,
        font_family=SANS,
        font_size=size,
        font_weight="700" if weight == "bold" else None,
        text_anchor=None if anchor == "start" else anchor,
        fill=fill,
        **_held(width_of(words, size, weight), setting),
    )


def paragraph(
    lines: Sequence[str],
    x: float,
    y: float,
    setting: Setting,
    *,
    weight: Weight = "regular",
    anchor: Anchor = "start",
) -> str:
    """Set lines one below the other; `y` is the first baseline."""
    return "".join(
        text(words, x, y + row * setting.leading, setting, weight=weight, anchor=anchor)
        for row, words in enumerate(lines)
    )


def numeral(
    figure: str,
    x: float,
    y: float,
    setting: Setting,
    *,
    part: float = 1.0,
    anchor: Anchor = "start",
) -> str:
    """Set a number in Literata on the baseline `y`, as large as `part` of the setting's number."""
    size = setting.number * part
    return element(
        "text",
        plain(figure),
        x=x,
        y=y,
        font_family=SERIF,
        font_size=size,
        font_weight="600",
        text_anchor=None if anchor == "start" else anchor,
        fill=setting.colour,
        **_held(numeral_width(figure, size), setting),
    )


def numeral_width(figure: str, size: float) -> float:
    """Measure a number set in Literata, in points; a letter that is no digit counts as a dot."""
    return sum(_DIGITS[int(sign)] if sign.isdigit() else _DOT for sign in figure) * size / 1000


def _held(width: float, setting: Setting) -> dict[str, str]:
    """Hold words to a width by narrowing the letters, in a setting that asks for it."""
    if not setting.held:
        return {}
    return {"textLength": number(width), "lengthAdjust": "spacingAndGlyphs"}


def _breaks(lengths: Sequence[float], space: float, measure: float) -> list[int]:
    """Give the index of the word that begins each line, when lines are filled one after another."""
    starts: list[int] = []
    used = 0.0
    for index, length in enumerate(lengths):
        if starts and used + space + length <= measure:
            used += space + length
        else:
            starts.append(index)
            used = length
    return starts


# Advance widths of Literata's digits and full stop, weight 600, optical size 23.
_DIGITS: Final = (604, 413, 529, 553, 584, 530, 568, 528, 574, 557)
_DOT: Final = 330

# Advance widths of Atkinson Hyperlegible for these letters, in thousandths of an em.
_LETTERS: Final = "".join(map(chr, range(ord(" "), ord("~") + 1))) + "–‘’“”"
_REGULAR: Final = (
    280, 281, 301, 655, 594, 927, 705, 160, 300, 300, 433, 602, 205, 368, 205, 377, 648, 402,
    549, 574, 614, 583, 598, 510, 615, 598, 205, 205, 553, 602, 553, 520, 780, 626, 619, 656,
    673, 567, 548, 710, 690, 414, 510, 627, 539, 820, 689, 727, 601, 753, 618, 596, 558, 690,
    589, 840, 623, 595, 607, 315, 377, 315, 552, 396, 268, 526, 566, 500, 564, 539, 311, 560,
    546, 278, 254, 490, 239, 841, 546, 552, 566, 576, 340, 471, 324, 536, 441, 654, 461, 429,
    460, 319, 233, 319, 555, 480, 235, 235, 398, 398,
)  # fmt: skip
_BOLD: Final = (
    320, 283, 410, 783, 619, 977, 702, 222, 366, 366, 434, 618, 243, 374, 243, 442, 652, 448,
    586, 605, 626, 612, 632, 543, 625, 561, 243, 243, 573, 618, 573, 614, 754, 690, 639, 673,
    686, 580, 544, 719, 679, 458, 560, 659, 537, 842, 700, 764, 626, 781, 654, 619, 617, 663,
    656, 883, 699, 687, 621, 333, 442, 333, 589, 430, 314, 553, 596, 520, 596, 566, 367, 597,
    572, 315, 259, 567, 314, 886, 572, 573, 596, 601, 372, 534, 379, 570, 526, 723, 533, 518,
    516, 370, 234, 370, 533, 508, 277, 277, 498, 498,
)  # fmt: skip
_ADVANCES: Final[Mapping[Weight, Mapping[str, int]]] = {
    "regular": dict(zip(_LETTERS, _REGULAR, strict=True)),
    "bold": dict(zip(_LETTERS, _BOLD, strict=True)),
}
