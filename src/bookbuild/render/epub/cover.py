"""The e-book's cover: title, the diary, and the lines at the foot, as one SVG.

In: the imprint. Out: the picture, whose words are text, and the same words as its alternative.
An SVG has no lines, so titles are broken here; they are set in the reader's own serif where the
book's is missing, and broken early enough for one that is wider.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bookbuild.model.book import Imprint
from bookbuild.render.draft import DRAFT_LINE
from bookbuild.render.figures.furniture import diary
from bookbuild.render.figures.lettering import SANS, SERIF, wrap
from bookbuild.render.figures.pens import PAPER, SPRUCE
from bookbuild.render.figures.svg import document, element, plain, rectangle

COVER_PICTURE: Final = "cover.svg"

# In points, as the printed cover; two by three, because stores show covers in that shape.
_WIDTH, _HEIGHT = 396.0, 594.0
_MARGIN: Final = 48.0
_MEASURE: Final = _WIDTH - 2 * _MARGIN
_TITLE, _TITLE_LEADING = 43.0, 48.0
_SUBTITLE, _SUBTITLE_LEADING = 16.0, 21.0
_FOOT, _FOOT_LEADING = 12.0, 16.0
_ART_HEIGHT: Final = 228.0
_GAP: Final = 24.0
_WIDER: Final = 0.85


def cover_svg(imprint: Imprint) -> str:
    """Draw the cover."""
    titles = wrap(imprint.title, _MEASURE, _TITLE, "bold")
    subtitles = wrap(imprint.subtitle, _MEASURE * _WIDER, _SUBTITLE, "bold")
    feet = [
        line
        for words in _foot(imprint)
        for line in wrap(words, _MEASURE * _WIDER, _FOOT, "bold")
    ]
    subtitle_top = 96.0 + len(titles) * _TITLE_LEADING - 18
    foot_top = _HEIGHT - _MARGIN - (len(feet) - 1) * _FOOT_LEADING
    art_top = foot_top - _GAP - _ART_HEIGHT
    return document(
        _WIDTH,
        _HEIGHT,
        element("title", plain(imprint.title)),
        rectangle(0, 0, _WIDTH, _HEIGHT, fill=SPRUCE),
        _lines(titles, 96.0, _TITLE, _TITLE_LEADING, SERIF),
        _lines(subtitles, subtitle_top, _SUBTITLE, _SUBTITLE_LEADING, SERIF),
        _diary(art_top),
        _lines(feet, foot_top, _FOOT, _FOOT_LEADING, SANS),
    )


def cover_alternative(imprint: Imprint) -> str:
    """Say what the cover says, and that the rest is a drawing."""
    words = " ".join(_sentence(line) for line in (imprint.title, imprint.subtitle, *_foot(imprint)))
    return f"Cover: {words} Drawing of many thin upright lines."


def _foot(imprint: Imprint) -> tuple[str, ...]:
    return (*imprint.cover_lines, DRAFT_LINE)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _lines(lines: Iterable[str], top: float, size: float, leading: float, family: str) -> str:
    return "".join(
        element(
            "text",
            plain(words),
            x=_MARGIN,
            y=top + row * leading,
            font_family=family,
            font_size=size,
            font_weight="600",
            fill=PAPER,
        )
        for row, words in enumerate(lines)
    )


def _diary(top: float) -> str:
    """Put the diary in its place.

    Its size is given in points; inside another SVG a point is 4/3 of a unit, so it is scaled back.
    """
    drawn = diary(_MEASURE, _ART_HEIGHT).strip()
    return element("g", drawn, transform=f"translate({_MARGIN:g} {top:g}) scale(0.75)")
