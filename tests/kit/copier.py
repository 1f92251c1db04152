"""A page as a copier sees it: in grey, and how far each run of text stands out from its ground.

In: a PDF. Out: runs of text with their contrast. Colours are not asked for: the page is drawn in
grey, and ink and ground are told apart by how much of the run's box they fill.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2

# At 100 dots an inch the thin strokes of 9 points are nowhere solid, and look paler than they are.
DOTS_PER_INCH: Final = 150
# What is darkest (or lightest) in a box may belong to a rule beside it; ink is more than this part.
_INK: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of text: its page, from 1, its words, its contrast as WCAG counts it."""

    page: int
    words: str
    contrast: float


def runs_of(pdf: bytes, *, every: int = 1) -> Iterator[Run]:
    """Measure the text on every page, or on every so-manieth.

    A dash or a point by itself has hardly a dot that is nothing but ink, and is left out.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(0, len(document), every):
            yield from _runs(document[number], number + 1)


def _runs(page: pypdfium2.PdfPage, number: int) -> Iterator[Run]:
    scale = DOTS_PER_INCH / 72
    drawn = page.render(scale=scale, grayscale=True)
    dots, text, height = bytes(drawn.buffer), page.get_textpage(), page.get_height()
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = text.get_text_bounded(left, bottom, right, top).strip()
        across = slice(max(0, int(left * scale)), min(drawn.width, int(right * scale) + 1))
        rows = range(
            max(0, int((height - top) * scale)),
            min(drawn.height, int((height - bottom) * scale) + 1),
        )
        greys: Counter[int] = Counter()
        for row in rows:
            start = row * drawn.stride
            greys.update(dots[start + across.start : start + across.stop])
        if any(map(str.isalnum, words)) and greys:
            yield Run(page=number, words=words, contrast=_contrast(greys))


def _contrast(greys: Counter[int]) -> float:
    """Hold the ink against the ground, which fills most of the box."""
    [(ground, _)] = greys.most_common(1)
    most, seen = _INK * greys.total(), 0
    steps = sorted(((_ratio(grey, ground), dots) for grey, dots in greys.items()), reverse=True)
    for ratio, dots in steps:
        seen += dots
        if seen > most:
            return ratio
    raise AssertionError("a box has more than a part of itself")


def _ratio(one: int, other: int) -> float:
    """Give WCAG's contrast of two greys from 0 to 255."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(grey: int) -> float:
    part = grey / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
