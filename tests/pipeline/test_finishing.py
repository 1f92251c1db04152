"""A booklet is made from the finished book, and proven; when it cannot be, nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from bookbuild.model.artefact import Artefact
from bookbuild.model.clinic import Clinic, Logo
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.format import A5, FORMATS, HALF_LETTER, Finish
from bookbuild.model.source import Span
from bookbuild.pipeline.build import make
from bookbuild.pipeline.finishing import FINISHERS, fold_booklet, print_for_press, ticket_of
from bookbuild.render.copy import Copy
from bookbuild.system.profiles import cmyk_profile
from kit.booklets import assembled, reading, staff_copy
from kit.clinics import drawing
from kit.formats import BOOK, lay
from kit.pieces import piece_copy

ROOT = Path(__file__).parents[2]
STYLE = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "styles").rglob("*.*"))
}
BOOKLET = FORMATS["booklet-letter"]


def artefact(content: bytes) -> Artefact:
    return Artefact(format="book", path="pdf/tiny.pdf", content=content, html=())


def copy_of(book: bytes, name: str = "booklet-letter") -> Copy:
    copy = staff_copy("booklet", HALF_LETTER)
    return replace(copy, format=FORMATS[name], sources=(artefact(book),))


def codes(outcome: Outcome[Any]) -> list[str]:
    return [one.code for one in outcome.diagnostics]


@pytest.mark.parametrize(
    ("name", "page"), [("booklet-letter", HALF_LETTER), ("booklet-a4", A5)], ids=["letter", "a4"]
)
def test_a_booklet_is_folded_from_the_pages_of_its_book(name, page):
    outcome = make(copy_of(reading(5, page=page), name))

    assert outcome.diagnostics == ()
    assert assembled(outcome.value.content) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_booklet_knows_its_name_its_sides_and_what_was_proven():
    made = make(copy_of(reading(5))).value

    assert (made.format, made.path, made.page_count) == (
        "booklet-letter",
        "pdf/tiny-booklet-letter.pdf",
        4,
    )
    assert made.checked == (
        "every page of the book in its place, once",
        "notes pages on all other pages",
        "sheet size",
    )


def test_a_booklet_of_the_thickest_parts_leaves_room_at_the_fold_and_at_the_edge():
    assert codes(fold_booklet(copy_of(reading(48)))) == []


RUN = (
    "<linearGradient id='g'><stop offset='0'/><stop offset='1' stop-color='#46a'/></linearGradient>"
    "<rect width='120' height='40' fill='url(#g)'/>"
)
FLAT = "<rect width='120' height='40' fill='#225577'/>"
NO_INK = {"styles/brochure/x.css": "h2 { color: #550033 !important }"}


def press_findings(logo: str, style: Mapping[str, str]) -> list[str]:
    """Give the place, code and message of what is found in a press file with a logo."""
    span = Span(PurePosixPath("manuscript/clinic.toml"), 2, 1)
    clinic = Clinic(
        name="Oak Hill",
        logo=Logo(content=drawing(logo).encode(), media_type="image/svg+xml", colours=("#225577",)),
        span=span,
        places=(("logo", replace(span, line=7)),),
    )
    copy = piece_copy("brochure-letter-press", style=style)
    copy = replace(copy, profile=cmyk_profile(), book=replace(copy.book, clinic=clinic))
    return [str(found).partition("\n")[0] for found in print_for_press(copy).diagnostics]


def test_a_logo_that_has_no_inks_is_told_at_the_logo_and_what_else_has_none_is_not():
    of_logo = (
        "manuscript/clinic.toml:7:1: error[PRS002]: the clinic's logo cannot be printed with inks: "
        "page 1: a color runs into another (a gradient)"
    )

    assert press_findings(FLAT, {}) == []
    assert press_findings(RUN, {}) == [of_logo]
    others = press_findings(FLAT, NO_INK)
    assert others[0] == "error[PRS001]: page 1: the color `#550033` has no ink"
    assert {*press_findings(RUN, NO_INK)} == {of_logo, *others}


def test_there_is_a_finisher_for_every_way_to_finish():
    rows = {fmt.finish for fmt in FORMATS.values() if fmt.finish}

    assert rows == set(FINISHERS) == set(Finish.__args__)


# What cannot be folded


def test_pages_that_are_not_half_of_the_sheet_are_not_folded():
    outcome = make(copy_of(reading(4, page=A5)))

    assert codes(outcome) == ["FIN001"]
    assert (outcome.value.content, outcome.value.page_count) == (b"", None)
    assert outcome.value.checked == ()


def test_notes_pages_with_a_fault_are_not_folded(monkeypatch):
    fault = Diagnostic(code="PDF010", message="something runs into the margin")
    monkeypatch.setattr(
        "bookbuild.pipeline.finishing.print_notes", lambda *_: Outcome(None, (fault,))
    )
    outcome = make(copy_of(reading(4)))

    assert (codes(outcome), outcome.value.content) == (["PDF010"], b"")


def test_a_booklet_that_cannot_be_folded_leaves_the_old_files_alone(house, monkeypatch):
    lay(monkeypatch, BOOK, BOOKLET)
    house.changed = STYLE
    pages = [HALF_LETTER, A5]

    def press(copy: Copy) -> Outcome[Artefact]:
        if copy.format.finish:
            return make(copy)
        book = reading(4, page=pages.pop(0))
        return Outcome(replace(artefact(book), page_count=4, pages=None))

    monkeypatch.setattr("bookbuild.pipeline.build.make", press)
    good = house.build("all")
    assert good.outputs, good.diagnostics
    before = dict(house.shelf.outputs)
    failed = house.build("all", fresh=True)

    assert [one.code for one in failed.diagnostics] == ["FIN001"]
    assert (failed.outputs, house.shelf.written) == ((), [])
    assert house.shelf.outputs == before


def test_a_press_file_is_called_after_the_clinic_as_the_others_are():
    copy = piece_copy("brochure-letter-press")
    clinic = Clinic(name="Oak Hill Pain Clinic", span=Span(PurePosixPath("clinic.toml"), 1))
    branded = replace(copy, book=replace(copy.book, clinic=clinic))

    assert ticket_of(branded).title == f"{ticket_of(copy).title} (Oak Hill Pain Clinic)"
