"""What a release needs beyond a build: an approved text, and a verdict of every validator.

In: a session whose outputs are built. Out: the proof, and the edition to be written to
`editions.toml` when all of it passed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bookbuild.check.standing import release_faults
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.standing import Release
from bookbuild.pipeline.checking import check_text
from bookbuild.pipeline.proving import Proof, prove
from bookbuild.pipeline.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """faults: what keeps the edition back. edition: what was released, if nothing does."""

    faults: tuple[Diagnostic, ...]
    proof: Proof
    edition: Release | None
    known: bool


def faults_before(session: Session) -> tuple[Diagnostic, ...]:
    """Say what keeps the text back, before anything is built."""
    editions = check_text(session.world).editions
    return tuple(release_faults(editions["book"])) if editions else ()


def release(session: Session, tell: Callable[[str], None]) -> Released:
    """Prove what is built; `edition` is given when every validator was asked and agreed."""
    proof = prove(session, tell)
    faults = (*faults_before(session), *_proof_faults(proof))
    book = check_text(session.world).book
    if faults or book is None:
        return Released(faults=faults, proof=proof, edition=None, known=False)
    standing = book.standing
    edition = Release(
        id=standing.edition_id,
        version=book.config.book.version,
        date=standing.today,
        text=standing.text,
    )
    known = any(one.id == edition.id for one in standing.releases)
    return Released(faults=(), proof=proof, edition=edition, known=known)


def _proof_faults(proof: Proof) -> list[Diagnostic]:
    failed = [
        Diagnostic(
            code="REL004",
            message=f"{one.tool} found faults in `{one.subject}`",
            hints=one.findings[:3],
        )
        for one in proof.verdicts
        if not one.passed
    ]
    unasked = [
        Diagnostic(
            code="REL005",
            message=f"the files are NOT CHECKED by {one.tool}",
            hints=(one.lacking.mend,),
        )
        for one in proof.unasked
    ]
    return failed + unasked
