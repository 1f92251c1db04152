"""Remembers what each output was made from, so that nothing is made twice.

In: a World. Out: the same World, noting a digest of everything that was read through it; and, kept
below `.bookbuild/`, what the last build read, and one record per format: what each of its files was
made from, their digests, its pages. Nobody lists dependencies by hand. A note that cannot be read
counts as none.
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
    copy_id: what is printed in it. made_of: the digest of each thing it was made from, by what
    people call it. reads: digests of the files of the house style that were read for it, by path.
    seconds: of processor time that it took.
    """

    path: str
    digest: str
    size: int
    checked: tuple[str, ...] = ()
    pages: int | None = None
    fit: Fit | None = None
    copy_id: str = ""
    made_of: Mapping[str, str] = field(default_factory=dict)
    reads: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    beside: Mapping[str, str] = field(default_factory=dict)

    @property
    def digests(self) -> dict[str, str]:
        """Give the digest of each of its files by path."""
        return {self.path: self.digest, **self.beside}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is remembered of one format.

    tools: the versions that made it. seen: the digest of all that was read when it was last found
    up to date. files: the outputs, written or made for another format's sake. left: digests by path
    of files that an earlier build wrote, and that are not as this one made them: they stay until
    the format is asked for. pages: of a printed book.
    """

    tools: str
    seen: str
    files: tuple[FileRecord, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)
    pages: Pages | None = None

    @property
    def known(self) -> frozenset[tuple[str, str]]:
        """Give path and digest of every file that may be in `dist/`."""
        made = (pair for file in self.files for pair in file.digests.items())
        return frozenset((*made, *self.left.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """All that the last build read: digests by path; and the title, version, … of the book.

    text: those of the reads that the text was understood from.
    """

    reads: Mapping[str, str]
    book: Mapping[str, str]
    text: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Give one digest for all that was read."""
        return digest(json.dumps(sorted(self.reads.items())).encode())


def changed_reads(reads: Mapping[str, str], world: World) -> list[str]:
    """Give the paths that would not read as they were noted."""
    return [path for path, noted in reads.items() if _now(path, noted, world) != noted]


def why_stale(before: FileRecord | None, made_of: Mapping[str, str], world: World) -> str | None:
    """Say why a file must be made again; None when all that it was made from is as it was."""
    if before is None:
        return "there is no record of an earlier build"
    names = dict.fromkeys((*made_of, *before.made_of))
    changed = [name for name in names if made_of.get(name) != before.made_of.get(name)]
    changed += [f"`{path}`" for path in changed_reads(before.reads, world)]
    if not changed:
        return None
    more = f", and {len(changed) - 1} more" if len(changed) > 1 else ""
    return f"{changed[0]} has changed{more}"


def digest(content: bytes) -> str:
    """Give the SHA-256 of some bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def write_record(record: Record) -> bytes:
    """Write a record as a sealed note."""
    return sealed(asdict(record))


def read_record(content: bytes | None) -> Record | None:
    """Read a record; a damaged one, or one of another version of bookbuild, is none."""
    data = opened(content)
    try:
        pages, files = data.pop("pages"), data.pop("files")
        return Record(
            pages=_pages(pages) if pages else None,
            files=tuple(_file(**file) for file in files),
            **data,
        )
    except (AttributeError, KeyError, TypeError):
        return None


def write_sight(sight: Sight) -> bytes:
    """Write what was read as a sealed note."""
    return sealed(asdict(sight))


def read_sight(content: bytes | None) -> Sight | None:
    """Read what was read; a damaged note is none."""
    try:
        return Sight(**opened(content))
    except TypeError:
        return None


def sealed(data: object) -> bytes:
    """Write data as JSON, followed by its own digest, so that damage is noticed."""
    body = json.dumps(data, sort_keys=True, ensure_ascii=False).encode()
    return body + b"\n" + digest(body).encode()


def opened(content: bytes | None) -> Any:
    """Read data that was sealed; None when there is none, or it is damaged."""
    body, _, seal = (content or b"").rpartition(b"\n")
    return json.loads(body) if digest(body).encode() == seal else None


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
