"""One run of `bookbuild build`: what is stale is made, proven, written, and noted.

In: a World to read, a Shelf to write to, what is wanted. Out: what was written or
left alone, and why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from bookbuild.model.artefact import Artefact, Fit, Pages
from bookbuild.model.diagnostic import Diagnostic, has_errors
from bookbuild.model.format import FORMATS, Format
from bookbuild.model.world import Shelf, World
from bookbuild.pipeline import Checked, Workshop, build, check_text
from bookbuild.pipeline.cache import (
    FileRecord,
    Record,
    RecordingWorld,
    SteadyWorld,
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
    executor: Callable[[int], AbstractContextManager[Executor]]
    style_world: Callable[[Mapping[PurePosixPath, bytes]], World]
    tell: Callable[[str], None]
    profile: Callable[[], bytes]
    fonts: Callable[[], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """outputs: those asked for, in order; empty when errors stopped the build."""

    outputs: tuple[Written, ...]
    diagnostics: tuple[Diagnostic, ...]


def run(session: Session, wanted: Wanted, *, fresh: bool = False) -> Result:
    """Make what is stale; with `fresh`, make everything. Writes all outputs or none."""
    session = replace(session, world=SteadyWorld(session.world))
    records = {fmt.name: _record(session.shelf, fmt.name) for fmt in FORMATS.values()}
    asked = [fmt for fmt in wanted.formats if fmt.name in wanted.asked]
    reasons = {
        fmt.name: "everything was asked for anew" if fresh else _why(session, records[fmt.name])
        for fmt in asked
    }
    stale = [fmt for fmt in asked if reasons[fmt.name]]
    known = _Known() if fresh else _known(session, records)
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
    known: _Known


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What fresh records spare this run: pages of printed books, and files that are there."""

    pages: Mapping[str, Pages] = field(default_factory=dict)
    files: Mapping[str, tuple[Artefact, ...]] = field(default_factory=dict)

    def has(self, fmt: Format, needed: str) -> bool:
        """Tell whether a format needs nothing more of another than what is known of it."""
        return needed in (self.files if needed in fmt.sources else self.pages)


def _record(shelf: Shelf, name: str) -> Record | None:
    content = shelf.note(f"records/{name}.json")
    return read_record(content) if content else None


def _why(session: Session, record: Record | None) -> str | None:
    if reason := why_stale(record, session.tools, session.world):
        return reason
    assert record
    if record.files is None:
        return "it has not been written yet"
    reasons = (_why_not_there(session.shelf, file) for file in record.files)
    return next((reason for reason in reasons if reason), None)


def _why_not_there(shelf: Shelf, file: FileRecord) -> str | None:
    reasons = (_why_changed(shelf, path, noted) for path, noted in file.digests.items())
    return next((reason for reason in reasons if reason), None)


def _why_changed(shelf: Shelf, path: str, noted: str) -> str | None:
    there = shelf.output(path)
    if there is None:
        return f"`{path}` is not there"
    return None if digest(there) == noted else f"`{path}` is not as it was written"


def _known(session: Session, records: Mapping[str, Record | None]) -> _Known:
    """Give the pages of formats whose record is fresh, and the files of those that are there."""
    fresh = {
        name: record
        for name, record in records.items()
        if record and why_stale(record, session.tools, session.world) is None
    }
    return _Known(
        pages={name: record.pages for name, record in fresh.items() if record.pages},
        files={
            name: tuple(_artefact(session.shelf, name, record, file) for file in record.files)
            for name, record in fresh.items()
            if record.files and _why(session, record) is None
        },
    )


def _artefact(shelf: Shelf, fmt: str, record: Record, file: FileRecord) -> Artefact:
    """Take a file that is as it was written for an artefact again."""
    return Artefact(
        format=fmt,
        path=file.path,
        content=_there(shelf, file.path),
        beside={path: _there(shelf, path) for path in file.beside},
        html=(),
        page_count=file.pages,
        pages=record.pages,
        fit=file.fit,
        checked=file.checked,
    )


def _there(shelf: Shelf, path: str) -> bytes:
    content = shelf.output(path)
    assert content is not None, "a file that is as it was written is there"
    return content


