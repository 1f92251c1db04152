"""Blocks are dealt out over two sides of two columns: none is lost, none stands out of its turn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bookbuild.render.fitting import (
    MOST_LEAD,
    Block,
    Sides,
    column_height,
    first_that_fits,
    lay_out,
)

ROOM = Sides(front=200, back=300, between=10)


def text(height, **more):
    return Block(height=height, above=8, **more)


def section(height, **more):
    return Block(height=height, above=15, opens=True, **more)


def columns(*blocks, sides=ROOM):
    return lay_out(blocks, sides).columns


@st.composite
def blocks(draw):
    heights = draw(st.lists(st.integers(10, 180), min_size=1, max_size=9))
    flags = st.sampled_from([{}, {}, {"opens": True}, {"wide": True}, {"floats": True}])
    text = [Block(height=height, above=8, **draw(flags)) for height in heights]
    boxes = draw(st.lists(st.integers(10, 90), max_size=3))
    return [*text, *(section(height, early=True) for height in boxes)]


@settings(deadline=None)
@given(blocks())
def test_every_block_stands_in_one_column(text):
    layout = lay_out(text, ROOM)

    placed = [at for column in layout.columns for at in column]
    assert sorted(placed) == list(range(len(text)))


@settings(deadline=None)
@given(blocks())
def test_what_neither_floats_nor_may_come_early_keeps_its_order(text):
    placed = [at for column in lay_out(text, ROOM).columns for at in column]
    plain = [at for at in placed if not (text[at].floats or text[at].early)]

    assert plain == sorted(plain)


@settings(deadline=None)
@given(blocks())
def test_the_front_ends_before_a_section(text):
    layout = lay_out(text, ROOM)
    placed = [at for column in layout.columns for at in column]
    back = [at for at in placed[layout.front :] if not text[at].early]

    assert not back or text[min(back)].opens


@settings(deadline=None)
@given(blocks())
def test_where_nothing_is_over_every_column_has_room(text):
    layout = lay_out(text, ROOM)
    if layout.over:
        return
    heights = dict.fromkeys(("front", "back"), 0.0)
    bands = {"front": 0, "back": 0}
    columns, done = list(zip(layout.columns, layout.leads, strict=True)), 0
    while columns:
        side = "front" if done < layout.front else "back"
        wide = text[columns[0][0][0]].wide
        band, columns = columns[: 1 if wide else 2], columns[1 if wide else 2 :]
        heights[side] += max(
            column_height([text[at] for at in column]) + lead * max(0, len(column) - 1)
            for column, lead in band
        )
        bands[side] += 1
        done += sum(len(column) for column, _ in band)

    gaps = {side: ROOM.between * max(0, count - 1) for side, count in bands.items()}
    assert heights["front"] + gaps["front"] <= ROOM.front + 0.01
    assert heights["back"] + gaps["back"] <= ROOM.back + 0.01


@settings(deadline=None)
@given(blocks())
@example([text(126), text(55, floats=True), text(138)])
def test_a_block_more_never_makes_room(text):
    over = lay_out(text, ROOM).over
    longer = [*text, Block(height=50, above=8)]

    assert lay_out(longer, ROOM).over >= over - 0.01


def test_columns_end_as_nearly_together_as_they_can():
    assert columns(text(100), text(40), text(40), sides=replace(ROOM, front=120)) == (
        (0,),
        (1, 2),
    )


def test_a_column_rather_begins_with_a_section_than_within_one():
    blocks = [text(60), text(26), section(34), text(34)]

    assert columns(*blocks, sides=replace(ROOM, least=4)) == ((0, 1), (2, 3))


def test_the_space_above_a_block_is_lost_at_the_head_of_a_column():
    assert column_height([section(50), section(20), text(10)]) == 50 + 15 + 20 + 8 + 10


def test_a_column_that_no_rule_opens_begins_as_much_lower():
    plain = Block(height=10, above=8, at_head=6)

    assert column_height([plain, plain]) == 6 + 10 + 8 + 10


def test_a_wide_block_stands_between_two_bands():
    blocks = [text(40), text(40), Block(height=50, above=15, wide=True), text(30), text(30)]

    assert columns(*blocks) == ((0,), (1,), (2,), (3,), (4,))


def test_of_the_splits_that_fit_the_best_filled_one_is_taken():
    blocks = [text(150), section(150), section(150), section(150)]

    layout = lay_out(blocks, Sides(front=170, back=170, between=10))
    assert (layout.front, layout.over) == (2, 0)


def test_what_may_come_early_fills_the_front():
    blocks = [text(150), section(250), section(250), section(140, early=True)]

    layout = lay_out(blocks, Sides(front=160, back=260, between=10))
    assert (layout.columns, layout.over) == (((0,), (3,), (1,), (2,)), 0)


def test_a_figure_floats_to_where_its_side_has_room():
    blocks = [text(60), Block(height=190, floats=True), section(120)]

    assert columns(*blocks, sides=Sides(front=200, back=0, between=10, least=3)) == (
        (0, 2),
        (1,),
    )


def test_the_front_holds_so_many_blocks_at_least():
    blocks = [section(40), section(190), section(190)]

    assert lay_out(blocks, ROOM).front == 1
    assert lay_out(blocks, replace(ROOM, least=2)).front == 2


def test_a_text_that_is_too_long_says_by_how_much():
    over = lay_out([text(250)], Sides(front=200, back=0, between=10)).over

    assert over == 50


def test_free_points_are_shared_by_the_gaps_of_a_column_but_for_a_share_below_it():
    layout = lay_out([text(50), text(50), text(100)], Sides(front=120, back=0, between=10))

    assert layout.columns == ((0, 1), (2,))
    assert layout.leads == ((120 - 108) / 2, 0)


def test_a_gap_takes_no_more_than_looks_well():
    layout = lay_out([text(50), text(50), text(100)], Sides(front=300, back=0, between=10))

    assert layout.leads == (MOST_LEAD, 0)


@given(st.integers(1, 40), st.data())
def test_bisection_finds_the_first_rung_that_fits(rungs, data):
    first = data.draw(st.integers(0, rungs - 1))
    asked = []

    def fits(at):
        asked.append(at)
        return at >= first

    assert first_that_fits(0, rungs - 1, fits) == first
    assert len(asked) <= rungs.bit_length()


@pytest.mark.parametrize("only", [0, 3])
def test_a_stretch_of_one_rung_is_not_asked(only):
    assert first_that_fits(only, only, pytest.fail) == only


def test_the_hole_is_what_stays_free_below_the_emptiest_column():
    layout = lay_out([text(50), text(20)], Sides(front=120, back=0, between=10))

    assert (layout.columns, layout.hole) == (((0,), (1,)), 100)


def test_what_a_column_s_gaps_take_is_no_hole():
    layout = lay_out([text(50), text(50), text(120)], Sides(front=120, back=0, between=10))

    assert (layout.leads[0], layout.hole) == (6, 6)
