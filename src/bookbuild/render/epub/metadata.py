"""What the e-book says of itself, and of how it can be read.

In: a copy. Out: the entries of the package's metadata, in order. Nothing is claimed that the build
has not made or checked: no conformance to a standard without a person's evaluation.
Vocabulary: EPUB Accessibility 1.1 and schema.org's accessibility properties.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from bookbuild.model.book import Imprint
from bookbuild.render.copy import Copy

_FEATURES: Final = (
    "alternativeText",
    "ARIA",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)
_PAGE_FEATURES: Final = ("pageBreakMarkers", "pageNavigation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One element of the metadata: `dc:…` by its name, everything else as `meta`."""

    value: str
    name: str = "meta"
    attributes: Mapping[str, str] = field(default_factory=dict)


def metadata_of(copy: Copy) -> Iterator[Entry]:
    """Yield all entries besides title, language, identifier and date of change."""
    imprint = copy.book.imprint
    yield from _imprint(imprint, copy)
    if copy.pages:
        source = f"{imprint.title}, PDF edition, version {imprint.version}"
        yield Entry(name="source", value=source)
        yield _property("pageBreakSource", source)
    yield from _accessibility(with_pages=copy.pages is not None)


def identifier_of(copy: Copy) -> str:
    """Give the identifier of the publication, which outlives its versions.

    The book has its own; what has another title is another publication, and its identifier is
    derived from the book's (UUID version 5, RFC 9562).
    """
    imprint = copy.book.imprint
    if copy.title == imprint.title:
        return imprint.identifier
    return uuid5(NAMESPACE_URL, f"{imprint.identifier}#{copy.format.name}").urn


def _imprint(imprint: Imprint, copy: Copy) -> Iterator[Entry]:
    for author in imprint.authors:
        yield Entry(name="creator", value=author)
    yield Entry(name="publisher", value=imprint.publisher)
    yield Entry(name="date", value=copy.made_on.isoformat())
    yield Entry(name="description", value=imprint.message)
    yield Entry(name="rights", value=imprint.license)
    yield _property("schema:version", imprint.version)
    # When the sources will have been looked at again; after that day the text may be out of date.
    yield _property("schema:expires", imprint.review_by.isoformat())
    # The id of this state of the text, as printed in the book.
    yield Entry(name="identifier", value=copy.book.standing.copy_id)
    # Reading systems of before EPUB 3 look for the cover here.
    yield Entry(value="", attributes={"name": "cover", "content": "cover-picture"})


def _accessibility(*, with_pages: bool) -> Iterator[Entry]:
    yield _property("schema:accessMode", "textual")
    yield _property("schema:accessMode", "visual")
    yield _property("schema:accessModeSufficient", "textual")
    yield _property("schema:accessModeSufficient", "textual,visual")
    for feature in sorted((*_FEATURES, *(_PAGE_FEATURES if with_pages else ())), key=str.casefold):
        yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", "none")
    yield _property("schema:accessibilitySummary", _summary(with_pages=with_pages))


def _summary(*, with_pages: bool) -> str:
    pages = " Page numbers are those of the printed book." if with_pages else ""
    return (
        "Headings, lists, tables and notes are marked as what they are. Every figure has a text "
        f"description with the same numbers. Type, size and colors are left to the reader.{pages} "
        "The structure and the links were checked by machine. No person with a disability has "
        "tested this book yet."
    )


def _property(name: str, value: str) -> Entry:
    return Entry(value=value, attributes={"property": name})
