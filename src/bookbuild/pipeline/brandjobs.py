"""The jobs of `bookbuild brand`, which run anywhere: masters, panels, and finished handouts.

In: frozen values. Out: bytes with what was found. A process opens each master once for a batch of
clinics, and prints from it again and again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.branding import Master, Panel
from bookbuild.model.clinic import Clinic
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.standing import Standing
from bookbuild.pipeline.build import make
from bookbuild.pipeline.cache import digest
from bookbuild.render import Copy

Checks = Mapping[str, tuple[str, ...]]

PANEL: Final = "the clinic's panel"
MASTER: Final = "each handout, with the panel of the first clinic that it was made for"
ALONE: Final = "each handout by itself"
_PAGES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutJob:
    """A handout to be made for clinics: its job, and its path below a clinic's folder."""

    copy: Copy
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelJob:
    """The panels of some clinics. copy: any handout; standings: of all texts to be printed."""

    copy: Copy
    clinics: tuple[Clinic, ...]
    standings: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One handout for one clinic. in_full: it is held against all our checks."""

    master: int
    path: str
    in_full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made for one clinic: handouts, by the place of their masters."""

    panel: Panel
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The orders of some clinics, and the masters with their jobs."""

    sheets: tuple[HandoutJob, ...]
    masters: tuple[Master, ...]
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branded:
    """A finished handout: its path below the clinic's folder, and the id of the copy."""

    path: str
    content: bytes
    sha256: str
    copy_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What was made for one clinic, and what was found in it.

    checks: the names of the checks, by what was held against them.
    """

    slug: str
    files: tuple[Branded, ...]
    diagnostics: tuple[Diagnostic, ...]
    checks: Checks


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A panel that was laid out, and the names of the checks that it was held against."""

    panel: Panel
    checks: tuple[str, ...]


def lay_out_master(sheet: HandoutJob) -> Outcome[Master | None]:
    """Lay out one handout with holes."""
    from bookbuild.render.handout.branding import print_master  # noqa: PLC0415  # opens WeasyPrint

    return print_master(sheet.copy)


def lay_out_panels(job: PanelJob) -> tuple[Outcome[Proven | None], ...]:
    """Lay out the panels of some clinics, and prove each."""
    from bookbuild.render.handout.branding import print_panel  # noqa: PLC0415  # opens WeasyPrint

    laid = (print_panel(job.copy, clinic, job.standings) for clinic in job.clinics)
    return tuple(_proven(one, job) for one in laid)


def _proven(laid: Outcome[Panel | None], job: PanelJob) -> Outcome[Proven | None]:
    panel = laid.value
    if panel is None:
        return Outcome(None, laid.diagnostics)
    proof = _proof(panel.content, panel.document, job)
    proven = Proven(panel=panel, checks=proof.value)
    return Outcome(proven, (*laid.diagnostics, *proof.diagnostics))


def put_together(batch: Batch) -> tuple[Delivered, ...]:
    """Make the handouts of some clinics of masters and panels."""
    from bookbuild.finish.branding import Forme, Inlay  # noqa: PLC0415  # opens pikepdf

    formes = [Forme(master) for master in batch.masters]
    delivered = []
    for order in batch.orders:
        inlay = Inlay(order.panel)
        proofs: list[Outcome[tuple[str, ...]]] = []
        files = []
        for one in order.asked:
            content = formes[one.master].print(inlay)
            if one.in_full:
                proofs.append(_proof_in_full(content, batch, one.master, order.panel))
            edition = batch.masters[one.master].edition
            files.append(_file(one.path, content, order.panel.copy_ids[edition].words))
        slug = order.panel.clinic.slug
        delivered.append(_delivered(slug, files, proofs, MASTER))
    return tuple(delivered)


def _proof_in_full(
    content: bytes, batch: Batch, master: int, panel: Panel
) -> Outcome[tuple[str, ...]]:
    """Hold a handout against all checks, and against the HTML of its master and panel."""
    from bookbuild.render.handout.branding import html_with  # noqa: PLC0415  # opens WeasyPrint

    return _proof(content, html_with(batch.masters[master], panel), batch.sheets[master])


def lay_out_proof(job: PanelJob) -> bytes:
    """Lay out the proof sheet of some clinics."""
    from bookbuild.render.handout.proofsheet import print_proof  # noqa: PLC0415  # opens WeasyPrint

    return print_proof(job.copy, job.clinics)


def print_each(job: tuple[Clinic, tuple[HandoutJob, ...]]) -> Delivered:
    """Lay out all handouts of one clinic from the start, and prove each."""
    clinic, sheets = job
    files, proofs = [], []
    for sheet, outcome in _printed(clinic, sheets):
        made = outcome.value
        proofs.append(Outcome(made.checked, outcome.diagnostics))
        files.append(_file(sheet.path, made.content, sheet.copy.book.standing.copy_id))
    return _delivered(clinic.slug, files, proofs, ALONE)


def _delivered(
    slug: str, files: Iterable[Branded], proofs: Sequence[Outcome[tuple[str, ...]]], what: str
) -> Delivered:
    """Give what was made; of the checks, those that every file was held against."""
    named = dict.fromkeys(name for one in proofs for name in one.value)
    names = tuple(name for name in named if all(name in one.value for one in proofs))
    return Delivered(
        slug=slug,
        files=tuple(files),
        diagnostics=tuple(found for one in proofs for found in one.diagnostics),
        checks={what: names} if proofs else {},
    )


def _printed(
    clinic: Clinic, sheets: Sequence[HandoutJob]
) -> Iterator[tuple[HandoutJob, Outcome[Artefact]]]:
    from bookbuild.render.handout.branding import book_of  # noqa: PLC0415  # opens WeasyPrint

    for sheet in sheets:
        own = replace(sheet, copy=replace(sheet.copy, book=book_of(sheet.copy.book, clinic)))
        yield own, make(own.copy)


def _proof(content: bytes, html: str, of: HandoutJob | PanelJob) -> Outcome[tuple[str, ...]]:
    """Hold a file against all our checks; give their names."""
    from bookbuild.verify import verify  # noqa: PLC0415  # opens pikepdf

    fmt = of.copy.format
    artefact = Artefact(format=fmt.name, path="", content=content, html=(html,), page_count=_PAGES)
    return verify(artefact, fmt, of.copy.book)


def _file(path: str, content: bytes, copy_id: str) -> Branded:
    return Branded(path=path, content=content, sha256=digest(content), copy_id=copy_id)
