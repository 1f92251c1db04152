"""The sketches for those who print."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest

from bookbuild.render.figures.folding import HEIGHT, WIDTH, sketches

COLOUR = "#123456"
SKETCHES = sketches(COLOUR)


@pytest.mark.parametrize("name", SKETCHES)
def test_a_sketch_is_well_formed_and_has_no_words(name):
    root = fromstring(SKETCHES[name])

    assert root.get("viewBox") == f"0 0 {WIDTH:g} {HEIGHT:g}"
    assert "".join(root.itertext()).strip() == ""


@pytest.mark.parametrize("name", SKETCHES)
def test_a_sketch_has_ink_paper_tint_and_the_colour_it_is_given(name):
    inks = {ink.casefold() for ink in re.findall(r"#[0-9A-Fa-f]{6}", SKETCHES[name])}

    assert inks <= {"#17242b", COLOUR, "#e4edee", "#ffffff"}
