"""Reads below the book's folder; writes whole files or nothing.

In: a folder. Out: bytes for paths below it (`styles/…` falls back on the house style shipped with
the package), and files that appear under their name only when they are complete.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.model.world import NO_FILES, OutsideError, Ran

_PACKAGE: Final = Path(__file__).parents[1]


class DiskWorld:
    """A World on a real disk."""

    def __init__(self, root: Path) -> None:
        """Remember the folder that holds `manuscript/`; it need not exist yet."""
        self._root = root.resolve()

    def read(self, path: PurePosixPath) -> bytes:
        """Give a file's bytes; raise OutsideError when there is none or it lies outside."""
        try:
            return self._inside(path).read_bytes()
        except FileNotFoundError:
            raise OutsideError(path, OutsideError.MISSING) from None
        except (IsADirectoryError, NotADirectoryError):
            raise OutsideError(path, OutsideError.NOT_A_FILE) from None
        except OSError as error:
            raise OutsideError(path, f"{OutsideError.UNREADABLE}: {error.strerror}") from None

    def exists(self, path: PurePosixPath) -> bool:
        """Tell whether `read` would find a file."""
        try:
            return self._inside(path).is_file()
        except OutsideError:
            return False

    def files(self, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
        """List the files in a folder and below, sorted; none when there is no such folder."""
        top = self._inside(folder)
        found = (
            folder / PurePosixPath(Path(where, name).relative_to(top).as_posix())
            for where, _, names in os.walk(top)
            for name in names
        )
        return tuple(sorted(found))

    def source_date(self) -> dt.date | None:
        """Give the date in SOURCE_DATE_EPOCH, or None when it is not set.

        Raises MachineLacksError when it is set to what is no date: to build with another one would
        look reproducible and not be.
        """
        seconds = os.environ.get("SOURCE_DATE_EPOCH")
        if not seconds:
            return None
        try:
            return dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).date()
        except (ValueError, OverflowError, OSError):
            raise MachineLacksError(
                f"a number of seconds in SOURCE_DATE_EPOCH (`{seconds}`)",
                needed_for="the date in the files",
                mend="unset SOURCE_DATE_EPOCH",
            ) from None

    def today(self) -> dt.date:
        """Give today's date in UTC."""
        return dt.datetime.now(tz=dt.UTC).date()

    def run(
        self,
        command: Sequence[str],
        *,
        given: bytes = b"",
        files: Mapping[str, bytes] = NO_FILES,
        seconds: float = 60,
    ) -> Ran:
        """Run a program; see `bookbuild.system.programs`."""
        from bookbuild.system.programs import run_program  # noqa: PLC0415  # few runs need one

        return run_program(command, given=given, files=files, seconds=seconds)

    def _inside(self, path: PurePosixPath) -> Path:
        if path.is_absolute() or ".." in path.parts:
            raise OutsideError(path, OutsideError.ESCAPES)
        root = self.home_of(path)
        try:
            real = (root / path).resolve(strict=False)
        except RuntimeError:  # Python 3.11 says so for a loop of symbolic links
            raise OutsideError(path, OutsideError.CYCLE) from None
        except OSError:
            raise OutsideError(path, OutsideError.CYCLE) from None
        if not real.is_relative_to(root.resolve()):
            raise OutsideError(path, OutsideError.ESCAPES)
        return real

    def home_of(self, path: PurePosixPath) -> Path:
        """Give the folder a path starts from: the book's, or the package's for its house style."""
        if path.parts[:1] != ("styles",) or (self._root / "styles").is_dir():
            return self._root
        # An installed package carries the styles; in the project they lie beside `src`.
        return _PACKAGE if (_PACKAGE / "styles").is_dir() else _PACKAGE.parents[1]


_UNFINISHED: Final = ".unfinished"
"""How the names of files end that are not whole yet."""


