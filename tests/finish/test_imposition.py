"""Page order, creep and margins, for every booklet from 1 to 200 pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.finish.imposition import (
    Margins,
    Sheet,
    Side,
    Signature,
    creep_mm,
    margins_left,
    notes_needed,
    sheets,
    shifts_pt,
    signatures,
)

PAGES = st.integers(min_value=1, max_value=200)
MOST = st.integers(min_value=1, max_value=16).map(lambda sheets: 4 * sheets)
SHEETS = st.integers(min_value=1, max_value=50)
CALIPER = st.floats(min_value=0.05, max_value=0.3)


def sides(signature: Signature) -> list[Side]:
    return [side for sheet in sheets(signature) for side in (sheet.front, sheet.back)]


def drawn(pages: int, most: int = 48) -> str:
    """Draw a booklet's sheets: `front left|right`, `back left|right`; a line for each signature."""

    def one(sheet: Sheet) -> str:
        return f"{sheet.front.left}|{sheet.front.right} {sheet.back.left}|{sheet.back.right}"

    return "\n".join(", ".join(map(one, sheets(part))) for part in signatures(pages, most))


def test_eight_pages_make_two_sheets():
    assert drawn(8) == "8|1 2|7, 6|3 4|5"


def test_a_second_signature_begins_where_the_first_ends():
    assert drawn(12, most=8) == "8|1 2|7, 6|3 4|5\n12|9 10|11"


@given(PAGES, MOST)
def test_every_page_is_printed_once(pages, most):
    printed = [
        page
        for part in signatures(pages, most)
        for side in sides(part)
        for page in (side.left, side.right)
    ]

    assert sorted(printed) == list(range(1, pages + notes_needed(pages) + 1))


@given(PAGES, MOST)
def test_the_pages_of_a_spread_sum_to_one_more_than_the_signature_has(pages, most):
    for part in signatures(pages, most):
        within = [(side.left - part.first + 1, side.right - part.first + 1) for side in sides(part)]

        assert {left + right for left, right in within} == {part.pages + 1}


@given(PAGES, MOST)
def test_even_pages_lie_left_of_the_fold_and_odd_ones_right(pages, most):
    every = [side for part in signatures(pages, most) for side in sides(part)]

    assert {(side.left % 2, side.right % 2) for side in every} == {(0, 1)}


@given(PAGES, MOST)
def test_signatures_are_as_few_and_as_alike_as_can_be(pages, most):
    sizes = [part.pages for part in signatures(pages, most)]

    assert max(sizes) <= most
    assert max(sizes) - min(sizes) <= 4
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) > (len(sizes) - 1) * most  # one signature fewer would not hold them


@given(PAGES)
def test_notes_fill_the_last_sheet_and_no_more(pages):
    assert notes_needed(pages) < 4
    assert (pages + notes_needed(pages)) % 4 == 0


@pytest.mark.parametrize(
    ("pages", "sizes"), [(1, [4]), (48, [48]), (49, [28, 24]), (137, [48, 48, 44])]
)
def test_a_booklet_is_divided_evenly(pages, sizes):
    assert [part.pages for part in signatures(pages)] == sizes


def test_a_signature_that_cuts_a_sheet_in_two_is_refused():
    with pytest.raises(AssertionError, match="four pages"):
        signatures(20, most=6)


# Creep


@given(SHEETS, CALIPER)
def test_creep_grows_from_the_outermost_sheet_inwards(count, caliper):
    shifts = shifts_pt(count, caliper)

    assert len(shifts) == count
    assert shifts[0] == 0
    assert all(inner >= outer for outer, inner in pairwise(shifts))


@given(SHEETS, CALIPER)
def test_creep_rises_by_one_thickness_a_sheet_or_is_left_alone(count, caliper):
    shifts = shifts_pt(count, caliper)
    steps = [inner - outer for outer, inner in pairwise(shifts)]
    step = caliper * 72 / 25.4 if creep_mm(count, caliper) >= 0.3 else 0

    assert steps == pytest.approx([step] * (count - 1))


def test_twelve_sheets_of_office_paper_creep_by_more_than_a_millimetre():
    assert creep_mm(12) == pytest.approx(1.21)


@pytest.mark.parametrize(("count", "shifted"), [(3, False), (4, True)])
def test_creep_is_made_up_for_from_three_tenths_of_a_millimetre(count, shifted):
    assert any(shifts_pt(count, 0.11)) is shifted


@given(SHEETS, CALIPER)
def test_what_the_fold_loses_the_trimmed_edge_keeps(count, caliper):
    left = margins_left(Margins(inner_pt=54, outer_pt=17), count, caliper)
    shifts = shifts_pt(count, caliper)

    assert [one.inner_pt for one in left] == pytest.approx([54 - shift for shift in shifts])
    if any(shifts):
        assert [one.outer_pt for one in left] == pytest.approx([17] * count)


def test_creep_that_is_not_made_up_for_takes_from_the_outer_margin():
    left = margins_left(Margins(inner_pt=54, outer_pt=17), 2, 0.254)

    assert [(one.inner_pt, one.outer_pt) for one in left] == [(54, 17), (54, pytest.approx(16.28))]
