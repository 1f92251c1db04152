"""The other e-books: larger type, and the handouts as a collection of sheets that stand alone."""

from __future__ import annotations

import re

import pytest

from bookbuild.model.artefact import Artefact
from kit.ebooks import TERMS, body_of, ebook, files_of, whole_text
from kit.tiny import resolved, tiny_world

ONE = """\
# One {#one icon="drip"}

::: {.key-points}
1. The first point.
2. The second point.
3. The third point.
:::

Some people have a [drip]{.term} [@b]. See [](#two) and [the end](#end).

::: {only="book"}
This stands in the book [@a].
:::
"""
TWO = '# Two {#two icon="clock"}\n\nA drip is slow [@c; @b]. More in [](#one).\n'
IN_PERSON = """\
[handout]
after = ["emergency"]
in-person = ["two"]
in-person-first = "Call the hospice first."
"""
EMERGENCY = "**Emergency signs**\n\nCall 911 now.\n"


def handouts() -> Artefact:
    world = tiny_world(
        ONE,
        TWO,
        front={"front/end.md": "# The end {#end}\n\nSleep.\n"},
        glossary=TERMS,
        settings=IN_PERSON,
        parts={"emergency": EMERGENCY},
    )
    return ebook(resolved(world, "handout").value, name="epub-handouts")


@pytest.fixture(scope="module")
def sheets() -> Artefact:
    return handouts()


def package(made: Artefact) -> str:
    return files_of(made.content)["EPUB/content.opf"].decode()


def identifier(made: Artefact) -> str:
    found = re.search(r'<dc:identifier id="id">([^<]+)<', package(made))
    assert found
    return found[1]


def styles(made: Artefact) -> list[str]:
    return sorted(name for name in files_of(made.content) if name.endswith(".css"))


def test_the_larger_one_has_the_same_pages_of_text_in_other_clothes():
    book = whole_text()
    normal, large = ebook(book), ebook(book, name="epub-large")
    added = set(styles(large)) - set(styles(normal))

    assert added == {"EPUB/styles/large.css"}
    assert body_of(normal.content, "chapter-01.xhtml") == body_of(large.content, "chapter-01.xhtml")


def test_the_larger_one_is_larger_by_a_share_of_what_the_reader_has_set():
    css = files_of(ebook(whole_text(), name="epub-large").content)["EPUB/styles/large.css"].decode()

    assert re.search(r"^body \{ font-size: 1\.5em", css, re.MULTILINE)
    assert re.findall(r"font-size: [\d.]+(?!em)[a-z%]+", css) == []


def test_each_has_its_title_and_an_identifier_that_stays(sheets):
    book = whole_text()
    normal, large = ebook(book), ebook(book, name="epub-large")

    assert identifier(normal) == book.imprint.identifier
    assert len({identifier(one) for one in (normal, large, sheets)}) == 3
    assert identifier(sheets) == identifier(handouts())
    assert "<dc:title>A tiny book (larger type)</dc:title>" in package(large)
    assert "<dc:title>A tiny book: handouts</dc:title>" in package(sheets)


def test_the_collection_holds_the_sheets_and_nothing_else(sheets):
    assert re.findall(r'<itemref idref="([^"]+)"/>', package(sheets)) == [
        "cover",
        "nav",
        "chapter-01",
        "chapter-02",
    ]


def test_a_sheet_explains_its_words_and_numbers_its_own_sources(sheets):
    one, two = (body_of(sheets.content, f"chapter-0{number}.xhtml") for number in (1, 2))

    assert 'href="#term-drip">drip</a>' in one
    assert '<div id="term-drip"><dt epub:type="glossterm"><dfn>Drip</dfn></dt>' in one
    assert re.findall(r'<li id="ref-(\w)">', one) == ["b"]
    assert re.findall(r'<li id="ref-(\w)">', two) == ["c", "b"]
    assert 'href="#ref-b" epub:type="biblioref">2</a>' in two
    assert "Words explained" not in two


def test_a_sheet_says_what_it_belongs_to_and_which_state_of_the_text_it_is(sheets):
    one = body_of(sheets.content, "chapter-01.xhtml")

    assert '<p class="series">A tiny book, sheet 1 of 2</p>' in one
    assert "Key points" in one
    assert re.search(
        r"<p>Version 1, January 2, 2026\. Review due January 2, 2027\. .* This copy: "
        r'<span class="keep">BB-1-\w{8}-draft</span></p>',
        one,
    )
    assert "It does not replace the advice of your team." in one
    assert "This stands in the book" not in one


def test_a_reference_leads_to_the_other_sheet_and_to_nothing_where_there_is_none(sheets):
    one = body_of(sheets.content, "chapter-01.xhtml")

    assert '<a class="xref" href="chapter-02.xhtml#two">Sheet\N{NO-BREAK SPACE}2</a>' in one
    assert '<span class="xref">the end</span>' in one


def test_a_sheet_that_is_handed_over_says_so_and_whom_to_call_first(sheets):
    one, two = (body_of(sheets.content, f"chapter-0{number}.xhtml") for number in (1, 2))

    assert "sheet 2 of 2. Given to you by your care team.</p>" in two
    assert '<p class="call-first">Call the hospice first.</p><aside class="emergency"' in two
    assert "Given to you" not in one
    assert "call-first" not in one
