"""One run of `bookbuild verify`: every finished file before every outside validator.

In: a session. Out: what each validator said of each file that is up to date. The verdicts are kept
by the file's digest, so that manifest and report can tell what was checked and what was NOT
CHECKED.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.model.format import FORMATS
from bookbuild.pipeline import check_text
from bookbuild.pipeline.session import (
    Session,
    fresh_outputs,
    keep_verdicts,
    write_manifest,
    write_report,
)
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
    outputs = fresh_outputs(session)
    verdicts: list[Verdict] = []
    unasked: list[Unasked] = []
    for kind, validators in VALIDATORS.items():
        files = {
            one.path: one.content
            for name, artefacts in outputs.items()
            if FORMATS[name].renderer == kind
            for one in artefacts
        }
        if not files:
            continue
        for tool, validator in validators.items():
            tell(tool)
            try:
                verdicts += validator(files, session.world)
            except MachineLacksError as lacking:
                unasked.append(Unasked(tool=tool, lacking=lacking))
    proven = [one for artefacts in outputs.values() for one in artefacts]
    for one in proven:
        keep_verdicts(session, one.content, dict(_said(one.path, verdicts)))
    write_manifest(session)
    if outputs:
        write_report(session, check_text(session.world))
    files_proven = tuple(one.path for one in proven)
    return Proof(files=files_proven, verdicts=tuple(verdicts), unasked=tuple(unasked))


def _said(path: str, verdicts: list[Verdict]) -> Iterator[tuple[str, str]]:
    """Yield what the manifest says of a file: `passed (EPUBCheck 5.3.0)`, or `FAILED (…)`."""
    for verdict in verdicts:
        if verdict.subject == path:
            word = "passed" if verdict.passed else "FAILED"
            yield verdict.tool, f"{word} ({verdict.version})"


__all__ = ["Proof", "Unasked", "prove"]
