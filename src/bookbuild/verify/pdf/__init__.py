"""A finished PDF, read back by our own eyes and compared with what it must be.

In: the file, its format, the facts of the book. Out: the names of the checks that ran, and a
finding for every difference. The text is read through the structure tree, as a screen reader
does; no program but ourselves is needed. The outside validators come on top of this.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from fontTools.ttLib import TTFont

from bookbuild.model.artefact import Artefact
from bookbuild.model.book import Imprint
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.format import Format
from bookbuild.verify.pdf.content import Content, Reader
from bookbuild.verify.pdf.sheets import Stack, wrong_sheets
from bookbuild.verify.pdf.sizes import Floors, Written, too_small
from bookbuild.verify.pdf.tree import (
    Annotation,
    Element,
    elements,
    leaves,
    outline,
    read_tree,
    text_of_tree,
)
from bookbuild.verify.words import first_difference, normal_words, words_said

_LINK_SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a file must hold: its words in order, its title and language, its sheets, its type.

    written: the texts of the HTML, by what they stand in.
    """

    words: Sequence[str]
    title: str
    language: str
    stack: Stack
    written: Written
    floors: Floors


def verify_pdf(artefact: Artefact, fmt: Format, imprint: Imprint) -> Outcome[tuple[str, ...]]:
    """Prove a PDF by our own checks; the value names them."""
    written = Written.of(artefact.html)
    expected = Expected(
        words=words_said(written.said),
        title=imprint.title,
        language=imprint.language,
        stack=Stack.of(fmt),
        written=written,
        floors=Floors.of(fmt),
    )
    return Outcome(tuple(CHECKS), tuple(findings_in(artefact.content, expected)))


def findings_in(content: bytes, expected: Expected) -> Iterator[Diagnostic]:
    """Yield what is wrong with a PDF, check by check."""
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        file = _File.read(pdf)
        for check in CHECKS.values():
            yield from check(file, expected)


def outline_of(content: bytes) -> str:
    """Print a PDF's structure tree with its text, a line for each element."""
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        tree = _File.read(pdf).tree
        kids = tree.kids if tree else ()
        return "\n".join(outline(kid) for kid in kids if isinstance(kid, Element))


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """An open file, its pages' content and its tree, read once for all checks."""

    pdf: pikepdf.Pdf
    reader: Reader
    contents: tuple[Content, ...]
    tree: Element | None

    @classmethod
    def read(cls, pdf: pikepdf.Pdf) -> _File:
        reader = Reader()
        contents = tuple(reader.read(page) for page in pdf.pages)
        return cls(pdf=pdf, reader=reader, contents=contents, tree=read_tree(pdf, contents))


def words(file: _File, expected: Expected) -> Iterator[Diagnostic]:
    """Hold the words read through the tree against those of the text; they must be equal."""
    found = normal_words(text_of_tree(file.tree)) if file.tree else []
    wanted = normal_words(" ".join(expected.words))
    if parting := first_difference(wanted, found):
        message = (
            f"word {parting.index + 1} of the text is not read aloud as written: "
            f"expected `{parting.expected}`, found `{parting.found}`"
        )
        yield Diagnostic(code="PDF021", message=message)


def fonts(file: _File, _expected: Expected) -> Iterator[Diagnostic]:
    """Every font is in the file, and every letter has a drawing."""
    used: dict[int, set[int]] = {}
    for content in file.contents:
        for number, glyphs in content.glyphs.items():
            used.setdefault(number, set()).update(glyphs)
    for number, glyphs in sorted(used.items()):
        font: Any = file.pdf.get_object(number, 0)
        name = str(font.get("/BaseFont", "?")).partition("+")[2]
        embedded = _font_file(font)
        if embedded is None:
            yield Diagnostic(code="PDF022", message=f"the font {name} is not in the file")
            continue
        spelling = file.reader.spelling(number)
        blank = _blank_glyphs(embedded, {g for g in glyphs if spelling.get(g, "?").strip()})
        for glyph in sorted(blank):
            letter = spelling.get(glyph, "?")
            codes = " ".join(f"U+{ord(char):04X}" for char in letter)
            yield Diagnostic(
                code="PDF022", message=f"the font {name} has no glyph for `{letter}` ({codes})"
            )


