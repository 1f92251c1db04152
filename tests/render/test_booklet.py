"""Notes pages, marks and the calibration sheet, as they are printed and read."""

from __future__ import annotations

import pypdfium2
import pytest

from bookbuild.model.format import A4_ACROSS, A5, HALF_LETTER, LETTER_ACROSS
from bookbuild.render.booklet import print_calibration, print_notes
from bookbuild.verify.pdf import Expected, Floors, Stack, Written, findings_in, outline_of
from bookbuild.verify.words import words_of_html
from kit.booklets import staff_copy

DRAFT = "Draft: not reviewed by a clinician. Not for patients."


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


@pytest.mark.parametrize("paper", [HALF_LETTER, A5], ids=lambda paper: paper.name)
def test_a_notes_page_has_its_number_its_draft_line_and_its_copy(paper):
    copy = staff_copy("booklet", paper)
    outcome = print_notes(copy, [7, 12], [])
    head = f"A tiny book · {copy.book.standing.copy_id}"

    assert outcome.diagnostics == ()
    for page, number in zip(pages_of(outcome.value.pdf), ("7", "12"), strict=True):
        assert {*page.split()} == {*head.split(), "My", "notes", *DRAFT.split(), number}


def test_a_folio_stands_at_the_outer_edge():
    pdf = print_notes(staff_copy("booklet", HALF_LETTER), [7, 12], []).value.pdf

    with pypdfium2.PdfDocument(pdf) as document:
        right, left = (page.get_textpage() for page in document)
        assert right.get_text_bounded(320, 0, 396, 50).strip() == "7"
        assert left.get_text_bounded(0, 0, 76, 50).strip() == "12"


def test_a_mark_is_a_small_page_of_its_own():
    marks = ["Part 1 of 3 · sheet 12 of 12", "Part 3 of 3 · sheet 1 of 11"]
    outcome = print_notes(staff_copy("booklet", HALF_LETTER), [8], marks)

    assert outcome.diagnostics == ()
    assert pages_of(outcome.value.pdf)[1:] == marks


def test_a_booklet_that_needs_no_notes_has_marks_alone():
    outcome = print_notes(staff_copy("booklet", HALF_LETTER), [], ["sheet 1 of 1"])

    assert (outcome.diagnostics, pages_of(outcome.value.pdf)) == ((), ["sheet 1 of 1"])


# The calibration sheet


@pytest.mark.parametrize("paper", [LETTER_ACROSS, A4_ACROSS], ids=lambda paper: paper.name)
def test_the_calibration_sheet_has_two_sides_and_loses_no_word(paper):
    outcome = print_calibration(staff_copy("calibration", paper))
    made = outcome.value
    name = paper.name.removesuffix("-flat").capitalize()
    expected = Expected(
        words=words_of_html(made.html[0]),
        title=f"A tiny book: how to print the booklet on {name} paper",
        language="en-US",
        stack=Stack(paper=paper, pages=2),
        written=Written.of(made.html),
        floors=Floors(text=12, note=12, small=9, figure=12),
    )

    assert outcome.diagnostics == ()
    assert made.page_count == 2
    assert [str(found) for found in findings_in(made.content, expected)] == []


def test_both_sides_of_the_calibration_sheet_say_which_they_are_and_that_they_are_drafts():
    pages = pages_of(print_calibration(staff_copy("calibration", LETTER_ACROSS)).value.content)

    assert ["Top of side 1" in page for page in pages] == [True, False]
    assert ["Top of side 2" in page for page in pages] == [False, True]
    assert all(DRAFT in page for page in pages)


def test_the_calibration_sheet_is_read_aloud_in_order():
    made = print_calibration(staff_copy("calibration", A4_ACROSS)).value
    outline = outline_of(made.content)

    assert [line.strip() for line in outline.splitlines() if line.strip().startswith("H1")] == [
        "H1 Side 1: start here",
        "H1 Side 2: what do you see?",
    ]
