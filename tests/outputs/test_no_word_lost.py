"""Every word of the resolved text is read in each output, in order, in its section.

The words come from the tree, not from the HTML writer; the PDF is read by Poppler through its tags,
the e-book from its spine, the web edition page by page. What an output adds (numbers of sources,
pages, notes) stands between.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from lxml import etree

from bookbuild.model.document import (
    Block,
    Box,
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
from bookbuild.model.walk import children, every_block, every_inline, own_inlines, plain
from bookbuild.pipeline.checking import check_text
from bookbuild.system import real_world

HERE: Final = Path(__file__).parents[1]
SLUG: Final = "ketamine-for-chronic-pain"

# Elements inside a line of text: no word ends where they do.
IN_LINE: Final = {"Span", "Link", "Reference", "Quote", "Code"}
BLOCKS: Final = set(
    "body section header article aside nav div p h1 h2 h3 h4 ul ol li dl dt dd table caption thead"
    " tbody tr th td figure figcaption blockquote br".split()
)
XHTML: Final = "{http://www.w3.org/1999/xhtml}"
OPF: Final = "{http://www.idpf.org/2007/opf}"

Words = list[str]
Thread = list[Words]


def words_in(text: str) -> Words:
    """Split text into runs of letters and runs of digits: signs may move, words may not."""
    return re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFKC", text.replace("\u00ad", "")))


# The text, from the tree


def threads_of(book: ResolvedDocument, section: ResolvedSection) -> list[Thread]:
    """Give runs of words that must follow each other; between two, an output may set its own.

    Print may set the key points before the title, and notes at the foot of a page.
    """
    match section.kind:
        case "text":
            apart = [block for block in section.blocks if _is_key_points(block)]
            rest = [block for block in section.blocks if not _is_key_points(block)]
            notes = [note for place, note in book.notes.items() if place[0] == section.label]
            main = [words_in(plain(section.title)), *_runs(rest)]
            return [main, list(_runs(apart)), *(list(_runs(note.blocks)) for note in notes)]
        case "glossary":
            terms = [entry.term for entry in book.terms.values()]
            return [[words_in(term.title), words_in(term.explanation)] for term in terms]
        case "references":
            return [[words_in(book.references[key].title) for key in book.cited]]
        case "ledger":
            claims = book.claims.claims if book.claims else ()
            said = [(one.claim, f"{one.dropped} {one.says}") for one in claims]
            return [[words_in(words) for words in pair] for pair in said]


def _is_key_points(block: Block) -> bool:
    return isinstance(block, Box) and block.kind == "key-points"


def _runs(blocks: Iterable[Block]) -> Iterator[Words]:
    for block in blocks:
        match block:
            case Figure():
                yield words_in(block.title)
                yield from _parted(block.caption)
            case Table():
                for cells in own_inlines(block):
                    yield from _parted(cells)
            case DefinitionList():
                for entry in block.entries:
                    yield from _parted(entry.term)
                    for meaning in entry.meanings:
                        yield from _runs(meaning)
            case _:
                for inlines in own_inlines(block):
                    yield from _parted(inlines)
                yield from _runs(children(block))


def _parted(inlines: Iterable[Inline]) -> Iterator[Words]:
    """Part a line where an output sets a number of its own: after words that lead somewhere too."""
    text = ""
    for inline in inlines:
        match inline:
            case Text():
                text += inline.text
            case LineBreak():
                text += " "
            case Citation() | NoteCall():
                yield words_in(text)
                text = ""
            case CrossReference():
                yield words_in(text + plain(inline.content))
                text = ""
            case _:
                *before, last = _parted_text(inline.content)
                for piece in before:
                    yield words_in(text + piece)
                    text = ""
                text += last
    yield words_in(text)


def _parted_text(inlines: Iterable[Inline]) -> list[str]:
    """Give the texts inside an inline, parted where a number stands."""
    texts = [""]
    for inline in every_inline(inlines):
        if isinstance(inline, Text):
            texts[-1] += inline.text
        elif isinstance(inline, Citation | NoteCall | CrossReference):
            texts.append("")
    return texts


def headings_of(section: ResolvedSection) -> list[Words]:
    blocks = section.blocks
    return [
        words_in(plain(one.content))
        for one in blocks
        if isinstance(one, Heading) and one.level == 2
    ]


# The files, by the eyes of others


@dataclass
class Spoken:
    """What a file says in one section: its headings by level, and all its words."""

    headings: list[tuple[str, Words]] = field(default_factory=list)
    words: Words = field(default_factory=list)

    @property
    def title(self) -> Words:
        """Give the title without the chapter's number."""
        first = next((words for level, words in self.headings if level == "H1"), [])
        return first[1:] if first and first[0].isdigit() else first

    def say(self, role: str, text: str) -> None:
        if role in {"H1", "H2"}:
            self.headings.append((role, words_in(text)))
        self.words += words_in(text)


