"""The long way of a run: the text is read and understood, and what is stale is made from it.

In: a session, the notes of earlier runs, what is wanted. Out: files, records, manifest and report.
The notes are written last, so that a run that is killed is found out by the next one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from bookbuild.model.diagnostic import has_errors
from bookbuild.model.format import Format
from bookbuild.model.stock import NO_STOCK, Stock
from bookbuild.model.world import Shelf
from bookbuild.pipeline.accounts import about, write_accounts
from bookbuild.pipeline.build import Built, Filed, Workshop, build
from bookbuild.pipeline.cache import Record, RecordingWorld, Sight, write_record, write_sight
from bookbuild.pipeline.checking import NOTHING_READ, Checked, check_text
from bookbuild.pipeline.fingerprint import fingerprint
from bookbuild.pipeline.pieces import Piece, pieces_by
from bookbuild.pipeline.plan import Earlier, Plan, Task, Tasks, plan
from bookbuild.pipeline.session import (
    RECORDS,
    SIGHT,
    Digests,
    Notes,
    Result,
    Session,
    Written,
    all_there,
    note_of,
    read_notes,
)
from bookbuild.pipeline.stock import ShelfStock
from bookbuild.pipeline.targets import Wanted
from bookbuild.render import Copy
from bookbuild.render.bibliography import Bibliography, make_bibliography


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The text, every file that can be made of it, and what earlier runs left.

    tasks: by format; none when the text has errors. sight: all that was read.
    """

    checked: Checked
    tasks: Mapping[str, tuple[Task, ...]]
    earlier: Earlier
    sight: Sight

    def fresh_records(self) -> dict[str, Record]:
        """Give the records of formats that would be made the same again."""
        if not self.tasks:
            return {}
        nothing = Wanted(formats=(), asked=frozenset())
        fresh = plan(nothing, self.tasks, self.earlier, anew=False).fresh
        records = {name: self.earlier.records[name] for name in fresh}
        return {name: record for name, record in records.items() if record}


def understand(
    session: Session, notes: Notes, there: Digests, stock: Stock = NO_STOCK
) -> Understood:
    """Read and check the text, and cut it into the files that can be made of it."""
    checked = check_text(session.world, stock, notes.sight.text if notes.sight else NOTHING_READ)
    world = RecordingWorld(session.world)
    style = session.style_world(
        {path: world.read(path) for path in world.files(PurePosixPath("styles"))}
    )
    earlier = Earlier(records=notes.records, tools=session.tools, style=style, there=there)
    if has_errors(checked.diagnostics) or checked.book is None:
        return Understood(
            checked=checked, tasks={}, earlier=earlier, sight=Sight(reads={}, book={}, text={})
        )
    made_on = world.source_date() or checked.book.config.book.date
    pieces_of = pieces_by(checked, made_on, stock)
    tasks = Tasks(
        lambda fmt: tuple(_task(fmt, piece, earlier, made_on) for piece in pieces_of(fmt))
    )
    sight = Sight(
        reads=dict(sorted({**checked.reads, **world.reads}.items())),
        book=about(checked.book.config.book),
        text=checked.reads,
    )
    return Understood(checked=checked, tasks=tasks, earlier=earlier, sight=sight)


def rebuild(
    session: Session, notes: Notes, wanted: Wanted, there: Digests, *, anew: bool
) -> Result:
    """Make what is stale of what is wanted; `anew`: make all of it. Writes all or nothing."""
    stock = ShelfStock(session.shelf, session.tools, anew=anew)
    understood = understand(session, notes, there, stock)
    found = understood.checked.diagnostics
    if not understood.tasks:
        return Result(outputs=(), diagnostics=found)
    planned = plan(wanted, understood.tasks, understood.earlier, anew=anew)
    with session.executor(_jobs_at_most(planned)) as executor:
        built = build(planned, understood.earlier, _workshop(session, understood, executor, stock))
    found = (*found, *built.diagnostics)
    if has_errors(found):
        return Result(outputs=(), diagnostics=found)
    _write(session.shelf, planned, built, understood.earlier)
    there.forget()
    records = _records(session, planned, built, understood, there)
    current = {name: one for name, one in records.items() if one.seen == understood.sight.digest}
    shown = {name: one for name, one in current.items() if all_there(one, there)}
    write_accounts(session, understood.checked, understood.sight, shown, stock)
    stock.put_away()  # before the notes: a run that was killed here has something left to do
    _note(session.shelf, records, understood.sight)
    return Result(outputs=_told(wanted, built, records), diagnostics=found)


