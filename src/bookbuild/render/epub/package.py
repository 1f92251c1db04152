"""The one door to EbookLib: content documents and pictures to the bytes of an EPUB.

In: a package, all its files written. Out: the zip. EbookLib writes container, package document and
NCX; the zip is then packed again, because EbookLib stamps its entries with the time of day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ebooklib import epub

from bookbuild.render.epub.contents import ContentDocument
from bookbuild.render.epub.metadata import Entry
from bookbuild.render.epub.navigation import Outlined

_MIMETYPE: Final = "mimetype"
_XHTML: Final = "application/xhtml+xml"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_READABLE: Final = 0o644 << 16
_EARLIEST: Final = dt.date(1980, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file besides the content documents; properties are EPUB's (`cover-image`)."""

    name: str
    file: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """All that an EPUB holds; documents: the cover, then the sections."""

    title: str
    language: str
    identifier: str
    date: dt.date
    metadata: Iterable[Entry]
    documents: Sequence[ContentDocument]
    navigation: ContentDocument
    outline: Sequence[Outlined]
    items: Sequence[Item]


def reading_order(
    documents: Sequence[ContentDocument], navigation: ContentDocument
) -> tuple[ContentDocument, ...]:
    """Put the contents page after the cover."""
    cover, *others = documents
    return (cover, navigation, *others)


def bind(package: Package) -> bytes:
    """Write the EPUB."""
    book = epub.EpubBook()
    _describe(book, package)
    _fill(book, package)
    book.toc = _links(package.outline)
    loose = BytesIO()
    midnight = dt.datetime.combine(package.date, dt.time.min)
    _Writer(loose, book, {"mtime": midnight, "epub3_pages": False, "epub3_landmark": False}).write()
    return _packed(loose, package.date)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    """EbookLib's writer, with what it has no option for."""

    def _write_container(self) -> None:
        """Leave what follows unpacked: all of it is packed again."""
        self.out.compression = ZIP_STORED
        super()._write_container()

    def _write_opf_file(self, root: Any) -> None:
        """Name the language of the metadata; drop a prefix that EPUB has by itself."""
        root.set(_XML_LANG, self.book.language)
        del root.attrib["prefix"]
        super()._write_opf_file(root)


def _describe(book: Any, package: Package) -> None:
    # A new EpubBook names EbookLib as its generator and a random identifier.
    book.metadata = {}
    book.set_identifier(package.identifier)
    book.set_title(package.title)
    book.set_language(package.language)
    for entry in package.metadata:
        namespace = None if entry.name == "meta" else "DC"
        book.add_metadata(namespace, entry.name, entry.value, dict(entry.attributes))


def _fill(book: Any, package: Package) -> None:
    book.add_item(epub.EpubNcx())
    for document in reading_order(package.documents, package.navigation):
        item = epub.EpubItem(
            uid=document.file.removesuffix(".xhtml"),
            file_name=document.file,
            media_type=_XHTML,
            content=document.xhtml.encode(),
        )
        item.properties = ["nav"] if document is package.navigation else []
        book.add_item(item)
        book.spine.append(item)
    for one in package.items:
        item = epub.EpubItem(
            uid=one.name, file_name=one.file, media_type=one.media_type, content=one.content
        )
        item.properties = list(one.properties)
        book.add_item(item)


def _links(outline: Sequence[Outlined]) -> list[Any]:
    """Give EbookLib's contents: a link, or a pair of a link and the links below it."""
    links = []
    for at, entry in enumerate(outline, start=1):
        link = epub.Link(entry.href, entry.title, f"entry-{at}")
        below = [
            epub.Link(lower.href, lower.title, f"entry-{at}-{place}")
            for place, lower in enumerate(entry.below, start=1)
        ]
        links.append((link, below) if below else link)
    return links


def _packed(loose: BytesIO, date: dt.date) -> bytes:
    """Pack a zip again: the type first and stored, the rest sorted, all of one date.

    EPUB's container format wants the type at a fixed offset, so that it can be read without
    unpacking. Zip knows no date before 1980.
    """
    stamp = (*max(date, _EARLIEST).timetuple()[:3], 0, 0, 0)
    packed = BytesIO()
    with ZipFile(loose) as given, ZipFile(packed, "w") as taken:
        names = sorted(given.namelist(), key=lambda name: (name != _MIMETYPE, name))
        for name in names:
            entry = ZipInfo(name, stamp)
            entry.create_system = 3  # Unix, wherever the build runs
            entry.external_attr = _READABLE
            method = ZIP_STORED if name == _MIMETYPE else ZIP_DEFLATED
            taken.writestr(entry, given.read(name), compress_type=method, compresslevel=9)
    return packed.getvalue()
