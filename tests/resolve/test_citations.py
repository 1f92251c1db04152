"""Citations are paired with references and numbered by first use."""

import re
from pathlib import Path

import pytest

from bookbuild.render.bibliography import make_bibliography
from bookbuild.render.dress import Dress
from bookbuild.render.html import SectionWriter
from bookbuild.system.programs import run_program
from kit.tiny import findings, resolved, tiny_world


class WithPandoc:
    """A World in memory that can run Pandoc."""

    def __init__(self, world):
        """Take the book's World."""
        self._world = world
        self.read = world.read

    def run(self, command, **given):
        """Run the real program."""
        return run_program(command, **given)


@pytest.fixture(scope="module")
def style():
    """Give the house citation style."""
    return (Path(__file__).parents[2] / "styles" / "citations.csl").read_text()


def cited(style, *chapters, **given):
    """Give each chapter's text as it prints, raised numbers in round brackets."""
    world = tiny_world(*chapters, more={"styles/citations.csl": style}, **given)
    book = resolved(world).value
    bibliography = make_bibliography(book, WithPandoc(world))
    dress = Dress(
        href=lambda label: f"#{label}",
        page_of=None,
        notes_at_foot=False,
        explained_at_foot=False,
        epub_types=False,
        labels=bibliography.labels,
    )
    written = [SectionWriter(book, section, dress).pieces().body for section in book.sections]
    return [plain(html) for html in written if html], [entry.key for entry in bibliography.entries]


def plain(html):
    """Strip the marks, keeping raised numbers apart."""
    raised = re.sub(r'<sup class="cite">(.*?)</sup>', r"(\1)", html)
    return re.sub(r"<[^>]+>", "", raised)


def test_citations_are_numbered_by_first_use(style):
    texts, keys = cited(
        style, "# One {#one}\n\nRest helps [@b]. So does light [@a]. And rest [@b].\n"
    )

    assert texts == ["Rest helps.(1) So does light.(2) And rest.(1)"]
    assert keys == ["b", "a"]


def test_ranges_collapse(style):
    chapter = "# One {#one}\n\nFirst [@a; @b; @c]. Then [@e]. All [@a; @c; @e; @d].\n"

    texts, _ = cited(style, chapter)

    assert texts == ["First.(1–3) Then.(4) All.(1,3–5)"]


def test_numbers_run_through_the_book(style):
    texts, keys = cited(style, "# One {#one}\n\nA [@c].\n", "# Two {#two}\n\nB [@a]; C [@c].\n")

    assert texts == ["A.(1)", "B;(2) C.(1)"]
    assert keys == ["c", "a"]


def test_a_note_counts_where_it_is_called(style):
    chapter = "# One {#one}\n\nText[^n] and more [@b].\n\n[^n]: A note [@a].\n"

    _, keys = cited(style, chapter)

    assert keys == ["a", "b"]


def test_a_number_never_parts_a_word_from_its_stop(style):
    texts, _ = cited(style, '# One {#one}\n\nHe said "yes" [@a]. Is it [@b]? It is [@c], or not.\n')

    assert texts == ["He said “yes”.(1) Is it?(2) It is,(3) or not."]


def test_sources_of_glossary_words_are_numbered_in_the_glossary(style):
    glossary = '[terms."rest"]\nexplanation = "Doing nothing."\nalso = []\nsources = ["d"]\n'
    chapter = "# One {#one}\n\n[rest]{.term} helps [@b].\n"

    _, keys = cited(style, chapter, glossary=glossary)

    assert keys == ["b", "d"]


def test_an_unknown_key_is_found_where_it_stands():
    assert findings(tiny_world("# One {#one}\n\nRest helps [@bb].\n")) == (
        "manuscript/chapters/01.md:3:13: error[CIT001]: no reference has the key `bb`"
    )


def test_pandoc_is_there():
    assert run_program(["pandoc", "--version"]).out.startswith(b"pandoc")
