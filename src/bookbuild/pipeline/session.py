"""One run of `bookbuild build`: what is stale is made, proven, written, and noted.

In: a World to read, a Shelf to write to, what is wanted. Out: what was written or
left alone, and why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from bookbuild.model.artefact import Artefact, Pages
from bookbuild.model.diagnostic import Diagnostic, has_errors
from bookbuild.model.format import FORMATS, Format
from bookbuild.model.world import Shelf, World
from bookbuild.pipeline import Checked, Workshop, build, check_text
from bookbuild.pipeline.cache import (
    Record,
    RecordingWorld,
    digest,
    read_record,
    why_stale,
    write_record,
)
from bookbuild.pipeline.targets import Wanted
from bookbuild.report import Made, manifest
from bookbuild.report.page import Reported, page

MANIFEST = "manifest.json"
REPORT = "report.html"
VERDICTS = "verdicts.json"
# What was released is told by the report; no output says it, so a release makes none stale.
EDITIONS = "manuscript/editions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One output that was asked for: its path, and why it was made (None: it was up to date)."""

    format: str
    path: str
    why: str | None
    pages: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a run needs.

    tools: digest of versions and code. versions: for the manifest. executor: opens an executor for
    so many jobs. style_world: makes a World from files, to be sent to other processes.
    """

    world: World
    shelf: Shelf
    tools: str
    versions: Mapping[str, str]
    executor: Callable[[int], AbstractContextManager[Executor]]
    style_world: Callable[[Mapping[PurePosixPath, bytes]], World]
    tell: Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """outputs: those asked for, in order; empty when errors stopped the build."""

    outputs: tuple[Written, ...]
    diagnostics: tuple[Diagnostic, ...]


def run(session: Session, wanted: Wanted, *, fresh: bool = False) -> Result:
    """Make what is stale; with `fresh`, make everything. Writes all outputs or none."""
    records = {fmt.name: _record(session.shelf, fmt.name) for fmt in FORMATS.values()}
    asked = [fmt for fmt in wanted.formats if fmt.name in wanted.asked]
    reasons = {
        fmt.name: "everything was asked for anew" if fresh else _why(session, fmt, records)
        for fmt in asked
    }
    stale = [fmt for fmt in asked if reasons[fmt.name]]
    known = {} if fresh else _known_pages(session, records)
    if not stale:
        if session.shelf.output(MANIFEST) is None:
            write_manifest(session, records)
        if session.shelf.output(REPORT) is None:
            write_report(session, check_text(session.world), records)
        return Result(outputs=_told(asked, reasons, records), diagnostics=())
    plan = _Plan(
        make=_with_needed(stale, known), asked=asked, reasons=reasons, records=records, known=known
    )
    return _make(session, plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What this run makes, what was asked for and why, and what is known from earlier runs."""

    make: Wanted
    asked: Sequence[Format]
    reasons: Mapping[str, str | None]
    records: Mapping[str, Record | None]
    known: Mapping[str, Pages]


def _record(shelf: Shelf, name: str) -> Record | None:
    content = shelf.note(f"records/{name}.json")
    return read_record(content) if content else None


def _why(session: Session, fmt: Format, records: Mapping[str, Record | None]) -> str | None:
    record = records[fmt.name]
    if reason := why_stale(record, session.tools, session.world):
        return reason
    assert record
    if not record.file:
        return "it has not been written yet"
    there = session.shelf.output(record.file)
    if there is None:
        return f"`{record.file}` is not there"
    return None if digest(there) == record.digest else f"`{record.file}` is not as it was written"


def _known_pages(session: Session, records: Mapping[str, Record | None]) -> dict[str, Pages]:
    """Give the pages of formats whose record is fresh, whether or not their file was written."""
    return {
        name: record.pages
        for name, record in records.items()
        if record and record.pages and why_stale(record, session.tools, session.world) is None
    }


def _with_needed(stale: Sequence[Format], known: Mapping[str, Pages]) -> Wanted:
    """Add the formats whose pages are needed and not known."""
    needed = [FORMATS[fmt.paged_by] for fmt in stale if fmt.paged_by and fmt.paged_by not in known]
    formats = dict.fromkeys(fmt.name for fmt in (*needed, *stale))
    return Wanted(
        formats=tuple(FORMATS[name] for name in formats),
        asked=frozenset(fmt.name for fmt in stale),
    )


def _make(session: Session, plan: _Plan) -> Result:
    world = RecordingWorld(session.world)
    style = {path: world.read(path) for path in world.files(PurePosixPath("styles"))}
    maps = {
        name: record.pages.page_of
        for name, record in plan.records.items()
        if record and record.pages
    }
    with session.executor(len(plan.make.formats)) as executor:
        workshop = Workshop(
            executor=executor,
            style=session.style_world(style),
            pages=plan.known,
            maps=maps,
            tell=session.tell,
        )
        finished = build(world, plan.make, workshop)
    if has_errors(finished.diagnostics):
        return Result(outputs=(), diagnostics=finished.diagnostics)
    made = finished.artefacts
    session.shelf.put_outputs({made[name].path: made[name].content for name in plan.make.asked})
    after = dict(plan.records)
    about = _about(finished.checked)
    for name, artefact in made.items():
        record = _noted(artefact, session.tools, world, about, written=name in plan.make.asked)
        session.shelf.put_note(f"records/{name}.json", write_record(record))
        after[name] = record
    write_manifest(session, after)
    write_report(session, finished.checked, after)
    return Result(outputs=_told(plan.asked, plan.reasons, after), diagnostics=finished.diagnostics)


