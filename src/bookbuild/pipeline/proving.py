"""One run of `bookbuild verify`: every finished file before every outside validator.

In: a session. Out: what each validator said of each file that is up to date. The verdicts are kept
by the file's digest, so that manifest and report can tell what was checked and what was NOT
CHECKED.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.model.format import FORMATS
from bookbuild.model.world import Shelf
from bookbuild.pipeline.accounts import keep_verdicts
from bookbuild.pipeline.cache import Record
from bookbuild.pipeline.rebuild import tell_again
from bookbuild.pipeline.run import up_to_date
from bookbuild.pipeline.session import Session
from bookbuild.verify.validators import VALIDATORS, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Unasked:
    """A validator that could not be asked, and what would mend that."""

    tool: str
    lacking: MachineLacksError


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """files: those that were proven, below `dist/`. verdicts: in the order in which they came."""

    files: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    unasked: tuple[Unasked, ...]


def prove(session: Session, tell: Callable[[str], None]) -> Proof:
    """Ask every validator about every output that is up to date; `tell` hears each one's name."""
    current = up_to_date(session)
    if not current:  # nothing is noted of nothing, least of all in a folder that holds no book
        return Proof(files=(), verdicts=(), unasked=())
    verdicts: list[Verdict] = []
    unasked: list[Unasked] = []
    for kind, validators in VALIDATORS.items():
        names = [name for name in current if FORMATS[name].renderer == kind]
        files = _contents(session.shelf, [current[name] for name in names])
        if not files:
            continue
        for tool, validator in validators.items():
            tell(tool)
            try:
                verdicts += validator(files, session.world)
            except MachineLacksError as lacking:
                unasked.append(Unasked(tool=tool, lacking=lacking))
    proven = tuple(file.path for record in current.values() for file in record.files)
    with session.shelf.alone():
        keep_verdicts(
            session.shelf, current, {path: dict(_said(path, verdicts)) for path in proven}
        )
        tell_again(session)
    return Proof(files=proven, verdicts=tuple(verdicts), unasked=tuple(unasked))


def _contents(shelf: Shelf, records: Iterable[Record]) -> dict[str, bytes]:
    """Give the files of some formats by path; one that went away meanwhile is left out."""
    files = ((file.path, shelf.output(file.path)) for record in records for file in record.files)
    return {path: content for path, content in files if content is not None}


def _said(path: str, verdicts: list[Verdict]) -> Iterator[tuple[str, str]]:
    """Yield what the manifest says of a file: `passed (EPUBCheck 5.3.0)`, or `FAILED (…)`."""
    for verdict in verdicts:
        if verdict.subject == path:
            word = "passed" if verdict.passed else "FAILED"
            yield verdict.tool, f"{word} ({verdict.version})"


__all__ = ["Proof", "Unasked", "prove"]
