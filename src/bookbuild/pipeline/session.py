"""What one run of a command is given, what it finds of earlier runs, and what it says it did.

In: a World to read, a Shelf to write to. Out: frozen values. Nothing here opens a stage, so that a
build with nothing to do costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from bookbuild.model.artefact import Fit
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.format import FORMATS
from bookbuild.model.world import Shelf, World
from bookbuild.pipeline.cache import (
    Record,
    Sight,
    changed_reads,
    digest,
    read_record,
    read_sight,
)

if TYPE_CHECKING:  # a pool of processes is opened when there is something to do
    from bookbuild.pipeline.executors import Hands

MANIFEST: Final = "manifest.json"
REPORT: Final = "report.html"
SIGHT: Final = "sight.json"
RECORDS: Final = "records"
EDITIONS: Final = "manuscript/editions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One output that was asked for: its path, and why it was made (None: it was up to date).

    fit: how a copy-fitted sheet was made to fit.
    """

    format: str
    path: str
    why: str | None
    pages: int | None
    fit: Fit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a run needs.

    tools: digest of versions and code. versions: for the manifest. executor: opens an executor for
    so many jobs. style_world: makes a World from files, to be sent to other processes. profile:
    gives the ICC profile of the press. fonts: gives the files of the book's fonts by name.
    """

    world: World
    shelf: Shelf
    tools: str
    versions: Mapping[str, str]
    executor: Callable[[int], AbstractContextManager[Hands]]
    style_world: Callable[[Mapping[PurePosixPath, bytes]], World]
    tell: Callable[[str], None]
    profile: Callable[[], bytes]
    fonts: Callable[[], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """outputs: those asked for, in order; empty when errors stopped the build."""

    outputs: tuple[Written, ...]
    diagnostics: tuple[Diagnostic, ...]


class Digests:
    """The digests of the outputs as they stand, each file read once."""

    def __init__(self, shelf: Shelf) -> None:
        """Start with none read."""
        self._shelf = shelf
        self._known: dict[str, str | None] = {}

    def __call__(self, path: str) -> str | None:
        """Give the digest of an output, or None where there is none."""
        if path not in self._known:
            content = self._shelf.output(path)
            self._known[path] = None if content is None else digest(content)
        return self._known[path]

    def forget(self) -> None:
        """Read all again: some were written."""
        self._known.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What earlier runs noted: a record for each format, and what the last one read."""

    records: Mapping[str, Record | None]
    sight: Sight | None

    def settled(self, tools: str, world: World) -> dict[str, Record]:
        """Give the records of formats that nothing has happened to since the last run."""
        sight = self.sight
        if sight is None:
            return {}
        current = {
            name: record
            for name, record in self.records.items()
            if record and (record.tools, record.seen) == (tools, sight.digest)
        }
        return {} if changed_reads(sight.reads, world) else current


def read_notes(shelf: Shelf) -> Notes:
    """Read what earlier runs noted; a damaged note counts as none."""
    return Notes(
        records={name: read_record(shelf.note(note_of(name))) for name in FORMATS},
        sight=read_sight(shelf.note(SIGHT)),
    )


def note_of(name: str) -> str:
    """Give the name of a format's record."""
    return f"{RECORDS}/{name}.json"


def all_there(record: Record, there: Callable[[str], str | None]) -> bool:
    """Tell whether every file of a format is as it was written."""
    return all(
        there(path) == noted for file in record.files for path, noted in file.digests.items()
    )
