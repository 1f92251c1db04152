"""The web edition: a folder of pages that a browser reads from a stick as well as from a server.

In: a copy (text, sheets, bibliography, house style, fonts, files in other formats). Out: an
artefact: the first page, and beside it all other files of the folder. The HTML is the one that
print has, in other frames. Nothing is fetched from outside, and nothing needs a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.render.clinic import colour_of, logo_files, palette_css
from bookbuild.render.copy import Copy
from bookbuild.render.figures.furniture import diary, icon, icon_tile
from bookbuild.render.figures.pens import INK, PAPER, Setting
from bookbuild.render.pictures import Pictures, pictures_of
from bookbuild.render.web.addresses import ASSETS, HOME, narrow_path
from bookbuild.render.web.fonts import lettered, web_fonts
from bookbuild.render.web.offers import offered
from bookbuild.render.web.pages import Page, Site, pages_of
from bookbuild.render.web.search import search_index

_FOLDER: Final = "web"
_STYLES: Final = PurePosixPath("styles")
_TILE_PT: Final = 60.0
_MARK_PT: Final = 24.0
_COMMENT: Final = re.compile(rb"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/""", re.DOTALL)
_LINES: Final = re.compile(rb"\n\s*\n+")
_COLUMN: Final = Setting(held=True)
_NARROW: Final = Setting(width=251, text=12, held=True)
"""As narrow as a column of a sheet, and lettered like it."""
_ART: Final = (360.0, 150.0)


def publish(copy: Copy) -> Outcome[Artefact]:
    """Make the folder of a copy."""
    pictures = _pictures(copy, _COLUMN)
    narrow = _drawn_narrow(copy, pictures)
    sheets_of_style = dict(_stylesheets(copy))
    site = Site(
        book=copy.book,
        sheets=copy.sheets,
        bibliography=copy.bibliography,
        alternatives=pictures.alternatives,
        drawn_narrow={path: narrow_path(path) for path in narrow},
        offers=offered(copy.format.offers, copy.sources),
        stylesheets=tuple(sheets_of_style),
        style=copy.style,
    )
    pages = pages_of(site)
    files = {
        **{page.path: page.html.encode() for page in pages},
        **sheets_of_style,
        **dict(_scripts(copy)),
        **{f"{ASSETS}/{name}": content for name, content in web_fonts(copy.fonts).items()},
        **dict(_marks(copy)),
        **logo_files(copy.book),
        **_lettered(pictures.files, copy),
        **{narrow_path(path): svg for path, svg in _lettered(narrow, copy).items()},
        **{offer.path: offer.content for offer in site.offers},
    }
    return Outcome(_artefact(copy, pages, files))


def _artefact(copy: Copy, pages: tuple[Page, ...], files: Mapping[str, bytes]) -> Artefact:
    return Artefact(
        format=copy.format.name,
        path=copy.path,
        content=files[HOME],
        html=tuple(page.words for page in pages),
        beside={f"{_FOLDER}/{path}": files[path] for path in sorted(files) if path != HOME},
    )


def _pictures(copy: Copy, setting: Setting) -> Pictures:
    """Draw the figures of the book and of the sheets; a picture looks the same on both."""
    found = [pictures_of(book, setting) for book in (copy.book, *copy.sheets)]
    return Pictures(
        files={path: svg for one in found for path, svg in one.files.items()},
        alternatives={path: words for one in found for path, words in one.alternatives.items()},
    )


def _drawn_narrow(copy: Copy, wide: Pictures) -> dict[str, str]:
    """Draw the figures for a telephone; one that was drawn by hand stays as it is."""
    narrow = _pictures(copy, _NARROW).files
    return {path: svg for path, svg in narrow.items() if svg != wide.files[path]}


def _lettered(drawn: Mapping[str, str], copy: Copy) -> dict[str, bytes]:
    return {path: svg.encode() for path, svg in lettered(drawn, copy.fonts).items()}


def _stylesheets(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """Yield the colours of house and clinic, then the theme's stylesheets, in order of names."""
    yield f"{ASSETS}/tokens.css", without_comments(copy.style.read(_STYLES / "shared/tokens.css"))
    yield f"{ASSETS}/palette.css", palette_css(copy.book).encode()
    for path in copy.style.files(_STYLES / copy.format.theme):
        if path.suffix == ".css":
            yield f"{ASSETS}/{path.name}", without_comments(copy.style.read(path))


def without_comments(css: bytes) -> bytes:
    """Give a stylesheet without what it says to those who change it: readers pay for each letter.

    What looks like a comment within a string is none.
    """
    return _LINES.sub(b"\n", _COMMENT.sub(lambda found: found[1] or b"", css)).lstrip()


def _scripts(copy: Copy) -> Iterator[tuple[str, bytes]]:
    for path in copy.style.files(_STYLES / copy.format.theme):
        if path.suffix == ".js":
            yield f"{ASSETS}/{path.name}", copy.style.read(path)
    yield f"{ASSETS}/search-index.js", search_index(copy.book).encode()


def _marks(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """Yield the tiles of the sections, the marks that stylesheets name, and the cover's art."""
    sections = (section for book in (copy.book, *copy.sheets) for section in book.sections)
    colour = colour_of(copy.book)
    for name in sorted({section.icon for section in sections if section.icon}):
        yield f"{ASSETS}/tiles/{name}.svg", icon_tile(_drawn(copy, name), _TILE_PT, colour).encode()
    triangle = _drawn(copy, "warning")
    on_ink = icon(triangle, _MARK_PT, ground=INK, ink=PAPER)
    yield f"{ASSETS}/warning-on-ink.svg", on_ink.encode()
    yield f"{ASSETS}/warning-on-paper.svg", icon(triangle, _MARK_PT).encode()
    yield f"{ASSETS}/phone-ink.svg", icon(_drawn(copy, "phone"), _MARK_PT).encode()
    yield f"{ASSETS}/icon.svg", icon_tile(_drawn(copy, "drip"), _TILE_PT, colour).encode()
    yield f"{ASSETS}/cover.svg", diary(*_ART).encode()


def _drawn(copy: Copy, name: str) -> str:
    return copy.style.read(_STYLES / f"icons/{name}.svg").decode()


__all__ = ["publish", "without_comments"]
