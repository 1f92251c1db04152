"""The jobs of `bookbuild brand`, which run anywhere: masters, panels, and finished handouts.

In: frozen values. Out: bytes with what was found. A process opens each master once for a batch of
clinics, and prints from it again and again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.model.artefact import Artefact
from bookbuild.model.branding import Master, Panel
from bookbuild.model.clinic import Clinic
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.standing import Standing
from bookbuild.pipeline.build import make
from bookbuild.pipeline.cache import digest
from bookbuild.render import Copy

_PAGES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
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
class Wanted:
    """One handout for one clinic. in_full: it is held against all our checks."""

    master: int
    path: str
    in_full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made for one clinic: handouts, by the place of their masters."""

    panel: Panel
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The orders of some clinics, and the masters with their jobs."""

    sheets: tuple[Sheet, ...]
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
    """What was made for one clinic, and what was found in it."""

    slug: str
    files: tuple[Branded, ...]
    diagnostics: tuple[Diagnostic, ...]


def lay_out_master(sheet: Sheet) -> Outcome[Master | None]:
    """Lay out one handout with holes."""
    from bookbuild.render.handout.branding import print_master  # noqa: PLC0415  # opens WeasyPrint

    return print_master(sheet.copy)


def lay_out_panels(job: PanelJob) -> tuple[Outcome[Panel | None], ...]:
    """Lay out the panels of some clinics, and prove each."""
    from bookbuild.render.handout.branding import print_panel  # noqa: PLC0415  # opens WeasyPrint

    laid = (print_panel(job.copy, clinic, job.standings) for clinic in job.clinics)
    return tuple(
        Outcome(one.value, (*one.diagnostics, *_faults(one.value.content, one.value.document, job)))
        if one.value
        else one
        for one in laid
    )


def put_together(batch: Batch) -> tuple[Delivered, ...]:
    """Make the handouts of some clinics of masters and panels."""
    from bookbuild.finish.branding import Forme, Inlay  # noqa: PLC0415  # opens pikepdf

    formes = [Forme(master) for master in batch.masters]
    delivered = []
    for order in batch.orders:
        inlay = Inlay(order.panel)
        found: list[Diagnostic] = []
        files = []
        for one in order.wanted:
            content = formes[one.master].print(inlay)
            if one.in_full:
                html = batch.masters[one.master].html_with(order.panel)
                found += _faults(content, html, batch.sheets[one.master])
            edition = batch.masters[one.master].edition
            files.append(_file(one.path, content, order.panel.copy_ids[edition].words))
        slug = order.panel.clinic.slug
        delivered.append(Delivered(slug=slug, files=tuple(files), diagnostics=tuple(found)))
    return tuple(delivered)


def lay_out_proof(job: PanelJob) -> bytes:
    """Lay out the proof sheet of some clinics."""
    from bookbuild.render.handout.proofsheet import print_proof  # noqa: PLC0415  # opens WeasyPrint

    return print_proof(job.copy, job.clinics)


def print_each(job: tuple[Clinic, tuple[Sheet, ...]]) -> Delivered:
    """Lay out all handouts of one clinic from the start, and prove each."""
    clinic, sheets = job
    files, found = [], list[Diagnostic]()
    for sheet, outcome in _printed(clinic, sheets):
        found += outcome.diagnostics
        made = outcome.value
        files.append(_file(sheet.path, made.content, sheet.copy.book.standing.copy_id))
    return Delivered(slug=clinic.slug, files=tuple(files), diagnostics=tuple(found))


def _printed(clinic: Clinic, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Outcome[Artefact]]]:
    from bookbuild.render.handout.branding import book_of  # noqa: PLC0415  # opens WeasyPrint

    for sheet in sheets:
        own = replace(sheet, copy=replace(sheet.copy, book=book_of(sheet.copy.book, clinic)))
        yield own, make(own.copy)


def _faults(content: bytes, html: str, of: Sheet | PanelJob) -> tuple[Diagnostic, ...]:
    """Hold a file against all our checks."""
    from bookbuild.verify import verify  # noqa: PLC0415  # opens pikepdf

    fmt = of.copy.format
    artefact = Artefact(format=fmt.name, path="", content=content, html=(html,), page_count=_PAGES)
    return verify(artefact, fmt, of.copy.book).diagnostics


def _file(path: str, content: bytes, copy_id: str) -> Branded:
    return Branded(path=path, content=content, sha256=digest(content), copy_id=copy_id)
