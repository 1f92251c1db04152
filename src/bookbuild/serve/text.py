"""A text that could be understood, with the pages of its web edition.

In: a World. Out: what can be shown of the text, and what was found on the way. Nothing is written,
and nothing is proven: that is what a build is for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from bookbuild.model.format import FORMATS, Format
from bookbuild.model.stock import Stock
from bookbuild.model.world import World
from bookbuild.pipeline.build import lay_out
from bookbuild.pipeline.cache import digest
from bookbuild.pipeline.checking import Checked
from bookbuild.pipeline.pieces import Piece, pieces_by
from bookbuild.render import Copy
from bookbuild.render.bibliography import Bibliography, make_bibliography
from bookbuild.render.web.addresses import SEARCH

_WEB: Final = replace(FORMATS["web"], offers=())
"""The web edition without files to take along: those are made by a build."""
_FOLDER: Final = "web/"
_INSIDE: Final = re.compile(rb"<main\b.*</main>|<footer\b.*</footer>", re.DOTALL)
_INDEX: Final = "assets/search-index.js"
"""It changes with every word; one page alone needs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page shows, but for the id of the copy.

    words: a digest of its text and its foot, which can be put in place of the old ones. look: of
    all else, its pictures and stylesheets too: when that changes, the page must be loaded again.
    """

    look: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """A text that could be understood.

    pieces_of: gives the texts of the files of a format. style: the house style as it was then.
    web: the files of the web edition, by path in its folder. shown: by page, what it shows.
    """

    checked: Checked
    bibliography: Bibliography
    pieces_of: Callable[[Format], tuple[Piece, ...]]
    style: World
    style_digest: str
    made_on: dt.date
    web: Mapping[str, bytes]
    shown: Mapping[str, Shown]


def text_of(
    checked: Checked,
    world: World,
    stock: Stock,
    *,
    fonts: Mapping[str, bytes],
    style_world: Callable[[Mapping[PurePosixPath, bytes]], World],
) -> Text:
    """Write the web edition of a text that was read without an error.

    Raises what `make_bibliography` raises.
    """
    assert checked.book
    assert checked.editions
    files = {path: world.read(path) for path in world.files(PurePosixPath("styles"))}
    style = style_world(files)
    made_on = world.source_date() or checked.book.config.book.date
    bibliography = make_bibliography(checked.editions["book"], world, stock)
    pieces_of = pieces_by(checked, made_on)
    (piece,) = pieces_of(_WEB)
    copy = Copy(
        book=piece.book,
        sheets=piece.sheets,
        format=_WEB,
        style=style,
        made_on=made_on,
        bibliography=bibliography,
        fonts=fonts,
    )
    made = lay_out(copy).value
    web = {path.removeprefix(_FOLDER): content for path, content in made.files.items()}
    return Text(
        checked=checked,
        bibliography=bibliography,
        pieces_of=pieces_of,
        style=style,
        style_digest=digest(b"".join(digest(files[path]).encode() for path in sorted(files))),
        made_on=made_on,
        web=web,
        shown=_shown(web, piece.book.standing.copy_id.encode()),
    )


def _shown(web: Mapping[str, bytes], copy_id: bytes) -> dict[str, Shown]:
    """Digest each page in two parts; the search has all its words in the script of its index.

    The id of the copy stands on all pages of a book and changes with every word of it.
    """
    pages = {path for path in web if path.endswith(".html")}
    look = digest(b"".join(web[path] for path in sorted(web.keys() - pages - {_INDEX})))
    shown = {}
    for path in sorted(pages):
        page = web[path].replace(copy_id, b"")
        around = look.encode() + _INSIDE.sub(b"", page)
        if path == SEARCH:
            around += web[_INDEX]
        words = b"".join(_INSIDE.findall(page))
        shown[path] = Shown(look=digest(around), words=digest(words))
    return shown
