"""Bars: as high as their value on the whole scale, one block for each person in a small group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model.figure import Bar, BarPairs, Bars, Basis, Pair
from bookbuild.render.figures import describe
from bookbuild.render.figures.pens import SPRUCE
from kit.drawings import SETTINGS, drawn, figure, lines_of, shapes

BASIS = Basis(counted="average pain", study="study", who="adults", window="after 1 week")


def bars(*values, aside=""):
    return Bars(
        name="x",
        sources=("a",),
        basis=BASIS,
        low="no pain",
        high="worst pain",
        bars=tuple(Bar(label="rest", value=value, printed=f"{value:.1f}") for value in values),
        aside=aside,
    )


def pairs(*counts):
    return BarPairs(
        name="x",
        sources=("a",),
        basis=BASIS,
        group_size=12,
        treatment="rest",
        comparison="no rest",
        pairs=tuple(Pair(time="1 day", treatment=a, comparison=b) for a, b in counts),
    )


def heights(svg, **look):
    return [float(bar.attrib["height"]) for bar in shapes(svg, "rect", **look)]


def gridlines(svg):
    """Give the heights of the dotted lines, and of the line that the bars stand on."""
    return [float(line.attrib["y1"]) for line in shapes(svg, "line") if "y1" in line.attrib]


@given(st.floats(min_value=0, max_value=10))
def test_a_bar_is_as_high_as_its_value_on_a_scale_from_0_to_10(value):
    svg = drawn(bars(value))
    five, ten, nothing = gridlines(svg)[:3]

    assert heights(svg, fill=SPRUCE) == [pytest.approx((nothing - ten) * value / 10, abs=0.01)]
    assert nothing - five == pytest.approx(five - ten, abs=0.02)


def test_the_scale_is_whole_whatever_the_values():
    for values in ((0.1,), (9.9, 1.2)):
        words = [line.words for line in lines_of(drawn(bars(*values)))]
        assert words[:5] == ["0", "5", "10", "Worst pain", "No pain"]


def test_both_ends_of_the_scale_are_named_on_their_lines():
    svg = drawn(bars(2.0))
    _, ten, nothing = gridlines(svg)[:3]
    named = {line.words: line.foot for line in lines_of(svg)}

    assert 0 < ten - named["Worst pain"] < 4
    assert 0 < nothing - named["No pain"] < 4


def test_the_treatment_is_solid_and_the_comparison_hatched():
    svg = drawn(bars(2.0, 3.0))

    assert len(heights(svg, fill=SPRUCE)) == 1
    assert len(heights(svg, fill="url(#hatched-x)", stroke=SPRUCE)) == 1


def test_an_aside_stands_beside_the_bars_where_there_is_room():
    beside, below = (
        {line.words: line for line in lines_of(drawn(figure("crps-week-1"), SETTINGS[name]))}
        for name in ("book", "handout")
    )

    assert beside["By week 12: no"].foot < beside["0"].top
    assert below["By week 12: no clear difference."].top > below["dummy drip"].foot


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=5))
def test_a_stack_has_a_block_for_each_person(counts):
    svg = drawn(pairs(*counts))
    key = 1

    assert len(heights(svg, fill=SPRUCE)) == sum(a for a, _ in counts) + key
    assert len(heights(svg, fill="url(#hatched-x)")) == sum(b for _, b in counts) + key


def test_a_full_group_reaches_the_top_of_the_scale():
    svg = drawn(pairs((12, 0)))
    stack = shapes(svg, "rect", fill=SPRUCE)[1:]

    assert min(float(block.attrib["y"]) for block in stack) == gridlines(svg)[1]


def test_nobody_is_printed_as_a_nought():
    numbers = [line.words for line in lines_of(drawn(figure("fibromyalgia-relief")))]

    assert numbers[numbers.index("8") :][:8] == ["8", "3", "6", "2", "2", "0", "2", "2"]


def test_scores_say_what_when_who_and_the_numbers_as_printed():
    assert describe(figure("crps-week-1")) == (
        "Average pain score at the end of week 1, on a scale where 0 is no pain and 10 is worst "
        "pain: ketamine drip 2.7, dummy drip 5.5. Study of 60 people with CRPS, drip for about 4 "
        "days. By week 12: no clear difference."
    )


def test_pairs_say_both_counts_at_each_time():
    assert describe(figure("fibromyalgia-relief")) == (
        "How many of 12 people in each group had their pain cut by more than half after one drip "
        "of 30 minutes. People with ketamine first, then people with a dummy that also makes you "
        "drowsy: 15 minutes, 8 and 3; 3 hours, 6 and 2; 1 week, 2 and 0; 8 weeks, 2 and 2. Study "
        "of 24 people with fibromyalgia. Only the first pair is a clear difference."
    )
