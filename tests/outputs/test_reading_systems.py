"""The e-books open well: in epub.js and in foliate-js, each in a real browser.

Every document is turned to and read. What is too wide, too dim to read, or broken is told by the
browser itself. The pictures that the long test takes lie in pytest's folder, for people to look at.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from bookbuild.verify.words import normal_words, words_of_html
from kit.ebooks import ebook, spoilt, whole_text
from kit.readers import NIGHT, PHONE, READERS, SCREENS, TABLET, Screen, opened

SLUG: Final = "ketamine-for-chronic-pain"
EDITIONS: Final = ("", "-large", "-handouts")
CHAPTER: Final = "EPUB/chapter-01.xhtml"
TERM: Final = "a[role=doc-glossref]"
TEXT: Final = "EPUB/styles/text.css"


@pytest.fixture(scope="module")
def small() -> bytes:
    """Give an e-book that holds everything an author can write."""
    return ebook(whole_text()).content


@pytest.fixture(scope="module")
def real(real_dist: Path) -> Path:
    return real_dist / "epub" / f"{SLUG}.epub"


def words_in(path: Path, file: str) -> list[str]:
    """Give the words of a document that are seen: those of a picture's alternative are not."""
    with ZipFile(path) as archive:
        xhtml = archive.read(f"EPUB/{file.removeprefix('EPUB/')}").decode()
    return words_of_html(re.sub(r' alt="[^"]*"', "", xhtml))


@pytest.mark.parametrize("reader", READERS)
def test_every_document_of_the_book_shows_every_word_by_night(browser, real, reader):
    with opened(browser, reader, real.read_bytes(), screen=TABLET, css=NIGHT) as book:
        files = book.facts["files"]
        for file in files:
            book.turn_to(file)
            seen = book.look()
            assert normal_words(seen["text"]) == words_in(real, file), file
            assert (seen["dim"], seen["broken"], seen["wide"]) == ([], 0, []), file

        assert len(files) > 20
        assert book.faults == []


@pytest.mark.parametrize("reader", READERS)
def test_contents_landmarks_and_printed_pages_are_understood(browser, real, reader):
    with opened(browser, reader, real.read_bytes()) as book:
        facts = book.facts

    assert facts["title"] == "Ketamine for chronic pain"
    assert "8 Side effects and safety: what to watch for" in facts["contents"]
    assert facts["landmarks"] == ["cover", "toc", "bodymatter", "glossary", "bibliography"]
    assert facts["pages"] > 100


def test_a_link_to_a_word_explained_leads_there_and_comes_back(browser, real):
    with opened(browser, "epub.js", real.read_bytes()) as book:
        book.turn_to("chapter-08.xhtml")
        term = book.page.evaluate(f"theDocument().querySelector('{TERM}').getAttribute('href')")
        book.touch(TERM)
        assert book.arrives("back-glossary.xhtml")
        identity = term.partition("#")[2]
        book.touch(f"#{identity} .used-in a[href^='chapter-08']")
        assert book.arrives("chapter-08.xhtml")


def popped(browser: Browser, content: bytes, file: str, selector: str) -> str:
    """Touch what a selector finds, and give the words of what pops up."""
    with opened(browser, "foliate-js", content) as book:
        book.turn_to(file)
        book.touch(selector)
        book.page.wait_for_function("window.popped?.body.innerText.trim()")
        assert book.where.endswith(file.partition("/")[2])  # the reader stays where they were
        assert book.faults == []
        return " ".join(str(book.page.evaluate("popped.body.innerText")).split())


def test_a_note_pops_up(browser, small):
    said = popped(browser, small, CHAPTER, "a[role=doc-noteref]")

    assert said == "a A note with a source,3 and a link."


def test_a_word_pops_up_with_its_explanation(browser, small):
    said = popped(browser, small, CHAPTER, TERM)

    assert said.startswith("Drip Medicine that runs slowly into a vein.")


