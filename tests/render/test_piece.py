"""The parts of a piece."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from bookbuild.model.artefact import Artefact
from bookbuild.model.walk import plain
from bookbuild.pipeline.build import make
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


# On the web

WEB = "https://www.example.org/ketamine"


def codes_in(made: Artefact) -> list[str]:
    """Read the square codes of all pages, as a telephone would."""
    with pypdfium2.PdfDocument(made.content) as pdf:
        pictures = [page.render(scale=3).to_pil() for page in pdf]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def made_with(web: str | None, name: str) -> Artefact:
    copy = piece_copy(name)
    imprint = replace(copy.book.imprint, web=web)
    outcome = make(replace(copy, book=replace(copy.book, imprint=imprint)))
    assert outcome.diagnostics == ()
    return outcome.value


@pytest.mark.parametrize("name", ["brochure-letter", "poster-a3"])
def test_the_address_of_the_book_is_printed_beside_a_code_that_leads_there(name):
    made = made_with(WEB, name)

    assert codes_in(made) == [WEB]
    assert "www.example.org/ketamine</p>" in made.html[0]


@pytest.mark.parametrize("name", ["brochure-letter", "poster-a3"])
def test_a_book_without_an_address_has_no_code(name):
    made = made_with(None, name)

    assert codes_in(made) == []
    assert "web" not in made.html[0]
