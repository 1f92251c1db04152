"""The book's lettering as files that a browser loads: small, and the same bytes every time.

In: the fonts as their packages bring them. Out: WOFF2 files and the licenses. Body text keeps the
whole font; titles have one weight and optical size of Literata, numerals another, each with the
letters of the languages written with the Latin alphabet or with figures alone.
Both licenses allow that (SIL Open Font License 1.1, no reserved font names).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_TITLES: Final = {"wght": 600, "opsz": 28}
_NUMERALS: Final = {"wght": 500, "opsz": 72}
_KERNED: Final = ("GSUB",)
_BARE: Final = ("GSUB", "GPOS")
"""Tables that are left out: figures need no kerning, and nothing here needs a ligature."""
_LATIN: Final = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2027),
    *map(ord, "\N{EURO SIGN}\N{MINUS SIGN}\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}"),
)
_FIGURES: Final = tuple(map(ord, "0123456789"))
_TITLE: Final = "Literata"
_SANS: Final = "Atkinson Hyperlegible"
_OPEN: Final = re.compile(r"<svg[^>]*>")
_TEXT_IN_SVG: Final = re.compile(r"<text([^>]*)>(.*?)</text>", re.DOTALL)


def web_fonts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the fonts of the web edition by file name, with their licenses."""
    made = {name: _packed(_opened(files[source])) for name, source in _TEXT.items()}
    made["literata-titles.woff2"] = _packed(_instance(files[_VARIABLE], _TITLES, _LATIN, _KERNED))
    made["literata-numerals.woff2"] = _packed(
        _instance(files[_VARIABLE], _NUMERALS, _FIGURES, _BARE)
    )
    licenses = {name: content for name, content in files.items() if name.endswith(".txt")}
    return made | {name.replace(" ", "-"): content for name, content in licenses.items()}


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
        if name == _TITLE:
            weight, font = (
                _TITLES["wght"],
                _instance(files[_VARIABLE], _TITLES, sorted(wanted), _BARE),
            )
        else:
            weight = 700 if name.endswith("Bold.ttf") else 400
            font = _cut(_opened(files[name]), sorted(wanted), _KERNED)
        yield _face(_TITLE if name == _TITLE else _SANS, weight, _packed(font))


def _lettering(attributes: str) -> str:
    """Tell in which of the book's letterings some words of a picture are set."""
    if _TITLE in attributes:
        return _TITLE
    bold = 'font-weight="700"' in attributes
    return _TEXT["atkinson-bold.woff2" if bold else "atkinson-regular.woff2"]


def _face(family: str, weight: float, font: bytes) -> str:
    address = f"data:font/woff2;base64,{b64encode(font).decode()}"
    return f'@font-face{{font-family:"{family}";font-weight:{weight};src:url({address})}}'


def _opened(content: bytes) -> TTFont:
    return TTFont(BytesIO(content), recalcTimestamp=False)


def _instance(
    content: bytes, at: Mapping[str, float], letters: Iterable[int], without: Sequence[str]
) -> TTFont:
    """Take some letters of a variable font at one weight and optical size."""
    font = _cut(_opened(content), letters, without)
    return instancer.instantiateVariableFont(font, dict(at), inplace=True)


def _cut(font: TTFont, letters: Iterable[int], without: Sequence[str]) -> TTFont:
    """Keep some letters of a font, without some of its tables."""
    options = subset.Options(layout_features=["kern"], hinting=False)
    options.drop_tables += list(without)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    return font


def _packed(font: TTFont) -> bytes:
    out = BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()
