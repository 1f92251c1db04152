"""A World in a dictionary, for tests and for callers that have no disk.

In: files by path. Out: a World that reads them. It runs no programs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.model.world import NO_FILES, OutsideError, Ran

MEMORY_DAY: Final = dt.date(2026, 1, 2)


class MemoryWorld:
    """A book held in memory; text is kept as UTF-8."""

    def __init__(
        self,
        files: Mapping[str, str | bytes] | Mapping[PurePosixPath, bytes],
        *,
        faults: Mapping[str, str] | None = None,
    ) -> None:
        """Take files by path; `faults` names paths that fail, with a reason of OutsideError."""
        self._files = {
            PurePosixPath(path): content.encode() if isinstance(content, str) else content
            for path, content in files.items()
        }
        self._faults = {PurePosixPath(path): reason for path, reason in (faults or {}).items()}

    def read(self, path: PurePosixPath) -> bytes:
        """Give a file's bytes; raise OutsideError when there is none or it lies outside."""
        if path.is_absolute() or ".." in path.parts:
            raise OutsideError(path, OutsideError.ESCAPES)
        if path in self._faults:
            raise OutsideError(path, self._faults[path])
        if path in self._files:
            return self._files[path]
        is_folder = any(path in one.parents for one in self._files)
        raise OutsideError(path, OutsideError.NOT_A_FILE if is_folder else OutsideError.MISSING)

    def exists(self, path: PurePosixPath) -> bool:
        """Tell whether `read` would find a file."""
        return path in self._files and path not in self._faults

    def files(self, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
        """List the files in a folder and below, sorted; none when there is no such folder."""
        return tuple(sorted(path for path in self._files if folder in path.parents))

    def source_date(self) -> dt.date | None:
        """Give no date: memory has no environment."""
        return None

    def today(self) -> dt.date:
        """Give the day on which time stands still in memory."""
        return MEMORY_DAY

    def run(
        self,
        command: Sequence[str],
        *,
        given: bytes = b"",  # noqa: ARG002  # the World's signature
        files: Mapping[str, bytes] = NO_FILES,  # noqa: ARG002  # the World's signature
        seconds: float = 60,  # noqa: ARG002  # the World's signature
    ) -> Ran:
        """Run nothing: memory has no programs."""
        raise MachineLacksError(
            command[0], needed_for="this step", mend="run the build on a real disk"
        )
