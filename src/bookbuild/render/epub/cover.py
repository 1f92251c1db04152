"""The e-book's cover: title, the diary, and the lines at the foot, as one SVG.

In: the imprint. Out: the picture, whose words are text, and the same words as its alternative.
An SVG has no lines, so titles are broken here; they are set in the reader's own serif where the
book's is missing, and broken early enough for one that is wider.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bookbuild.model.resolved import ResolvedDocument
from bookbuild.render.clinic import colour_of
from bookbuild.render.figures.furniture import diary
from bookbuild.render.figures.lettering import SERIF, text, wrap
from bookbuild.render.figures.pens import PAPER, Setting
from bookbuild.render.figures.svg import document, element, plain, rectangle

COVER_PICTURE: Final = "cover.svg"

# In points, as the printed cover; two by three, because stores show covers in that shape.
_WIDTH, _HEIGHT = 396.0, 594.0
_MARGIN: Final = 48.0
_MEASURE: Final = _WIDTH - 2 * _MARGIN
_TITLE: Final = Setting(text=43.0)
_TITLE_LEADING: Final = 48.0
_TITLE_TOP: Final = 96.0
_SUBTITLE: Final = Setting(text=16.0)
_SUBTITLE_GAP: Final = 30.0
_FOOT: Final = Setting(text=12.0, held=True)
_ART_HEIGHT: Final = 228.0
_ART_GAP: Final = 26.0
# How much of the measure a line of Literata may fill when it is measured as Atkinson.
_SERIF_PART: Final = 0.85


def cover_svg(book: ResolvedDocument) -> str:
    """Draw the cover."""
    imprint = book.imprint
    titles = wrap(imprint.title, _MEASURE, _TITLE, "bold")
    subtitles = wrap(imprint.subtitle, _MEASURE * _SERIF_PART, _SUBTITLE, "bold")
    feet = [line for words in _foot(book) for line in wrap(words, _MEASURE, _FOOT, "bold")]
    subtitle_top = _TITLE_TOP + (len(titles) - 1) * _TITLE_LEADING + _SUBTITLE_GAP
    foot_top = _HEIGHT - _MARGIN - (len(feet) - 1) * _FOOT.leading
    return document(
        _WIDTH,
        _HEIGHT,
        element("title", plain(imprint.title)),
        rectangle(0, 0, _WIDTH, _HEIGHT, fill=colour_of(book)),
        _serif(titles, _TITLE_TOP, _TITLE.text, _TITLE_LEADING),
        _serif(subtitles, subtitle_top, _SUBTITLE.text, _SUBTITLE.leading),
        _diary(foot_top - _ART_GAP - _ART_HEIGHT),
        *(
            text(line, _MARGIN, foot_top + row * _FOOT.leading, _FOOT, weight="bold", fill=PAPER)
            for row, line in enumerate(feet)
        ),
    )


def cover_alternative(book: ResolvedDocument) -> str:
    """Say what the cover says, and that the rest is a drawing."""
    imprint = book.imprint
    words = " ".join(_sentence(line) for line in (imprint.title, imprint.subtitle, *_foot(book)))
    return f"Cover: {words} Drawing of many thin upright lines."


def _foot(book: ResolvedDocument) -> tuple[str, ...]:
    draft = book.standing.draft_line
    return (*book.imprint.cover_lines, *((draft,) if draft else ()))


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _serif(lines: Iterable[str], top: float, size: float, leading: float) -> str:
    return "".join(
        element(
            "text",
            plain(words),
            x=_MARGIN,
            y=top + row * leading,
            font_family=SERIF,
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
