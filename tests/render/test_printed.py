"""A printed book that is long: its rulers stay on the page, its page numbers have room."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bookbuild.model.clinic import Clinic
from bookbuild.model.format import FORMATS
from bookbuild.render.copy import Copy
from bookbuild.render.pdf import print_pdf
from bookbuild.render.printed import book_job, print_copy, printed_book
from kit.clinics import UNSET, unset, widest
from kit.generated import house_style
from kit.printing import open_fonts
from kit.written import book_of, sources_of

CHAPTER = """\
# Chapter {at} {{#c{at}}}

::: {{.standfirst}}
What rest can do.
:::

::: {{.key-points}}
1. Rest is good.
2. So is sleep.
:::

Rest a little [@a]. Sleep when you are tired.
"""
SECTION = """
## Naps {#naps}

Naps are short.
"""


def copy_of(name: str, *chapters: str) -> Copy:
    """Give a book of some chapters as it is printed in a format."""
    open_fonts()
    book = book_of(*chapters)
    return Copy(
        book=book,
        format=FORMATS[name],
        style=house_style(),
        made_on=dt.date(2026, 1, 2),
        bibliography=sources_of(book),
    )


@pytest.mark.parametrize("name", ["book", "book-a5"])
def test_the_ruler_of_a_book_of_24_chapters_stays_on_the_page(name):
    outcome = print_copy(copy_of(name, *(CHAPTER.format(at=at) for at in range(1, 25))))

    assert [str(found) for found in outcome.diagnostics] == []
    assert outcome.value.page_count > 24 * 4


@pytest.mark.parametrize("name", ["book", "book-a5", "large-print-letter", "large-print-a4"])
def test_page_numbers_of_any_length_have_room_in_the_lists_of_what_stands_where(name):
    copy = copy_of(name, CHAPTER.format(at=1) + SECTION)
    pages = printed_book(copy)
    page_of = print_copy(copy).value.pages.page_of
    far_on = {identity: str(int(page) + 44440) for identity, page in page_of.items()}

    outcome = print_pdf(book_job(copy), lambda _map: pages.html(far_on), {})

    assert outcome.value.html.count(">4444") == 4  # three in the contents, one in the chapter's own
    assert [str(found) for found in outcome.diagnostics] == []


def found_for(clinic: Clinic, name: str, more: str = "") -> list[str]:
    """Give what is found in a book with a long message that a clinic hands out."""
    copy = copy_of(name, CHAPTER.format(at=1) + more)
    imprint = replace(copy.book.imprint, message="Rest is good. " * 20)
    own = replace(copy, book=replace(copy.book, imprint=imprint, clinic=clinic))
    return [str(found) for found in print_copy(own).diagnostics]


def test_a_web_address_longer_than_a_line_is_broken():
    assert found_for(widest(), "book-a5") == []


def test_details_of_a_clinic_that_have_no_room_in_the_book_are_told_at_the_longest():
    [said] = found_for(widest(), "large-print-letter")

    assert said.startswith("manuscript/clinic.toml:3:1: error[CLN010]: the details of `Wwwwwwwwww ")
    assert (
        "do not fit in the imprint of `pdf/tiny-large-print-letter.pdf`: page 2: `A tiny book` "
        in said
    )
    assert said.endswith(
        "  hint: letters of each: `name` 60, `address` 166, `phone` 30, `nights` 30, `web` 60\n"
        "  hint: shorten `address`, or leave it out"
    )


def test_letters_that_no_font_has_are_told_at_their_details_beside_what_has_no_room():
    assert [one.partition("\n")[0] for one in found_for(unset(), "book")] == UNSET

    wide = replace(widest(), name=f"{widest().name[:-1]}診")
    letters, room = found_for(wide, "large-print-letter")
    assert "clinic.toml:2:1: error[CLN010]: the name of" in letters
    assert "clinic.toml:3:1: error[CLN010]: the details of" in room
    assert "page 2: `A tiny book` " in room


def test_what_is_wrong_in_a_chapter_is_not_the_clinic_s_fault():
    found = found_for(widest(), "large-print-letter", f"\n{'x' * 200}\n")

    assert {one.split("[")[1].split("]")[0] for one in found} == {"CLN010", "PDF010", "PDF014"}
