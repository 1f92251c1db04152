"""The e-book: EPUB 3.3, one content document for each section, the same bytes every time.

In: a copy (text, bibliography, house style, the printed book's pages). Out: an artefact: the EPUB
and the pages it was made from. The HTML is the one that print has, in other frames; what a reader
may choose (type, size, colours) is left to the reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.render.clinic import colour_of, logo_files
from bookbuild.render.copy import Copy
from bookbuild.render.epub.contents import Contents, cover_document, section_documents, tile_of
from bookbuild.render.epub.cover import COVER_PICTURE, cover_svg
from bookbuild.render.epub.metadata import metadata_of
from bookbuild.render.epub.navigation import navigation_document, outline_of
from bookbuild.render.epub.package import Item, Package, bind, reading_order
from bookbuild.render.epub.pagebreaks import break_pages
from bookbuild.render.figures.furniture import icon, icon_tile
from bookbuild.render.figures.pens import INK, PAPER, Setting
from bookbuild.render.html import slug
from bookbuild.render.pictures import Pictures, pictures_of

_SVG: Final = "image/svg+xml"
_CSS: Final = "text/css"
_TILE_PT: Final = 60
_BAR_ICON_PT: Final = 18
# A reader may lack the book's lettering.
_COLUMN: Final = Setting(held=True)


def bind_copy(copy: Copy) -> Outcome[Artefact]:
    """Make the EPUB of a copy."""
    book, fmt = copy.book, copy.format
    pictures = pictures_of(book, _COLUMN)
    contents = Contents(
        book=book,
        bibliography=copy.bibliography,
        alternatives=pictures.alternatives,
        stylesheets=tuple(_stylesheets(copy)),
        style=copy.style,
    )
    written = (cover_document(contents), *section_documents(contents))
    documents, breaks = break_pages(written, copy.pages)
    navigation = navigation_document(contents, breaks)
    package = Package(
        title=book.imprint.title,
        language=book.imprint.language,
        identifier=book.imprint.identifier,
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
        format=fmt.name,
        path=fmt.path.format(slug=book.imprint.slug),
        content=bind(package),
        html=tuple(document.xhtml for document in reading_order(written, navigation)),
    )
    return Outcome(artefact)


def _stylesheets(copy: Copy) -> dict[str, bytes]:
    """Give the stylesheets of the format's theme, by their addresses in the e-book."""
    files = copy.style.files(PurePosixPath("styles") / copy.format.theme)
    return {f"styles/{path.name}": copy.style.read(path) for path in files if path.suffix == ".css"}


def _styles(copy: Copy) -> Iterator[Item]:
    for file, content in _stylesheets(copy).items():
        yield _item(file, _CSS, content)


def _cover(copy: Copy) -> Iterator[Item]:
    drawn = cover_svg(copy.book).encode()
    yield Item(
        name="cover-picture",
        file=COVER_PICTURE,
        media_type=_SVG,
        content=drawn,
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
    for path, drawn in sorted(pictures.files.items()):
        yield _item(path, _SVG, drawn.encode())


def _item(file: str, media_type: str, content: bytes) -> Item:
    return Item(name=slug(file), file=file, media_type=media_type, content=content)
