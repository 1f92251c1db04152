"""The lettering of the web edition: small files, the same every time, in figures too."""

from __future__ import annotations

from base64 import b64decode
from functools import cache
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from bookbuild.render.web.fonts import _packed, lettered, web_fonts
from bookbuild.system.fonts import font_files

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


def test_all_fonts_together_weigh_less_than_a_picture() -> None:
    assert sum(len(font) for name, font in made().items() if name.endswith("woff2")) < 80_000


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
