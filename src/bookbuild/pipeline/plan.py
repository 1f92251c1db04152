"""What must be made, and why: every file of every format held against its record.

In: the pieces of the text, the records of earlier builds, what was asked for. Out: the formats to
be made, each after those it needs. Whether a format is stale that needs another which is made
again is seen when that one is there: its pages may have come out as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bookbuild.model.artefact import Pages
from bookbuild.model.format import FORMATS, Format
from bookbuild.model.world import World
from bookbuild.pipeline.cache import FileRecord, Record, why_stale
from bookbuild.pipeline.fingerprint import fingerprint
from bookbuild.pipeline.targets import Wanted
from bookbuild.render.copy import Copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file that can be made.

    copy: without what other formats give. made_of: the digest of each thing it is made of, but for
    those. before: the file of that path in the last build.
    """

    copy: Copy
    made_of: Mapping[str, str]
    before: FileRecord | None

    @property
    def expected(self) -> float:
        """Give the seconds that it will take: as many as last time, else a guess from its row.

        A book takes longer the more sections it has and the larger its type is; on this house's
        manuscript the guess is right within a half.
        """
        if self.before:
            return self.before.seconds
        fmt = self.copy.format
        if fmt.paper is None:
            return 0.5
        pages = fmt.pages or fmt.figure_pt * len(self.copy.book.sections) / 2
        return 0.08 * pages


class Tasks(Mapping[str, tuple[Task, ...]]):
    """The tasks of every format by its name; a format that nobody asks for costs nothing."""

    def __init__(self, tasks_of: Callable[[Format], tuple[Task, ...]]) -> None:
        """Start with none cut. tasks_of: cuts those of a format."""
        self._tasks_of = cache(tasks_of)

    def __getitem__(self, name: str) -> tuple[Task, ...]:
        """Give the tasks of a format."""
        return self._tasks_of(FORMATS[name])

    def __iter__(self) -> Iterator[str]:
        """Name the formats."""
        return iter(FORMATS)

    def __len__(self) -> int:
        """Give how many formats there are."""
        return len(FORMATS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a file gets of other formats: the pages of one, the files of another."""

    pages: Pages | None = None
    files: tuple[FileRecord, ...] = ()

    def made_of(self, fmt: Format) -> dict[str, str]:
        """Give the digest of each, by its name."""
        pages = {f"the page map of `{fmt.paged_by}`": fingerprint(self.pages)}
        return (pages if fmt.paged_by else {}) | {f"`{one.path}`": one.digest for one in self.files}


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What earlier builds left.

    records: by format. tools: digest of the versions that are here now. style: the house style as
    it is now. there: gives the digest of an output as it stands, or None.
    """

    records: Mapping[str, Record | None]
    tools: str
    style: World
    there: Callable[[str], str | None]

    def why(self, task: Task, given: Given) -> str | None:
        """Say why a file would not come out as it was last time, or None."""
        fmt = task.copy.format
        record = self.records[fmt.name]
        if record and record.tools != self.tools:
            return "bookbuild or one of its libraries has changed"
        return why_stale(task.before, {**task.made_of, **given.made_of(fmt)}, self.style)

    def why_not_there(self, file: FileRecord) -> str | None:
        """Say why a file cannot be left as it is in `dist/`, or None."""
        reasons = (self.why_changed(path, noted) for path, noted in file.digests.items())
        return next((reason for reason in reasons if reason), None)

    def why_changed(self, path: str, noted: str) -> str | None:
        """Say what has become of a file that was written, or None."""
        there = self.there(path)
        if there is None:
            return f"`{path}` is not there"
        return None if there == noted else f"`{path}` is not as it was written"

    def given(self, fmt: Format) -> Given:
        """Give what the last build had of the formats that this one needs."""
        paged = self.records[fmt.paged_by] if fmt.paged_by else None
        made = [record for name in fmt.sources if (record := self.records[name])]
        return Given(
            pages=paged.pages if paged else None,
            files=tuple(file for record in made for file in record.files),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """tasks: the files of every format. make: the formats to look at again, in order.

    fresh: the names of those whose files would come out as the last build made them. asked: whose
    files are to be in `dist/`. anew: those are made whatever is known.
    """

    tasks: Mapping[str, tuple[Task, ...]]
    make: tuple[Format, ...]
    fresh: frozenset[str]
    asked: frozenset[str]
    anew: bool

    def why(self, task: Task, given: Given, earlier: Earlier) -> str | None:
        """Say why a file of a format in `make` is made, or None."""
        fmt = task.copy.format
        if self.anew:
            return "everything was asked for anew"
        if reason := earlier.why(task, given):
            return reason
        used = fmt.name in self.asked or any(fmt.name in one.sources for one in self.make)
        return earlier.why_not_there(task.before) if used and task.before else None


def plan(
    wanted: Wanted, tasks: Mapping[str, tuple[Task, ...]], earlier: Earlier, *, anew: bool
) -> Plan:
    """Find what must be made for what is wanted; `anew`: make it whatever is known."""
    fresh = _fresh(tasks, earlier)
    make: dict[str, None] = {}

    def add(name: str) -> None:
        fmt = FORMATS[name]
        for needed in fmt.needs:
            lacks_files = needed in fmt.sources and not _all_there(earlier, needed)
            if anew or needed not in fresh or lacks_files:
                add(needed)
        make[name] = None

    for fmt in wanted.formats:
        if fmt.name in wanted.asked and (anew or not _settled(fmt.name, fresh, earlier)):
            add(fmt.name)
    return Plan(
        tasks=tasks,
        make=tuple(FORMATS[name] for name in make),
        fresh=fresh,
        asked=wanted.asked,
        anew=anew,
    )


def in_order_of_need(names: Sequence[str]) -> Iterator[Format]:
    """Yield formats, each after those it needs."""
    for name in names:
        yield from in_order_of_need(FORMATS[name].needs)
        yield FORMATS[name]


def _fresh(tasks: Mapping[str, tuple[Task, ...]], earlier: Earlier) -> frozenset[str]:
    """Name the formats whose files would come out as they were, as far as can be told now."""
    fresh: set[str] = set()
    for fmt in dict.fromkeys(in_order_of_need(tuple(FORMATS))):
        record = earlier.records[fmt.name]
        if record is None or not fresh.issuperset(fmt.needs):
            continue
        same_files = len(record.files) == len(tasks[fmt.name])
        given = earlier.given(fmt)
        if same_files and not any(earlier.why(task, given) for task in tasks[fmt.name]):
            fresh.add(fmt.name)
    return frozenset(fresh)


def _settled(name: str, fresh: frozenset[str], earlier: Earlier) -> bool:
    """Tell whether there is nothing to make of a format, to write, or to take away."""
    record = earlier.records[name]
    return name in fresh and _all_there(earlier, name) and not (record and record.left)


def _all_there(earlier: Earlier, name: str) -> bool:
    record = earlier.records[name]
    return record is not None and not any(map(earlier.why_not_there, record.files))
