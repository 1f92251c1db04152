"""The pages in `docs/findings` of what is found in a printed book or an e-book are true.

`css` is added to the house style, `jinja` stands before each section in the frame of the pages, and
`markdown` in the only chapter of a book that is then printed; where the page names a file of the
brochure, it stands there, and a brochure is printed. Where nothing that is written can
lead to the fault, the page shows a piece of a finished file, whole (mended) and damaged (faulty):
the file is made once, it must hold the whole piece and have no finding, and with the damaged piece
in its place it must have the code. Pieces of a PDF are shown as qpdf writes them in its QDF form.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import PurePosixPath
from typing import Final

import pytest

from bookbuild.load import load
from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.format import FORMATS
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.world import World
from bookbuild.parse import parse
from bookbuild.pipeline.build import make
from bookbuild.render.copy import Copy
from bookbuild.resolve import resolve
from bookbuild.system.fonts import font_files
from bookbuild.system.memory import MemoryWorld
from bookbuild.verify.epub import Expected as InBook
from bookbuild.verify.epub import findings_in as findings_in_epub
from bookbuild.verify.pdf import Expected as OnPaper
from bookbuild.verify.pdf import Floors, Stack, Written
from bookbuild.verify.pdf import findings_in as findings_in_pdf
from bookbuild.verify.words import words_of_html
from kit import world_of
from kit.ebooks import bibliography_of, spoilt
from kit.pages import Example, codes_in, examples, legible, torn
from kit.pieces import STYLE, piece_made
from kit.printing import open_fonts

CODES: Final = codes_in(
    *(f"render/pdf/{name}.py" for name in ("breaks", "geometry", "press", "run")),
    "render/brochure.py",
    *(f"verify/pdf/{name}.py" for name in ("__init__", "sheets", "sizes")),
    "verify/epub/__init__.py",
    "verify/epub/craft.py",
)
CHAPTER: Final = """\
# The first chapter {#first icon="clock"}

::: {.standfirst}
What rest can do for you.
:::

You may *try* [rest]{.term}, when you do little, for a week [@first2020].[^one]

[^one]: A note of a few words.

## Who felt better

![People who felt better [@first2020].](figures/rest.svg "Who felt better"){#fig-rest alt="A bed."}

| Night | Slept well |
|-------|-----------:|
| First | 3 of 10 people |
"""
ORDER: Final = """\
[order]
front = []
chapters = ["chapters/01-first.md"]
back = ["@glossary", "@references"]
"""
LOOP: Final = "{% for section in sections %}\n<!-- part -->\n{% if section.number %}"


def text_of(chapter: str = CHAPTER) -> ResolvedDocument:
    """Resolve a book of one chapter, without front matter."""
    before = world_of().read(PurePosixPath("manuscript/book.toml")).decode()
    toml = before[: before.index("[order]")] + ORDER
    book = load(
        world_of({"manuscript/book.toml": toml, "manuscript/chapters/01-first.md": chapter})
    ).value
    assert book
    document = parse(book)
    outcome = resolve(book, document.value, "book")
    assert not (*document.diagnostics, *outcome.diagnostics)
    return outcome.value


def made(
    name: str, book: ResolvedDocument, style: World, printed_before: Artefact | None = None
) -> Outcome[Artefact]:
    """Make and prove one format; knowing the pages of the book saves a layout."""
    open_fonts()
    pages = printed_before.pages if printed_before else None
    return make(
        Copy(
            book=book,
            format=FORMATS[name],
            bibliography=bibliography_of(book),
            style=style,
            made_on=dt.date(2026, 1, 2),
            fonts=font_files(),
            pages=pages,
            last_map=pages.page_of if pages else {},
        )
    )


@cache
def good(name: str) -> Artefact:
    """Make the book or the e-book once; it has no finding."""
    paged_by = FORMATS[name].paged_by
    outcome = made(name, text_of(), MemoryWorld(STYLE), good(paged_by) if paged_by else None)
    assert not outcome.diagnostics
    return outcome.value


def folded(example: Example) -> tuple[Diagnostic, ...]:
    """Print a brochure with the example in the file that its page names."""
    if example.language == "css":
        return piece_made("brochure-letter", style={example.place: example.text}).diagnostics
    return piece_made("brochure-letter", example.text).diagnostics


def printed(example: Example) -> tuple[Diagnostic, ...]:
    """Print the book with the example in its place; a stylesheet with a place is for its theme."""
    if "brochure" in example.place:
        return folded(example)
    style, chapter = dict(STYLE), CHAPTER
    if example.place:
        style[example.place] = example.text.encode()
        theme = PurePosixPath(example.place).parent.name
        name = next(name for name, row in FORMATS.items() if row.theme == theme)
        return made(name, text_of(), MemoryWorld(style)).diagnostics
    match example.language:
        case "css":
            style["styles/book/example.css"] = example.text.encode()
        case "jinja":
            frame = style["styles/templates/book.html.j2"].decode()
            head, loop, rest = frame.rpartition(LOOP)
            assert loop
            whole = head + loop.replace("\n", f"\n{example.text}", 1) + rest
            style["styles/templates/book.html.j2"] = whole.encode()
        case "markdown":
            chapter = f"{CHAPTER}\n{example.text}"
        case _:
            raise AssertionError(example.language)
    return made("book", text_of(chapter), MemoryWorld(style), good("book")).diagnostics


@cache
def legible_book() -> bytes:
    return legible(good("book").content)


def damaged_pdf(piece: str, there: str) -> list[Diagnostic]:
    """Damage the printed book, and prove it."""
    expected = OnPaper(
        words=[word for page in good("book").html for word in words_of_html(page)],
        title="A tiny book",
        language="en-US",
        stack=Stack.of(FORMATS["book"]),
        written=Written.of(good("book").html),
        floors=Floors.of(FORMATS["book"]),
    )
    return list(findings_in_pdf(torn(legible_book(), piece, there), expected))


def damaged_epub(place: str, piece: str, there: str) -> list[Diagnostic]:
    """Damage the e-book, and prove it."""
    expected = InBook(
        words=[word for page in good("epub").html for word in words_of_html(page)],
        title="A tiny book",
        language="en-US",
    )
    return list(findings_in_epub(spoilt(good("epub").content, {place: (there, piece)}), expected))


def damaged(example: Example, whole: Example) -> list[Diagnostic]:
    """Put a piece into the finished file that holds the whole one."""
    piece, there = example.text.strip(), whole.text.strip()
    if example.language == "pdf":
        return damaged_pdf(piece, there)
    assert example.place == whole.place
    return damaged_epub(example.place, piece, there)


@pytest.mark.parametrize("code", CODES)
def test_the_faulty_example_has_the_code_and_the_mended_one_has_no_finding(code: str) -> None:
    faulty, mended = examples(code)
    if faulty.language in {"pdf", "xml", "text"}:
        assert code in {one.code for one in damaged(faulty, mended)}
        assert damaged(mended, mended) == []
    else:
        assert code in {one.code for one in printed(faulty)}
        assert [str(one) for one in printed(mended)] == []
