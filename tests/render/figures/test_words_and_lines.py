"""Time bar, timeline and drawings: the plan's words, in order, and what they stand beside."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bookbuild.render.figures import describe
from bookbuild.render.figures.pens import PAPER, SPRUCE
from bookbuild.render.figures.ups_and_downs import _PAIN, _PEAK
from kit.drawings import drawn, figure, lines_of, shapes


def words(name):
    return [line.words for line in lines_of(drawn(figure(name)))]


def test_a_time_bar_prints_headings_and_rows_in_order():
    assert words("how-long") == [
        "After treatment", "Pain",
        "minutes to hours", "may be lower",
        "up to 2 weeks", "may be a little lower",
        "4 to 5 weeks", "no clear difference",
        "12 weeks (CRPS)", "no clear difference",
        "longer", "no studies to tell us",
    ]  # fmt: skip


def test_the_fill_of_a_row_shows_what_is_known():
    pieces = shapes(drawn(figure("how-long")), "path", stroke=SPRUCE)[1:]

    assert [piece.attrib["fill"] for piece in pieces] == [
        SPRUCE, "url(#hatched-how-long)", PAPER, PAPER, "url(#dotted-how-long)",
    ]  # fmt: skip


def test_a_time_bar_is_said_row_by_row():
    assert describe(figure("how-long")) == (
        "A time bar in five parts: pain after treatment. Minutes to hours: may be lower. Up to 2 "
        "weeks: may be a little lower. 4 to 5 weeks: no clear difference. 12 weeks (CRPS): no "
        "clear difference. Longer: no studies to tell us. These come from different studies of "
        "different kinds of pain."
    )


def test_a_timeline_has_a_square_for_each_year_on_one_line_that_ends_at_the_last():
    svg = drawn(figure("timeline"))
    squares = [float(square.attrib["y"]) for square in shapes(svg, "rect", fill=SPRUCE)]
    (thread,) = shapes(svg, "line")

    assert len(squares) == 8
    assert all(before < after for before, after in pairwise(squares))
    assert squares[0] < float(thread.attrib["y1"]) < float(thread.attrib["y2"]) < squares[-1] + 9


def test_a_timeline_says_each_year():
    said = describe(figure("timeline"))

    assert said.startswith("A timeline of 8 years. 1965: First study of ketamine in people")
    assert " 1970: The FDA approves it as an anesthetic. 1999:" in said


def test_the_pain_gate_names_its_four_parts():
    assert words("pain-gate") == ["Brain", "Spinal cord", "Nerve", "“Gate”, half closed"]


def test_fewer_signals_leave_the_gate_than_reach_it():
    signals = shapes(drawn(figure("pain-gate")), "circle", fill=SPRUCE)
    gate = 239
    reached = [one for one in signals if float(one.attrib["cx"]) < gate]

    assert len(reached) == 2 * (len(signals) - len(reached))


def test_the_made_up_line_says_so_inside_the_picture():
    assert words("ups-and-downs") == [
        "Pain", "Weeks", "treatment given here", "Example, not real data.",
    ]  # fmt: skip


def test_the_treatment_is_marked_at_the_peak():
    svg = drawn(figure("ups-and-downs"))
    (mark,) = shapes(svg, "line")

    assert _PEAK[1] == max(height for _, height in _PAIN)
    assert float(mark.attrib["x1"]) == pytest.approx(6 + _PEAK[0] * (295 - 14), abs=0.01)


def test_pain_ends_about_where_it_was_before_the_bad_spell():
    at = _PAIN.index(_PEAK)
    before = sum(height for _, height in _PAIN[: at - 2]) / (at - 2)
    after = sum(height for _, height in _PAIN[at + 3 :]) / len(_PAIN[at + 3 :])

    assert abs(before - after) < 0.05
