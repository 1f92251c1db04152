"""The content documents of the e-book, as XHTML.

In: the text with its bibliography and the words of its pictures. Out: the cover's document and one
for each section, in reading order. Each carries the draft line, because a reader may open any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.walk import plain
from bookbuild.model.world import World
from bookbuild.render.backmatter import glossary_html, references_html
from bookbuild.render.bibliography import Bibliography
from bookbuild.render.clinic import handed_out_html
from bookbuild.render.dress import Dress
from bookbuild.render.epub.addresses import COVER, file_of, homes_of
from bookbuild.render.epub.cover import COVER_PICTURE, cover_alternative
from bookbuild.render.frames import fill, html
from bookbuild.render.html import Pieces, SectionWriter
from bookbuild.render.ledger import ledger_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the content documents are made from; stylesheets are their addresses in the e-book.

    title: of the file, which may not be the book's.
    """

    title: str
    book: ResolvedDocument
    bibliography: Bibliography
    alternatives: Mapping[str, str]
    stylesheets: tuple[str, ...]
    style: World


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentDocument:
    """One XHTML file of the e-book, and what a contents list calls it."""

    file: str
    title: str
    xhtml: str


class _Semantics(NamedTuple):
    """What a section is, for reading systems (EPUB's vocabulary) and for screen readers (ARIA)."""

    epub: str
    aria: str


_COVER_TITLE: Final = "Cover"
_CHAPTER: Final = _Semantics("chapter", "doc-chapter")
_KINDS: Final[Mapping[str, _Semantics]] = {
    "glossary": _Semantics("glossary", "doc-glossary"),
    "references": _Semantics("bibliography", "doc-bibliography"),
    "ledger": _Semantics("appendix", "doc-appendix"),
}
_MATTERS: Final[Mapping[str, str]] = {
    "front": "frontmatter",
    "chapters": "bodymatter",
    "back": "backmatter",
}


def cover_document(contents: Contents) -> ContentDocument:
    """Write the page that shows the cover."""
    imprint = contents.book.imprint
    xhtml = fill(
        "epub/cover.xhtml.j2",
        contents.style,
        language=imprint.language,
        title=_COVER_TITLE,
        stylesheets=contents.stylesheets,
        picture=COVER_PICTURE,
        alternative=cover_alternative(contents.book, contents.title),
    )
    return ContentDocument(file=COVER, title=_COVER_TITLE, xhtml=xhtml)


def section_documents(contents: Contents) -> Iterator[ContentDocument]:
    """Write every section, in reading order."""
    dress = _dress(contents)
    for section in contents.book.sections:
        pieces = _pieces(section, contents, dress)
        yield ContentDocument(
            file=file_of(section),
            title=numbered_title(section),
            xhtml=section_frame(
                section, pieces, contents, is_last=section is contents.book.sections[-1]
            ),
        )


def section_frame(
    section: ResolvedSection,
    pieces: Pieces,
    contents: Contents,
    *,
    series: str | None = None,
    is_last: bool = False,
) -> str:
    """Pour the pieces of a section into its frame.

    series: a line that says what the document belongs to. is_last: the book ends with it, and says
    who hands it out and which copy it is.
    """
    is_chapter = section.matter == "chapters"
    semantics = _CHAPTER if is_chapter else _KINDS.get(section.kind)
    return fill(
        "epub/section.xhtml.j2",
        contents.style,
        language=contents.book.imprint.language,
        heading=numbered_title(section),
        stylesheets=contents.stylesheets,
        matter=_MATTERS[section.matter],
        kind="chapter" if is_chapter else section.kind,
        label=section.label,
        epub_type=semantics and semantics.epub,
        role=semantics and semantics.aria,
        draft=contents.book.standing.draft_line,
        series=series,
        copy_id=contents.book.standing.copy_id if is_last else None,
        handed_out=html(handed_out_html(contents.book.clinic)) if is_last else "",
        number=section.number,
        tile=tile_of(section.icon) if section.icon else None,
        title=html(pieces.title),
        standfirst=html(pieces.standfirst),
        key_points=html(pieces.key_points),
        body=html(pieces.body),
        notes=html(pieces.notes),
    )


def numbered_title(section: ResolvedSection) -> str:
    """Give a section's title as plain words, after its number if it has one."""
    words = plain(section.title)
    return f"{section.number} {words}" if section.number else words


def tile_of(icon: str) -> str:
    """Give the address of an icon's tile."""
    return f"tiles/{icon}.svg"


def _dress(contents: Contents) -> Dress:
    homes = homes_of(contents.book)
    return Dress(
        href=lambda identity: f"{homes[identity]}#{identity}",
        page_of=None,
        notes_at_foot=False,
        explained_at_foot=False,
        epub_types=True,
        labels=contents.bibliography.labels,
        alternatives=contents.alternatives,
        narrow=True,
    )


def _pieces(section: ResolvedSection, contents: Contents, dress: Dress) -> Pieces:
    pieces = SectionWriter(contents.book, section, dress).pieces()
    match section.kind:
        case "glossary":
            return replace(pieces, body=glossary_html(contents.book, dress))
        case "references":
            return replace(pieces, body=references_html(contents.bibliography.entries))
        case "ledger":
            return replace(pieces, body=ledger_html(contents.book, dress))
        case "text":
            return pieces
