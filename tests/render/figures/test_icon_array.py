"""People out of 100: as many as declared, where the eye looks for them, and said in words."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model.figure import Basis, IconArray, PeopleGroup
from bookbuild.render.figures import describe
from bookbuild.render.figures.pens import PAPER, SPRUCE, STONE
from kit.drawings import SETTINGS, drawn, figure, lines_of, shapes

HATCHED = "url(#hatched-x)"


def array(*groups):
    basis = Basis(counted="slept well", study="study", who="adults", size=60, window="in May")
    return IconArray(name="x", sources=("a",), basis=basis, groups=groups)


def alone(marked, darker=0):
    return array(
        PeopleGroup(
            label="slept well",
            marked=marked,
            darker=darker,
            darker_label="slept all night",
            plain_label="did not",
        )
    )


def pair(first, second):
    return array(
        PeopleGroup(label="with rest", marked=first), PeopleGroup(label="with none", marked=second)
    )


def parts(svg, **look):
    """Give the corner of each head and body that has this look."""
    return [
        (float(x), float(y))
        for path in shapes(svg, "path", **look)
        for x, y in re.findall(r"M([\d.-]+) ([\d.-]+)", path.attrib["d"])
    ]


@given(st.integers(min_value=0, max_value=100), st.integers(min_value=0, max_value=100))
def test_each_grid_has_100_people_and_the_marked_are_solid(first, second):
    svg = drawn(pair(first, second))

    assert len(parts(svg, fill=SPRUCE)) == 2 * (first + second)
    assert len(parts(svg, fill=PAPER, stroke=STONE)) == 2 * (200 - first - second)


@given(st.integers(min_value=1, max_value=100), st.data())
def test_the_darker_are_solid_and_the_other_marked_hatched(marked, data):
    darker = data.draw(st.integers(min_value=1, max_value=marked))
    svg = drawn(alone(marked, darker))
    samples = (2, 1, 1)  # beside the words: solid people, a hatched one, a plain one

    bodies = len(parts(svg, fill=HATCHED))
    assert bodies == marked - darker + samples[1]
    assert len(parts(svg, fill=SPRUCE)) == 2 * (darker + samples[0]) + bodies
    assert len(parts(svg, stroke=STONE)) == 2 * (100 - marked + samples[2])


def test_people_are_filled_row_by_row_from_the_top_left():
    heads = parts(drawn(pair(23, 0)), fill=SPRUCE)[:23]

    assert heads == sorted(heads, key=lambda place: (place[1], place[0]))
    assert len({y for _, y in heads}) == 3


def test_a_gap_after_the_fifth_column_and_row_helps_to_count():
    heads = parts(drawn(pair(100, 0)), fill=SPRUCE)[:100]
    columns, rows = sorted({x for x, _ in heads}), sorted({y for _, y in heads})

    assert len(columns) == len(rows) == 10
    for places in (columns, rows):
        steps = [round(after - before, 1) for before, after in pairwise(places)]
        assert steps[4] > max(steps[:4] + steps[5:])


def test_both_grids_have_one_scale_and_one_height():
    svg = drawn(pair(100, 100))
    heads = parts(svg, fill=SPRUCE)
    left, right = heads[:100], heads[200:300]
    shift = right[0][0] - left[0][0]

    assert {(round(x + shift, 1), y) for x, y in left} == {(round(x, 1), y) for x, y in right}


def test_nobody_sticks_out_of_the_column():
    for setting in SETTINGS.values():
        svg = drawn(pair(100, 0), setting)
        assert min(x for x, _ in parts(svg, fill=SPRUCE)) >= 0
        assert max(x for x, _ in parts(svg, stroke=STONE)) < setting.width


def test_a_number_from_an_unknown_base_is_printed_as_about():
    words = [line.words for line in lines_of(drawn(figure("dream-like-feelings")))]

    assert words == [
        "about", "76", "of 100 people", "with a ketamine drip",
        "about", "18", "of 100 people", "with a dummy drip",
    ]  # fmt: skip


def test_two_grids_say_who_how_many_how_long_and_compared_with_what():
    assert describe(figure("cancer-good-result")) == (
        "Two grids of 100 people. With ketamine 31 are marked; with a dummy treatment 27 are "
        "marked. They had a good result, as the study defined it, after 3 to 5 days. Study of 185 "
        "people with cancer pain who also took opioids. The gap is small enough to be chance."
    )


def test_one_grid_says_that_the_darker_are_a_part_of_the_marked():
    assert describe(figure("chronic-pain-adults")) == (
        "One grid of 100 people. 21 are marked: they had chronic pain. 7 of the 21 are darker: "
        "they had pain that limited life or work. 79 are plain. National survey of US adults in "
        "2021."
    )
