"""Makes what is stale: each job begins as soon as what it needs is there, the longest first.

In: a plan, and a workshop to carry it out in. Out: the finished files as bytes with all findings;
writing them is the caller's last step, so that a build that fails leaves the last good files alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import nullcontext
from dataclasses import dataclass, replace
from time import process_time

from bookbuild.model.artefact import Artefact, Pages
from bookbuild.model.diagnostic import Diagnostic, Outcome, causes_first, has_errors
from bookbuild.model.format import Format
from bookbuild.pipeline.cache import FileRecord, RecordingWorld, digest
from bookbuild.pipeline.collecting import no_collecting
from bookbuild.pipeline.finishing import FINISHERS, ticket_of
from bookbuild.pipeline.plan import Earlier, Given, Plan, Task
from bookbuild.render import Copy, render
from bookbuild.render.bibliography import NO_SOURCES, Bibliography
from bookbuild.verify import verify, verify_press_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a build needs besides its plan.

    executor: runs `work`. sources: gives the book's bibliography, and what was read for it. there:
    gives an output as it stands. tell: hears the name of each format as it is begun. profile: gives
    the ICC profile of the press, fonts: the files of the book's fonts by name; both raise
    MachineLacksError.
    """

    executor: Executor
    sources: Callable[[], tuple[Bibliography, Mapping[str, str]]]
    there: Callable[[str], bytes | None]
    tell: Callable[[str], None]
    profile: Callable[[], bytes]
    fonts: Callable[[], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One file of a format: what is noted of it, and why it was made.

    why, artefact: None for a file that was left as the last build made it.
    """

    record: FileRecord
    why: str | None = None
    artefact: Artefact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """files: of each format that was looked at; none at all when one of them has errors.

    pages: of those that were made and have pages to be named.
    """

    files: Mapping[str, tuple[Filed, ...]]
    pages: Mapping[str, Pages | None]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A job's outcome, the files of the house style that it read, the seconds that it took."""

    outcome: Outcome[Artefact]
    reads: Mapping[str, str]
    seconds: float


def build(plan: Plan, earlier: Earlier, workshop: Workshop) -> Built:
    """Make what a plan asks for; a fault keeps back what would be made from it, and nothing else.

    So the author hears of all faults at once, and of the same ones each time.
    """
    bench = _Bench(plan, earlier, workshop)
    waiting = {fmt.name: fmt for fmt in plan.make}
    while waiting or bench.running:
        ready = [fmt for fmt in waiting.values() if not waiting.keys() & set(fmt.needs)]
        ready = [fmt for fmt in ready if not bench.busy & set(fmt.needs)]
        for fmt in ready:
            del waiting[fmt.name]
        bench.begin(ready)
        bench.finish_some()
    return bench.built()


def work(copy: Copy) -> Done:
    """Make one output and take notes; at module level, so that it can run anywhere."""
    began = process_time()
    style = RecordingWorld(copy.style)
    # A layout sees to its garbage by itself: it makes a great deal.
    with nullcontext() if copy.format.paper else no_collecting():
        made = make(replace(copy, style=style))
    # Its HTML has served: the proof has found every word of it.
    outcome = Outcome(replace(made.value, html=()), made.diagnostics)
    return Done(outcome=outcome, reads=style.reads, seconds=round(process_time() - began, 3))


def make(copy: Copy) -> Outcome[Artefact]:
    """Render or finish one output and prove it."""
    made = lay_out(copy)
    if has_errors(made.diagnostics):
        return made
    proven = _proven(made.value, copy)
    return Outcome(
        replace(made.value, checked=(*made.value.checked, *proven.value)),
        (*made.diagnostics, *proven.diagnostics),
    )


def lay_out(copy: Copy) -> Outcome[Artefact]:
    """Render or finish one output and prove nothing."""
    return FINISHERS[copy.format.finish](copy) if copy.format.finish else render(copy)


def _proven(made: Artefact, copy: Copy) -> Outcome[tuple[str, ...]]:
    """Name the checks that a file has passed, with what they found."""
    if copy.format.finish == "press":
        return verify_press_file(made.content, ticket_of(copy))
    return verify(made, copy.format, copy.book, copy.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A file to be made, its place among those of its format, and all that it is made of."""

    task: Task
    place: int
    why: str
    given: Given


class _Bench:
    """The jobs under way, and the files that are done."""

    def __init__(self, plan: Plan, earlier: Earlier, workshop: Workshop) -> None:
        self._plan = plan
        self._earlier = earlier
        self._workshop = workshop
        self._files: dict[str, dict[int, Filed]] = {}
        self._found: dict[tuple[str, int], tuple[Diagnostic, ...]] = {}
        self._failed: set[str] = set()
        self.running: dict[Future[Done], _Job] = {}

    @property
    def busy(self) -> set[str]:
        """The formats of which a job is under way."""
        return {job.task.copy.format.name for job in self.running.values()}

    def begin(self, formats: list[Format]) -> None:
        """Begin the stale files of some formats, the longest first."""
        jobs = [job for fmt in formats for job in self._jobs(fmt)]
        for name in dict.fromkeys(job.task.copy.format.name for job in jobs):
            self._workshop.tell(name)
        for job in sorted(jobs, key=lambda job: -job.task.expected):
            self.running[self._workshop.executor.submit(work, self._supplied(job))] = job

    def finish_some(self) -> None:
        """Wait until a job is done, and put its file by."""
        if not self.running:
            return
        finished, _ = wait(self.running, return_when=FIRST_COMPLETED)
        for future in finished:
            self._file(self.running.pop(future), future.result())

    def built(self) -> Built:
        """Give all that was made, in order."""
        names = [fmt.name for fmt in self._plan.make]
        found = [
            one
            for name in names
            for place in sorted(self._files.get(name, ()))
            for one in self._found.get((name, place), ())
        ]
        files = {} if self._failed else {name: self._in_order(name) for name in names}
        return Built(
            files=files,
            pages={name: self._pages(name) for name in files},
            diagnostics=causes_first(found),
        )

    def _file(self, job: _Job, done: Done) -> None:
        fmt = job.task.copy.format
        self._found[fmt.name, job.place] = done.outcome.diagnostics
        if has_errors(done.outcome.diagnostics):
            self._failed.add(fmt.name)
        reads = {**done.reads, **(self._workshop.sources()[1] if _cites(fmt) else {})}
        made = done.outcome.value
        record = FileRecord(
            path=made.path,
            digest=digest(made.content),
            size=len(made.content),
            checked=made.checked,
            pages=made.page_count,
            fit=made.fit,
            beside={path: digest(content) for path, content in sorted(made.beside.items())},
            copy_id=job.task.copy.book.standing.copy_id,
            made_of={**job.task.made_of, **job.given.made_of(fmt)},
            reads=dict(sorted(reads.items())),
            seconds=done.seconds,
        )
        self._files[fmt.name][job.place] = Filed(record=record, why=job.why, artefact=made)

    def _jobs(self, fmt: Format) -> Iterator[_Job]:
        """Yield the files of a format to be made, and put by those that need not be."""
        if not self._failed.isdisjoint(fmt.needs):
            self._failed.add(fmt.name)
            return
        self._files[fmt.name] = {}
        given = self._given(fmt)
        for place, task in enumerate(self._plan.tasks[fmt.name]):
            why = self._plan.why(task, given, self._earlier)
            if why:
                yield _Job(task=task, place=place, why=why, given=given)
            else:
                assert task.before, "a file without a record is made"
                self._files[fmt.name][place] = Filed(record=task.before)

    def _given(self, fmt: Format) -> Given:
        """Give what a format gets of those it needs: just made, or as the last build left it."""
        last = self._earlier.given(fmt)
        pages = self._pages(fmt.paged_by) if fmt.paged_by in self._files else last.pages
        files = [file for name in fmt.sources for file in self._noted(name)]
        return Given(pages=pages, files=tuple(files))

    def _noted(self, name: str) -> tuple[FileRecord, ...]:
        if name in self._files:
            return tuple(one.record for one in self._in_order(name))
        record = self._earlier.records[name]
        return record.files if record else ()

    def _pages(self, name: str) -> Pages | None:
        first = self._files[name].get(0)
        if first and first.artefact:
            return first.artefact.pages
        record = self._earlier.records[name]
        return record.pages if record else None

    def _in_order(self, name: str) -> tuple[Filed, ...]:
        return tuple(self._files[name][place] for place in sorted(self._files[name]))

    def _supplied(self, job: _Job) -> Copy:
        """Hand a copy all that it is made from."""
        copy, fmt = job.task.copy, job.task.copy.format
        return replace(
            copy,
            bibliography=self._workshop.sources()[0] if _cites(fmt) else NO_SOURCES,
            pages=job.given.pages,
            sources=tuple(
                self._artefact(name, file) for name in fmt.sources for file in self._noted(name)
            ),
            profile=self._workshop.profile() if fmt.finish == "press" else b"",
            fonts=self._workshop.fonts() if fmt.renderer in {"epub", "web"} else {},
        )

    def _artefact(self, name: str, file: FileRecord) -> Artefact:
        """Give a file that another is made from: just made, or taken from `dist/`."""
        for one in self._files.get(name, {}).values():
            if one.record is file and one.artefact:
                return one.artefact
        record = self._earlier.records[name]
        return Artefact(
            format=name,
            path=file.path,
            content=self._there(file.path),
            beside={path: self._there(path) for path in file.beside},
            html=(),
            page_count=file.pages,
            pages=record.pages if record else None,
            fit=file.fit,
            checked=file.checked,
        )

    def _there(self, path: str) -> bytes:
        content = self._workshop.there(path)
        assert content is not None, "a file that is as it was written is there"
        return content


def _cites(fmt: Format) -> bool:
    """Tell whether a format prints the book's list of sources; pieces write their own."""
    return fmt.edition == "book" and fmt.shows_text


__all__ = ["Built", "Done", "Filed", "Workshop", "build", "lay_out", "make", "work"]
