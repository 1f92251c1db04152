"""The e-book: EPUB 3.3, one content document for each section, the same bytes every time.

In: a copy (text, bibliography, house style, the printed book's pages, the fonts of the cover). Out:
an artefact: the EPUB and the pages it was made from. The HTML is the one that print has, in other
frames; what a reader may choose (type, size, colours) is left to the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from bookbuild.model.artefact import Artefact, Pages
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.sheets import all_sheets
from bookbuild.render.clinic import colour_of, logo_files
from bookbuild.render.copy import Copy
from bookbuild.render.epub.contents import (
    ContentDocument,
    Contents,
    cover_document,
    section_documents,
    tile_of,
)
from bookbuild.render.epub.cover import COVER_PICTURE, cover_picture
from bookbuild.render.epub.metadata import identifier_of, metadata_of
from bookbuild.render.epub.navigation import navigation_document, outline_of
from bookbuild.render.epub.package import Item, Package, bind, reading_order
from bookbuild.render.epub.pagebreaks import PageBreak, break_pages
from bookbuild.render.epub.sheets import sheet_documents
from bookbuild.render.figures.furniture import icon, icon_tile
from bookbuild.render.figures.pens import INK, PAPER, Setting
from bookbuild.render.figures.svg import grounded
from bookbuild.render.html import slug
from bookbuild.render.pictures import Pictures, pictures_of

_SVG: Final = "image/svg+xml"
_CSS: Final = "text/css"
_JPEG: Final = "image/jpeg"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)
_TILE_PT: Final = 60
_BAR_ICON_PT: Final = 18
# A reader may lack the book's lettering.
_COLUMN: Final = Setting(held=True)


def bind_copy(copy: Copy) -> Outcome[Artefact]:
    """Make the EPUB of a copy: a document for each section of the book."""
    return _bound(copy, section_documents)


def bind_sheets(copy: Copy) -> Outcome[Artefact]:
    """Make the EPUB of the handouts: a document for each sheet, which stands for itself."""
    return _bound(replace(copy, book=all_sheets(copy.book)), sheet_documents)


def _bound(copy: Copy, write: Callable[[Contents], Iterable[ContentDocument]]) -> Outcome[Artefact]:
    book = copy.book
    pictures = pictures_of(book, _COLUMN)
    contents = Contents(
        book=book,
        title=copy.title,
        bibliography=copy.bibliography,
        alternatives=pictures.alternatives,
        stylesheets=tuple(_stylesheets(copy)),
        style=copy.style,
    )
    written = (cover_document(contents), *write(contents))
    documents, breaks = _finished(written, copy.pages)
    navigation = navigation_document(contents, breaks)
    package = Package(
        title=copy.title,
        language=book.imprint.language,
        identifier=identifier_of(copy),
        date=copy.made_on,
        metadata=metadata_of(copy),
        documents=documents,
        navigation=navigation,
        outline=outline_of(contents),
        items=(
            *_styles(copy),
            *_cover(copy),
            *_marks(copy),
            *_logo(copy),
            *_figures(pictures),
        ),
    )
    artefact = Artefact(
        format=copy.format.name,
        path=copy.path,
        content=bind(package),
        html=tuple(document.xhtml for document in reading_order(written, navigation)),
    )
    return Outcome(artefact)


def _finished(
    written: Sequence[ContentDocument], pages: Pages | None
) -> tuple[tuple[ContentDocument, ...], tuple[PageBreak, ...]]:
    """Name the printed pages, where there are any: they are set in the documents' trees."""
    if pages is None:
        return tuple(written), ()
    trees = {one.file: _tree(one) for one in written}
    breaks = break_pages(tuple(trees.items()), pages.starts)
    return tuple(replace(one, xhtml=_xhtml(trees[one.file])) for one in written), breaks


def _tree(document: ContentDocument) -> etree._Element:
    return etree.fromstring(document.xhtml.encode(), _PARSER)


def _xhtml(root: etree._Element) -> str:
    written: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="utf-8")
    return written.decode() + "\n"


def _stylesheets(copy: Copy) -> dict[str, bytes]:
    """Give the stylesheets of the format's theme, by their addresses in the e-book."""
    themes = [name for name in (copy.format.over, copy.format.theme) if name]
    files = (path for name in themes for path in copy.style.files(PurePosixPath("styles") / name))
    return {f"styles/{path.name}": copy.style.read(path) for path in files if path.suffix == ".css"}


def _styles(copy: Copy) -> Iterator[Item]:
    for file, content in _stylesheets(copy).items():
        yield _item(file, _CSS, content)


def _cover(copy: Copy) -> Iterator[Item]:
    yield Item(
        name="cover-picture",
        file=COVER_PICTURE,
        media_type=_JPEG,
        content=cover_picture(copy.book, copy.title, copy.fonts),
        properties=("cover-image",),
    )


def _marks(copy: Copy) -> Iterator[Item]:
    """Give the tiles of the sections, and the triangle on the bar of the emergency box."""
    for name in sorted({section.icon for section in copy.book.sections if section.icon}):
        tile = icon_tile(_icon(name, copy), _TILE_PT, colour_of(copy.book))
        yield _item(tile_of(name), _SVG, tile.encode())
    triangle = icon(_icon("warning", copy), _BAR_ICON_PT, ground=INK, ink=PAPER)
    yield _item("styles/warning.svg", _SVG, triangle.encode())


def _logo(copy: Copy) -> Iterator[Item]:
    clinic = copy.book.clinic
    if clinic and clinic.logo:
        for file, content in logo_files(copy.book).items():
            yield _item(file, clinic.logo.media_type, content)


def _icon(name: str, copy: Copy) -> str:
    return copy.style.read(PurePosixPath(f"styles/icons/{name}.svg")).decode()


def _figures(pictures: Pictures) -> Iterator[Item]:
    """Give the figures, each on a ground of its own: the page behind it may be black."""
    for path, drawn in sorted(pictures.files.items()):
        yield _item(path, _SVG, grounded(drawn, PAPER).encode())


def _item(file: str, media_type: str, content: bytes) -> Item:
    return Item(name=slug(file), file=file, media_type=media_type, content=content)
