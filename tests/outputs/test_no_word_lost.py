"""Every word of the resolved text stands in the PDF and in the e-book, in order, section by section.

The words come from the tree, not from the HTML writer; the PDF is read by Poppler through its tags,
the e-book from its spine. What an output adds (numbers of sources, pages, notes) stands between.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from lxml import etree

from bookbuild.model.document import (
    Block,
    Citation,
    CrossReference,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    LineBreak,
    NoteCall,
    Table,
    Text,
)
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.walk import children, every_inline, own_inlines, plain
from bookbuild.pipeline import check_text
from bookbuild.system import real_world

# Elements inside a line of text: no word ends where they do.
IN_LINE: Final = {"Span", "Link", "Reference", "Quote", "Code"}
XHTML: Final = "{http://www.w3.org/1999/xhtml}"
BLOCKS: Final = set(
    "body section header article aside nav div p h1 h2 h3 h4 ul ol li dl dt dd table caption thead"
    " tbody tr th td figure figcaption blockquote br".split()
)

Words = list[str]


@dataclass
class Spoken:
    """What a file says: a section's title, its headings, and all its words."""

    title: Words
    headings: list[Words] = field(default_factory=list)
    words: Words = field(default_factory=list)


def words_in(text: str) -> Words:
    """Split text into runs of letters and runs of digits; signs may move, words may not."""
    return re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFKC", text.replace("\u00ad", "")))


# The text, from the tree


def runs_of(book: ResolvedDocument, section: ResolvedSection) -> Iterator[Words]:
    """Yield what must be found word for word; an output may set its own words between two runs."""
    match section.kind:
        case "text":
            yield words_in(plain(section.title))
            for block in section.blocks:
                yield from _runs(block)
        case "glossary":
            for entry in book.terms.values():
                yield words_in(entry.term.title)
                yield words_in(entry.term.explanation)
        case "references":
            for key in book.cited:
                yield words_in(book.references[key].title)


def _runs(block: Block) -> Iterator[Words]:
    if isinstance(block, Figure):
        yield words_in(block.title)
    if isinstance(block, Table):
        yield from _runs_in(block.caption)
    if isinstance(block, DefinitionList):
        for entry in block.entries:
            yield from _runs_in(entry.term)
            for meaning in entry.meanings:
                for inner in meaning:
                    yield from _runs(inner)
        return
    lines = list(own_inlines(block))
    for inlines in lines[:-1] if isinstance(block, Table) else lines:
        yield from _runs_in(inlines)
    for inner in children(block):
        yield from _runs(inner)


def _runs_in(inlines: Iterable[Inline]) -> Iterator[Words]:
    """Part a line where an output sets a number of its own."""
    text = ""
    for inline in every_inline(inlines):
        match inline:
            case Text():
                text += inline.text
            case LineBreak():
                text += " "
            case Citation() | NoteCall() | CrossReference():
                yield words_in(text)
                text = ""
            case _:
                pass
    yield words_in(text)


def headings_of(section: ResolvedSection) -> list[Words]:
    return [
        words_in(plain(block.content))
        for block in section.blocks
        if isinstance(block, Heading) and block.level == 2
    ]


# The files, by the eyes of others