def facts(file: _File, expected: Expected) -> Iterator[Diagnostic]:
    """See that the file says its language, title and page labels, and that it is PDF/UA-1."""
    root: Any = file.pdf.Root
    with file.pdf.open_metadata() as metadata:
        stated = {
            "the language": (_entry(root, "/Lang"), expected.language),
            "that it is tagged": (_entry(root, "/MarkInfo", "/Marked"), "True"),
            "that its title is shown": (
                _entry(root, "/ViewerPreferences", "/DisplayDocTitle"),
                "True",
            ),
            "that it is PDF/UA": (str(metadata.get("pdfuaid:part", "")), "1"),
        }
        title = str(metadata.get("dc:title", ""))
    if expected.title not in title:
        stated["the title"] = (title, expected.title)
    for what, (said, wanted) in stated.items():
        if said != wanted:
            yield Diagnostic(code="PDF023", message=f"the file does not say {what}: `{wanted}`")
    if "/PageLabels" not in root:
        yield Diagnostic(code="PDF023", message="the pages have no labels")


def links(file: _File, _expected: Expected) -> Iterator[Diagnostic]:
    """Every link leads somewhere, can be announced, and belongs to a tag."""
    names = _destinations(file.pdf)
    tied = _tied_annotations(file.tree)
    for number, page in enumerate(file.pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", []):
            what = str(annotation.get("/Contents", "")) or "?"
            for fault in _link_faults(annotation, names, tied):
                yield Diagnostic(code="PDF024", message=f"page {number}: the link `{what}` {fault}")


def sheets(file: _File, expected: Expected) -> Iterator[Diagnostic]:
    """See that there are as many pages as the format has, each of its size and upright."""
    yield from wrong_sheets(file.pdf, expected.stack)


def sizes(file: _File, expected: Expected) -> Iterator[Diagnostic]:
    """See that no type is smaller than its role allows."""
    if file.tree is not None:
        yield from too_small(file.tree, file.contents, expected.written, expected.floors)


def tags(file: _File, _expected: Expected) -> Iterator[Diagnostic]:
    """All that is shown is in the tree or an artifact, the tree leads back, headings step down."""
    if file.tree is None:
        yield Diagnostic(code="PDF026", message="the file has no structure tree")
        return
    yield from _untagged(file, file.tree)
    yield from _parent_tree_faults(file, file.tree)
    yield from _heading_faults(file.tree)


CHECKS: Final[Mapping[str, Callable[[_File, Expected], Iterator[Diagnostic]]]] = {
    "every word, in order, through the structure tree": words,
    "fonts embedded, no missing glyph": fonts,
    "language, title, page labels, PDF/UA mark": facts,
    "link destinations": links,
    "number of pages, page boxes": sheets,
    "type sizes": sizes,
    "tag tree": tags,
}


def _entry(start: Any, *keys: str) -> str:
    """Follow keys from one dictionary to the next; '' where the way ends."""
    for key in keys:
        if key not in start:
            return ""
        start = start[key]
    return str(start)


def _font_file(font: Any) -> bytes | None:
    """Give the font program inside a composite font."""
    descriptor = font.DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            return bytes(descriptor[key].read_bytes())
    return None


def _blank_glyphs(program: bytes, glyphs: set[int]) -> set[int]:
    """Find the glyphs that draw nothing, or are the box for what a font lacks (glyph 0)."""
    blank = glyphs & {0}
    with TTFont(io.BytesIO(program), lazy=True) as font:
        if "glyf" not in font:
            return blank
        places, outlines = font["loca"].locations, font.reader["glyf"]
        drawn = {g for g in glyphs if g + 1 < len(places) and _has_outline(g, places, outlines)}
    return blank | (glyphs - drawn)


def _has_outline(glyph: int, places: Sequence[int], outlines: bytes) -> bool:
    """Tell whether a glyph has contours: their number stands first (OpenType, `glyf`)."""
    first, end = places[glyph : glyph + 2]
    return first < end and outlines[first : first + 2] != bytes(2)


def _destinations(pdf: pikepdf.Pdf) -> frozenset[str]:
    """Give the names that links may lead to."""
    names: Any = pdf.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return frozenset()
    return frozenset(str(name) for name in pikepdf.NameTree(names.Dests))


def _tied_annotations(tree: Element | None) -> frozenset[int]:
    """Give the annotations that a Link element holds."""
    if tree is None:
        return frozenset()
    return frozenset(
        kid.number
        for element in elements(tree)
        if element.role == "Link"
        for kid in element.kids
        if isinstance(kid, Annotation)
    )


def _link_faults(annotation: Any, names: frozenset[str], tied: frozenset[int]) -> Iterator[str]:
    if annotation.get("/Subtype") != "/Link":
        yield "is not a link but another annotation"
        return
    if "/Contents" not in annotation:
        yield "has no words to announce"
    if annotation.objgen[0] not in tied:
        yield "stands in no tag"
    if "/A" in annotation:
        address = str(annotation.A.get("/URI", ""))
        if not address.startswith(_LINK_SCHEMES):
            yield f"leads to `{address}`"
    elif str(annotation.get("/Dest", "")) not in names:
        yield f"leads to `{annotation.get('/Dest', '')}`, which is not in the file"


def _untagged(file: _File, tree: Element) -> Iterator[Diagnostic]:
    """Compare the marks of each page with those that the tree names."""
    named: list[set[int]] = [set() for _ in file.contents]
    for leaf in leaves(tree):
        named[leaf.page].add(leaf.mcid)
    for number, (content, in_tree) in enumerate(zip(file.contents, named, strict=True), start=1):
        if untagged := sorted(set(content.texts) - in_tree):
            lost = " ".join(content.texts[mcid].strip() for mcid in untagged)
            yield Diagnostic(code="PDF026", message=f"page {number}: `{lost}` is in no tag")
        if in_tree - set(content.texts):
            yield Diagnostic(code="PDF026", message=f"page {number}: a tag holds what is not there")
        if content.stray.strip():
            yield Diagnostic(
                code="PDF026", message=f"page {number}: `{content.stray.strip()}` is not marked"
            )
        if content.grouped:
            message = f"page {number}: text is drawn with transparency, where tags do not reach"
            yield Diagnostic(code="PDF026", message=message)


def _parent_tree_faults(file: _File, tree: Element) -> Iterator[Diagnostic]:
    """Follow the way back: a mark's entry in the ParentTree names the element that holds it."""
    root: Any = file.pdf.Root
    parents = pikepdf.NumberTree(root.StructTreeRoot.ParentTree)
    rows: list[Any] = [parents[int(page.obj.StructParents)] for page in file.pdf.pages]
    for element in elements(tree):
        for kid in element.kids:
            match kid:
                case Element():
                    continue
                case Annotation(number=number):
                    annotation = file.pdf.get_object(number, 0)
                    owner = parents.get(int(annotation.get("/StructParent", -1)))
                case _:
                    row = rows[kid.page]
                    owner = row[kid.mcid] if kid.mcid < len(row) else None
            if owner is None or owner.objgen[0] != element.number:
                message = f"the way back from content to its {element.role} tag is broken"
                yield Diagnostic(code="PDF026", message=message)


def _heading_faults(tree: Element) -> Iterator[Diagnostic]:
    """Headings begin at level 1 and never skip a level on the way down."""
    before = 0
    for element in elements(tree):
        if element.role[:1] == "H" and element.role[1:].isdigit():
            level = int(element.role[1:])
            if level > before + 1:
                heading = text_of_tree(element).strip()
                message = f"the heading `{heading}` skips from level {before} to {level}"
                yield Diagnostic(code="PDF026", message=message)
            before = level


__all__ = [
    "CHECKS",
    "Expected",
    "Floors",
    "Stack",
    "Written",
    "findings_in",
    "outline_of",
    "verify_pdf",
]
