"""The handouts as documents of one e-book: each can be sent to a patient by itself.

In: the handouts' text. Out: a document for each sheet, in order: the chapter's text with the
standard parts of the sheet, the words it uses explained, its own sources numbered for it alone,
version and dates. Nothing of it is needed from another sheet; a reference to one is a link.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from bookbuild.model.document import Block, Box, Certainty, TermUse
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.sheets import is_in_person, sheets_of
from bookbuild.model.walk import inlines_in
from bookbuild.render.backmatter import references_html
from bookbuild.render.bibliography import Bibliography
from bookbuild.render.clinic import handed_out_html
from bookbuild.render.dress import Dress
from bookbuild.render.epub.addresses import file_of
from bookbuild.render.epub.contents import (
    ContentDocument,
    Contents,
    numbered_title,
    section_frame,
)
from bookbuild.render.frames import fill, html
from bookbuild.render.html import Pieces, SectionWriter, capital, element, reference_id, term_id
from bookbuild.render.short_sources import short_bibliography

_OPENING: Final = ("standfirst", "key-points")
_WORDS_TITLE, _SOURCES_TITLE = "Words explained", "Sources"


def sheet_documents(contents: Contents) -> Iterator[ContentDocument]:
    """Write every sheet, in order."""
    for sheet in sheets_of(contents.book):
        (section,) = sheet.sections
        yield ContentDocument(
            file=file_of(section),
            title=numbered_title(section),
            xhtml=section_frame(
                section, _pieces(sheet, contents), contents, series=_series(sheet, contents.book)
            ),
        )


def _series(sheet: ResolvedDocument, book: ResolvedDocument) -> str:
    """Say what a sheet belongs to, and that it is handed over where it must be."""
    (section,) = sheet.sections
    words = f"{sheet.imprint.title}, sheet {section.number} of {len(book.sections)}"
    return f"{words}. {sheet.handout.in_person_line}." if is_in_person(sheet) else words


def _pieces(sheet: ResolvedDocument, contents: Contents) -> Pieces:
    (section,) = sheet.sections
    sources = short_bibliography(sheet)
    terms = _terms(sheet, section)
    dress = _dress(sheet, contents, sources)
    writer = SectionWriter(sheet, section, dress)
    title = writer.inlines(section.title)
    written = [(block, writer.block(block)) for block in section.blocks]
    return Pieces(
        title=title,
        standfirst=_boxes(written, "standfirst"),
        key_points=_boxes(written, "key-points"),
        body="".join(
            (
                *_body(written, sheet),
                _words_explained(sheet, terms),
                _sources(sources),
                _colophon(sheet, contents),
            )
        ),
        notes=writer.notes(),
    )


def _dress(sheet: ResolvedDocument, contents: Contents, sources: Bibliography) -> Dress:
    """Give the dress of a sheet: its sources and words stand in it, other sheets beside it."""
    files = {section.label: file_of(section) for section in contents.book.sections}
    own = {reference_id(key) for key in sheet.cited} | {term_id(key) for key in sheet.terms}

    def href(label: str) -> str | None:
        if label in own:
            return f"#{label}"
        file = files.get(sheet.targets[label].section)
        return f"{file}#{label}" if file else None

    return Dress(
        href=href,
        page_of=None,
        notes_at_foot=False,
        explained_at_foot=False,
        epub_types=True,
        labels=sources.labels,
        alternatives=contents.alternatives,
        on_sheet=True,
        narrow=True,
    )


def _boxes(written: Sequence[tuple[Block, str]], kind: str) -> str:
    return "".join(markup for block, markup in written if _is_box(block, kind))


def _body(written: Sequence[tuple[Block, str]], sheet: ResolvedDocument) -> Iterator[str]:
    """Yield the sheet's blocks; whom to call first stands outside the emergency box."""
    for block, markup in written:
        if _is_box(block, *_OPENING):
            continue
        if _is_box(block, "emergency") and is_in_person(sheet):
            first = escape(sheet.handout.in_person_first, quote=False)
            yield element("p", first, {"class": "call-first"})
        yield markup


def _is_box(block: Block, *kinds: str) -> bool:
    return isinstance(block, Box) and block.kind in kinds


# What the build puts behind it


def _terms(sheet: ResolvedDocument, section: ResolvedSection) -> list[str]:
    """Give the keys of the words that the sheet uses, by their titles."""
    used = {
        sheet.first_uses.get((section.label, inline.span))
        for inline in inlines_in(section.blocks)
        if isinstance(inline, TermUse)
    }
    return [key for key in sheet.terms if key in used]


def _words_explained(sheet: ResolvedDocument, terms: Sequence[str]) -> str:
    if not terms:
        return ""
    entries = "".join(_entry(sheet, key) for key in terms)
    return _part("words", _WORDS_TITLE, "glossary", element("dl", entries, {"class": "glossary"}))


def _entry(sheet: ResolvedDocument, key: str) -> str:
    term = sheet.terms[key].term
    word = element("dfn", escape(capital(term.title), quote=False))
    meaning = escape(term.explanation, quote=False)
    return element(
        "div",
        element("dt", word, {"epub:type": "glossterm"})
        + element("dd", meaning, {"epub:type": "glossdef"}),
        {"id": term_id(key)},
    )


def _sources(sources: Bibliography) -> str:
    if not sources.entries:
        return ""
    return _part("sources", _SOURCES_TITLE, "bibliography", references_html(sources.entries))


def _part(name: str, title: str, kind: str, content: str) -> str:
    """Write a section below the sheet's own, with a heading that names it."""
    heading = element("h2", title, {"id": f"{name}-h2"})
    attributes = {
        "class": name,
        "epub:type": kind,
        "role": f"doc-{kind}",
        "aria-labelledby": f"{name}-h2",
    }
    return element("section", heading + content, attributes)


def _colophon(sheet: ResolvedDocument, contents: Contents) -> str:
    """Say who hands the sheet out, for whom and by whom it was made, and which copy it is."""
    (section,) = sheet.sections
    return fill(
        "epub/colophon.xhtml.j2",
        contents.style,
        imprint=sheet.imprint,
        standing=sheet.standing,
        handed_out=html(handed_out_html(sheet.clinic)),
        says_how_sure=any(isinstance(one, Certainty) for one in inlines_in(section.blocks)),
    )