@cache
def in_pdf(path: Path) -> list[Spoken]:
    """Have Poppler read a PDF through its tags; a section is a child of the whole document."""
    command = ["pdfinfo", "-struct-text", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    sections = [Spoken()]
    role, text = "", ""
    for line in told.splitlines():
        said = line.strip()
        if said.startswith('"'):
            text += said[1:-1]
        elif (
            not re.match(r"Object \d|/", said)
            and (name := re.split(r"[ :(]", said)[0]) not in IN_LINE
        ):
            sections[-1].say(role, text)
            role, text = name, ""
            if line.startswith("  ") and not line.startswith("   "):
                sections.append(Spoken())
    sections[-1].say(role, text)
    return sections


def in_epub(path: Path) -> list[Spoken]:
    """Read the documents of an e-book in the order of its spine."""
    with ZipFile(path) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        files = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
        spine = [files[itemref.get("idref")] for itemref in package.iter(f"{OPF}itemref")]
        return [_document(archive.read(f"EPUB/{name}")) for name in spine]


def _document(xhtml: bytes) -> Spoken:
    body = etree.fromstring(xhtml).find(f"{XHTML}body")
    headings = body.iter(f"{XHTML}h1", f"{XHTML}h2")
    return Spoken(
        headings=[(one.tag[-2:].upper(), words_in(_text(one))) for one in headings],
        words=words_in(_text(body)),
    )


def _text(element: etree._Element) -> str:
    edge = " " if etree.QName(element).localname in BLOCKS else ""
    inside = "".join(_text(child) + (child.tail or "") for child in element)
    return f"{edge}{element.text or ''}{inside}{edge}"


def in_web(folder: Path, book: ResolvedDocument) -> list[Spoken]:
    """Read the pages of the book in the web edition, in the order of its contents."""
    return [
        _page((folder / "book" / f"{section.label}.html").read_bytes()) for section in book.sections
    ]


def _page(html: bytes) -> Spoken:
    main = etree.fromstring(html).find("body/main")
    return Spoken(
        headings=[(one.tag.upper(), words_in(_text(one))) for one in main.iter("h1", "h2")],
        words=words_in(_text(main)),
    )


# The one against the other


def differences(book: ResolvedDocument, spoken: Sequence[Spoken]) -> list[str]:
    """Tell what of the text a file does not say."""
    faults = []
    rest = iter(spoken)
    for section in book.sections:
        title = words_in(plain(section.title))
        one = next((one for one in rest if one.title == title), None)
        if one is None:
            return [*faults, f"{section.label}: no section has this title after the one before"]
        runs = [lost(thread, one.words) for thread in threads_of(book, section)]
        faults += [f"{section.label}: lost `{run}`" for run in runs if run]
        told = iter(words for level, words in one.headings if level == "H2")
        if section.kind == "text" and not all(words in told for words in headings_of(section)):
            faults.append(f"{section.label}: a heading is lost")
    return faults


def lost(thread: Iterable[Words], found: Sequence[str]) -> str | None:
    """Give the first run that is not found after the one before it."""
    text, place = f" {' '.join(found)} ".casefold(), 0
    for run in filter(None, thread):
        wanted = f" {' '.join(run)} ".casefold()
        at = text.find(wanted, place)
        if at < 0:
            return " ".join(run)
        place = at + len(wanted) - 1
    return None


@pytest.fixture(scope="module")
def text(real_book: Path) -> ResolvedDocument:
    editions = check_text(real_world(real_book)).editions
    assert editions
    return editions["book"]


@pytest.fixture(scope="module")
def sheets(real_book: Path) -> ResolvedDocument:
    editions = check_text(real_world(real_book)).editions
    assert editions
    chapters = [_opened(one) for one in editions["handout"].sections if one.number]
    assert len(chapters) == 12
    return replace(editions["handout"], sections=tuple(chapters))


@pytest.fixture(scope="module")
def spoken(real_dist: Path) -> list[Spoken]:
    return in_epub(real_dist / "epub" / f"{SLUG}.epub")


@pytest.mark.parametrize(
    "paper", ["", pytest.param("-a5", marks=pytest.mark.slow)], ids=["half-letter", "a5"]
)
def test_every_word_of_the_text_is_read_in_the_pdf(text, real_dist, paper):
    path = real_dist / "pdf" / f"{text.imprint.slug}{paper}.pdf"

    assert differences(text, in_pdf(path)) == []


def test_every_word_of_the_text_is_read_in_the_e_book(text, spoken):
    assert differences(text, spoken) == []


def test_every_word_of_the_text_is_read_in_the_web_edition(text, real_dist):
    assert differences(text, in_web(real_dist / "web", text)) == []


def test_the_larger_e_book_says_the_same_as_the_other(real_dist, spoken):
    large = in_epub(real_dist / "epub" / f"{SLUG}-large.epub")

    cover_and_contents = 2  # which list the printed pages too
    assert [one.words for one in large[cover_and_contents:]] == [
        one.words for one in spoken[cover_and_contents:]
    ]


def test_every_word_of_the_handouts_is_read_in_their_e_book(sheets, real_dist):
    said = in_epub(real_dist / "epub" / f"{SLUG}-handouts.epub")

    assert differences(sheets, said) == []


def test_every_word_of_the_handouts_is_read_on_their_pages_of_the_web_edition(sheets, real_dist):
    pages = [_page(path.read_bytes()) for path in sorted(real_dist.glob("web/*/index.html"))]

    assert differences(sheets, pages) == []


@pytest.mark.parametrize("paper", ["letter", pytest.param("a4", marks=pytest.mark.slow)])
def test_every_word_of_a_handout_is_read_in_its_pdf(sheets, real_dist, paper):
    found = {path.stem: path for path in real_dist.glob(f"pdf/handouts/{paper}/**/*.pdf")}

    faults = [
        f"{section.label}: lost `{run}`"
        for section in sheets.sections
        for run in lost_on_sheet(section, in_pdf(found.pop(section.span.path.stem)))
    ]

    assert (faults, found) == ([], {})


def lost_on_sheet(section: ResolvedSection, spoken: Sequence[Spoken]) -> list[str]:
    """Tell what of a chapter its sheet does not say; figures and boxes may stand elsewhere."""
    words = [word for one in spoken for word in one.words]
    threads = [[words_in(plain(section.title))], *(list(_runs([one])) for one in section.blocks)]
    return [run for run in (lost(thread, words) for thread in threads) if run]


# The emergency box

READ_ALOUD: Final = {
    "*.pdf": 2,
    "*-a5.pdf": 2,
    "*-large-print-*.pdf": 2,
    "*-brochure-*.pdf": 1,
    "*-poster-*.pdf": 1,
    "*-card-*.pdf": 1,
    "*-handouts-*.pdf": 12,
    "handouts/**/*.pdf": 1,
    "*-booklet-*.pdf": 0,
    "calibration-*.pdf": 0,
    "how-to-print-*.pdf": 0,
}
"""How often each printed file has it; the last that fits holds. Folded sheets have no tags: their
pages are held against those of the book (FIN004)."""


@pytest.fixture(scope="module")
def box(text: ResolvedDocument) -> Words:
    [runs] = {
        tuple(map(tuple, _runs([block])))
        for section in text.sections
        for block in every_block(section.blocks)
        if isinstance(block, Box) and block.kind == "emergency"
    }
    words = [word for run in runs for word in run]
    assert len(words) > 50
    return words


def boxes_in(words: Words, box: Words) -> int:
    """Count the emergency boxes; none may begin as it does and go on in other words."""
    whole = _times(box, words)
    assert whole == _times(box[:OPENING], words), "an emergency box has other words"
    return whole


OPENING: Final = 8
"""Words that no other place of the text begins with: `Emergency signs Call 911 now if anyone`."""


@pytest.mark.parametrize(
    "files", ["handouts/letter/**/*.pdf", pytest.param("**/*.pdf", marks=pytest.mark.slow)]
)
def test_the_emergency_box_is_the_same_in_every_printed_file(box, real_dist, files):
    """Books take long to read aloud; each handout is a sheet by itself."""
    folder = real_dist / "pdf"
    counts = {path: count for name, count in READ_ALOUD.items() for path in folder.glob(name)}
    assert counts.keys() == set(folder.glob("**/*.pdf"))
    wanted = {path: counts[path] for path in folder.glob(files)}
    assert len(wanted) >= 12

    said = {
        path: boxes_in([word for one in in_pdf(path) for word in one.words], box) for path in wanted
    }

    assert said == wanted


def test_the_emergency_box_is_the_same_in_every_e_book(box, real_dist):
    files = {path.name: in_epub(path) for path in (real_dist / "epub").glob("*.epub")}

    said = {name: sum(boxes_in(one.words, box) for one in files[name]) for name in files}

    assert said == {f"{SLUG}.epub": 2, f"{SLUG}-large.epub": 2, f"{SLUG}-handouts.epub": 12}


def test_the_emergency_box_is_the_same_on_the_web_and_in_plain_text(box, real_dist):
    texts = [words_in(path.read_text("utf-8")) for path in real_dist.glob("text/**/*.txt")]
    pages = [_page(path.read_bytes()).words for path in real_dist.glob("web/**/*.html")]

    assert [boxes_in(words, box) for words in texts] == [1] * 12
    assert sum(boxes_in(words, box) for words in pages) == 3 + 12  # the first page, two chapters


def _opened(section: ResolvedSection) -> ResolvedSection:
    """Put the standfirst first: it stands with the title, before the parts that every sheet has."""
    first = [one for one in section.blocks if isinstance(one, Box) and one.kind == "standfirst"]
    rest = [block for block in section.blocks if block not in first]
    return replace(section, blocks=(*first, *rest))


def _times(run: Words, found: Words) -> int:
    """Count how often a run of words stands in others."""
    return f" {' '.join(found)} ".count(f" {' '.join(run)} ")


def test_the_text_that_is_looked_for_is_a_whole_book(text):
    runs = [
        run for section in text.sections for thread in threads_of(text, section) for run in thread
    ]

    assert sum(map(len, runs)) > 10_000


# A word that is lost on purpose


def changed(spoken: list[Spoken], at: int, words: Words) -> list[Spoken]:
    return [*spoken[:at], replace(spoken[at], words=words), *spoken[at + 1 :]]


def test_a_lost_word_is_noticed_wherever_it_was(text, spoken):
    section = text.sections[2]
    [words] = [one.words for one in spoken if one.title == words_in(plain(section.title))]
    thread = threads_of(text, section)[0]
    places = places_of(thread, words)

    unnoticed = [at for at in places if not lost(thread, words[:at] + words[at + 1 :])]

    assert (unnoticed, len(places) > 300) == ([], True)


def places_of(thread: Thread, words: Words) -> list[int]:
    """Give the places of a thread's words."""
    places: list[int] = []
    at = 0
    for run in thread:
        at = next(
            start for start in range(at, len(words)) if words[start : start + len(run)] == run
        )
        places += range(at, at + len(run))
        at += len(run)
    return places


def test_two_words_that_run_together_are_noticed(text, spoken):
    words = spoken[6].words
    glued = [*words[:200], words[200] + words[201], *words[202:]]

    assert differences(text, changed(spoken, 6, glued))


def test_a_lost_section_is_noticed(text, spoken):
    assert differences(text, [one for one in spoken if one is not spoken[6]])


def test_sections_in_another_order_are_noticed(text, spoken):
    assert differences(text, [*spoken[:6], spoken[7], spoken[6], *spoken[8:]])


@pytest.mark.parametrize(
    ("css", "code"),
    [
        pytest.param(".warning { padding-top: 700pt }", "PDF014", marks=pytest.mark.slow),
        pytest.param(
            ".warning { height: 20pt; overflow: hidden }", "PDF015", marks=pytest.mark.slow
        ),
        (".warning { display: none }", "PDF011"),
    ],
    ids=["too tall for the page", "cut off", "not shown"],
)
def test_a_word_without_room_fails_the_build_and_nothing_is_written(css, code, tmp_path):
    root = tmp_path / "book"
    shutil.copytree(HERE / "broken" / "base", root)
    shutil.copytree(HERE.parent / "styles", root / "styles")
    with (root / "manuscript/chapters/02-second.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\n::: {.warning}\n**Ask first**\n\nAsk before you rest for long.\n:::\n")
    (root / "styles/book/zz-planted.css").write_text(css, encoding="utf-8")

    wanted = ["book", "text", "--paper", "letter"]
    command = [sys.executable, "-m", "bookbuild", "build", *wanted, "--root", str(root)]
    built = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)

    assert f"error[{code}]" in built.stderr
    assert built.returncode == 1
    assert not (root / "dist").exists()
