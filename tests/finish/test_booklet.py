"""Sheets as they leave the printer: read back, folded by rule of hand, and looked at closely."""

from __future__ import annotations

import io
from collections import Counter
from hashlib import sha256
from time import sleep

import pikepdf
import pypdfium2
import pytest

from bookbuild.finish import Booklet, Margins, finish, plan_booklet
from bookbuild.model.format import A5, HALF_LETTER, Paper
from kit.booklets import (
    A4,
    LETTER,
    MARGINS,
    assembled,
    bound,
    extras,
    imposed,
    parts_of,
    reading,
    sides_of,
)

DOUBLE_CALIPER = 0.22


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.Pdf.open(io.BytesIO(pdf))


def findings(book: bytes, sheet: Paper = LETTER, **given: int) -> list[str]:
    return [str(found).splitlines()[0] for found in bound(book, sheet, **given).diagnostics]


# The folded booklet


@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 8, 21])
def test_a_folded_booklet_has_its_pages_in_order(pages):
    assert assembled(imposed(reading(pages))) == list(range(1, pages + -pages % 4 + 1))


def test_parts_laid_on_each_other_have_their_pages_in_order():
    sheets = imposed(reading(21), most=8)

    assert [len(part) // 2 for part in parts_of(sides_of(sheets))] == [2, 2, 2]
    assert assembled(sheets) == list(range(1, 25))


def test_a5_pages_fold_out_of_a4():
    assert assembled(imposed(reading(6, page=A5), A4)) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_both_pages_of_a_side_stand_upright():
    with opened(imposed(reading(4))) as pdf:
        placed = [page.Contents.read_bytes().decode() for page in pdf.pages]

    assert all("1 0 0 1 0.000 0.000 cm /Page" in drawn for drawn in placed)
    assert all("1 0 0 1 396.000 0.000 cm /Page" in drawn for drawn in placed)


# Notes pages


def test_pages_that_are_wanting_and_pages_that_are_blank_become_notes_pages():
    plan = plan_booklet(reading(6, blank={3}), 48)

    assert plan.notes == (3, 7, 8)


def test_a_page_with_a_picture_alone_is_not_blank():
    book = reading(4, blank={2})
    with opened(book) as pdf:
        page = pdf.pages[1]
        page.contents_add(b"0 0 300 300 re f")
        painted = io.BytesIO()
        pdf.save(painted)

    assert plan_booklet(book, 48).notes == (2,)
    assert plan_booklet(painted.getvalue(), 48).notes == ()


def test_notes_pages_stand_in_their_places_and_say_that_they_are_drafts():
    sides = sides_of(imposed(reading(6, blank={3})))
    notes = [half.words for side in sides for half in side if "My notes" in half.words]

    assert len(notes) == 3
    assert all("Draft: not reviewed by a clinician. Not for patients." in one for one in notes)


def test_every_page_of_the_book_is_on_the_sheets_once_and_unchanged():
    book = reading(9, blank={5})
    with opened(book) as pdf:
        wanted = Counter(
            sha256(page.Contents.read_bytes()).hexdigest()
            for number, page in enumerate(pdf.pages, start=1)
            if number != 5
        )
    with opened(imposed(book)) as pdf:
        forms = [form for page in pdf.pages for form in page.obj.Resources.XObject.values()]
        found = Counter(sha256(form.read_bytes().rstrip()).hexdigest() for form in forms)
        names = Counter(
            name for page in pdf.pages for name in page.obj.Resources.XObject if name != "/Mark"
        )

    assert {digest: found[digest] for digest in wanted} == dict(wanted)
    assert names == Counter(f"/Page{number}" for number in range(1, 13))


# Marks


def test_the_front_of_each_sheet_says_where_it_belongs():
    plan = plan_booklet(reading(12), 8)

    assert " / ".join(plan.marks) == (
        "Part 1 of 2 · sheet 1 of 2 / Part 1 of 2 · sheet 2 of 2 / Part 2 of 2 · sheet 1 of 1"
    )


def test_a_booklet_in_one_piece_has_no_parts():
    assert plan_booklet(reading(4), 48).marks == ("sheet 1 of 1",)


def test_a_mark_stands_beside_the_fold_away_from_all_text():
    with pypdfium2.PdfDocument(imposed(reading(4))) as document:
        text = document[0].get_textpage()
        beside = text.get_text_bounded(396 - 22, 200, 396 - 6, 412)
        gutter = text.get_text_bounded(396 - 40, 0, 396 + 40, 612)

    assert beside.strip() == gutter.strip() == "sheet 1 of 1"


# Creep


def test_pages_move_towards_the_fold_by_what_the_sheets_around_them_push():
    book = reading(16)
    made = bound(book).value
    assert made

    # The outermost sheet's front has pages 16 and 1, the innermost's 10 and 7.
    assert made.creep_mm == pytest.approx(0.33)
    assert shift_of(made.pdf, "/Page16", "/Page10") == pytest.approx(0.33 * 72 / 25.4, abs=0.01)
    assert shift_of(made.pdf, "/Page1", "/Page7") == pytest.approx(-0.33 * 72 / 25.4, abs=0.01)


def shift_of(pdf: bytes, outer: str, inner: str) -> float:
    """Give how far right of one page another is drawn."""
    return placed_at(pdf, inner) - placed_at(pdf, outer)


def placed_at(pdf: bytes, name: str) -> float:
    with opened(pdf) as sheets:
        for page in sheets.pages:
            for line in page.Contents.read_bytes().decode().splitlines():
                if f" {name} Do" in line:
                    return float(line.split(" n 1 0 0 1 ")[1].split()[0])
    raise AssertionError(name)


def test_a_thin_booklet_is_not_shifted():
    made = bound(reading(12)).value

    assert made
    assert made.creep_mm == 0
    assert shift_of(made.pdf, "/Page12", "/Page8") == 0


def test_a_page_that_is_moved_over_the_fold_is_cut_there():
    book = reading(16)
    with opened(book) as pdf:
        pdf.pages[6].contents_add(b"0 0 396 612 re f", prepend=True)
        inked = io.BytesIO()
        pdf.save(inked)
    with pypdfium2.PdfDocument(imposed(inked.getvalue())) as document:
        front = document[6].render(scale=4).to_pil().convert("L")
    fold = front.width // 2

    assert (front.getpixel((fold - 3, 40)), front.getpixel((fold + 3, 40))) == (255, 0)


# The file


@pytest.mark.parametrize(
    ("page", "sheet", "size"), [(HALF_LETTER, LETTER, (792, 612)), (A5, A4, (841.89, 595.28))]
)
def test_sheets_are_true_to_size_and_lie_on_their_side(page, sheet, size):
    with opened(imposed(reading(4, page=page), sheet)) as pdf:
        boxes = [[float(value) for value in page.mediabox] for page in pdf.pages]

    assert boxes == [[0, 0, pytest.approx(size[0], abs=0.01), pytest.approx(size[1], abs=0.01)]] * 2


def test_the_file_is_for_printing_and_claims_nothing_else():
    with opened(imposed(reading(4))) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == pdf.docinfo.Title == "Test (for printing)"
        assert "pdfuaid:part" not in metadata
        assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines"} & set(pdf.Root.keys())
        assert all("/Annots" not in page for page in pdf.pages)


def test_the_file_asks_the_printer_for_the_right_flip_at_full_size():
    with opened(imposed(reading(4))) as pdf:
        asked = pdf.Root.ViewerPreferences

        assert (asked.Duplex, asked.PrintScaling) == ("/DuplexFlipShortEdge", "/None")


def test_every_font_is_in_the_file_under_a_name_of_its_own():
    with opened(imposed(reading(5))) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        names = [str(one.FontName) for one in fonts if one.get("/Type") == "/FontDescriptor"]
        embedded = [one for one in fonts if "/FontFile2" in one or "/FontFile3" in one]

    assert len(names) == len(set(names)) == len(embedded) > 2


def test_the_same_book_gives_the_same_bytes_at_another_time():
    book = reading(5)
    first = imposed(book)
    sleep(1.1)  # an id made from the clock changes with the second

    assert imposed(book) == first


# What keeps a booklet from being printed well


def test_pages_that_are_not_half_the_sheet_are_named():
    book = reading(4, page=A5)
    outcome = bound(book, LETTER, page=A5)

    assert outcome.value is None
    assert [str(found).splitlines()[0] for found in outcome.diagnostics] == [
        "error[FIN001]: pages 1, 2, 3, 4: 419.5 × 595.3 pt is not half of a letter sheet"
    ]


@pytest.mark.parametrize(("width", "height"), [(396, 600), (390, 612), (397, 612)])
def test_one_page_of_another_size_is_found_among_many(width, height):
    with opened(reading(4)) as pdf:
        pdf.pages[2].mediabox = pdf.pages[2].trimbox = [0, 0, width, height]
        odd = io.BytesIO()
        pdf.save(odd)

    assert findings(odd.getvalue()) == [
        f"error[FIN001]: page 3: {width} × {height} pt is not half of a letter sheet"
    ]


def test_a_part_too_thick_to_staple_is_a_warning():
    book = reading(52)

    assert bound(book, most=64).value
    assert "\n".join(findings(book, most=64)) == (
        "warning[FIN002]: part 1 of the booklet has 52 pages on 13 sheets, too thick to fold and "
        "staple by hand"
    )
    assert findings(book, most=48) == []


def test_text_too_near_the_fold_is_a_warning():
    book = reading(32)
    plan = plan_booklet(book, 48)
    step = Booklet(
        plan=plan,
        reading=book,
        extras=extras(plan, HALF_LETTER),
        sheet=LETTER,
        margins=Margins(inner_pt=36, outer_pt=MARGINS.outer_pt),
        caliper_mm=DOUBLE_CALIPER,
    )

    (found,) = finish(step).diagnostics

    assert str(found).splitlines()[0] == (
        "warning[FIN003]: part 1 of the booklet leaves 11.2 mm at the fold and 6.0 mm at the edge; "
        "12 and 3 mm are wanted"
    )


def test_extras_of_another_plan_are_refused():
    book = reading(4)
    step = Booklet(
        plan=plan_booklet(book, 48),
        reading=book,
        extras=extras(plan_booklet(reading(5), 48), HALF_LETTER),
        sheet=LETTER,
        margins=MARGINS,
    )

    with pytest.raises(AssertionError, match="another plan"):
        finish(step)
