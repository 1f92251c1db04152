"""The ways through the e-book: contents, landmarks, and the pages of the printed book.

In: the contents and the page breaks that were set. Out: the navigation document, whose first list
is also the contents page that is read, and the same outline for older reading systems.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.model.resolved import ResolvedSection
from bookbuild.model.walk import plain
from bookbuild.render.epub.addresses import COVER, NAVIGATION, file_of
from bookbuild.render.epub.contents import ContentDocument, Contents, numbered_title
from bookbuild.render.epub.pagebreaks import PageBreak
from bookbuild.render.frames import fill

CONTENTS_TITLE = "Contents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """An entry of the contents, with those below it."""

    title: str
    href: str
    below: tuple[Outlined, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A place that reading systems offer by its kind."""

    kind: str
    title: str
    href: str


def outline_of(contents: Contents) -> tuple[Outlined, ...]:
    """Give the contents: sections, and the headings in them."""
    return tuple(_outlined(section) for section in contents.book.sections)


def navigation_document(contents: Contents, breaks: Sequence[PageBreak]) -> ContentDocument:
    """Write the navigation document."""
    xhtml = fill(
        "epub/nav.xhtml.j2",
        contents.style,
        language=contents.book.imprint.language,
        title=CONTENTS_TITLE,
        stylesheets=contents.stylesheets,
        draft=contents.book.standing.draft_line,
        outline=outline_of(contents),
        landmarks=tuple(_landmarks(contents)),
        breaks=breaks,
    )
    return ContentDocument(file=NAVIGATION, title=CONTENTS_TITLE, xhtml=xhtml)


def _outlined(section: ResolvedSection) -> Outlined:
    file = file_of(section)
    return Outlined(
        title=numbered_title(section),
        href=file,
        below=tuple(
            Outlined(title=plain(entry.title), href=f"{file}#{entry.id}")
            for entry in section.outline
        ),
    )


def _landmarks(contents: Contents) -> Iterator[Landmark]:
    sections = contents.book.sections
    yield Landmark(kind="cover", title="Cover", href=COVER)
    yield Landmark(kind="toc", title=CONTENTS_TITLE, href=f"{NAVIGATION}#contents")
    text = next((section for section in sections if section.matter == "chapters"), None)
    if text:
        yield Landmark(kind="bodymatter", title="Start of the text", href=file_of(text))
    for section in sections:
        kind = {"glossary": "glossary", "references": "bibliography"}.get(section.kind)
        if kind:
            yield Landmark(kind=kind, title=numbered_title(section), href=file_of(section))