def fresh_outputs(session: Session) -> dict[str, tuple[str, bytes]]:
    """Give path and bytes of each output that is up to date, by format."""
    records = {name: _record(session.shelf, name) for name in FORMATS}
    found: dict[str, tuple[str, bytes]] = {}
    for name, record in records.items():
        if record and _why(session, FORMATS[name], records) is None:
            content = session.shelf.output(record.file)
            assert content is not None, "an output that is up to date is there"
            found[name] = (record.file, content)
    return found


def write_manifest(session: Session, records: Mapping[str, Record | None] | None = None) -> None:
    """Write `dist/manifest.json` for the outputs that are as they were written and up to date."""
    fresh = _fresh(session, records)
    if not fresh:
        return
    one = next(iter(fresh.values()))
    content = manifest(
        _all_made(session.shelf, fresh),
        book=one.book,
        inputs={path: read for record in fresh.values() for path, read in record.reads.items()},
        versions=session.versions,
    )
    session.shelf.put_outputs({MANIFEST: content})


def write_report(
    session: Session, checked: Checked, records: Mapping[str, Record | None] | None = None
) -> None:
    """Write `dist/report.html` for the text as it was checked and the outputs made from it."""
    fresh = _fresh(session, records)
    if not fresh:
        return
    assert checked.book, "outputs that are up to date were made from a text that could be read"
    assert checked.editions
    assert checked.assessment
    slug = checked.book.config.book.slug
    reported = Reported(
        book=checked.book,
        editions=tuple(checked.editions.values()),
        assessment=checked.assessment,
        found=checked.diagnostics,
        made=_all_made(session.shelf, fresh),
        not_made=[fmt.path.format(slug=slug) for fmt in FORMATS.values() if fmt.name not in fresh],
    )
    session.shelf.put_outputs({REPORT: page(reported)})


def _fresh(session: Session, records: Mapping[str, Record | None] | None) -> dict[str, Record]:
    """Give the records of the outputs that are as they were written and up to date."""
    if records is None:
        records = {name: _record(session.shelf, name) for name in FORMATS}
    return {
        name: record
        for name, record in records.items()
        if record and _why(session, FORMATS[name], records) is None
    }


def _all_made(shelf: Shelf, fresh: Mapping[str, Record]) -> list[Made]:
    said = _verdicts(shelf)
    return [_made(FORMATS[name], record, said) for name, record in fresh.items()]


def keep_verdicts(session: Session, content: bytes, said: Mapping[str, str]) -> None:
    """Note what the outside validators said of a file, by its digest, for the manifest."""
    known = _verdicts(session.shelf)
    known[digest(content)] = dict(said)
    session.shelf.put_note(VERDICTS, json.dumps(known, sort_keys=True).encode())


def _verdicts(shelf: Shelf) -> dict[str, dict[str, str]]:
    content = shelf.note(VERDICTS)
    try:
        known: dict[str, dict[str, str]] = json.loads(content) if content else {}
    except ValueError:  # a damaged note is no note: the files count as not checked
        known = {}
    return known


def _made(fmt: Format, record: Record, said: Mapping[str, Mapping[str, str]]) -> Made:
    return Made(
        path=record.file,
        kind=fmt.renderer,
        sha256=record.digest,
        size=record.size,
        own=record.checked,
        outside=said.get(record.digest, {}),
        pages=record.pages.count if record.pages else None,
    )


def _about(checked: Checked) -> dict[str, str]:
    assert checked.book, "a finished build has a book"
    imprint = checked.book.config.book
    return {
        "title": imprint.title,
        "version": imprint.version,
        "identifier": imprint.identifier,
        "date": imprint.date.isoformat(),
    }


def _noted(
    artefact: Artefact,
    tools: str,
    world: RecordingWorld,
    about: Mapping[str, str],
    *,
    written: bool,
) -> Record:
    record = Record(
        tools=tools,
        reads={path: read for path, read in sorted(world.reads.items()) if path != EDITIONS},
        checked=artefact.checked,
        book=about,
        pages=artefact.pages,
    )
    if not written:
        return record
    content = artefact.content
    return replace(record, file=artefact.path, digest=digest(content), size=len(content))


def _told(
    asked: Sequence[Format],
    reasons: Mapping[str, str | None],
    records: Mapping[str, Record | None],
) -> tuple[Written, ...]:
    return tuple(
        Written(
            format=fmt.name,
            path=record.file,
            why=reasons[fmt.name],
            pages=record.pages.count if record.pages else None,
        )
        for fmt in asked
        if (record := records[fmt.name])
    )
