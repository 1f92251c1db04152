"""Where everything is in the e-book: the file of each section, and the link to each id.

In: a resolved document. Out: file names and links. Files lie side by side, so that the paths of
pictures are the same in every content document; no label an author can give makes two of one name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bookbuild.model.resolved import ResolvedDocument, ResolvedSection, SectionKind
from bookbuild.render.html import reference_id, term_id

COVER: Final = "cover.xhtml"
NAVIGATION: Final = "nav.xhtml"


def file_of(section: ResolvedSection) -> str:
    """Give the file of a section: `chapter-08.xhtml`, `back-glossary.xhtml`."""
    if section.number:
        return f"chapter-{section.number:02}.xhtml"
    return f"{section.matter}-{section.label}.xhtml"


def homes_of(book: ResolvedDocument) -> Mapping[str, str]:
    """Give the file that holds each id that can be linked to from another section."""
    files = {section.label: file_of(section) for section in book.sections}
    homes = {label: files[target.section] for label, target in book.targets.items()}
    if glossary := _generated(book, "glossary"):
        homes |= {term_id(key): file_of(glossary) for key in book.terms}
    if references := _generated(book, "references"):
        homes |= {reference_id(key): file_of(references) for key in book.cited}
    return homes


def _generated(book: ResolvedDocument, kind: SectionKind) -> ResolvedSection | None:
    return next((section for section in book.sections if section.kind == kind), None)
