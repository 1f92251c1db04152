"""Labels, cross-references and numbers."""

from hypothesis import given
from hypothesis import strategies as st

from bookbuild.resolve.numbering import note_mark
from kit.tiny import findings, resolved, tiny_world


def names(*chapters, **given_files):
    """Give what each label is called."""
    targets = resolved(tiny_world(*chapters, **given_files)).value.targets
    return {label: target.name for label, target in targets.items()}


def test_chapters_are_called_by_number_and_other_sections_by_title():
    called = names(
        "# Pain {#pain}\n\nText.\n", front={"front/use.md": "# How to use {#use}\n\nText.\n"}
    )

    assert called == {
        "use": "How to use",
        "pain": "Chapter 1",
        "glossary": "Words explained",
        "references": "Sources",
    }


def test_a_label_given_twice_is_found_at_its_second_place():
    assert findings(tiny_world("# One {#one}\n\nText.\n", "# Two {#one}\n\nText.\n")) == (
        "manuscript/chapters/02.md:1:1: error[LBL001]: the label `one` is used twice"
    )


def test_a_reference_to_nothing_is_found_where_it_stands():
    assert findings(tiny_world("# One {#one}\n\nSee [](#tow) for more.\n")) == (
        "manuscript/chapters/01.md:3:5: error[LBL002]: nothing has the label `tow`"
    )


def test_headings_without_a_label_get_ids_that_are_their_own():
    chapter = "# One {#one}\n\n## What helps\n\nText.\n\n## What helps\n\nMore.\n"

    sections = resolved(tiny_world(chapter)).value.sections

    assert [entry.id for entry in sections[0].outline] == ["one-what-helps", "one-what-helps-2"]


def test_questions_stand_in_the_short_contents():
    chapter = "# One {#one}\n\nText.\n\n::: {.questions}\n1. Why?\n:::\n"

    sections = resolved(tiny_world(chapter)).value.sections

    assert [entry.id for entry in sections[0].outline] == ["one-questions"]


def test_notes_are_lettered_anew_in_each_section():
    chapter = "# {name} {{#{name}}}\n\nA[^x] and b[^y].\n\n[^x]: First.\n\n[^y]: Second.\n"

    notes = resolved(tiny_world(chapter.format(name="one"), chapter.format(name="two"))).value.notes

    assert sorted(note.id for note in notes.values()) == [
        "one-note-a",
        "one-note-b",
        "two-note-a",
        "two-note-b",
    ]


@given(st.integers(min_value=0, max_value=5000))
def test_no_two_notes_have_the_same_mark(at):
    assert note_mark(at) != note_mark(at + 1)
    assert note_mark(at).isalpha()


def test_marks_go_on_after_z():
    assert [note_mark(at) for at in (0, 25, 26, 27, 701, 702)] == [
        "a",
        "z",
        "aa",
        "ab",
        "zz",
        "aaa",
    ]