def in_pdf(path: Path) -> list[Spoken]:
    """Have Poppler read a PDF through its structure tree."""
    command = ["pdfinfo", "-struct-text", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    sections: list[Spoken] = []
    role, run, kind = "", "", ""
    for line in [*told.splitlines(), "End"]:
        said = line.strip()
        if said.startswith('"'):
            run += said[1:-1]
            continue
        if re.match(r"Object \d|/", said) or (role := re.split(r"[ :(]", said)[0]) in IN_LINE:
            continue
        _take(sections, kind, words_in(run))
        kind, run = role, ""
    return sections


def in_epub(path: Path) -> list[Spoken]:
    """Read the documents of an e-book in the order of its spine."""
    sections: list[Spoken] = []
    with ZipFile(path) as archive:
        for name in spine(archive):
            body = etree.fromstring(archive.read(name)).find(f"{XHTML}body")
            for element in body.iter(f"{XHTML}h1", f"{XHTML}h2"):
                _take(sections, etree.QName(element).localname.upper(), words_in(_text(element)))
            if sections and body.find(f".//{XHTML}h1") is not None:
                sections[-1].words = words_in(_text(body))
    return sections


def spine(archive: ZipFile) -> Iterator[str]:
    package = etree.fromstring(archive.read("EPUB/content.opf"))
    opf = "{http://www.idpf.org/2007/opf}"
    files = {item.get("id"): item.get("href") for item in package.iter(f"{opf}item")}
    for itemref in package.iter(f"{opf}itemref"):
        yield f"EPUB/{files[itemref.get('idref')]}"


def _take(sections: list[Spoken], role: str, words: Words) -> None:
    if role == "H1":
        sections.append(Spoken(title=words))
    if not sections:
        return
    if role == "H2":
        sections[-1].headings.append(words)
    sections[-1].words += words


def _text(element: etree._Element) -> str:
    edge = " " if etree.QName(element).localname in BLOCKS else ""
    inside = "".join(_text(child) + (child.tail or "") for child in element)
    return f"{edge}{element.text or ''}{inside}{edge}"


# The one against the other


def lost(runs: Iterable[Words], found: Sequence[str]) -> str | None:
    """Give the first run that is not found after the one before it."""
    text, place = f" {' '.join(found)} ".casefold(), 0
    for run in runs:
        if not run:
            continue
        wanted = f" {' '.join(run)} ".casefold()
        at = text.find(wanted, place)
        if at < 0:
            return " ".join(run)
        place = at + len(wanted) - 1
    return None


def differences(book: ResolvedDocument, spoken: Sequence[Spoken]) -> list[str]:
    """Tell what of the text a file does not say."""
    told = {" ".join(words_of_title(one)): one for one in spoken}
    faults = []
    for section in book.sections:
        title = words_in(plain(section.title))
        one = told.get(" ".join(title))
        if one is None:
            faults.append(f"{section.label}: no section is called so")
            continue
        if (run := lost(runs_of(book, section), one.words)) is not None:
            faults.append(f"{section.label}: lost `{run}`")
        if section.kind == "text" and missing(headings_of(section), one.headings):
            faults.append(f"{section.label}: other headings")
    order = [one.title for one in spoken]
    titles = [words_in(plain(section.title)) for section in book.sections]
    if missing(titles, [words_of_title(one) for one in spoken]):
        faults.append(f"the sections stand in another order: {order}")
    return faults


def words_of_title(one: Spoken) -> Words:
    """Give a title without the chapter's number."""
    return one.title[1:] if one.title[:1] and one.title[0].isdigit() else one.title


def missing(wanted: Sequence[Words], found: Sequence[Words]) -> bool:
    """Tell whether some are not found in order; others may stand between."""
    rest = iter(found)
    return not all(one in rest for one in wanted)


@pytest.fixture(scope="module")
def text(real_book: Path) -> ResolvedDocument:
    editions = check_text(real_world(real_book)).editions
    assert editions
    return editions["book"]


def test_every_word_of_the_text_is_read_in_the_pdf(text, real_dist):
    for path in sorted((real_dist / "pdf").glob("*.pdf")):
        assert differences(text, in_pdf(path)) == [], path.name


def test_every_word_of_the_text_is_read_in_the_e_book(text, real_dist):
    [path] = (real_dist / "epub").glob("*.epub")

    assert differences(text, in_epub(path)) == []


def test_the_text_is_as_long_as_a_book(text):
    words = sum(len(run) for section in text.sections for run in runs_of(text, section))

    assert words > 10_000


@pytest.fixture(scope="module")
def spoken(real_dist) -> list[Spoken]:
    [path] = (real_dist / "epub").glob("*.epub")
    return in_epub(path)


def without(spoken: list[Spoken], at: int, part: slice) -> list[Spoken]:
    words = list(spoken[at].words)
    del words[part]
    return [*spoken[:at], Spoken(spoken[at].title, spoken[at].headings, words), *spoken[at + 1 :]]


def test_one_lost_word_is_noticed_wherever_it_was(text, spoken):
    section = next(at for at, one in enumerate(spoken) if one.title[:1] == ["1"])
    runs = list(runs_of(text, text.sections[2]))
    own = {word.casefold() for run in runs if len(run) > 3 for word in run}
    places = [at for at, word in enumerate(spoken[section].words) if word.casefold() in own]
    noticed = [
        at for at in places if differences(text, without(spoken, section, slice(at, at + 1)))
    ]

    # What is said twice in a row (a heading, and its entry in the short contents) may go once.
    assert len(noticed) > 0.9 * len(places) > 300


def test_two_words_that_run_together_are_noticed(text, spoken):
    one = spoken[5]
    glued = [*one.words[:200], one.words[200] + one.words[201], *one.words[202:]]

    assert differences(text, [*spoken[:5], Spoken(one.title, one.headings, glued), *spoken[6:]])


def test_a_lost_section_is_noticed(text, spoken):
    assert differences(text, [one for one in spoken if one is not spoken[4]])


# A word that has no room


@pytest.mark.parametrize(
    ("css", "code"),
    [
        (".warning { height: 700pt }", "PDF01"),
        (".warning { height: 20pt; overflow: hidden }", "PDF01"),
        (".warning { position: absolute; left: 900pt }", "PDF01"),
        (".warning { display: none }", "PDF01"),
    ],
    ids=["too tall for the page", "cut off", "beside the paper", "not shown"],
)
def test_a_word_without_room_fails_the_build_and_nothing_is_written(css, code, tmp_path):
    root = tmp_path / "book"
    here = Path(__file__).parents[1]
    shutil.copytree(here / "broken" / "base", root)
    shutil.copytree(here.parent / "styles", root / "styles")
    with (root / "manuscript/chapters/02-second.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\n::: {.warning}\n**Ask first**\n\nAsk before you rest for long.\n:::\n")
    with (root / "styles/book/zz-planted.css").open("w", encoding="utf-8") as sheet:
        sheet.write(css)

    command = [sys.executable, "-m", "bookbuild", "build", "pdf", "--root", str(root)]
    built = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert f"error[{code}" in built.stderr
    assert built.returncode == 1
    assert not (root / "dist").exists()
