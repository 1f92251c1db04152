"""What is asked for becomes rows of the format table, in the order in which they can be made."""

from __future__ import annotations

import pytest

from bookbuild.pipeline.targets import UnknownTargetError, groups, on_paper, papers, wanted


def asked(*names: str) -> str:
    """Give what is made, in order; in brackets what is made but not asked for."""
    found = wanted(names)
    return " ".join(
        fmt.name if fmt.name in found.asked else f"({fmt.name})" for fmt in found.formats
    )


def test_a_name_stands_for_its_format():
    assert asked("pdf") == "book"


def test_the_printed_book_has_a_name_for_each_paper():
    assert {paper: on_paper("pdf", paper) for paper in papers()} == {
        "half-letter": "pdf",
        "a5": "pdf-a5",
    }


@pytest.mark.parametrize("name", ["epub", "all", "pdf-a5", "quilt"])
def test_other_names_are_the_same_on_every_paper(name):
    assert on_paper(name, "a5") == name


def test_a_format_comes_after_the_one_whose_pages_it_names():
    assert asked("epub") == "(book) epub"
    assert asked("epub", "pdf") == "book epub"


def test_what_is_asked_for_twice_is_made_once():
    assert asked("pdf", "pdf-a5", "pdf") == "book book-a5"


def test_all_is_every_format():
    every = wanted(["all"])

    assert {fmt.group for fmt in every.formats} == set(groups()) - {"all"}
    assert every.asked == {fmt.name for fmt in every.formats}


def test_nothing_asked_for_is_nothing_made():
    assert wanted([]).formats == ()


@pytest.mark.parametrize(
    ("name", "near"), [("pfd", ["pdf"]), ("epup", ["epub"]), ("quilt", [])], ids=str
)
def test_an_unknown_name_is_told_with_a_near_one(name, near):
    with pytest.raises(UnknownTargetError, match=f"there is no output `{name}`") as raised:
        wanted(["pdf", name])

    assert raised.value.near == near
