"""The sketches for those who print."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest

from bookbuild.render.figures.folding import HEIGHT, WIDTH, sketches


@pytest.mark.parametrize("name", sketches())
def test_a_sketch_is_well_formed_and_has_no_words(name):
    root = fromstring(sketches()[name])

    assert root.get("viewBox") == f"0 0 {WIDTH:g} {HEIGHT:g}"
    assert "".join(root.itertext()).strip() == ""


@pytest.mark.parametrize("name", sketches())
def test_a_sketch_has_the_inks_of_the_house_alone(name):
    inks = set(re.findall(r"#[0-9A-Fa-f]{6}", sketches()[name]))

    assert inks <= {"#17242B", "#0F4654", "#E4EDEE", "#FFFFFF"}
