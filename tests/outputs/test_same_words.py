"""Print, e-book and web edition of one text say the same, word for word.

The e-book and the web edition are read from their finished files, print from the HTML that the PDF
was held against before it was written. What an output adds (numbers of pages, explanations at their
foot, ways back) is left out; nothing else may differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from lxml import etree

from bookbuild.model.resolved import ResolvedDocument
from bookbuild.pipeline.checking import check_text
from bookbuild.render.bibliography import make_bibliography
from bookbuild.render.pictures import pictures_of
from bookbuild.render.printed import PrintedBook
from bookbuild.system import real_world
from bookbuild.verify.words import words_of_html

ROOT: Final = Path(__file__).parents[2]
APART: Final = ("standfirst", "key-points")
"""What print sets in a place of its own: it is compared by itself."""
ADDED: Final = ("foot", "short-contents", "words-here", "used-in", "numeral", "draft", "copy-id")
ON_SHEETS: Final = (
    *("label", "series", "handed-over", "colophon", "back"),  # which sheet it is, for whom
    *("words", "own-sources", "sources", "clinic"),
)
"""What a sheet has around its text; its words explained and its sources are compared below, its
panel to fill in with the printed one in `test_web_in_browser`."""
PAGE: Final = re.compile(r',?\s?<span class="page-ref">[^<]*</span>')
NAMESPACE: Final = re.compile(r' xmlns(?::\w+)?="[^"]*"| epub:type="[^"]*"')

Said = Mapping[str, list[str]]
"""What a section says: its title and body, and what is set apart from it."""


@cache
def book() -> ResolvedDocument:
    editions = check_text(real_world(ROOT)).editions
    assert editions
    return editions["book"]


def sections_in(html: str, added: tuple[str, ...] = ADDED) -> dict[str, Said]:
    """Read the sections of a page, by their labels; what an output adds is left out."""
    tree = etree.fromstring(NAMESPACE.sub("", PAGE.sub("", html)).encode())
    labels = {section.label for section in book().sections}
    return {
        str(element.get("id")): said_in(element, added)
        for element in list(tree.iter("section", "article"))
        if element.get("id") in labels
    }


def said_in(section: etree._Element, added: tuple[str, ...]) -> Said:
    for name in added:
        for element in classed(section, name):
            taken(element)
    said = {name: [taken(one) for one in classed(section, name)] for name in APART}
    return {name: words for name, found in said.items() for words in found} | {
        "text": taken(section)
    }


def classed(section: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in section.iter() if name in (one.get("class") or "").split()]


def taken(element: etree._Element) -> list[str]:
    """Take an element out of its page, and give its words; what stands behind it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    element.tail = None
    if parent is not None:
        parent.remove(element)
        if before is not None:
            before.tail = (before.tail or "") + (tail or "")
        else:
            parent.text = (parent.text or "") + (tail or "")
    return words_of_html(etree.tostring(element, encoding="unicode"))


@pytest.fixture(scope="module")
def printed() -> dict[str, Said]:
    world = real_world(ROOT)
    pages = PrintedBook(
        book=book(),
        bibliography=make_bibliography(book(), world),
        pictures=pictures_of(book()),
        world=world,
    )
    return sections_in(pages.html({}))


@pytest.fixture(scope="module")
def in_ebook(real_dist: Path) -> dict[str, Said]:
    with ZipFile(real_dist / "epub" / f"{book().imprint.slug}.epub") as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".xhtml"))
        return {
            label: said
            for name in names
            for label, said in sections_in(archive.read(name).decode()).items()
        }


@pytest.fixture(scope="module")
def on_the_web(real_dist: Path) -> dict[str, Said]:
    return {
        label: said
        for path in sorted((real_dist / "web" / "book").glob("*.html"))
        for label, said in sections_in(path.read_text(encoding="utf-8")).items()
    }


@pytest.mark.parametrize("section", [one.label for one in book().sections])
def test_print_ebook_and_web_edition_say_the_same(
    printed: dict[str, Said],
    in_ebook: dict[str, Said],
    on_the_web: dict[str, Said],
    section: str,
) -> None:
    assert len(printed[section]["text"]) > 30
    assert printed[section] == in_ebook[section]
    assert in_ebook[section] == on_the_web[section]


def test_no_section_is_missing(
    printed: dict[str, Said], in_ebook: dict[str, Said], on_the_web: dict[str, Said]
) -> None:
    labels = {one.label for one in book().sections}

    assert printed.keys() == in_ebook.keys() == on_the_web.keys() == labels


# The handouts, whose sheets of paper are read in test_no_word_lost.py


def pages_in_ebook(dist: Path) -> list[str]:
    with ZipFile(dist / "epub" / f"{book().imprint.slug}-handouts.epub") as archive:
        names = sorted(name for name in archive.namelist() if "/chapter-" in name)
        return [archive.read(name).decode() for name in names]


def pages_on_the_web(dist: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(dist.glob("web/*/index.html"))]


def test_the_sheets_of_ebook_and_web_edition_say_the_same(real_dist: Path) -> None:
    in_ebook, on_the_web = (
        {
            label: said
            for page in pages
            for label, said in sections_in(page, (*ADDED, *ON_SHEETS)).items()
        }
        for pages in (pages_in_ebook(real_dist), pages_on_the_web(real_dist))
    )

    assert len(in_ebook) == 12
    assert min(len(said["text"]) for said in in_ebook.values()) > 200
    assert in_ebook == on_the_web


@pytest.mark.parametrize(
    ("in_ebook", "on_the_web"), [("words", "words-here"), ("sources", "own-sources")]
)
def test_the_sheets_explain_the_same_words_and_name_the_same_sources(
    real_dist: Path, in_ebook: str, on_the_web: str
) -> None:
    ebook = [entries_in(page, in_ebook) for page in pages_in_ebook(real_dist)]
    web = [entries_in(page, on_the_web) for page in pages_on_the_web(real_dist)]

    assert sum(map(len, ebook)) > 20
    assert ebook == web


def entries_in(page: str, part: str) -> list[str]:
    """Read the entries below the heading of a part, in the order of the alphabet."""
    tree = etree.fromstring(NAMESPACE.sub("", page).encode())
    for element in classed(tree, "back"):
        taken(element)
    found = classed(tree, part)
    pairs = [one for section in found for one in section.iter("dt", "dd", "li")]
    entries = [" ".join(words_of_html(etree.tostring(one, encoding="unicode"))) for one in pairs]
    if pairs and pairs[0].tag == "dt":
        entries = [f"{word}: {says}" for word, says in zip(*[iter(entries)] * 2, strict=True)]
    return sorted(entries)


# The emergency box, tag by tag


def test_the_emergency_box_is_the_same_wherever_it_stands(real_dist: Path) -> None:
    with ZipFile(real_dist / "epub" / f"{book().imprint.slug}.epub") as archive:
        files = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]
    files += [path.read_bytes() for path in sorted((real_dist / "web").rglob("*.html"))]

    boxes = [
        " ".join(taken(box))
        for content in files
        for box in classed(
            etree.fromstring(NAMESPACE.sub("", content.decode()).encode()), "emergency"
        )
    ]

    assert len(boxes) > 15  # the e-book's, the first page's, a chapter's, and one on each sheet
    assert set(boxes) == {boxes[0]}
    assert boxes[0].startswith("Emergency signs Call 911 now if anyone who had ketamine:")