def tell_again(session: Session) -> None:
    """Write manifest and report again where they would say something else now."""
    there = Digests(session.shelf)
    understood = understand(session, read_notes(session.shelf), there)
    fresh = understood.fresh_records()
    current = {name: one for name, one in fresh.items() if all_there(one, there)}
    write_accounts(session, understood.checked, understood.sight, current)


def _task(fmt: Format, piece: Piece, earlier: Earlier, made_on: dt.date) -> Task:
    record = earlier.records[fmt.name]
    copy = Copy(
        book=piece.book,
        sheets=piece.sheets,
        format=fmt,
        style=earlier.style,
        made_on=made_on,
        last_map=record.pages.page_of if record and record.pages else {},
    )
    files = record.files if record else ()
    return Task(
        copy=copy,
        made_of={**piece.made_of, "the date": str(made_on), "the format": fingerprint(fmt)},
        before=next((file for file in files if file.path == copy.path), None),
    )


def _jobs_at_most(planned: Plan) -> int:
    return sum(len(planned.tasks[fmt.name]) for fmt in planned.make)


def _workshop(
    session: Session, understood: Understood, executor: Executor, stock: Stock
) -> Workshop:
    @cache
    def sources() -> tuple[Bibliography, Mapping[str, str]]:
        world = RecordingWorld(session.world)
        (book,) = understood.tasks["book"]  # all that cite show this text
        return make_bibliography(book.copy.book, world, stock), world.reads

    return Workshop(
        executor=executor,
        sources=sources,
        there=session.shelf.output,
        tell=session.tell,
        profile=session.profile,
        fonts=session.fonts,
    )


def _write(shelf: Shelf, planned: Plan, built: Built, earlier: Earlier) -> None:
    """Write what was made and asked for, and take away what is made no more."""
    asked = [one for name in built.files if name in planned.asked for one in built.files[name]]
    written = {
        path: content
        for one in asked
        if one.artefact
        for path, content in one.artefact.files.items()
    }
    if gone := _gone(planned, asked, earlier):
        shelf.put_outputs(written, gone=gone)
    elif written:
        shelf.put_outputs(written)


def _gone(planned: Plan, asked: Sequence[Filed], earlier: Earlier) -> list[str]:
    """Give the files of earlier builds that are made no more, unless someone has changed them."""
    kept = {path for one in asked for path in one.record.digests}
    return [
        path
        for fmt in planned.make
        if fmt.name in planned.asked and (record := earlier.records[fmt.name])
        for path, noted in sorted(record.known)
        if path not in kept and earlier.why_changed(path, noted) is None
    ]


def _records(
    session: Session, planned: Plan, built: Built, understood: Understood, there: Digests
) -> dict[str, Record]:
    """Give the records of all formats: of those just made, and of those that are as they were."""
    seen = understood.sight.digest
    after: dict[str, Record] = {}
    for name, record in understood.earlier.records.items():
        if name in built.files:
            files = tuple(one.record for one in built.files[name])
            pages = built.pages[name]
            made = Record(tools=session.tools, seen=seen, files=files, pages=pages)
            left = {} if record is None or name in planned.asked else _left(record, made, there)
            after[name] = replace(made, left=left)
        elif record:
            after[name] = replace(record, seen=seen) if name in planned.fresh else record
    return after


def _left(before: Record, made: Record, there: Digests) -> dict[str, str]:
    """Give the digests of files that an earlier build wrote and that are made no more."""
    return {path: noted for path, noted in before.known - made.known if there(path) == noted}


def _note(shelf: Shelf, records: Mapping[str, Record], sight: Sight) -> None:
    """Keep the records, and of formats that are no more none."""
    for name, record in records.items():
        shelf.put_note(note_of(name), write_record(record))
    for name in shelf.notes(RECORDS):
        if name not in map(note_of, records):
            shelf.drop_note(name)
    shelf.put_note(SIGHT, write_sight(sight))


def _told(wanted: Wanted, built: Built, records: Mapping[str, Record]) -> tuple[Written, ...]:
    whys = {one.record.path: one.why for files in built.files.values() for one in files}
    return tuple(
        Written(
            format=fmt.name,
            path=file.path,
            why=whys.get(file.path),
            pages=file.pages,
            fit=file.fit,
        )
        for fmt in wanted.formats
        if fmt.name in wanted.asked
        for file in records[fmt.name].files
    )
