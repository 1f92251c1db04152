"""A session over a tiny book in memory, with a press that prints plain text instead of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from threading import Thread
from time import monotonic, sleep
from typing import Any, TypeVar

import pytest

from bookbuild.model.artefact import Artefact, Fit, Pages
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.format import PaperFamily
from bookbuild.pipeline.executors import InProcess
from bookbuild.pipeline.run import run
from bookbuild.pipeline.session import Result, Session
from bookbuild.pipeline.targets import wanted
from bookbuild.render.copy import Copy
from bookbuild.render.outline import outline_of
from bookbuild.system.memory import MemoryWorld
from kit.formats import SMALL, lay
from kit.tiny import tiny_world

R = TypeVar("R")

CHAPTER = "# One {#one}\n\nYou may rest.\n"
STYLES = {"styles/book/book.css": "p { margin: 0 }", "styles/epub/text.css": "p { margin: 0 }"}


class MemoryShelf:
    """A shelf in two dictionaries; it remembers what was put on it, in order."""

    def __init__(self) -> None:
        self.outputs: dict[str, bytes] = {}
        self.noted: dict[str, bytes] = {}
        self.written: list[str] = []

    def output(self, path: str) -> bytes | None:
        return self.outputs.get(path)

    def outputs_in(self, folder: str) -> tuple[str, ...]:
        return tuple(sorted(path for path in self.outputs if path.startswith(f"{folder}/")))

    def put_outputs(self, contents: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        self.outputs.update(contents)
        for path in gone:
            self.outputs.pop(path, None)
        self.written += contents

    def note(self, name: str) -> bytes | None:
        return self.noted.get(name)

    def put_note(self, name: str, content: bytes) -> None:
        self.noted[name] = content

    def notes(self, folder: str) -> tuple[str, ...]:
        return tuple(sorted(name for name in self.noted if name.startswith(f"{folder}/")))

    def drop_note(self, name: str) -> None:
        del self.noted[name]

    def alone(self) -> AbstractContextManager[None]:
        return nullcontext()


@dataclass
class Press:
    """Stands for `build.make`: it prints the outline and the names of the files it is made from.

    It fails formats that it was told to fail; sheets were made to fit as it was told; beside the
    file of a format lie those it was told of. Each format takes as many seconds as it was told, by
    its own clock.
    """

    made: list[str] = field(default_factory=list)
    fails: set[str] = field(default_factory=set)
    maps: dict[str, Mapping[str, str]] = field(default_factory=dict)
    fit: Fit | None = None
    pages: dict[str, str] = field(default_factory=lambda: {"one": "1"})
    seconds: dict[str, float] = field(default_factory=dict)
    clock: float = 0.0
    given: set[str] = field(default_factory=set)
    beside: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def __call__(self, copy: Copy) -> Outcome[Artefact]:
        fmt = copy.format
        self.clock += self.seconds.get(fmt.name, 0.0)
        self.made.append(fmt.name)
        self.maps[fmt.name] = copy.last_map
        self.given = {path for one in copy.sources for path in one.files}
        for path in copy.style.files(PurePosixPath("styles") / fmt.theme):
            copy.style.read(path)
        paged = fmt.paper is not None
        head = " ".join([fmt.name, str(copy.made_on), *(one.path for one in copy.sources)])
        artefact = Artefact(
            format=fmt.name,
            path=copy.path,
            content=f"{head}\n{outline_of(copy.book, whole=True)}{_foot(copy)}".encode(),
            html=(),
            page_count=1 if paged else None,
            pages=Pages(count=1, starts=(), page_of=self.pages) if paged else None,
            fit=self.fit if fmt.per_sheet else None,
            checked=("every word",),
            beside=self.beside.get(fmt.name, {}),
        )
        if fmt.name in self.fails:
            lost = Diagnostic(code="PDF021", message=f"a word of {fmt.name} is lost")
            return Outcome(artefact, (lost,))
        return Outcome(artefact)


def _foot(copy: Copy) -> str:
    return f"This copy: {copy.book.standing.copy_id}\n"


@dataclass
class Crew(InProcess):
    """Does each job at once, but for those of a format that it holds back until others are done."""

    press: Press
    holds: str = ""
    until: str = ""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        if not args or args[0].format.name != self.holds:
            return super().submit(fn, *args, **kwargs)
        held: Future[R] = Future()

        def later() -> None:
            end = monotonic() + 60
            while self.until not in self.press.made and monotonic() < end:
                sleep(0.001)
            held.set_result(fn(*args, **kwargs))

        Thread(target=later).start()
        return held


@dataclass
class House:
    """A folder, a shelf and a press; `build` is one run of the command."""

    press: Press
    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    chapters: tuple[str, ...] = (CHAPTER,)
    pieces: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    tools: str = "tools"
    told: list[str] = field(default_factory=list)
    holds: tuple[str, str] = ("", "")

    def build(
        self, *names: str, on: tuple[PaperFamily, ...] = ("letter",), fresh: bool = False
    ) -> Result:
        """Build some outputs of the book as it stands now."""
        self.press.made.clear()
        self.shelf.written.clear()
        self.told.clear()
        return run(self.session(), wanted(names, on), fresh=fresh)

    def session(self) -> Session:
        files = {"manuscript/notes.txt": "not a part of the book", **STYLES, **self.changed}
        return Session(
            world=tiny_world(*self.chapters, pieces=self.pieces, more=files),
            shelf=self.shelf,
            tools=self.tools,
            versions={"weasyprint": "70.0"},
            executor=self._crew,
            style_world=MemoryWorld,
            profile=bytes,
            fonts=dict,
            tell=self.told.append,
        )

    def why(self, *names: str, on: tuple[PaperFamily, ...] = ("letter",)) -> str:
        """Build, and say why each output was made, as `--why` does."""
        result = self.build(*names, on=on)
        assert result.outputs, result.diagnostics
        return "; ".join(f"{one.format}: {one.why or 'up to date'}" for one in result.outputs)

    @contextmanager
    def _crew(self, _jobs: int) -> Iterator[Executor]:
        held, until = self.holds
        yield Crew(self.press, held, until)


@pytest.fixture
def house(monkeypatch) -> House:
    """Give a house that makes the formats of a small table."""
    lay(monkeypatch, *SMALL)
    press = Press()
    monkeypatch.setattr("bookbuild.pipeline.build.make", press)
    monkeypatch.setattr("bookbuild.pipeline.build.process_time", lambda: press.clock)
    return House(press=press)