def test_a_source_pops_up(browser, small):
    assert popped(browser, small, CHAPTER, "a[role=doc-biblioref]") == "Title a. doi:1"


@pytest.mark.parametrize("reader", READERS)
def test_notes_stay_in_sight_at_the_end_of_their_chapter(browser, small, reader):
    with opened(browser, reader, small) as book:
        book.turn_to("chapter-01.xhtml" if reader == "epub.js" else CHAPTER)
        assert "A note with a source" in book.look()["text"]


@pytest.mark.parametrize("reader", READERS)
def test_text_can_be_selected(browser, small, reader):
    with opened(browser, reader, small) as book:
        book.turn_to("chapter-01.xhtml" if reader == "epub.js" else CHAPTER)
        x, y = book.page.evaluate(
            "(() => { const range = theDocument().createRange(),"
            " text = theDocument().querySelector('.standfirst').firstChild;"
            " range.setStart(text, 4); range.setEnd(text, 12);"
            " const word = range.getBoundingClientRect(),"
            " frame = theDocument().defaultView.frameElement.getBoundingClientRect();"
            " return [frame.x + word.x + 9, frame.y + word.y + 9] })()"
        )
        book.page.mouse.dblclick(x, y)

        assert book.page.evaluate("theDocument().getSelection() + ''") == "sentence"


@pytest.mark.parametrize(
    ("size", "shown"), [("100%", ("none", "table-cell")), ("300%", ('"Number: "', "block"))]
)
def test_in_large_type_a_cell_names_its_column_and_stands_alone(browser, small, size, shown):
    css = f"html {{ font-size: {size} !important }}"
    with opened(browser, "epub.js", small, css=css) as book:
        book.turn_to("chapter-01.xhtml")
        look = (
            "(name, part) => theDocument().defaultView.getComputedStyle("
            "theDocument().querySelector('td'), part)[name]"
        )
        before = book.page.evaluate(f"({look})('content', '::before')")
        display = book.page.evaluate(f"({look})('display')")

    assert (before, display) == shown


def faults(browser: Browser, content: bytes, css: str) -> dict[str, object]:
    """Look at the first chapter of an e-book with one rule more."""
    with opened(
        browser, "epub.js", spoilt(content, {TEXT: ("/* Contents */", css)}), css=NIGHT
    ) as book:
        book.turn_to("chapter-01.xhtml")
        return book.look()


def test_what_cannot_be_read_at_night_is_told(browser, small):
    assert faults(browser, small, ".standfirst { color: #333333 }")["dim"] == [
        "One sentence that says it all. (1.7)"
    ]


def test_what_runs_off_the_screen_is_told(browser, small):
    assert faults(browser, small, "table { width: 60em }")["wide"]


@pytest.mark.slow
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("edition", EDITIONS, ids=["normal", "large", "handouts"])
@pytest.mark.parametrize("reader", READERS)
def test_every_document_of_every_edition_fits_every_screen(  # noqa: PLR0917  # fixtures
    browser, real_dist, tmp_path, reader, edition, screen: Screen, night
):
    content = (real_dist / "epub" / f"{SLUG}{edition}.epub").read_bytes()
    css = NIGHT if night else ""
    with opened(browser, reader, content, screen=screen, css=css) as book:
        for file in book.facts["files"]:
            book.turn_to(file)
            seen = book.look()
            assert (seen["dim"], seen["broken"], seen["wide"]) == ([], 0, []), file
            book.page.screenshot(path=tmp_path / f"{file.replace('/', '-')}.png")

        assert book.faults == []
        assert len(list(tmp_path.glob("*.png"))) > 12


@pytest.mark.slow
def test_type_of_twice_the_size_runs_off_no_telephone(browser, real):
    css = "html { font-size: 200% !important }"
    with opened(browser, "epub.js", real.read_bytes(), screen=PHONE, css=css) as book:
        for file in book.facts["files"]:
            book.turn_to(file)
            assert book.look()["wide"] == [], file
