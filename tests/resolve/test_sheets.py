"""The handouts, each a sheet of its own, and the pieces that are no part of the book."""

from __future__ import annotations

import pytest

from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.sheets import is_in_person, not_on, sheet_name, sheets_of
from bookbuild.render.outline import outline_of
from kit.tiny import findings, resolved, tiny_world

ONE = "# One {#one}\n\nRest helps [@b]. So does light [@a].\n"
TWO = "# Two {#two}\n\nWalking helps [@c; @a]. See [](#one).\n"
FIGURE = '![A caption.](figures/rest.svg "Rest"){#fig-%s alt="A bed."}\n'
PARTS = {"off-label": "Not approved.\n", "emergency": "Call 911.\n"}
BROCHURE = "# In short {#in-short}\n\nAsk first [@d].\n"


def sheets(*chapters, **given) -> tuple[ResolvedDocument, ...]:
    """Give the sheets of some chapters, of which resolve must find nothing wrong."""
    outcome = resolved(tiny_world(*chapters, **given), "handout")
    assert outcome.diagnostics == ()
    return sheets_of(outcome.value)


def lines(book: ResolvedDocument) -> list[str]:
    """Give the resolved text as lines without its head."""
    return outline_of(book, whole=True).split("\n")[2:]


def test_there_is_a_sheet_for_each_chapter_and_none_for_the_rest():
    made = sheets(ONE, TWO, front={"front/a.md": "# Front {#front}\n\nText.\n"})

    assert [(sheet_name(one), one.sections[0].label) for one in made] == [
        ("01", "one"),
        ("02", "two"),
    ]


def test_a_sheet_cites_its_own_sources_alone_in_its_own_order():
    assert [one.cited for one in sheets(ONE, TWO)] == [("b", "a"), ("c", "a")]


def test_a_source_in_a_note_counts_where_the_note_is_called():
    [sheet] = sheets("# One {#one}\n\nRest[^n] helps [@b].\n\n[^n]: A note [@c].\n")

    assert sheet.cited == ("c", "b")


@pytest.mark.parametrize(
    ("edition", "numbers"), [("book", ["1", "2", "3"]), ("handout", ["1", "2", "1"])]
)
def test_figures_are_numbered_on_each_sheet_anew(edition, numbers):
    first = "# One {#one}\n\n" + "\n".join(FIGURE % name for name in "ab")
    second = "# Two {#two}\n\n" + FIGURE % "c"
    world = tiny_world(first, second, more={"manuscript/figures/rest.svg": "<svg/>"})

    book = resolved(world, edition).value

    assert list(book.numbers.values()) == numbers
    assert book.targets["fig-c"].name == f"Figure {numbers[-1]}"


@pytest.mark.parametrize(("edition", "name"), [("book", "Chapter 2"), ("handout", "Sheet 2")])
def test_a_cross_reference_to_a_chapter_says_sheet_on_a_handout(edition, name):
    assert resolved(tiny_world(ONE, TWO), edition).value.targets["two"].name == name


# What each sheet carries besides

PLAN = """
[handout]
before = ["off-label"]
after = ["emergency"]
in-person = ["two"]
topics = {cost = "one"}
"""


def test_standard_parts_stand_around_a_chapter_on_its_sheet():
    [sheet] = sheets(
        "# One {#one}\n\nRest.\n", settings=PLAN.replace('"two"', '"one"'), parts=PARTS
    )

    assert lines(sheet) == [
        "1 One #one",
        "  [off-label]",
        "    Not approved.",
        "  Rest.",
        "  [emergency]",
        "    Call 911.",
    ]


def test_the_book_and_other_matter_carry_no_parts_of_the_handouts():
    front = {"front/a.md": "# Front {#front}\n\nText.\n"}
    world = tiny_world(ONE, TWO, front=front, settings=PLAN, parts=PARTS)

    assert "Not approved." not in outline_of(resolved(world, "book").value, whole=True)
    assert lines(resolved(world, "handout").value)[:2] == ["Front #front", "  Text."]


def test_a_care_team_hands_over_the_sheets_it_is_said_to():
    assert [is_in_person(one) for one in sheets(ONE, TWO, settings=PLAN, parts=PARTS)] == [
        False,
        True,
    ]


def test_a_part_without_a_file_is_told_once_where_it_is_named():
    world = tiny_world(ONE, TWO, settings=PLAN, parts={"emergency": "Call 911.\n"})

    assert findings(world, "handout") == (
        "manuscript/book.toml:30:11: error[PRT001]: there is no standard part `off-label`"
    )
    assert findings(world, "book") == ""


def test_a_sheet_that_there_is_not_is_told_where_it_is_named():
    plan = PLAN.replace('"two"', '"tow"').replace('"one"', '"references"')
    world = tiny_world(ONE, TWO, settings=plan, parts=PARTS)

    assert findings(world, "handout") == (
        "manuscript/book.toml:32:14: error[LBL003]: "
        "no chapter has the label `tow`, so there is no such sheet\n"
        "manuscript/book.toml:33:11: error[LBL003]: "
        "no chapter has the label `references`, so there is no such sheet"
    )
    assert findings(world, "book") == ""


# Pieces


def test_a_piece_holds_its_own_text_alone():
    world = tiny_world(ONE, TWO, pieces={"pieces/brochure.md": BROCHURE})

    book = resolved(world, "brochure").value
    assert [(one.label, one.number) for one in book.sections] == [("in-short", None)]
    assert book.cited == ("d",)


@pytest.mark.parametrize("edition", ["book", "handout", "poster", "card"])
def test_a_piece_stands_in_no_other_edition(edition):
    world = tiny_world(ONE, TWO, pieces={"pieces/brochure.md": BROCHURE})

    assert "in-short" not in {one.label for one in resolved(world, edition).value.sections}


@pytest.mark.parametrize("edition", ["brochure", "poster", "card"])
def test_a_piece_that_a_book_does_not_have_has_no_sections(edition):
    assert resolved(tiny_world(ONE, TWO), edition).value.sections == ()


def test_a_piece_lists_its_own_sources_so_that_no_list_is_missed():
    world = tiny_world("# One {#one}\n\nRest.\n", back=(), pieces={"pieces/brochure.md": BROCHURE})

    assert findings(world, "brochure") == ""


def test_a_piece_leads_to_labels_of_its_own_alone():
    world = tiny_world(ONE, pieces={"pieces/card.md": "# Card {#card}\n\nSee [](#one).\n"})

    assert findings(world, "card") == (
        "manuscript/pieces/card.md:3:5: error[LBL002]: nothing has the label `one`"
    )


def test_a_sheet_names_the_sheets_of_other_topics_by_their_numbers_in_order():
    chapters = [f"# One 9{at} {{#c{at}}}\n\nRest.\n" for at in range(1, 12)]
    topics = '[handout]\ntopics = {a = "c11", b = "c2", c = "c11", d = "c1"}\n'

    first, *_ = sheets(*chapters, settings=topics)

    assert not_on(first) == "a, b and c. See sheets 2 and 11."
