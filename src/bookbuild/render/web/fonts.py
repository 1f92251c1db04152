"""The book's lettering as files that a browser loads: small, and the same bytes every time.

In: the fonts as their packages bring them. Out: WOFF2 files and the licenses. Body text keeps the
whole font; titles have one weight and optical size of Literata, numerals another, each with the
letters of the languages written with the Latin alphabet or with figures alone. The letters of
nearly every page are also cut out by themselves: a browser fetches the others when a page has one.
Both licenses allow that (SIL Open Font License 1.1, no reserved font names).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from io import BytesIO
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

_TEXT: Final[Mapping[str, str]] = {
    "atkinson-regular.woff2": "AtkinsonHyperlegible-Regular.ttf",
    "atkinson-bold.woff2": "AtkinsonHyperlegible-Bold.ttf",
}
_VARIABLE: Final = "Literata[opsz,wght].ttf"
_TITLES: Final = (("opsz", 28.0), ("wght", 600.0))
_NUMERALS: Final = (("opsz", 72.0), ("wght", 500.0))
_KERNED: Final = ("GSUB",)
_BARE: Final = ("GSUB", "GPOS")
"""Tables that are left out: figures need no kerning, and nothing here needs a ligature."""
_LATIN: Final = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2027),
    *map(ord, "\N{EURO SIGN}\N{MINUS SIGN}\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}"),
)
_COMMON: Final = (
    *range(0x20, 0x7F),
    *range(0xC0, 0x100),  # names of authors
    *map(ord, "\N{NO-BREAK SPACE}\N{PLUS-MINUS SIGN}\N{MIDDLE DOT}"),
    *map(ord, "\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}\N{MINUS SIGN}"),
    *map(ord, "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"),
    *map(ord, "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"),
)
"""What styles/web/base.css names as the range of these files."""
_FIGURES: Final = tuple(map(ord, "0123456789"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """What is kept of a font: its letters (None: all) and its place on the axes.

    without: tables that are left out. hinted: it keeps what sharpens small type on coarse screens.
    """

    letters: tuple[int, ...] | None = None
    at: tuple[tuple[str, float], ...] = ()
    without: tuple[str, ...] = ()
    hinted: bool = False


_WHOLE: Final = _Cut()
_COMMON_TEXT: Final = _Cut(letters=_COMMON, hinted=True)
_COMMON_TITLES: Final = _Cut(letters=_COMMON, at=_TITLES, without=_KERNED)
_LATIN_TITLES: Final = _Cut(letters=_LATIN, at=_TITLES, without=_KERNED)
_LARGE_NUMERALS: Final = _Cut(letters=_FIGURES, at=_NUMERALS, without=_BARE)
_TITLE: Final = "Literata"
_SANS: Final = "Atkinson Hyperlegible"
_OPEN: Final = re.compile(r"<svg[^>]*>")
_TEXT_IN_SVG: Final = re.compile(r"<text([^>]*)>(.*?)</text>", re.DOTALL)


def web_fonts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the fonts of the web edition by file name, with their licenses."""
    made = {name: _packed(files[source], _WHOLE) for name, source in _TEXT.items()}
    made |= {_common(name): _packed(files[source], _COMMON_TEXT) for name, source in _TEXT.items()}
    made[_common("literata-titles.woff2")] = _packed(files[_VARIABLE], _COMMON_TITLES)
    made["literata-titles.woff2"] = _packed(files[_VARIABLE], _LATIN_TITLES)
    made["literata-numerals.woff2"] = _packed(files[_VARIABLE], _LARGE_NUMERALS)
    licenses = {name: content for name, content in files.items() if name.endswith(".txt")}
    return made | {name.replace(" ", "-"): content for name, content in licenses.items()}


def _common(name: str) -> str:
    """Name the file with the common letters of a font."""
    return name.replace(".", "-common.")


def lettered(pictures: Mapping[str, str], files: Mapping[str, bytes]) -> dict[str, str]:
    """Put the lettering that pictures use into each of them: a page lends a picture no font."""
    used = [_TEXT_IN_SVG.findall(svg) for svg in pictures.values()]
    runs = [run for found in used for run in found]
    style = f"<style>{''.join(_faces(runs, files))}</style>"
    return {
        path: _OPEN.sub(rf"\g<0>{style}", svg, count=1) if _TEXT_IN_SVG.search(svg) else svg
        for path, svg in pictures.items()
    }


def _faces(runs: Iterable[tuple[str, str]], files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield a face for each lettering in use, with the letters that are set in it."""
    letters: dict[str, set[int]] = {}
    for attributes, words in runs:
        letters.setdefault(_lettering(attributes), set()).update(map(ord, unescape(words)))
    for name, wanted in sorted(letters.items()):
        letters_of = tuple(sorted(wanted))
        if name == _TITLE:
            cut = _Cut(letters=letters_of, at=_TITLES, without=_BARE)
            yield _face(_TITLE, 600, _packed(files[_VARIABLE], cut))
        else:
            weight = 700 if name.endswith("Bold.ttf") else 400
            cut = _Cut(letters=letters_of, without=_KERNED)
            yield _face(_SANS, weight, _packed(files[name], cut))


def _lettering(attributes: str) -> str:
    """Tell in which of the book's letterings some words of a picture are set."""
    if _TITLE in attributes:
        return _TITLE
    bold = 'font-weight="700"' in attributes
    return _TEXT["atkinson-bold.woff2" if bold else "atkinson-regular.woff2"]


def _face(family: str, weight: int, font: bytes) -> str:
    address = f"data:font/woff2;base64,{b64encode(font).decode()}"
    return f'@font-face{{font-family:"{family}";font-weight:{weight};src:url({address})}}'


@lru_cache(maxsize=32)
def _packed(content: bytes, cut: _Cut) -> bytes:
    """Cut and compress a font: two seconds for a house, so a warm process does it once."""
    font = TTFont(BytesIO(content), recalcTimestamp=False)
    if cut.letters is not None:
        options = subset.Options(layout_features=["kern"], hinting=cut.hinted)
        options.drop_tables += list(cut.without)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=cut.letters)
        cutter.subset(font)
    if cut.at:
        font = instancer.instantiateVariableFont(font, dict(cut.at), inplace=True)
    out = BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()
