"""One run of `bookbuild brand`: the handouts of every clinic in a table.

In: a session, and what is wished. Out: what was made, below `dist/clinics/`, and why. Each handout
is laid out once, each clinic's panel once, and the two are put together; what is there and would be
made the same again is left alone, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from bookbuild.check.standing import not_released, only_examples, release_faults
from bookbuild.load.clinics import load_clinics
from bookbuild.model.branding import Customer
from bookbuild.model.diagnostic import Diagnostic, causes_first, has_errors
from bookbuild.pipeline.brandjobs import Delivered, PanelJob, lay_out_proof
from bookbuild.pipeline.brandplan import ClinicPlan, Item, items_of, plan_for, shown_of
from bookbuild.pipeline.brandways import by_layout, by_parts
from bookbuild.pipeline.cache import SteadyWorld, digest
from bookbuild.pipeline.checking import Checked, check_text
from bookbuild.pipeline.clinicfolders import (
    FOLDER,
    MANIFEST,
    Stranger,
    announce,
    as_json,
    as_written,
    read_json,
    strangers_to,
    stray_sheets,
)
from bookbuild.pipeline.fingerprint import fingerprint
from bookbuild.pipeline.session import Session
from bookbuild.report import NOT_CHECKED

PROOF: Final = "proof.pdf"
_MANUSCRIPT: Final = PurePosixPath("manuscript")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for. table: from the book's folder. exact: each handout is laid out anew.

    clean: our files of clinics that the table does not hold any more are taken away. release: what
    is not signed off, or holds details for examples, is refused. fresh: all is made anew.
    """

    table: PurePosixPath
    release: bool = False
    exact: bool = False
    clean: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What was done for one clinic: how many of its files were made, and how many are there.

    gone: what was taken away because it is wanted no more. kept: handouts that are wanted no more,
    or never were, and stay because somebody changed them or put them there. Both below its folder.
    """

    slug: str
    made: int
    files: int
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """strangers: what is there of clinics not in the table; cleaned: our files of them are gone."""

    served: tuple[Served, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    cleaned: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


def brand(session: Session, wish: Wish) -> Result:
    """Make the handouts of every clinic; with an error in text or table nothing is written."""
    with session.shelf.alone():
        session = replace(session, world=SteadyWorld(session.world))
        checked = check_text(session.world)
        if checked.book is None or checked.editions is None:
            return Result(diagnostics=checked.diagnostics)
        language = checked.book.config.book.language
        table = load_clinics(session.world, wish.table, _MANUSCRIPT, language)
        found = (*checked.diagnostics, *table.diagnostics)
        if wish.release:
            found = (*found, *_unreleasable(checked, table.value))
        if has_errors(found):
            return Result(diagnostics=causes_first(found))
        return _serve(session, wish, checked, table.value, found)


def _unreleasable(checked: Checked, customers: Sequence[Customer]) -> Iterator[Diagnostic]:
    """Find what keeps copies from patients: of the text, and of each clinic."""
    assert checked.editions
    book = checked.editions["book"]
    yield from release_faults(replace(book, clinic=None))
    yield from not_released(book.standing)
    for customer in customers:
        yield from only_examples(customer.clinic)


def _serve(
    session: Session,
    wish: Wish,
    checked: Checked,
    customers: Sequence[Customer],
    found: tuple[Diagnostic, ...],
) -> Result:
    """Make what is stale, clinic by clinic, and tell of all."""
    items = items_of(session, checked)
    plans = {
        one.clinic.slug: plan_for(session, items, one, exact=wish.exact, fresh=wish.fresh)
        for one in customers
    }
    gone = {
        slug: as_written(session.shelf, slug, plan.gone)
        for slug, plan in plans.items()
        if plan.gone
    }
    faults = _make(session, wish, checked, items, [one for one in plans.values() if one.stale])
    if has_errors(faults):
        return Result(diagnostics=causes_first((*found, *faults)))
    for plan in plans.values():
        if plan.gone and not plan.stale:
            _write(session, checked, plan, None)
    strangers = strangers_to(session.shelf, plans, clean=wish.clean)
    _write_index(session, wish, items, customers, strangers)
    served = tuple(
        Served(
            slug=slug,
            made=len(plan.stale),
            files=len(plan.keys),
            gone=tuple(path.removeprefix(f"{FOLDER}/{slug}/") for path in gone.get(slug, ())),
            kept=stray_sheets(session.shelf, slug, plan.keys),
        )
        for slug, plan in plans.items()
    )
    return Result(
        served=served,
        strangers=strangers,
        cleaned=wish.clean,
        diagnostics=causes_first((*found, *faults)),
    )


def _make(
    session: Session,
    wish: Wish,
    checked: Checked,
    items: Sequence[Item],
    stale: Sequence[ClinicPlan],
) -> list[Diagnostic]:
    """Make and write what is stale, clinic by clinic; stop at the first that has a fault."""
    found: list[Diagnostic] = []
    if not stale:
        return found
    plans = {plan.slug: plan for plan in stale}
    make = by_layout if wish.exact else by_parts
    announced = False
    with session.executor(len(stale) * len(items)) as hands:
        for delivered in make(session, hands, items, stale):
            if isinstance(delivered, Diagnostic):
                found.append(delivered)
                continue
            found += delivered.diagnostics
            if has_errors(delivered.diagnostics):
                break
            if not announced:
                announce(session.shelf, plans)
                announced = True
            _write(session, checked, plans[delivered.slug], delivered)
    return found


def _write(session: Session, checked: Checked, plan: ClinicPlan, made: Delivered | None) -> None:
    """Write what was made for a clinic, and its manifest; what it has no more is taken away.

    made: None when all that it still has was made before, and was checked then.
    """
    assert checked.book
    imprint, folder = checked.book.config.book, f"{FOLDER}/{plan.slug}"
    files = made.files if made else ()
    noted = {path: record for path, record in plan.there.items() if path in plan.keys} | {
        one.path: {
            "path": one.path,
            "sha256": one.sha256,
            "size": len(one.content),
            "copy_id": one.copy_id,
            "made_from": plan.keys[one.path],
        }
        for one in files
    }
    before = read_json(session.shelf, f"{folder}/{MANIFEST}").get("checked", {})
    manifest = {
        "clinic": plan.customer.clinic.name,
        "slug": plan.slug,
        "book": {"title": imprint.title, "version": imprint.version},
        "checked": made.checks if made else before,
        "outside": NOT_CHECKED,
        "files": [noted[path] for path in sorted(noted)],
    }
    contents = {f"{folder}/{one.path}": one.content for one in files}
    gone = as_written(session.shelf, plan.slug, plan.gone)
    session.shelf.put_outputs({**contents, f"{folder}/{MANIFEST}": as_json(manifest)}, gone)


def _write_index(
    session: Session,
    wish: Wish,
    items: Sequence[Item],
    customers: Sequence[Customer],
    strangers: Sequence[Stranger],
) -> None:
    """Write the proof sheet and the list of clinics, if either would be another than is there."""
    index, proof = f"{FOLDER}/{MANIFEST}", f"{FOLDER}/{PROOF}"
    said = read_json(session.shelf, index)
    made_of = fingerprint(items[0].made_of, [shown_of(one) for one in customers])
    shown = session.shelf.output(proof)
    listed = [one.clinic.slug for one in customers]
    listed += [one.slug for one in strangers if one.kept or not wish.clean]
    if shown is None or (said.get("made_from"), said.get("sha256")) != (made_of, digest(shown)):
        session.tell("the proof sheet")
        clinics = tuple(one.clinic for one in customers)
        with session.executor(1) as hands:
            job = PanelJob(copy=items[0].sheet.copy, clinics=clinics)
            shown = hands.submit(lay_out_proof, job).result()
    manifest = as_json({"made_from": made_of, "sha256": digest(shown), "clinics": sorted(listed)})
    if session.shelf.output(index) != manifest or session.shelf.output(proof) != shown:
        session.shelf.put_outputs({proof: shown, index: manifest})
