"""Faults planted in the sheets of a booklet are found: pages lost, moved, changed; other sheets."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from bookbuild.model.artefact import Artefact
from bookbuild.model.format import FORMATS, LETTER
from bookbuild.verify.pdf.imposed import CHECKS, verify_imposed
from kit.booklets import A4, A5, imposed, reading

BLANK = 3


@cache
def book() -> bytes:
    """Give a book of 6 pages, the third of them blank: 8 pages on 2 sheets."""
    return reading(6, blank={BLANK})


def told(sheets: bytes, of: bytes, fmt: str = "booklet-letter") -> list[str]:
    made, source = (
        Artefact(format=name, path="", content=content, html=())
        for name, content in ((fmt, sheets), ("book", of))
    )
    return [str(one) for one in verify_imposed(made, FORMATS[fmt], (source,)).diagnostics]


def changed(content: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.Pdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out := BytesIO())
    return out.getvalue()


def planted(change: Callable[[pikepdf.Pdf], object]) -> list[str]:
    return told(changed(imposed(book()), change), book())


def holder(pdf: pikepdf.Pdf, number: int) -> pikepdf.Page:
    """Give the side that a page stands on."""
    (side,) = (side for side in pdf.pages if f"/Page{number}" in side.obj.Resources.XObject)
    return side


def form(pdf: pikepdf.Pdf, number: int) -> pikepdf.Object:
    return holder(pdf, number).obj.Resources.XObject[f"/Page{number}"]


def put(pdf: pikepdf.Pdf, drawing: pikepdf.Object, place: int) -> None:
    holder(pdf, place).obj.Resources.XObject[f"/Page{place}"] = drawing


def rewrite(pdf: pikepdf.Pdf, number: int, old: str, new: str) -> None:
    side = holder(pdf, number)
    drawn = side.Contents.read_bytes().decode()
    assert drawn.count(old) == 1
    side.Contents = pdf.make_stream(drawn.replace(old, new).encode())


def missing(*numbers: int) -> list[str]:
    return [
        f"error[FIN004]: page {number} of the book is nowhere in the folded booklet"
        for number in numbers
    ]


def no_notes(*numbers: int) -> list[str]:
    return [
        f"error[FIN004]: page {number} of the folded booklet is free, and is no page for notes"
        for number in numbers
    ]


# Good sheets


def test_good_sheets_pass_every_check():
    made, source = (
        Artefact(format="", path="", content=content, html=())
        for content in (imposed(book()), book())
    )
    outcome = verify_imposed(made, FORMATS["booklet-letter"], (source,))

    assert (outcome.value, outcome.diagnostics) == (CHECKS, ())


@pytest.mark.parametrize("pages", [1, 8, 21])
def test_good_sheets_in_one_or_several_parts_have_no_finding(pages):
    assert told(imposed(reading(pages), most=8), reading(pages)) == []


def test_good_sheets_of_a4_have_no_finding():
    a5 = reading(5, page=A5)

    assert told(imposed(a5, A4), a5, "booklet-a4") == []


def test_pages_that_are_moved_towards_the_fold_have_no_finding():
    assert told(imposed(reading(24)), reading(24)) == []


def test_two_pages_that_look_the_same_may_both_be_there():
    def repeat(pdf):
        pdf.pages[1].obj.Contents = pdf.pages[3].obj.Contents

    same = changed(reading(5), repeat)

    assert told(imposed(same), same) == []


# Pages


def test_a_page_that_is_not_drawn_is_found():
    assert planted(lambda pdf: rewrite(pdf, 5, " /Page5 Do", "")) == missing(5)


def test_a_page_that_has_changed_is_found():
    def ink(pdf):
        form(pdf, 5).write(form(pdf, 5).read_bytes() + b" 0 0 9 9 re f")

    assert planted(ink) == missing(5)


def test_a_page_that_is_drawn_over_is_found():
    def cover(pdf):
        rewrite(pdf, 5, "/Page5 Do", "/Page5 Do /Page5 Do")

    assert planted(cover) == missing(5)


def test_a_page_with_another_font_is_found():
    def other_font(pdf):
        fonts = form(pdf, 5).Resources.Font
        (name, *_) = fonts.keys()
        fonts[name] = pikepdf.Dictionary(
            {**dict(fonts[name].items()), "/BaseFont": pikepdf.Name.Courier}
        )

    assert planted(other_font) == missing(1, 2, 4, 5, 6)  # they share their fonts


def test_a_page_with_other_letters_in_its_font_is_found():
    def other_letters(pdf):
        (font, *_) = form(pdf, 5).Resources.Font.values()
        (drawn,) = font.DescendantFonts
        file = next(
            drawn.FontDescriptor[key]
            for key in ("/FontFile2", "/FontFile3")
            if key in drawn.FontDescriptor
        )
        file.write(file.read_bytes() + b" ")

    assert missing(5)[0] in planted(other_letters)


def test_a_page_with_another_picture_is_found():
    def picture(colour):
        def draw(pdf):
            page = pdf.pages[4]
            image = pdf.make_stream(
                bytes(colour),
                Type=pikepdf.Name.XObject,
                Width=1,
                Height=1,
                Subtype=pikepdf.Name.Image,
                ColorSpace=pikepdf.Name.DeviceRGB,
                BitsPerComponent=8,
            )
            page.obj.Resources.XObject = pikepdf.Dictionary({"/Own": image})
            page.contents_add(b"/Artifact BMC q 9 0 0 9 0 0 cm /Own Do Q EMC")

        return draw

    white, grey = (changed(book(), picture([tone] * 3)) for tone in (255, 128))

    assert told(imposed(white), white) == []
    assert told(imposed(white), grey) == missing(5)


@pytest.mark.parametrize(("place", "other"), [(BLANK, 7), (7, 8)])
def test_a_notes_page_in_the_place_of_another_is_found(place, other):
    def swap(pdf):
        here, there = form(pdf, place), form(pdf, other)
        put(pdf, there, place)
        put(pdf, here, other)

    assert planted(swap) == no_notes(place, other)


@pytest.mark.parametrize("place", [BLANK, 7])
def test_a_page_that_the_book_leaves_free_and_without_lines_for_notes_is_found(place):
    def leave_blank(pdf):
        form(pdf, place).write(b"")

    assert planted(leave_blank) == no_notes(place)


@pytest.mark.parametrize("place", [BLANK, 7], ids=["blank", "filler"])
def test_a_page_that_stands_again_where_notes_belong_is_found(place):
    low, high = sorted((5, place))

    assert planted(lambda pdf: put(pdf, form(pdf, 5), place)) == [
        f"error[FIN004]: page 5 of the book is page {low} and page {high} in the folded booklet",
        *no_notes(place),
    ]


def test_two_pages_in_each_other_s_place_are_found_though_their_names_are_right():
    def swap(pdf):
        four, five = form(pdf, 4), form(pdf, 5)
        put(pdf, five, 4)
        put(pdf, four, 5)

    assert planted(swap) == [
        "error[FIN004]: page 4 of the book is page 5 in the folded booklet",
        "error[FIN004]: page 5 of the book is page 4 in the folded booklet",
    ]


def test_two_pages_on_the_wrong_side_of_the_fold_are_found():
    def cross(pdf):
        rewrite(pdf, 2, "/Page2 Do", "/PageX Do")
        rewrite(pdf, 2, "/Page7 Do", "/Page2 Do")
        rewrite(pdf, 2, "/PageX Do", "/Page7 Do")

    assert planted(cross) == [
        "error[FIN004]: page 2 of the book is page 7 in the folded booklet",
        *no_notes(7),
    ]


def test_backs_in_another_order_are_found():
    def shuffle(pdf):
        second, fourth = pdf.pages[1], pdf.pages[3]
        pdf.pages[1], pdf.pages[3] = fourth, second

    assert {line[:14] for line in planted(shuffle)} == {"error[FIN004]:"}


def test_parts_in_another_order_are_found():
    def exchange(pdf):
        sides = list(pdf.pages)
        pdf.pages[:] = [*sides[2:], *sides[:2]]

    sheets = changed(imposed(reading(8), most=4), exchange)

    assert len(told(sheets, reading(8))) == 8


@pytest.mark.parametrize("side", [0, 1, 2, 3])
def test_a_side_that_is_lost_is_found(side):
    found = planted(lambda pdf: pdf.pages.__delitem__(side))

    assert any("nowhere" in one for one in found)


def test_notes_on_a_page_that_has_a_picture_alone_are_found():
    def picture(pdf):
        pdf.pages[BLANK - 1].contents_add(b"0 0 300 300 re f")

    assert told(imposed(book()), changed(book(), picture)) == missing(BLANK)


# Sheets


@pytest.mark.parametrize(("width", "height"), [(612, 792), (792, 611.8)])
def test_a_side_of_another_size_is_found(width, height):
    def resize(pdf):
        pdf.pages[1].mediabox = [0, 0, width, height]

    assert planted(resize)[-1] == (
        f"error[PDF025]: the trim box of page 2 is {width:.1f} × {height:.1f} pt, "
        "not 792.0 × 612.0 pt (letter-flat)"
    )


def test_letter_sheets_are_no_a4_sheets():
    sheets = imposed(book(), LETTER)

    assert [line[:14] for line in told(sheets, book(), "booklet-a4")] == ["error[PDF025]:"] * 4
