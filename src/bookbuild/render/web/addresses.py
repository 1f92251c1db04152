"""Where everything is in the web edition: the file of each page, and the link to each id.

In: the book and its sheets. Out: paths below the edition's folder, and relative links. A page of
the book is named by its section's label, so that it keeps its address when chapters move. The page
of a sheet stands where the square code of the printed sheet leads: in a folder of the sheet's name.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.sheets import sheet_name
from bookbuild.render.html import reference_id, term_id

HOME: Final = "index.html"
SEARCH: Final = "search.html"
ASSETS: Final = "assets"
FILES: Final = "files"


def page_of(section: ResolvedSection) -> str:
    """Give the page of a section of the book: `book/side-effects.html`."""
    return f"book/{section.label}.html"


def page_of_sheet(sheet: ResolvedDocument) -> str:
    """Give the page of a sheet: `06-what-studies-found/index.html`."""
    return f"{sheet_name(sheet)}/index.html"


def narrow_path(path: str) -> str:
    """Give where a figure is that is drawn for a telephone: `narrow/figures/timeline.svg`."""
    return f"narrow/{path}"


def link(page: str, target: str) -> str:
    """Give the link from a page to a path of the edition, with an id behind `#` or without."""
    path, hash_mark, identity = target.partition("#")
    if path == page and identity:
        return f"#{identity}"
    return _relative(path, posixpath.dirname(page)) + hash_mark + identity


@lru_cache(maxsize=4096)
def _relative(path: str, folder: str) -> str:
    """Give the way from a folder to a path; every page asks for the same few hundred."""
    return posixpath.relpath(path, folder or ".")


def above(page: str) -> str:
    """Give what leads from a page to the edition's folder: `../`, or nothing."""
    return "../" * page.count("/")


def linker(page: str, homes: Mapping[str, str]) -> Callable[[str], str]:
    """Give the function that links a page to ids; an id without a home is on the page itself."""
    return lambda identity: link(page, f"{homes.get(identity, page)}#{identity}")


def homes_of(book: ResolvedDocument) -> Mapping[str, str]:
    """Give the page that holds each id of the book that can be linked to."""
    sources = next((page_of(one) for one in book.sections if one.kind == "references"), None)
    cited = {reference_id(key): sources for key in book.cited} if sources else {}
    return {**_texts(book), **cited}


def homes_on_sheets(
    sheets: Sequence[ResolvedDocument], book: ResolvedDocument
) -> Mapping[str, str]:
    """Give the page of each id that sheets link to: on another sheet, else in the book.

    Sources are left out: a sheet has its own.
    """
    pages = {sheet.sections[0].label: page_of_sheet(sheet) for sheet in sheets}
    on_sheets = {
        label: pages[target.section]
        for sheet in sheets
        for label, target in sheet.targets.items()
        if target.section in pages
    }
    return {**_texts(book), **on_sheets}


def _texts(book: ResolvedDocument) -> dict[str, str]:
    pages = {section.label: page_of(section) for section in book.sections}
    homes = {label: pages[target.section] for label, target in book.targets.items()}
    glossary = next((page_of(one) for one in book.sections if one.kind == "glossary"), None)
    words = {term_id(key): glossary for key in book.terms} if glossary else {}
    return homes | words