class DiskShelf:
    """Outputs below one folder, notes below another."""

    def __init__(
        self,
        dist: Path,
        notes: Path,
        waits: Callable[[], None] = lambda: None,
        *,
        has_book: bool = True,
    ) -> None:
        """Remember both folders; they are made when something is put into them.

        waits: is called when another build is at work here, and must be waited for. has_book: False
        for a folder with nothing to build, which is left as it is.
        """
        self._dist = dist
        self._notes = notes
        self._has_book = has_book
        self._swept = False
        self._waits = waits

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other build with the same notes away, for the length of a `with` block.

        The system takes the lock away from a program that is killed.
        """
        if not self._has_book:
            yield
            return
        with self._writing("the notes", self._notes, "give yourself the right to write there"):
            self._notes.mkdir(parents=True, exist_ok=True)
            lock = (self._notes / "lock").open("wb")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._waits()
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def output(self, path: str) -> bytes | None:
        """Give an output as it stands, or None."""
        return _read_if_there(self._dist / path)

    def outputs_in(self, folder: str) -> tuple[str, ...]:
        """List the files in a folder below `dist/` and below it, whoever wrote them, sorted."""
        found = (
            Path(where, name).relative_to(self._dist).as_posix()
            for where, _, names in os.walk(self._dist / folder)
            for name in names
            if not name.endswith(_UNFINISHED)
        )
        return tuple(sorted(found))

    def put_outputs(self, contents: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        """Write outputs whole, by path, or leave all old ones alone; then take `gone` away.

        A folder that is empty then goes too. Raises MachineLacksError when the disk takes no file.
        """
        with self._writing("the outputs", self._dist, "choose another folder with --dist"):
            if not self._swept:  # a run may write thousands of times, and leaves nothing itself
                sweep(self._dist)
                self._swept = True
            write_all({self._dist / path: content for path, content in contents.items()})
            for path in gone:
                (self._dist / path).unlink(missing_ok=True)
                _take_empty(self._dist, (self._dist / path).parent)

    def note(self, name: str) -> bytes | None:
        """Give a note of an earlier build, or None."""
        return _read_if_there(self._notes / name)

    def put_note(self, name: str, content: bytes) -> None:
        """Keep a note for the next build."""
        with self._writing("the notes", self._notes, "give yourself the right to write there"):
            write_whole(self._notes / name, content)

    def notes(self, folder: str) -> tuple[str, ...]:
        """Name the notes in a folder, sorted; what a killed build left there is thrown away."""
        sweep(self._notes / folder)
        there = sorted(path.name for path in (self._notes / folder).glob("*"))
        return tuple(f"{folder}/{name}" for name in there)

    def drop_note(self, name: str) -> None:
        """Throw a note away."""
        (self._notes / name).unlink(missing_ok=True)

    @contextmanager
    def _writing(self, what: str, where: Path, mend: str) -> Iterator[None]:
        """Say what is lacking when the disk does not take a file."""
        try:
            yield
        except OSError as error:
            raise MachineLacksError(
                f"a folder that takes files ({where}: {error.strerror or error})",
                needed_for=what,
                mend=f"make room there, or {mend}",
            ) from error


def _read_if_there(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:  # not there, or not readable: then it must be made again
        return None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that its name never leads to half of it."""
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files so that a name never leads to half of one, and a full disk changes none.

    The bytes are written beside the targets and flushed to the disk; when all are there, they are
    renamed over the targets: POSIX rename is atomic, so a reader sees the old file or the new one.
    """
    ready: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            ready[path] = _beside(path, content)
        for path, beside in ready.items():
            beside.replace(path)
    except BaseException:
        for beside in ready.values():
            beside.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Throw away what killed builds left half-written in a folder and below.

    Call it where no other build writes.
    """
    for left in folder.rglob(f".*{_UNFINISHED}"):
        left.unlink(missing_ok=True)


def _take_empty(top: Path, folder: Path) -> None:
    """Take away a folder below another, and those around it, as far as they hold nothing."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _beside(path: Path, content: bytes) -> Path:
    """Write a file beside another, under a name that is known for unfinished."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}{_UNFINISHED}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside
