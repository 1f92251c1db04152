"""The outside as a protocol: disk, programs and the date, handed to whoever needs them.

In: nothing. Out: `World`, which `bookbuild.system` implements for a real disk and for a
dictionary in memory. No stage opens a file, runs a program or reads a clock by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, Final, Protocol

NO_FILES: Final[Mapping[str, bytes]] = MappingProxyType({})


class OutsideError(Exception):
    """A path leaves the book's folder, or does not lead to a readable file.

    `reason` is one of the words below, so that `load` can choose the right diagnostic.
    """

    MISSING = "missing"
    ESCAPES = "escapes"
    CYCLE = "cycle"
    NOT_A_FILE = "not a file"
    UNREADABLE = "unreadable"

    def __init__(self, path: PurePosixPath, reason: str) -> None:
        """Keep the path as it was asked for."""
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how it is made again in another process."""
        return OutsideError, (self.path, self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a program did: exit code, and what it wrote, as bytes."""

    code: int
    out: bytes
    err: bytes


class World(Protocol):
    """All that a stage may ask of the machine.

    Paths are relative to the book's root and use `/`. `styles/…` leads to the house style of the
    root when it has one, else to the house style that is shipped with the package.
    """

    def read(self, path: PurePosixPath) -> bytes:
        """Give a file's bytes; raise OutsideError when there is none or it lies outside."""
        ...

    def exists(self, path: PurePosixPath) -> bool:
        """Tell whether `read` would find a file."""
        ...

    def files(self, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
        """List the files in a folder and below, sorted; none when there is no such folder."""
        ...

    def source_date(self) -> dt.date | None:
        """Give the date in SOURCE_DATE_EPOCH (seconds since 1970, UTC), or None when it is not set.

        Reproducible builds: https://reproducible-builds.org/specs/source-date-epoch/
        """
        ...

    def today(self) -> dt.date:
        """Give today's date in UTC; only findings may depend on it, never an output's bytes."""
        ...

    def run(
        self,
        command: Sequence[str],
        *,
        given: bytes = b"",
        files: Mapping[str, bytes] = NO_FILES,
        seconds: float = 60,
    ) -> Ran:
        """Run a program in an empty folder that holds `files` alone, and give what it said.

        Raises MachineLacksError when the program is not there, ToolFailedError when it needs longer
        than `seconds`.
        """
        ...


class Shelf(Protocol):
    """Where outputs go, and where a build keeps its notes: the only places that are written."""

    def output(self, path: str) -> bytes | None:
        """Give an output as it stands below `dist/`, or None."""
        ...

    def outputs_in(self, folder: str) -> tuple[str, ...]:
        """List the files in a folder below `dist/` and below it, whoever wrote them, sorted."""
        ...

    def put_outputs(self, contents: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        """Write outputs whole, by path, or leave all old ones alone; then take `gone` away.

        A folder that is empty then goes too.
        """
        ...

    def note(self, name: str) -> bytes | None:
        """Give a note of an earlier build, or None."""
        ...

    def put_note(self, name: str, content: bytes) -> None:
        """Keep a note for the next build."""
        ...

    def notes(self, folder: str) -> tuple[str, ...]:
        """Name the notes in a folder, sorted."""
        ...

    def drop_note(self, name: str) -> None:
        """Throw a note away."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Keep every other build away from here, for the length of a `with` block."""
        ...