def _with_needed(stale: Sequence[Format], known: _Known) -> Wanted:
    """Add the formats that are needed and not known, each before what needs it."""
    formats: dict[str, None] = {}

    def add(fmt: Format) -> None:
        for needed in fmt.needs:
            if not known.has(fmt, needed):
                add(FORMATS[needed])
        formats[fmt.name] = None

    for fmt in stale:
        add(fmt)
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
    sheets = sum(2 if fmt.per_sheet else 1 for fmt in plan.make.formats)
    with session.executor(sheets) as executor:
        workshop = Workshop(
            executor=executor,
            style=session.style_world(style),
            pages=plan.known.pages,
            files=plan.known.files,
            maps=maps,
            tell=session.tell,
            profile=session.profile,
            fonts=session.fonts,
        )
        finished = build(world, plan.make, workshop)
    if has_errors(finished.diagnostics):
        return Result(outputs=(), diagnostics=finished.diagnostics)
    made = finished.artefacts
    written = {
        path: content
        for name in plan.make.asked
        for one in made[name]
        for path, content in one.files.items()
    }
    session.shelf.put_outputs(written, gone=_gone(session.shelf, plan, written))
    after = dict(plan.records)
    about = _about(finished.checked)
    for name, artefacts in made.items():
        record = _noted(artefacts, session.tools, world, about, written=name in plan.make.asked)
        if record.files is None and (before := plan.records[name]):
            record = replace(record, left=_written(before))
        session.shelf.put_note(f"records/{name}.json", write_record(record))
        after[name] = record
    write_manifest(session, after)
    write_report(session, finished.checked, after)
    return Result(outputs=_told(plan.asked, plan.reasons, after), diagnostics=finished.diagnostics)


def _gone(shelf: Shelf, plan: _Plan, written: Mapping[str, bytes]) -> list[str]:
    """Give the files of earlier builds that are made no more, unless someone has changed them."""
    return [
        path
        for name in sorted(plan.make.asked)
        if (record := plan.records[name])
        for file in _written(record)
        for path, noted in file.digests.items()
        if path not in written and _why_changed(shelf, path, noted) is None
    ]


def _written(record: Record) -> tuple[FileRecord, ...]:
    """Give the files that a record knows to be in `dist/`."""
    return record.left if record.files is None else record.files


def fresh_outputs(session: Session) -> dict[str, tuple[Artefact, ...]]:
    """Give the files of each format that are up to date, by format."""
    records = {name: _record(session.shelf, name) for name in FORMATS}
    return dict(_known(session, records).files)


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
        not_made=[
            fmt.path.format(slug=slug, name="…")
            for fmt in FORMATS.values()
            if fmt.name not in fresh
        ],
    )
    session.shelf.put_outputs({REPORT: page(reported)})


def _fresh(session: Session, records: Mapping[str, Record | None] | None) -> dict[str, Record]:
    """Give the records of the outputs that are as they were written and up to date."""
    if records is None:
        records = {name: _record(session.shelf, name) for name in FORMATS}
    return {
        name: record for name, record in records.items() if record and _why(session, record) is None
    }


def _all_made(shelf: Shelf, fresh: Mapping[str, Record]) -> list[Made]:
    said = _verdicts(shelf)
    return [
        _made(FORMATS[name], file, said)
        for name, record in fresh.items()
        for file in record.files or ()
    ]


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


def _made(fmt: Format, file: FileRecord, said: Mapping[str, Mapping[str, str]]) -> Made:
    return Made(
        path=file.path,
        kind=fmt.renderer,
        sha256=file.digest,
        size=file.size,
        own=file.checked,
        outside=said.get(file.digest, {}),
        pages=file.pages,
        fit=file.fit,
        beside=file.beside,
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
    artefacts: Sequence[Artefact],
    tools: str,
    world: RecordingWorld,
    about: Mapping[str, str],
    *,
    written: bool,
) -> Record:
    return Record(
        tools=tools,
        reads={path: read for path, read in sorted(world.reads.items()) if path != EDITIONS},
        files=tuple(map(_file, artefacts)) if written else None,
        book=about,
        pages=next((one.pages for one in artefacts), None),
    )


def _file(artefact: Artefact) -> FileRecord:
    return FileRecord(
        path=artefact.path,
        digest=digest(artefact.content),
        size=len(artefact.content),
        checked=artefact.checked,
        pages=artefact.page_count,
        fit=artefact.fit,
        beside={path: digest(content) for path, content in sorted(artefact.beside.items())},
    )


def _told(
    asked: Sequence[Format],
    reasons: Mapping[str, str | None],
    records: Mapping[str, Record | None],
) -> tuple[Written, ...]:
    return tuple(
        Written(
            format=fmt.name,
            path=file.path,
            why=reasons[fmt.name],
            pages=file.pages,
            fit=file.fit,
        )
        for fmt in asked
        if (record := records[fmt.name])
        for file in record.files or ()
    )
