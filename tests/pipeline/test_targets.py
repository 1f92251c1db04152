"""What is asked for becomes rows of the format table, in the order in which they can be made."""

from __future__ import annotations

import pytest

from bookbuild.pipeline.targets import UnknownTargetError, names, wanted
from kit.formats import BUNDLE, HANDOUTS, SMALL, lay


@pytest.fixture(autouse=True)
def table(monkeypatch):
    """Ask for the formats of a small table."""
    lay(monkeypatch, *SMALL, BUNDLE, HANDOUTS)


def asked(*names: str, on: tuple[str, ...] = ("letter", "a4")) -> str:
    """Give what is made, in order; in brackets what is made but not asked for."""
    found = wanted(names, on)
    return " ".join(
        fmt.name if fmt.name in found.asked else f"({fmt.name})" for fmt in found.formats
    )


def test_a_kind_stands_for_its_format_on_every_paper():
    assert asked("book") == "book book-a5"


def test_a_family_of_papers_narrows_what_is_printed():
    assert asked("book", on=("letter",)) == "book"
    assert asked("book", on=("a4",)) == "book-a5"


def test_what_has_no_paper_is_made_whatever_paper_is_asked_for():
    assert asked("epub", on=("a4",)) == "(book) epub"


def test_pdf_is_all_that_is_printed():
    assert wanted(["pdf"]).asked == {"book", "book-a5", "handouts", "bundle"}


def test_a_format_comes_after_the_one_whose_pages_it_names():
    assert asked("epub") == "(book) epub"
    assert asked("epub", "book") == "book epub book-a5"


def test_a_format_comes_after_the_one_it_is_made_from():
    assert asked("bundle") == "(handouts) bundle"
    assert asked("bundle", "handouts") == "handouts bundle"


def test_what_is_asked_for_twice_is_made_once():
    assert asked("book", "pdf", "book") == asked("pdf")


def test_all_is_every_format():
    every = wanted(["all"])

    assert {fmt.kind for fmt in every.formats} == set(names()) - {"all", "pdf"}
    assert every.asked == {fmt.name for fmt in every.formats}


def test_nothing_asked_for_is_nothing_made():
    assert wanted([]).formats == ()


@pytest.mark.parametrize(
    ("name", "near"), [("pfd", ["pdf"]), ("epup", ["epub"]), ("quilt", [])], ids=str
)
def test_an_unknown_name_is_told_with_a_near_one(name, near):
    with pytest.raises(UnknownTargetError, match=f"there is no output `{name}`") as raised:
        wanted(["book", name])

    assert raised.value.near == near
