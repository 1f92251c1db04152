"""A session over a tiny book in memory, with a press that prints plain text instead of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from bookbuild.model.artefact import Artefact, Pages
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.pipeline.executors import InProcess
from bookbuild.pipeline.session import Result, Session, run
from bookbuild.pipeline.targets import wanted
from bookbuild.render.copy import Copy
from bookbuild.render.outline import outline_of
from bookbuild.system.memory import MemoryWorld
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
    """Stands for `pipeline.make`: it prints the outline, and fails formats it was told to fail."""

    made: list[str] = field(default_factory=list)
    fails: set[str] = field(default_factory=set)
    maps: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def __call__(self, copy: Copy) -> Outcome[Artefact]:
        fmt = copy.format
        self.made.append(fmt.name)
        self.maps[fmt.name] = copy.last_map
        paged = fmt.paper is not None
        artefact = Artefact(
            format=fmt.name,
            path=fmt.path.format(slug=copy.book.imprint.slug),
            content=f"{fmt.name}, {copy.made_on}\n{outline_of(copy.book, whole=True)}".encode(),
            html=(),
            pages=Pages(count=1, starts=(), page_of={"one": "1"}) if paged else None,
            checked=("every word",),
        )
        if fmt.name in self.fails:
            return Outcome(artefact, (Diagnostic(code="PDF021", message="a word is lost"),))
        return Outcome(artefact)


@dataclass
class House:
    """A folder, a shelf and a press; `build` is one run of the command."""

    press: Press
    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    changed: dict[str, str] = field(default_factory=dict)
    tools: str = "tools"

    def build(self, *names: str, fresh: bool = False) -> Result:
        """Build some outputs of the book as it stands now."""
        self.press.made.clear()
        self.shelf.written.clear()
        return run(self.session(), wanted(names, ["letter"]), fresh=fresh)

    def session(self) -> Session:
        files = {"manuscript/notes.txt": "not a part of the book", **STYLES, **self.changed}
        return Session(
            world=tiny_world(CHAPTER, more=files),
            shelf=self.shelf,
            tools=self.tools,
            versions={"weasyprint": "70.0"},
            executor=_here,
            style_world=MemoryWorld,
            tell=lambda _name: None,
        )

    def why(self, *names: str) -> str:
        """Build, and say why each output was made, as `--why` does."""
        result = self.build(*names)
        assert result.outputs, result.diagnostics
        return "; ".join(f"{one.format}: {one.why or 'up to date'}" for one in result.outputs)


@contextmanager
def _here(_jobs: int) -> Iterator[Executor]:
    yield InProcess()


@pytest.fixture
def house(monkeypatch) -> House:
    press = Press()
    monkeypatch.setattr("bookbuild.pipeline.make", press)
    return House(press=press)
