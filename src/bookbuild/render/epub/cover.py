"""The e-book's cover in pixels, because stores and shelves of reading systems take nothing else.

In: the imprint, the title of the file, the house's fonts. Out: a JPEG of 1600 by 2560 pixels (what
Amazon asks for; Apple wants 1400 on the short side), and its words as an alternative. The only
importer of Pillow. Its FreeType comes in the wheel, and letters are set one behind the other
without the shaping libraries of the machine, so that the same text gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from bookbuild.model.resolved import ResolvedDocument
from bookbuild.render.clinic import colour_of
from bookbuild.render.figures.furniture import diary_days
from bookbuild.render.figures.pens import AMBER, PAPER

COVER_PICTURE: Final = "cover.jpg"

_SERIF, _SANS = "Literata[opsz,wght].ttf", "AtkinsonHyperlegible-Bold.ttf"
"""The files of the house's fonts that it is lettered with."""

# All in pixels; four stand for a point of the printed cover.
_WIDTH, _HEIGHT = 1600, 2560
_MARGIN: Final = 192
_MEASURE: Final = _WIDTH - 2 * _MARGIN
_TITLE_SIZES: Final = (184, 160, 136, 112, 88, 72)
_MOST_TITLE_LINES: Final = 4
_TITLE_LEADING: Final = 1.12
_TITLE_TOP: Final = 420
_SUBTITLE_SIZE, _SUBTITLE_LEADING, _SUBTITLE_GAP = 68, 92, 148
_FOOT_SIZE, _FOOT_LEADING = 48, 66
_ART_GAP: Final = 96
_DAY: Final = 14
_RULE: Final = 4
_DISPLAY: Final = (60, 600)
"""Literata's axes for a title: cut for large sizes, heavy enough to stand in white on spruce."""
_TEXT: Final = (18, 600)
_QUALITY: Final = 85


def cover_picture(book: ResolvedDocument, title: str, fonts: Mapping[str, bytes]) -> bytes:
    """Draw the cover."""
    image = Image.new("RGB", (_WIDTH, _HEIGHT), colour_of(book))
    page = ImageDraw.Draw(image)
    display = _title_font(title, fonts[_SERIF])
    text = _literata(fonts[_SERIF], _SUBTITLE_SIZE, _TEXT)
    small = _face(fonts[_SANS], _FOOT_SIZE)
    below = _set(page, _wrapped(title, display), _TITLE_TOP, display, display.size * _TITLE_LEADING)
    subtitle = _wrapped(book.imprint.subtitle, text)
    below = _set(page, subtitle, below + _SUBTITLE_GAP, text, _SUBTITLE_LEADING)
    feet = [line for words in _foot(book) for line in _wrapped(words, small)]
    foot_top = _HEIGHT - _MARGIN - (len(feet) - 1) * _FOOT_LEADING
    _set(page, feet, foot_top, small, _FOOT_LEADING)
    _draw_diary(page, round(below + _ART_GAP), foot_top - _ART_GAP - _FOOT_SIZE)
    return _jpeg(image)


def cover_alternative(book: ResolvedDocument, title: str) -> str:
    """Say what the cover says, and that the rest is a drawing."""
    words = " ".join(_sentence(line) for line in (title, book.imprint.subtitle, *_foot(book)))
    return f"Cover: {words} Drawing of many thin upright lines."


def _foot(book: ResolvedDocument) -> tuple[str, ...]:
    draft = book.standing.draft_line
    return (*book.imprint.cover_lines, *((draft,) if draft else ()))


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


# Letters


def _title_font(title: str, content: bytes) -> ImageFont.FreeTypeFont:
    """Take the largest size in which the title fits its lines and no word runs over."""
    for size in _TITLE_SIZES:
        font = _literata(content, size, _DISPLAY)
        lines = _wrapped(title, font)
        if len(lines) <= _MOST_TITLE_LINES and all(_fits(line, font) for line in lines):
            return font
    return _literata(content, _TITLE_SIZES[-1], _DISPLAY)


def _literata(content: bytes, size: int, axes: tuple[int, int]) -> ImageFont.FreeTypeFont:
    font = _face(content, size)
    font.set_variation_by_axes(list(axes))
    return font


def _face(content: bytes, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(content), size, layout_engine=ImageFont.Layout.BASIC)


def _fits(line: str, font: ImageFont.FreeTypeFont) -> bool:
    return font.getlength(line) <= _MEASURE


def _wrapped(words: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Break words into lines that fit the measure; a word that is longer keeps its line."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _fits(longer, font):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _set(
    page: ImageDraw.ImageDraw,
    lines: Sequence[str],
    top: float,
    font: ImageFont.FreeTypeFont,
    leading: float,
) -> float:
    """Set lines one below the other from the first baseline; give the last baseline."""
    for row, line in enumerate(lines):
        page.text((_MARGIN, round(top + row * leading)), line, fill=PAPER, font=font, anchor="ls")
    return top + (len(lines) - 1) * leading


# The drawing


def _draw_diary(page: ImageDraw.ImageDraw, top: int, foot: int) -> None:
    """Draw the diary above the rule at the foot, every line on whole pixels."""
    height = max(0, foot - _RULE - top)
    for day in diary_days(_MEASURE, height, _DAY):
        left, wide = round(_MARGIN + day.x - day.weight / 2), int(day.weight)
        colour = AMBER if day.is_drip else PAPER
        page.rectangle((left, round(top + day.top), left + wide - 1, foot - _RULE - 1), fill=colour)
    page.rectangle((_MARGIN, foot - _RULE, _MARGIN + _MEASURE - 1, foot - 1), fill=PAPER)


def _jpeg(image: Image.Image) -> bytes:
    """Pack the picture without taking colour from the edges of letters."""
    packed = BytesIO()
    image.save(packed, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return packed.getvalue()
