"""The lettering of the web edition: small files, the same every time, in figures too."""

from __future__ import annotations

import re
from base64 import b64decode
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bookbuild.render.web.fonts import _packed, lettered, web_fonts
from bookbuild.system.fonts import font_files

BASE = Path(__file__).parents[3] / "styles/web/base.css"
SVG = (
    '<svg width="4"><text x="1" font-weight="700">Été &amp;</text>'
    '<text font-family="Literata, serif" font-weight="600">76</text></svg>'
)


@cache
def made() -> dict[str, bytes]:
    return web_fonts(font_files())


def letters(font: bytes) -> set[str]:
    return {chr(code) for code in TTFont(BytesIO(font)).getBestCmap()}


def faces(svg: str) -> list[bytes]:
    return [b64decode(part.partition(")")[0]) for part in svg.split("base64,")[1:]]


@pytest.mark.parametrize("name", ["atkinson-regular.woff2", "atkinson-bold.woff2"])
def test_text_has_the_whole_font(name: str) -> None:
    source = {"r": "Regular", "b": "Bold"}[name[9]]

    assert letters(made()[name]) == letters(font_files()[f"AtkinsonHyperlegible-{source}.ttf"])


def test_titles_have_the_letters_of_latin_languages_and_numerals_have_figures() -> None:
    assert set("Hyperlegible ÄŁçß“”–…") <= letters(made()["literata-titles.woff2"])
    assert letters(made()["literata-numerals.woff2"]) == set("0123456789")


def test_what_nearly_every_page_fetches_weighs_less_than_a_picture() -> None:
    fetched = [font for name, font in made().items() if "-common" in name or "numerals" in name]

    assert len(fetched) == 4
    assert sum(map(len, fetched)) < 45_000


def test_the_stylesheet_asks_for_the_common_letters_where_they_are() -> None:
    rules = re.findall(
        r'url\("(\S+)"\)[^}]*unicode-range: ([^}]*)}', BASE.read_text(encoding="utf-8")
    )
    ranges = {
        name: {chr(code) for part in said.split(",") for code in codes(part)}
        for name, said in rules
    }

    assert ranges == {name: letters(font) for name, font in made().items() if "-common" in name}


def codes(part: str) -> range:
    """Read one range of CSS, as in `U+20-7E`."""
    first, _, last = part.strip().removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def test_each_family_comes_with_its_license() -> None:
    assert b"SIL Open Font License" in made()["Atkinson-Hyperlegible.txt"]
    assert b"SIL Open Font License" in made()["Literata.txt"]


def test_the_same_fonts_give_the_same_bytes() -> None:
    assert web_fonts(font_files()) == made()


def test_a_picture_carries_the_letters_that_are_set_in_it_and_no_others() -> None:
    (picture,) = lettered({"a.svg": SVG}, font_files()).values()

    bold, titles = faces(picture)
    assert letters(bold) == set("Été &")
    assert letters(titles) == set("76")
    assert picture.replace(picture[picture.index("<style>") : picture.index("<text", 9)], "") == SVG


def test_a_picture_without_words_stays_as_it_is_drawn() -> None:
    assert lettered({"a.svg": "<svg><path/></svg>"}, font_files()) == {
        "a.svg": "<svg><path/></svg>"
    }


def test_a_font_is_packed_once_in_a_process_that_stays():
    before = web_fonts(font_files())
    packed = _packed.cache_info().misses

    assert web_fonts(font_files()) == before
    assert _packed.cache_info().misses == packed
