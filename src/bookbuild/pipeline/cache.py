"""Remembers what each output was made from, so that nothing is made twice.

In: a World. Out: the same World, noting a digest of everything that was read through it; and, kept
below `.bookbuild/`, one record per format: its reads, its file's digest, its pages. Nobody lists
dependencies by hand. A record that cannot be read counts as none.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from bookbuild.model.artefact import Fit, Pages, PageStart
from bookbuild.model.world import NO_FILES, OutsideError, Ran, World

NOTHING = "nothing"
SOURCE_DATE = "SOURCE_DATE_EPOCH"


class RecordingWorld:
    """A World that passes every question on and notes a digest of the answer."""

    def __init__(self, world: World) -> None:
        """Start with no reads."""
        self._world = world
        self.reads: dict[str, str] = {}

    def read(self, path: PurePosixPath) -> bytes:
        """Give a file's bytes, and note them."""
        try:
            content = self._world.read(path)
        except OutsideError:
            self.reads[str(path)] = NOTHING
            raise
        self.reads[str(path)] = digest(content)
        return content

    def exists(self, path: PurePosixPath) -> bool:
        """Tell whether there is a file, and note the answer."""
        there = self._world.exists(path)
        self.reads.setdefault(str(path), "something" if there else NOTHING)
        return there

    def files(self, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
        """List a folder, and note the names."""
        try:
            names = self._world.files(folder)
        except OutsideError:
            self.reads[f"{folder}/"] = NOTHING
            raise
        self.reads[f"{folder}/"] = _names(names)
        return names

    def source_date(self) -> dt.date | None:
        """Give the date outputs are to carry, and note it."""
        date = self._world.source_date()
        self.reads[SOURCE_DATE] = str(date)
        return date

    def today(self) -> dt.date:
        """Give today's date; it is not noted, because no output depends on it."""
        return self._world.today()

    def run(
        self,
        command: Sequence[str],
        *,
        given: bytes = b"",
        files: Mapping[str, bytes] = NO_FILES,
        seconds: float = 60,
    ) -> Ran:
        """Run a program; what it gets was read through us, so there is nothing more to note."""
        return self._world.run(command, given=given, files=files, seconds=seconds)


class SteadyWorld:
    """A World that reads each file once: a run sees one state of the text, and asks no disk twice.

    Many records hold the same reads; without this each would read the whole book again.
    """

    def __init__(self, world: World) -> None:
        """Start with nothing read."""
        self._world = world
        self._contents: dict[PurePosixPath, bytes | OutsideError] = {}
        self.exists = world.exists
        self.files = world.files
        self.source_date = world.source_date
        self.today = world.today
        self.run = world.run

    def read(self, path: PurePosixPath) -> bytes:
        """Give a file's bytes, as they were when it was read first."""
        if path not in self._contents:
            try:
                self._contents[path] = self._world.read(path)
            except OutsideError as error:
                self._contents[path] = error
        content = self._contents[path]
        if isinstance(content, OutsideError):
            raise content
        return content


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One output below `dist/`: its path, its digest, its size in bytes.

    beside: the digests of the files that belong to it, by path. checked: the names of our checks,
    all passed. pages: how many, where they are fixed. fit: of a copy-fitted sheet.
    """

    path: str
    digest: str
    size: int
    checked: tuple[str, ...] = ()
    pages: int | None = None
    fit: Fit | None = None
    beside: Mapping[str, str] = field(default_factory=dict)

    @property
    def digests(self) -> dict[str, str]:
        """Give the digest of each of its files by path."""
        return {self.path: self.digest, **self.beside}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is remembered of one format.

    tools: the versions that made it. reads: digests by path. files: the outputs below `dist/`, None
    when it was made for another format's sake and not written; left: those that an earlier build
    wrote then and that may still be there. book: its title, version and
    identifier. pages: of a printed book.
    """

    tools: str
    reads: Mapping[str, str]
    files: tuple[FileRecord, ...] | None = None
    left: tuple[FileRecord, ...] = ()
    book: Mapping[str, str] = field(default_factory=dict)
    pages: Pages | None = None


def why_stale(record: Record | None, tools: str, world: World) -> str | None:
    """Say why an output must be made again; None when every recorded read would read the same."""
    if record is None:
        return "there is no record of an earlier build"
    if record.tools != tools:
        return "bookbuild or one of its libraries has changed"
    for path, noted in record.reads.items():
        if _now(path, noted, world) != noted:
            return f"`{path}` has changed"
    return None


def digest(content: bytes) -> str:
    """Give the SHA-256 of some bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def write_record(record: Record) -> bytes:
    """Write a record as JSON, followed by its own digest, so that damage is noticed."""
    body = json.dumps(asdict(record), sort_keys=True, ensure_ascii=False).encode()
    return body + b"\n" + digest(body).encode()


def read_record(content: bytes) -> Record | None:
    """Read a record; a damaged one is no record."""
    body, _, seal = content.rpartition(b"\n")
    if digest(body).encode() != seal:
        return None
    data = json.loads(body)
    try:
        pages, files, left = data.pop("pages"), data.pop("files"), data.pop("left")
        return Record(
            pages=_pages(pages) if pages else None,
            files=None if files is None else tuple(_file(**file) for file in files),
            left=tuple(_file(**file) for file in left),
            **data,
        )
    except (KeyError, TypeError):  # another version of bookbuild noted other things
        return None


def tools_digest(versions: Mapping[str, str], sources: Iterable[tuple[str, bytes]]) -> str:
    """Give one digest for all that makes outputs besides the book: versions and our own code."""
    whole = sha256(json.dumps(dict(versions), sort_keys=True).encode())
    for name, content in sources:
        whole.update(name.encode() + b"\0" + content + b"\0")
    return whole.hexdigest()


def _now(path: str, noted: str, world: World) -> str:
    if path == SOURCE_DATE:
        return str(world.source_date())
    if noted == "something":
        return noted if world.exists(PurePosixPath(path)) else NOTHING
    try:
        if path.endswith("/"):
            return _names(world.files(PurePosixPath(path)))
        return digest(world.read(PurePosixPath(path)))
    except OutsideError:
        return NOTHING


def _names(names: Iterable[PurePosixPath]) -> str:
    return digest("\n".join(map(str, names)).encode())


def _file(*, checked: Sequence[str], fit: Mapping[str, Any] | None, **facts: Any) -> FileRecord:
    return FileRecord(checked=tuple(checked), fit=_fit(**fit) if fit else None, **facts)


def _fit(*, columns: Sequence[Sequence[int]], leads: Sequence[float], **facts: Any) -> Fit:
    return Fit(columns=tuple(map(tuple, columns)), leads=tuple(leads), **facts)


def _pages(data: Mapping[str, Any]) -> Pages:
    starts = tuple(PageStart(**start) for start in data["starts"])
    return Pages(count=data["count"], starts=starts, page_of=data["page_of"])
