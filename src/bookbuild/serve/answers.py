"""What a browser gets for an address.

In: the desk, the editions, the address as it was asked for. Out: an answer. No address is ever a
path of the disk: all that can be asked for is held in memory under its name, or is one of the few
files of the bench. What is not there is not there, however it is spelt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from html import escape
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import parse_qs, unquote

from bookbuild.model.clinic import HOUSE_COLOUR
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.sheets import sheets_of
from bookbuild.model.walk import plain
from bookbuild.model.world import OutsideError, World
from bookbuild.pipeline.cache import digest
from bookbuild.pipeline.troubles import OUR_FAULT, trouble_of
from bookbuild.render.clinic import palette_css
from bookbuild.render.frames import fill
from bookbuild.render.web.addresses import page_of, page_of_sheet
from bookbuild.render.web.fonts import web_fonts
from bookbuild.serve.desk import Desk, State
from bookbuild.serve.editions import E_BOOKS, PRINTED, Editions, Made, NoSuchPieceError
from bookbuild.serve.excerpts import excerpt_of
from bookbuild.serve.text import Shown

OK, FORBIDDEN, NOT_FOUND, UNAVAILABLE = 200, 403, 404, 503

OURS: Final = "/_serve/"
EVENTS: Final = "/_serve/events"

_TYPES: Final[Mapping[str, str]] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
}
_STYLES: Final = PurePosixPath("styles")
_FILES: Final = frozenset({"bench.css", "bench.js", "findings.js", "live.js", "signals.js"})
_NUMBER: Final = re.compile("[1-9][0-9]{0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """lasting: the same address will always have the same answer."""

    content: bytes
    type: str
    status: int = OK
    lasting: bool = False


class Answers:
    """Knows where everything is."""

    def __init__(self, desk: Desk, editions: Editions, fault: Callable[[], None]) -> None:
        """Answer from a desk and the editions that are made of what lies on it.

        fault: hears of an exception that is our fault, while it is being handled.
        """
        self.desk = desk
        self._fault = fault
        self._editions = editions
        self.said = lru_cache(maxsize=2)(self._said)

    def to(self, target: str, *, elsewhere: bool = False) -> Answer:
        """Answer a request for an address with its query, as it stands in the request line.

        elsewhere: a page of another site has asked. It may lead to our pages, but not set us to
        work (https://www.w3.org/TR/fetch-metadata/).
        """
        path, _, query = target.partition("?")
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        try:
            parts = _parts(path)
        except ValueError:
            return _nothing()
        if elsewhere and f"/{parts[0]}/" == OURS:
            return _nothing("This is for the bench alone.", FORBIDDEN)
        try:
            return self._at(parts, asked.get("of", ""))
        except OutsideError:
            return _nothing()
        except Exception as error:  # noqa: BLE001  # it is told, and ours is reported in full
            return _nothing(self._words(error), UNAVAILABLE)

    def _words(self, error: Exception) -> str:
        """Say what kept us from answering; a fault of ours is reported besides.

        What fails because the preview has been ended is nobody's fault.
        """
        trouble = trouble_of(error)
        if trouble is None and not self.desk.closed:
            self._fault()
        return trouble.sentences if trouble else OUR_FAULT

    def _at(self, parts: tuple[str, ...], label: str) -> Answer:
        match parts:
            case ("",):
                return self._bench()
            case ("_serve", "state"):
                return _json(self.said(self.desk.state))
            case ("_serve", "print", name) if name in PRINTED:
                return _json(self._edition(name, label, self._printed))
            case ("_serve", "e-book", name) if name in E_BOOKS:
                return _json(self._edition(name, label, self._bound))
            case ("_serve", *rest):
                return self._of_bench("/".join(rest))
            case ("web", *rest):
                return self._web("/".join(rest) or "index.html")
            case ("pages", name, file):
                return self._page(name, file)
            case ("e-book", name, *rest):
                return self._document(name, "/".join(rest))
            case _:
                return _nothing()

    # The bench

    def _bench(self) -> Answer:
        text = self.desk.state.text
        imprint = text.checked.book.config.book if text and text.checked.book else None
        page = fill(
            "serve/bench.html.j2",
            self.desk.world,
            title=imprint.title if imprint else "bookbuild",
            language=imprint.language if imprint else "en",
            printed=PRINTED,
            e_books=E_BOOKS,
        )
        return Answer(content=page.encode(), type=_TYPES[".html"])

    def _of_bench(self, name: str) -> Answer:
        """Give one of the few files that the bench is made of."""
        fonts = web_fonts(self.desk.fonts)
        if name in _FILES:
            return _file(name, self.desk.world.read(_STYLES / "serve" / name))
        if name == "tokens.css":
            return _file(name, self.desk.world.read(_STYLES / "shared" / name))
        if name == "palette.css":
            return _file(name, self._palette().encode())
        return _file(name, fonts[name]) if name in fonts else _nothing()

    def _palette(self) -> str:
        text = self.desk.state.text
        if text and text.checked.editions:
            return palette_css(text.checked.editions["book"])
        return f":root {{ --spruce: {HOUSE_COLOUR} }}\n"

    def _said(self, state: State) -> bytes:
        """Write a state as JSON."""
        return json.dumps(_as_data(state, self.desk.world)).encode()

    # The editions

    def _web(self, path: str) -> Answer:
        """Give a file of the web edition; its pages get the script that follows the text."""
        text = self.desk.state.text
        content = text.web.get(path) if text else None
        if path.endswith(".html"):
            shown = text.shown.get(path) if text else None
            return _living(content, path, shown)
        return _nothing() if content is None else _file(path, content)

    def _edition(
        self, name: str, label: str, tell: Callable[[str, Made, str], dict[str, Any]]
    ) -> bytes:
        """Make an edition and tell where it is, or why it is not."""
        text = self.desk.state.text
        if text is None:
            return json.dumps({"none": "There is no text yet that can be shown."}).encode()
        try:
            made = self._editions.made(lambda: self.desk.state.text or text, name, label)
        except NoSuchPieceError:
            told: dict[str, Any] = {"none": f"This chapter has no {name} of its own."}
        except Exception as error:  # noqa: BLE001  # it is told, and ours is reported in full
            told = {"none": self._words(error)}
        else:
            there = tell(name, made, label) if made.artefact else {"none": "It has errors."}
            told = {**there, "findings": _findings(made.findings, self.desk.world)}
        return json.dumps(told).encode()

    def _printed(self, _name: str, made: Made, _label: str) -> dict[str, Any]:
        assert made.artefact
        name = PurePosixPath(made.artefact.path).name
        return {
            "file": f"/pages/{made.digest}/{name}",
            "pages": [
                f"/pages/{made.digest}/{number}.png"
                for number in range(1, (made.artefact.page_count or 1) + 1)
            ],
            "at": made.at,
        }

    def _bound(self, name: str, made: Made, label: str) -> dict[str, Any]:
        assert made.artefact
        documents = self._editions.documents(made.artefact.content)
        home = f' id="{label}"'.encode()
        pages = [path for path in sorted(documents) if path.endswith(".xhtml")]
        path = next((path for path in pages if home in documents[path]), None)
        if path is None:
            return {"none": "This chapter is not in this e-book."}
        looks = b"".join(documents[one] for one in sorted(documents) if one.endswith(".css"))
        return {"file": f"/e-book/{name}/{path}", "shown": digest(documents[path] + looks)}

    def _page(self, name: str, file: str) -> Answer:
        """Give a printed file by the digest of its bytes, or the picture of one of its pages."""
        content = self._editions.file(name)
        stem, _, suffix = file.rpartition(".")
        if content is None:
            return _nothing()
        if suffix == "pdf":
            return Answer(content=content, type=_TYPES[".pdf"], lasting=True)
        if suffix != "png" or not _NUMBER.fullmatch(stem):
            return _nothing()
        try:
            picture = self._editions.picture(name, int(stem))
        except KeyError:
            return _nothing()
        return Answer(content=picture, type=_TYPES[".png"], lasting=True)

    def _document(self, name: str, path: str) -> Answer:
        """Give a file from within the archive of the e-book that was made last."""
        made = self._editions.last(name)
        if made is None or made.artefact is None:
            return _nothing()
        content = self._editions.documents(made.artefact.content).get(path)
        return _nothing() if content is None else _file(path, content)


def _parts(path: str) -> tuple[str, ...]:
    """Split a path into its names; raises ValueError when it is not spelt as we spell paths."""
    if not path.startswith("/"):
        raise ValueError(path)
    parts = tuple(unquote(part, errors="strict") for part in path[1:].split("/"))
    for part in parts:
        if part in {".", ".."} or any(sign in part for sign in "/\\\0"):
            raise ValueError(path)
    return parts


def _file(path: str, content: bytes) -> Answer:
    kind = _TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
    return Answer(content=content, type=kind)


def _json(content: bytes) -> Answer:
    return Answer(content=content, type=_TYPES[".json"])


def _nothing(words: str = "There is nothing here.", status: int = NOT_FOUND) -> Answer:
    return Answer(content=f"{words}\n".encode(), type=_TYPES[".txt"], status=status)


def _living(content: bytes | None, path: str, shown: Shown | None) -> Answer:
    """Give a page with the script that follows the text; one that is not there may come yet."""
    script = (
        f'<script type="module" src="{OURS}live.js" data-page="{escape(path)}"'
        f' data-look="{shown.look if shown else ""}" data-words="{shown.words if shown else ""}">'
        "</script>\n</head>"
    ).encode()
    page = _MISSING if content is None else content
    status = NOT_FOUND if content is None else OK
    living = page.replace(b"</head>", script, 1)
    return Answer(content=living, type=_TYPES[".html"], status=status)


_MISSING: Final = b"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/><title>No such page</title></head>
<body><main><h1>No such page</h1><p>The text has no page of this address. This page looks again
after each save. <a href="/">To the bench</a></p></main></body></html>
"""


def _as_data(state: State, world: World) -> dict[str, Any]:
    text = state.text
    return {
        "number": state.number,
        "current": state.current,
        "trouble": state.trouble,
        "findings": _findings(state.findings, world),
        "shown": {page: asdict(one) for page, one in text.shown.items()} if text else {},
        "contents": _contents(state),
    }


def _contents(state: State) -> list[dict[str, Any]]:
    """Tell which pages the web edition has, and the chapters behind them."""
    text = state.text
    if text is None or text.checked.editions is None:
        return []
    book = text.checked.editions["book"]
    sheets = sheets_of(text.checked.editions["handout"])
    pages = [
        *(("book", page_of(one), one) for one in book.sections),
        *(("sheets", page_of_sheet(one), one.sections[0]) for one in sheets),
    ]
    return [
        {
            "group": group,
            "page": page,
            "label": section.label,
            "name": f"{section.number or ''} {plain(section.title)}".strip(),
        }
        for group, page, section in pages
    ]


def _findings(found: tuple[Diagnostic, ...], world: World) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "severity": str(one.severity),
            "place": str(one.span) if one.span else "",
            "message": one.message,
            "hints": list(one.hints),
            "excerpt": excerpt_of(one, world),
        }
        for one in found
    ]
