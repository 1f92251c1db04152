"""Contrast as WCAG 2.2 counts it, and as a printer with black alone shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.load.clinic import _of_colour
from bookbuild.model.clinic import ALARM, HOUSE_COLOUR, PAPER, TINT
from bookbuild.model.contrast import ENOUGH, contrast, difference, grey, luminance
from bookbuild.model.source import Span

STYLES = Path(__file__).parents[2] / "styles"
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#0f4654", "#ffffff", 10.4),
        ("#0f4654", "#e4edee", 8.7),
        ("#17242b", "#ffffff", 15.9),
        ("#f0b43c", "#ffffff", 1.9),
        ("#767676", "#ffffff", 4.5),  # the lightest grey that WCAG's level AA allows on white
    ],
)
def test_known_ratios(one, other, ratio):
    assert round(contrast(one, other), 1) == ratio


@given(COLOURS, COLOURS)
def test_a_ratio_is_between_1_and_21_and_has_no_direction(one, other):
    assert 1 <= contrast(one, other) <= 21.0001
    assert contrast(one, other) == contrast(other, one)
    assert contrast(one, one) == 1


@given(COLOURS)
def test_grey_is_grey_and_stays_what_it_is(colour):
    shade = grey(colour)

    assert shade[1:3] == shade[3:5] == shade[5:7]
    assert grey(shade) == shade


@given(COLOURS)
def test_a_colour_that_is_taken_can_be_read_on_every_ground_and_under_white(colour):
    refused = [one for one in _of_colour(colour, Span(STYLES)) if one.code == "CLN008"]
    least = min(contrast(colour, PAPER), contrast(colour, TINT))
    printed = min(contrast(grey(colour), grey(PAPER)), contrast(grey(colour), grey(TINT)))

    assert bool(refused) == (min(least, printed) < ENOUGH)


def test_a_colour_can_be_dark_enough_on_a_screen_and_too_pale_in_grey():
    (fault,) = _of_colour("#464880", Span(STYLES))

    assert contrast("#464880", TINT) > ENOUGH
    assert "contrast of 6.91 to 1 on the tint of the key points, printed in gray" in fault.message


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("#000000", "#ffffff", 1.0),
        ("#ffffff", "#ff0000", 0.453),  # red is 0.628, 0.225, 0.126 in OKLab, white 1, 0, 0
        ("#000000", "#00ff00", 0.915),  # green is 0.866, -0.234, 0.179
    ],
)
def test_known_differences(one, other, apart):
    assert round(difference(one, other), 3) == apart


@given(COLOURS, COLOURS)
def test_a_difference_has_no_direction(one, other):
    assert 0 <= difference(one, other) < 1.1
    assert difference(one, other) == difference(other, one)
    assert difference(one, one) == 0


@given(COLOURS, st.floats(0, 1))
def test_a_darker_colour_is_never_worse(colour, part):
    darker = "#" + "".join(f"{int(int(colour[at : at + 2], 16) * part):02x}" for at in (1, 3, 5))

    assert luminance(darker) <= luminance(colour)
    assert contrast(darker, PAPER) >= contrast(colour, PAPER)


def test_the_grounds_and_the_red_are_those_of_the_stylesheets():
    tokens = dict(re.findall(r"--([\w-]+): (#\w+);", (STYLES / "shared/tokens.css").read_text()))

    assert (tokens["paper"], tokens["tint"], tokens["alarm"]) == (PAPER, TINT, ALARM)


def test_no_stylesheet_holds_the_colour_that_a_clinic_changes():
    held = [
        str(path.relative_to(STYLES))
        for path in STYLES.rglob("*.*")
        if path.suffix in {".css", ".j2"} and HOUSE_COLOUR[1:] in path.read_text().casefold()
    ]

    assert held == []
