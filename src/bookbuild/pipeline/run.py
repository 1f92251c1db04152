"""One run of `bookbuild build`: what is stale is made, proven, written, and noted.

In: a session, what is wanted. Out: what was written or left alone, and why. Where every file reads
as it did when the last run ended, that is said at once, and no stage is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bookbuild.pipeline.cache import Record, SteadyWorld
from bookbuild.pipeline.session import (
    MANIFEST,
    REPORT,
    Digests,
    Notes,
    Result,
    Session,
    Written,
    all_there,
    read_notes,
)
from bookbuild.pipeline.targets import Wanted


def run(session: Session, wanted: Wanted, *, fresh: bool = False) -> Result:
    """Make what is stale; with `fresh`, make everything. Writes all outputs or none."""
    with session.shelf.alone():
        session = replace(session, world=SteadyWorld(session.world))
        notes, there = read_notes(session.shelf), Digests(session.shelf)
        if not fresh and (known := _nothing_to_do(session, notes, wanted, there)):
            return known
        from bookbuild.pipeline.rebuild import rebuild  # noqa: PLC0415  # opens every stage

        return rebuild(session, notes, wanted, there, anew=fresh)


def up_to_date(session: Session) -> Mapping[str, Record]:
    """Give the records of the formats whose files are there, and would be made the same again."""
    session = replace(session, world=SteadyWorld(session.world))
    notes, there = read_notes(session.shelf), Digests(session.shelf)
    settled = notes.settled(session.tools, session.world)
    if not settled and any(notes.records.values()):
        from bookbuild.pipeline.rebuild import understand  # noqa: PLC0415  # opens every stage

        settled = understand(session, notes, there).fresh_records()
    return {name: one for name, one in settled.items() if all_there(one, there)}


def _nothing_to_do(session: Session, notes: Notes, wanted: Wanted, there: Digests) -> Result | None:
    """Tell of outputs that are all up to date, by what is noted alone; None if they are not."""
    asked = [fmt.name for fmt in wanted.formats if fmt.name in wanted.asked]
    settled = notes.settled(session.tools, session.world)
    accounts = not settled or (there(MANIFEST) and there(REPORT))
    if not accounts or not all(
        name in settled and not settled[name].left and all_there(settled[name], there)
        for name in asked
    ):
        return None
    outputs = (
        Written(format=name, path=file.path, why=None, pages=file.pages, fit=file.fit)
        for name in asked
        for file in settled[name].files
    )
    return Result(outputs=tuple(outputs), diagnostics=())
