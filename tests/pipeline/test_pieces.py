"""A piece holds all that its writers need, and a digest of what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import pytest

from bookbuild.model.format import FORMATS
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.sheets import sheets_of
from bookbuild.model.source import Span
from bookbuild.pipeline.checking import Checked, check_text
from bookbuild.pipeline.fingerprint import fingerprint
from bookbuild.pipeline.pieces import Piece, pieces_by
from bookbuild.render import render
from bookbuild.render.copy import Copy
from bookbuild.render.outline import outline_of
from bookbuild.system import real_world
from bookbuild.system.fonts import font_files
from kit.tiny import tiny_world

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 1, 2)

ONE = "# One {#one}\n\nYou may rest [@a]. See [](#two).\n"
TWO = "# Two {#two}\n\n## Walks {#walks}\n\nA [walk]{.term} helps [@b].\n"
GLOSSARY = """[terms."walk"]
explanation = "Going on foot."
also = []
sources = []
"""


def sheets(*chapters: str, **more: str) -> dict[str, Piece]:
    """Give the sheets of a book by the label of their chapter."""
    checked = check_text(tiny_world(*chapters, glossary=GLOSSARY, **more))
    assert checked.editions, checked.diagnostics
    pieces = pieces_by(checked, DAY)(FORMATS["text"])
    return {piece.book.sections[0].label: piece for piece in pieces}


def changed(before: Piece, after: Piece) -> list[str]:
    """Name what a piece is made of that has changed."""
    names = dict.fromkeys([*before.made_of, *after.made_of])
    return [name for name in names if before.made_of.get(name) != after.made_of.get(name)]


def edited(chapter: str, old: str, new: str) -> dict[str, list[str]]:
    """Name what has changed in each sheet after an edit of one chapter."""
    before, after = sheets(ONE, TWO), sheets(*(one.replace(old, new) for one in (ONE, TWO)))
    assert old in chapter
    return {label: changed(before[label], after[label]) for label in before}


@pytest.mark.parametrize(
    ("chapter", "old", "new", "one", "two"),
    [
        (TWO, "helps", "is good", [], ["the text of `two`"]),
        (TWO, "# Two", "# Second", [], ["the text of `two`"]),
        (TWO, "A [walk]{.term}", "A walk", [], ["the text of `two`", "the glossary's word `walk`"]),
        (ONE, "(#two)", "(#walks)", ["the text of `one`", "what `walks` is called"], []),
    ],
)
def test_an_edit_changes_the_pieces_that_show_it(chapter, old, new, one, two):
    found = edited(chapter, old, new)

    assert [name for name in found["one"] if not name.startswith("the order")] == one
    assert [name for name in found["two"] if not name.startswith("the order")] == two


def test_a_chapter_more_is_seen_by_all_sheets_because_they_say_how_many_there_are():
    before, after = sheets(ONE, TWO), sheets(ONE, TWO, "# Three {#three}\n\nSleep.\n")

    assert "what `three` is called" in changed(before["one"], after["one"])


def test_a_heading_that_another_sheet_names_changes_that_sheet_too():
    before = sheets(ONE.replace("#two", "#walks"), TWO)
    after = sheets(ONE.replace("#two", "#walks"), TWO.replace("## Walks", "## Long walks"))

    assert changed(before["one"], after["one"]) == ["what `walks` is called"]


def moved(book: ResolvedDocument) -> ResolvedDocument:
    """Give a text as if every file had seven lines more at its head."""

    def down(value: object) -> object:
        match value:
            case Span():
                return replace(value, line=value.line + 7)
            case tuple():
                return tuple(map(down, value))
            case frozenset():
                return frozenset(map(down, value))
            case Mapping():
                return {down(key): down(one) for key, one in value.items()}
            case _ if hasattr(value, "__dataclass_fields__"):
                fields = value.__dataclass_fields__
                return replace(value, **{name: down(getattr(value, name)) for name in fields})
            case _:
                return value

    lower = down(book)
    assert isinstance(lower, ResolvedDocument)
    return lower


@dataclass(frozen=True, slots=True)
class Two:
    first: object
    second: object


def test_a_line_more_at_the_head_of_a_file_changes_no_digest():
    (sheet,) = (piece for label, piece in sheets(ONE, TWO).items() if label == "two")

    assert fingerprint(moved(sheet.book)) == fingerprint(sheet.book)


def test_two_places_are_told_from_one():
    here, there = Span(PurePosixPath("a.md"), 1), Span(PurePosixPath("a.md"), 2)

    assert fingerprint(Two(here, here)) != fingerprint(Two(here, there))
    assert fingerprint(Two(here, there)) == fingerprint(Two(there, here))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab",)),
        (("1",), (1,)),
        ((1,), (True,)),
        (("",), (None,)),
        (Two("Two", "a"), ("Two", "a")),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ((("a",), "b"), ("a", ("b",))),
        (dt.date(2026, 1, 2), "2026-01-02"),
        (b"a", "a"),
    ],
)
def test_what_says_something_else_has_another_digest(one, other):
    assert fingerprint(one) != fingerprint(other)


def test_a_set_has_no_order():
    assert fingerprint(frozenset("abc")) == fingerprint(frozenset("cba"))


# The real book


@pytest.fixture(scope="module")
def checked() -> Checked:
    """Give the real book."""
    return check_text(real_world(ROOT))


def whole(checked: Checked) -> list[tuple[ResolvedDocument, Piece]]:
    """Give each text of the real book as it was resolved, and cut down to its piece."""
    assert checked.editions
    pieces_of = pieces_by(checked, DAY)
    sheets = zip(sheets_of(checked.editions["handout"]), pieces_of(FORMATS["text"]), strict=True)
    return [*sheets, (checked.editions["book"], pieces_of(FORMATS["book"])[0])]


def test_a_piece_says_what_the_whole_says(checked):
    for text, piece in whole(checked):
        assert outline_of(piece.book, whole=True) == outline_of(text, whole=True)


def test_a_sheet_is_written_from_its_piece_as_from_the_whole(checked):
    for text, piece in whole(checked)[:-1]:
        named = replace(text, standing=piece.book.standing)
        assert written(piece.book) == written(named)


def test_the_sheets_in_one_e_book_are_written_from_their_piece_as_from_the_whole(checked):
    [piece] = pieces_by(checked, DAY)(FORMATS["epub-handouts"])
    named = replace(checked.editions["handout"], standing=piece.book.standing)

    assert written(piece.book, "epub-handouts") == written(named, "epub-handouts")


def test_the_sheets_in_one_file_are_made_of_the_text_of_the_chapters_and_of_no_other(checked):
    [piece] = pieces_by(checked, DAY)(FORMATS["epub-handouts"])
    texts = [name for name in piece.made_of if name.startswith("the text of")]
    own = [f"the text of `{one.sections[0].label}`" for one in sheets_of(piece.book)]

    assert texts == own
    assert len(own) == 12


def written(book: ResolvedDocument, name: str = "text") -> bytes:
    style = real_world(ROOT)
    copy = Copy(book=book, format=FORMATS[name], style=style, made_on=DAY, fonts=font_files())
    return render(copy).value.content


def test_the_id_of_a_draft_does_not_depend_on_the_day(checked):
    later = replace(
        checked,
        editions={
            edition: replace(text, standing=replace(text.standing, today=dt.date(2030, 1, 1)))
            for edition, text in (checked.editions or {}).items()
        },
    )

    assert [piece.made_of for _, piece in whole(later)] == [
        piece.made_of for _, piece in whole(checked)
    ]
