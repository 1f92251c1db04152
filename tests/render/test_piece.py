"""The parts of a piece."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.walk import plain
from bookbuild.render.piece import parts_of, section_of, writer_of
from kit.pieces import piece_copy
from kit.tiny import resolved, tiny_world


def parts(text: str) -> list[tuple[str | None, int]]:
    section = section_of(piece_copy("poster-a3", text))
    return [
        (plain(part.heading.content) if part.heading else None, len(part.blocks))
        for part in parts_of(section)
    ]


def test_the_first_part_is_what_stands_before_the_first_heading():
    assert parts("# A {#a}\n\nOne.\n\nTwo.\n\n## B\n\nThree.\n") == [(None, 2), ("B", 1)]


def test_a_piece_without_headings_is_one_part():
    assert parts("# A {#a}\n\nOne.\n") == [(None, 1)]


def test_a_heading_of_the_third_level_begins_no_part():
    assert parts("# A {#a}\n\n## B\n\nOne.\n\n### C\n\nTwo.\n\n## D\n\nThree.\n") == [
        (None, 0),
        ("B", 3),
        ("D", 1),
    ]


def test_a_marked_word_leads_nowhere_because_a_piece_has_no_glossary():
    world = tiny_world(
        "# One {#one}\n\nRest.\n",
        pieces={"pieces/poster.md": "# A {#a}\n\nDo [rest]{.term}.\n"},
        glossary='[terms.rest]\nexplanation = "Doing little."\n',
    )
    copy = replace(piece_copy("poster-a3"), book=resolved(world, "poster").value)
    section = section_of(copy)

    assert copy.book.first_uses
    assert writer_of(copy, under_headings=frozenset()).blocks(section.blocks) == (
        '<p id="a-b1">Do rest.</p>'
    )
