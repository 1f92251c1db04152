"""Printed pieces and e-books of the text on the desk, made when a page asks for them.

In: a text, a format, and the label of a chapter. Out: the finished file in memory, pictures of its
pages, or the documents of its archive. Nothing is proven here and nothing is written. What is
printed is laid out in other processes (`serve/press.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from threading import Lock, Semaphore
from typing import Final, TypeAlias
from zipfile import ZipFile

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Diagnostic, Outcome, ToolFailedError, has_errors
from bookbuild.model.format import FORMATS, Format
from bookbuild.model.world import World
from bookbuild.pipeline.build import lay_out
from bookbuild.pipeline.cache import digest
from bookbuild.pipeline.pieces import Piece
from bookbuild.render import Copy
from bookbuild.render.bibliography import NO_SOURCES
from bookbuild.serve.press import press
from bookbuild.serve.text import Text

PRINTED: Final = tuple(
    fmt.name for fmt in FORMATS.values() if fmt.renderer in {"pdf", "sheets", "press"}
)
E_BOOKS: Final = tuple(fmt.name for fmt in FORMATS.values() if fmt.renderer == "epub")

_PIXELS: Final = 1100
"""How wide a picture of a page is: sharp in a column of a wide screen."""
_AT_ONCE: Final = 2
"""So many pages are drawn at the same time; a browser asks for many."""


class NoSuchPieceError(Exception):
    """The text has no such piece: a chapter without a handout, a book without a poster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The last good file of an edition, and what was found when it was made last.

    digest: of its bytes. at: the page on which the chapter begins that was asked for, from 1.
    """

    artefact: Artefact | None
    digest: str
    findings: tuple[Diagnostic, ...]
    at: int = 1


_Key: TypeAlias = tuple[str, str]
"""The name of a format, and of a sheet the label of its chapter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presses:
    """Where `press` runs for what is printed: a sheet should not wait for a book."""

    books: Executor
    pieces: Executor


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A file, and the digests of all that it was made from."""

    made_of: tuple[object, ...]
    made: Made


class Editions:
    """Makes each file once for each text that it shows."""

    def __init__(
        self,
        world: World,
        presses: Presses,
        *,
        profile: Callable[[], bytes],
        fonts: Mapping[str, bytes],
    ) -> None:
        """Start with nothing made."""
        self._world = world
        self._presses = presses
        self._profile = profile
        self._fonts = fonts
        self._locks: defaultdict[_Key, Lock] = defaultdict(Lock)
        self._kept: dict[_Key, _Kept] = {}
        self._names: defaultdict[_Key, list[str]] = defaultdict(list)
        self._files: dict[str, Artefact] = {}
        self._drawing = Semaphore(_AT_ONCE)
        self.picture = lru_cache(maxsize=400)(self._picture)
        self.documents = lru_cache(maxsize=4)(_documents)

    def made(self, newest: Callable[[], Text], name: str, label: str) -> Made:
        """Give an edition, or that sheet of it which is the chapter's of this label.

        newest: gives the text; it is asked when the turn has come, for others may have waited
        longer. Raises KeyError for an unknown name, NoSuchPieceError, MachineLacksError,
        ToolFailedError.
        """
        fmt = FORMATS[name]
        made = self._one(newest, (name, label if fmt.per_sheet else ""))
        pages = made.artefact.pages if made.artefact else None
        return replace(made, at=int(pages.page_of.get(label, "1")) if pages else 1)

    def last(self, name: str) -> Made | None:
        """Give an edition that is one file as it was made last."""
        kept = self._kept.get((name, ""))
        return kept.made if kept else None

    def file(self, wanted: str) -> bytes | None:
        """Give a printed file by its digest, if it is still kept."""
        kept = self._files.get(wanted)
        return kept.content if kept else None

    def _picture(self, wanted: str, page: int) -> bytes:
        """Draw a page of a printed file, as PNG; raises KeyError when there is no such page.

        Raises MachineLacksError where Poppler is missing, ToolFailedError where it takes too long.
        """
        printed = self._files[wanted]
        if not 1 <= page <= (printed.page_count or 1):  # Poppler would draw all that there are
            raise KeyError(page)
        number = str(page)
        command = ["pdftoppm", "-png", "-f", number, "-l", number]
        command += ["-scale-to-x", str(_PIXELS), "-scale-to-y", "-1", "file.pdf"]
        with self._drawing:
            ran = self._world.run(command, files={"file.pdf": printed.content})
        if ran.code or not ran.out:
            raise KeyError(page)
        return ran.out

    def _one(self, newest: Callable[[], Text], key: _Key) -> Made:
        """Give one file of a format: as it was made before, if it would come out the same.

        While it is locked only what it is made from is locked besides, so nobody waits in a ring.
        """
        _piece(newest(), key)  # what there is has a lock; what is made up gets none
        with self._locks[key]:
            text = newest()
            piece = _piece(text, key)
            sources = [
                self._one(lambda: text, one)
                for name in FORMATS[key[0]].sources
                for one in _keys(text, FORMATS[name])
            ]
            made_of = (piece.made_of, text.style_digest, [one.digest for one in sources])
            kept = self._kept.get(key)
            if kept is None or kept.made_of != made_of:
                kept = _Kept(made_of=made_of, made=self._make(text, key, sources, kept))
                self._kept[key] = kept
            return kept.made

    def _make(self, text: Text, key: _Key, sources: list[Made], before: _Kept | None) -> Made:
        """Lay a file out; when that finds errors, the last good one stays."""
        fmt = FORMATS[key[0]]
        piece = _piece(text, key)
        last = before.made if before else Made(artefact=None, digest="", findings=())
        needed = [one.artefact for one in sources if one.artefact]
        if len(needed) < len(sources):
            return replace(last, findings=tuple(found for one in sources for found in one.findings))
        pages = last.artefact.pages if last.artefact else None
        copy = Copy(
            book=piece.book,
            sheets=piece.sheets,
            format=fmt,
            style=text.style,
            made_on=text.made_on,
            bibliography=text.bibliography if fmt.edition == "book" else NO_SOURCES,
            sources=tuple(needed),
            profile=self._profile() if fmt.finish == "press" else b"",
            fonts=self._fonts if fmt.renderer == "epub" else {},
            last_map=pages.page_of if pages else {},
        )
        return self._put_by(key, self._laid_out(copy), last)

    def _laid_out(self, copy: Copy) -> Outcome[Artefact]:
        """Lay a copy out: an e-book here at once, what is printed at a press."""
        if copy.format.renderer == "epub":
            return lay_out(copy)
        where = self._presses.pieces if copy.format.pages else self._presses.books
        try:
            return where.submit(press, copy).result()
        except BrokenExecutor as error:
            raise ToolFailedError("the press", "start `.venv/bin/bookbuild serve` again") from error

    def _put_by(self, key: _Key, outcome: Outcome[Artefact], last: Made) -> Made:
        """Keep a file, and the one before it: a page may still show that."""
        if has_errors(outcome.diagnostics):
            return replace(last, findings=outcome.diagnostics)
        artefact = replace(outcome.value, html=())
        name = digest(artefact.content)
        self._files[name] = artefact
        names = [*(one for one in self._names[key] if one != name), name]
        for gone in names[:-2]:
            del self._files[gone]
        self._names[key] = names[-2:]
        return Made(artefact=artefact, digest=name, findings=outcome.diagnostics)


def _keys(text: Text, fmt: Format) -> list[_Key]:
    """Give the keys of all files of a format."""
    labels = [
        piece.book.sections[0].label if fmt.per_sheet else "" for piece in text.pieces_of(fmt)
    ]
    return [(fmt.name, label) for label in labels]


def _piece(text: Text, key: _Key) -> Piece:
    """Give the text of a file; raises NoSuchPieceError."""
    fmt = FORMATS[key[0]]
    found = dict(zip(_keys(text, fmt), text.pieces_of(fmt), strict=True))
    if key not in found:
        raise NoSuchPieceError(fmt.name)
    return found[key]


def _documents(archive: bytes) -> Mapping[str, bytes]:
    """Give what lies in the archive of an e-book, by path."""
    with ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
