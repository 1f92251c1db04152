"""Lettering: widths are those of the fonts, lines fit their measure and lose no word."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.render.figures.lettering import _ADVANCES, numeral_width, width_of, wrap
from bookbuild.render.figures.pens import Setting
from bookbuild.render.figures.svg import document, element, number
from bookbuild.system.fonts import font_directory

BOOK = Setting()
WORDS = st.text(alphabet="abc defghij klmno", min_size=1).filter(str.strip)


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_widths_are_those_of_the_font(weight):
    folder = font_directory("Atkinson Hyperlegible")
    font = TTFont(folder / f"AtkinsonHyperlegible-{weight.capitalize()}.ttf")
    glyphs, metrics = font.getBestCmap(), font["hmtx"]

    assert font["head"].unitsPerEm == 1000
    assert _ADVANCES[weight] == {
        letter: metrics[glyphs[ord(letter)]][0] for letter in _ADVANCES[weight]
    }


def test_widths_of_numerals_are_those_of_the_font():
    font = TTFont(font_directory("Literata") / "Literata[opsz,wght].ttf")
    glyphs, drawn = font.getBestCmap(), font.getGlyphSet(location={"wght": 600, "opsz": 23})

    for sign in "0123456789.":
        assert numeral_width(sign, 1000) == pytest.approx(drawn[glyphs[ord(sign)]].width, abs=1)


def test_a_letter_we_do_not_know_is_taken_to_be_wide():
    assert width_of("й", 10) == width_of("m", 10)


@given(WORDS, st.floats(min_value=30, max_value=300))
def test_no_word_is_lost_and_no_line_too_long(words, measure):
    lines = wrap(words, measure, BOOK)

    assert " ".join(lines).split() == words.split()
    assert all(width_of(line, 10.5) <= measure or " " not in line for line in lines)


def test_lines_are_about_equally_long():
    assert wrap("US guideline on ketamine drips for chronic pain", 180, Setting(text=12)) == (
        "US guideline on ketamine",
        "drips for chronic pain",
    )


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1"), (0.1 + 0.2, "0.3"), (-0.001, "0"), (1234.5678, "1234.57")]
)
def test_a_length_is_written_with_at_most_two_decimals(value, written):
    assert number(value) == written


def test_an_attribute_that_is_none_is_left_out():
    assert element("rect", x=1, fill=None, stroke_width=0.5) == '<rect x="1" stroke-width="0.5"/>'


def test_a_document_has_one_point_as_its_unit():
    assert document(10, 20.5) == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="10pt" height="20.5pt"'
        ' viewBox="0 0 10 20.5"/>\n'
    )
