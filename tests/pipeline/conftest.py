"""A session over a tiny book in memory, with a press that prints plain text instead of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from bookbuild.model.artefact import Artefact, Fit, Pages
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.format import PaperFamily
from bookbuild.pipeline.executors import InProcess
from bookbuild.pipeline.session import Result, Session, run
from bookbuild.pipeline.targets import wanted
from bookbuild.render.copy import Copy
from bookbuild.render.outline import outline_of
from bookbuild.system.memory import MemoryWorld
from kit.formats import SMALL, lay
from kit.tiny import tiny_world

CHAPTER = "# One {#one}\n\nYou may rest.\n"
STYLES = {"styles/book/book.css": "p { margin: 0 }", "styles/epub/text.css": "p { margin: 0 }"}


class MemoryShelf:
    """A shelf in two dictionaries; it remembers what was put on it, in order."""

    def __init__(self) -> None:
        self.outputs: dict[str, bytes] = {}
        self.notes: dict[str, bytes] = {}
        self.written: list[str] = []

    def output(self, path: str) -> bytes | None:
        return self.outputs.get(path)

    def put_outputs(self, contents: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        self.outputs.update(contents)
        for path in gone:
            self.outputs.pop(path, None)
        self.written += contents

    def note(self, name: str) -> bytes | None:
        return self.notes.get(name)

    def put_note(self, name: str, content: bytes) -> None:
        self.notes[name] = content


@dataclass
class Press:
    """Stands for `pipeline.make`: it prints the outline and the names of the files it is made from.

    It fails formats that it was told to fail; sheets were made to fit as it was told; beside the
    file of a format lie those it was told of.
    """

    made: list[str] = field(default_factory=list)
    fails: set[str] = field(default_factory=set)
    maps: dict[str, Mapping[str, str]] = field(default_factory=dict)
    fit: Fit | None = None
    beside: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def __call__(self, copy: Copy) -> Outcome[Artefact]:
        fmt = copy.format
        self.made.append(fmt.name)
        self.maps[fmt.name] = copy.last_map
        paged = fmt.paper is not None
        head = " ".join([fmt.name, str(copy.made_on), *(one.path for one in copy.sources)])
        artefact = Artefact(
            format=fmt.name,
            path=copy.path,
            content=f"{head}\n{outline_of(copy.book, whole=True)}".encode(),
            html=(),
            page_count=1 if paged else None,
            pages=Pages(count=1, starts=(), page_of={"one": "1"}) if paged else None,
            fit=self.fit if fmt.per_sheet else None,
            checked=("every word",),
            beside=self.beside.get(fmt.name, {}),
        )
        if fmt.name in self.fails:
            return Outcome(artefact, (Diagnostic(code="PDF021", message="a word is lost"),))
        return Outcome(artefact)


@dataclass
class House:
    """A folder, a shelf and a press; `build` is one run of the command."""

    press: Press
    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    chapters: tuple[str, ...] = (CHAPTER,)
    pieces: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    tools: str = "tools"

    def build(
        self, *names: str, on: tuple[PaperFamily, ...] = ("letter",), fresh: bool = False
    ) -> Result:
        """Build some outputs of the book as it stands now."""
        self.press.made.clear()
        self.shelf.written.clear()
        return run(self.session(), wanted(names, on), fresh=fresh)

    def session(self) -> Session:
        files = {"manuscript/notes.txt": "not a part of the book", **STYLES, **self.changed}
        return Session(
            world=tiny_world(*self.chapters, pieces=self.pieces, more=files),
            shelf=self.shelf,
            tools=self.tools,
            versions={"weasyprint": "70.0"},
            executor=_here,
            style_world=MemoryWorld,
            profile=bytes,
            fonts=dict,
            tell=lambda _name: None,
        )

    def why(self, *names: str, on: tuple[PaperFamily, ...] = ("letter",)) -> str:
        """Build, and say why each output was made, as `--why` does."""
        result = self.build(*names, on=on)
        assert result.outputs, result.diagnostics
        return "; ".join(f"{one.format}: {one.why or 'up to date'}" for one in result.outputs)


@contextmanager
def _here(_jobs: int) -> Iterator[Executor]:
    yield InProcess()


@pytest.fixture
def house(monkeypatch) -> House:
    """Give a house that makes the formats of a small table."""
    lay(monkeypatch, *SMALL)
    press = Press()
    monkeypatch.setattr("bookbuild.pipeline.make", press)
    return House(press=press)
