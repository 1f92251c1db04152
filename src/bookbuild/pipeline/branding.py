"""One run of `bookbuild brand`: the handouts of every clinic in a table.

In: a session, and what is wished. Out: what was made, below `dist/clinics/`, and why. Each handout
is laid out once, each clinic's panel once, and the two are put together; what is there and would be
made the same again is left alone, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Final

from bookbuild.check.standing import not_released, only_examples, release_faults
from bookbuild.load.clinics import load_clinics
from bookbuild.model.branding import Customer, Master, Panel
from bookbuild.model.clinic import is_slug
from bookbuild.model.diagnostic import Diagnostic, Outcome, causes_first, has_errors
from bookbuild.model.format import FORMATS, Format
from bookbuild.model.standing import Standing
from bookbuild.pipeline.brandjobs import (
    PANEL,
    Asked,
    Batch,
    Delivered,
    HandoutJob,
    Order,
    PanelJob,
    Proven,
    lay_out_master,
    lay_out_panels,
    lay_out_proof,
    print_each,
    put_together,
)
from bookbuild.pipeline.cache import SteadyWorld, digest
from bookbuild.pipeline.checking import Checked, check_text
from bookbuild.pipeline.executors import Hands, in_order_asked
from bookbuild.pipeline.fingerprint import fingerprint
from bookbuild.pipeline.pieces import CLINIC, Piece, pieces_by
from bookbuild.pipeline.session import Session
from bookbuild.render import Copy
from bookbuild.render.copy import path_of
from bookbuild.report import NOT_CHECKED

FOLDER: Final = "clinics"
MANIFEST: Final = "manifest.json"
PROOF: Final = "proof.pdf"
_MANUSCRIPT: Final = PurePosixPath("manuscript")
_BATCH: Final = 16
"""Clinics in a job: enough to open each master for, few enough to share out evenly."""


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
    """What was done for one clinic: how many of its files were made, and how many are there."""

    slug: str
    made: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A folder of a clinic that the table does not hold, as the run found it.

    ours: files that are as we wrote them. kept: paths in the folder of those that somebody has
    changed or put there; we never take them away.
    """

    slug: str
    ours: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """strangers: what is there of clinics not in the table; cleaned: our files of them are gone."""

    served: tuple[Served, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    cleaned: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A handout as it stands in the text now. made_of: the digest of all it is made of."""

    sheet: HandoutJob
    family: str
    made_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A clinic, the keys of all its files by path, and which items are stale."""

    customer: Customer
    keys: Mapping[str, str]
    stale: tuple[int, ...]
    there: Mapping[str, Any] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.customer.clinic.slug

    @property
    def gone(self) -> tuple[str, ...]:
        """Give what was made before and is wanted no more."""
        return tuple(path for path in self.there if path not in self.keys)


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
    items = _items(session, checked)
    plans = {one.clinic.slug: _plan(session, wish, items, one) for one in customers}
    faults = _make(session, wish, checked, items, [one for one in plans.values() if one.stale])
    if has_errors(faults):
        return Result(diagnostics=causes_first((*found, *faults)))
    for plan in plans.values():
        if plan.gone and not plan.stale:
            _write(session, checked, plan, None)
    strangers = _strangers(session, wish, plans)
    _write_index(session, wish, items, customers, strangers)
    served = tuple(
        Served(slug=slug, made=len(plan.stale), files=len(plan.keys))
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
    items: Sequence[_Item],
    stale: Sequence[_Plan],
) -> list[Diagnostic]:
    """Make and write what is stale, clinic by clinic; stop at the first that has a fault."""
    found: list[Diagnostic] = []
    if not stale:
        return found
    plans = {plan.slug: plan for plan in stale}
    make = _by_layout if wish.exact else _by_parts
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
                _announce(session, plans)
                announced = True
            _write(session, checked, plans[delivered.slug], delivered)
    return found


def _announce(session: Session, slugs: Iterable[str]) -> None:
    """List clinics before they are made: if the run is stopped, the next knows their folders."""
    said = _read_json(session, f"{FOLDER}/{MANIFEST}")
    listed = sorted({*_listed(said), *slugs})
    if listed != _listed(said):
        index = _json({**said, "clinics": listed})
        session.shelf.put_outputs({f"{FOLDER}/{MANIFEST}": index})


# What there is to do


def _items(session: Session, checked: Checked) -> tuple[_Item, ...]:
    """Give each handout on each paper, as jobs for no clinic."""
    assert checked.book
    made_on = session.world.source_date() or checked.book.config.book.date
    pieces_of = pieces_by(checked, made_on)
    paths = session.world.files(PurePosixPath("styles"))
    files = {path: session.world.read(path) for path in paths}
    style, looks = session.style_world(files), fingerprint(files)
    formats = [fmt for fmt in FORMATS.values() if fmt.frame == "handout" and fmt.per_sheet]
    return tuple(
        _Item(
            sheet=HandoutJob(
                copy=Copy(book=piece.book, format=fmt, style=style, made_on=made_on),
                path=path_of(fmt, piece.book).removeprefix("pdf/"),
            ),
            family=_family(fmt),
            made_of=fingerprint(session.tools, looks, fmt.name, _text_of(piece)),
        )
        for fmt in formats
        for piece in pieces_of(fmt)
    )


def _family(fmt: Format) -> str:
    assert fmt.paper, "a handout is printed"
    return fmt.paper.family


def _text_of(piece: Piece) -> dict[str, str]:
    """Give what a handout is made of, without the clinic of the manuscript."""
    return {name: one for name, one in piece.made_of.items() if name != CLINIC}


def _plan(session: Session, wish: Wish, items: Sequence[_Item], customer: Customer) -> _Plan:
    """Find what is missing, damaged, or would be made otherwise now."""
    slug, who = customer.clinic.slug, fingerprint(_bare(customer), wish.exact)
    noted = {} if wish.fresh else _noted(session, slug)
    keys, stale = {}, []
    for number, item in enumerate(items):
        if item.family not in customer.papers:
            continue
        path = item.sheet.path
        keys[path] = fingerprint(item.made_of, who)
        record = noted.get(path, {})
        content = session.shelf.output(f"{FOLDER}/{slug}/{path}") if record else None
        is_whole = content is not None and digest(content) == record["sha256"]
        if not (is_whole and record["made_from"] == keys[path]):
            stale.append(number)
    return _Plan(customer=customer, keys=keys, stale=tuple(stale), there=_noted(session, slug))


def _bare(customer: Customer) -> tuple[object, ...]:
    """Give what a clinic's copies show, wherever it stands in its table."""
    clinic = customer.clinic
    details = (clinic.name, clinic.address, clinic.phone, clinic.nights, clinic.web)
    return (*details, clinic.logo, clinic.colour, clinic.slug)


def _noted(session: Session, slug: str) -> dict[str, dict[str, Any]]:
    """Give what the manifest of a clinic says of its files; a damaged one says nothing."""
    said = _read_json(session, f"{FOLDER}/{slug}/{MANIFEST}")
    files = said.get("files")
    records = files if isinstance(files, list) else []
    return {one["path"]: one for one in records if _is_record(one)}


def _is_record(one: object) -> bool:
    """Tell whether something read is what we write of a file: it cannot lead out of the folder."""
    return (
        isinstance(one, dict)
        and all(isinstance(one.get(key), str) for key in ("path", "sha256", "made_from"))
        and not {"", "..", "."} & set(one["path"].split("/"))
    )


def _read_json(session: Session, path: str) -> dict[str, Any]:
    try:
        read = json.loads(session.shelf.output(path) or b"{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


# The two ways


def _by_parts(
    session: Session, hands: Hands, items: Sequence[_Item], plans: Sequence[_Plan]
) -> Iterator[Delivered | Diagnostic]:
    """Lay out masters and panels, and put them together; nothing when one of them has errors."""
    numbers = sorted({number for plan in plans for number in plan.stale})
    session.tell(f"{len(numbers)} masters")
    sheets = tuple(items[number].sheet for number in numbers)
    masters = list(in_order_asked(hands, lay_out_master, sheets))
    found = [one for outcome in masters for one in outcome.diagnostics]
    session.tell(f"{len(plans)} panels")
    panels = _panels(hands, items[0].sheet.copy, sheets, plans)
    found += [one for outcome in panels for one in outcome.diagnostics]
    if not has_errors(found):
        found += _without_room(masters, panels)
    yield from found
    if has_errors(found):
        return
    at = {number: place for place, number in enumerate(numbers)}
    proven = [one.value for one in panels if one.value]
    orders = list(_orders(items, plans, [one.panel for one in proven], at))
    whole = tuple(one.value for one in masters if one.value)
    batches = (
        Batch(sheets=sheets, masters=whole, orders=tuple(orders[start : start + _BATCH]))
        for start in range(0, len(orders), _BATCH)
    )
    session.tell(f"{sum(len(plan.stale) for plan in plans)} handouts")
    made = (one for several in in_order_asked(hands, put_together, batches) for one in several)
    yield from _with_all_checks(made, proven)


def _with_all_checks(
    made: Iterable[Delivered], panels: Iterable[Proven]
) -> Iterator[Delivered | Diagnostic]:
    """Name for each clinic the checks of its panel, and of masters that an earlier clinic had."""
    passed: dict[str, tuple[str, ...]] = {}
    for delivered, panel in zip(made, panels, strict=True):
        for what, names in delivered.checks.items():
            passed[what] = tuple(name for name in names if name in passed.get(what, names))
        yield replace(delivered, checks={PANEL: panel.checks, **passed})


def _panels(
    hands: Hands, copy: Copy, sheets: Sequence[HandoutJob], plans: Sequence[_Plan]
) -> list[Outcome[Proven | None]]:
    """Lay out the panels; on one paper, whatever is made, so that their bytes are the same."""
    standings: dict[str, Standing] = {}
    for sheet in sheets:
        standing = sheet.copy.book.standing
        standings.setdefault(standing.edition_id, standing)
    clinics = [plan.customer.clinic for plan in plans]
    jobs = [
        PanelJob(
            copy=copy,
            clinics=tuple(clinics[start : start + _BATCH]),
            standings=tuple(standings.values()),
        )
        for start in range(0, len(clinics), _BATCH)
    ]
    return [one for several in in_order_asked(hands, lay_out_panels, jobs) for one in several]


def _without_room(
    masters: Sequence[Outcome[Master | None]], panels: Sequence[Outcome[Proven | None]]
) -> Iterator[Diagnostic]:
    """Find the clinics whose id has no room on one of the handouts."""
    from bookbuild.render.handout.branding import too_wide  # noqa: PLC0415  # opens WeasyPrint

    for panel in panels:
        faults = (
            too_wide(master.value, panel.value.panel)
            for master in masters
            if master.value and panel.value
        )
        if fault := next(filter(None, faults), None):
            yield fault


def _orders(
    items: Sequence[_Item],
    plans: Sequence[_Plan],
    panels: Sequence[Panel],
    at: Mapping[int, int],
) -> Iterator[Order]:
    """Give the orders; each master is proven in full in the first handout that is made of it."""
    proven: set[int] = set()
    for plan, panel in zip(plans, panels, strict=True):
        asked = tuple(
            Asked(
                master=at[number],
                path=items[number].sheet.path,
                in_full=number not in proven,
            )
            for number in plan.stale
        )
        proven.update(plan.stale)
        yield Order(panel=panel, asked=asked)


def _by_layout(
    session: Session, hands: Hands, items: Sequence[_Item], plans: Sequence[_Plan]
) -> Iterator[Delivered | Diagnostic]:
    """Lay out every handout from the start."""
    session.tell(f"{sum(len(plan.stale) for plan in plans)} handouts")
    jobs = (
        (plan.customer.clinic, tuple(items[number].sheet for number in plan.stale))
        for plan in plans
    )
    yield from in_order_asked(hands, print_each, jobs)


# What is written


def _write(session: Session, checked: Checked, plan: _Plan, made: Delivered | None) -> None:
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
    before = _read_json(session, f"{folder}/{MANIFEST}").get("checked", {})
    manifest = {
        "clinic": plan.customer.clinic.name,
        "slug": plan.slug,
        "book": {"title": imprint.title, "version": imprint.version},
        "checked": made.checks if made else before,
        "outside": NOT_CHECKED,
        "files": [noted[path] for path in sorted(noted)],
    }
    contents = {f"{folder}/{one.path}": one.content for one in files}
    gone = _unchanged(session, plan.slug, plan.gone)
    session.shelf.put_outputs({**contents, f"{folder}/{MANIFEST}": _json(manifest)}, gone)


def _listed(said: Mapping[str, Any]) -> list[str]:
    """Give the slugs that a list of clinics holds; one that is damaged holds none."""
    slugs = said.get("clinics")
    return [one for one in slugs if is_slug(one)] if isinstance(slugs, list) else []


def _json(values: object) -> bytes:
    return (json.dumps(values, indent=1, ensure_ascii=False) + "\n").encode()


def _strangers(session: Session, wish: Wish, known: Container[str]) -> tuple[Stranger, ...]:
    """Find the clinics that have a folder and are not in the table; `clean` takes our files away.

    A file that somebody has changed stays, and its clinic is told on every run.
    """
    listed = _listed(_read_json(session, f"{FOLDER}/{MANIFEST}"))
    there = [_stranger(session, slug) for slug in listed if slug not in known]
    strangers = tuple(one for one in there if one.ours or one.kept)
    if wish.clean:
        for one in strangers:
            session.shelf.put_outputs({}, one.ours)
    return strangers


def _stranger(session: Session, slug: str) -> Stranger:
    folder = f"{FOLDER}/{slug}"
    ours = {*_unchanged(session, slug, _noted(session, slug)), f"{folder}/{MANIFEST}"}
    there = session.shelf.outputs_in(folder)
    return Stranger(
        slug=slug,
        ours=tuple(path for path in there if path in ours),
        kept=tuple(path.removeprefix(f"{folder}/") for path in there if path not in ours),
    )


def _unchanged(session: Session, slug: str, paths: Iterable[str]) -> list[str]:
    """Give those of a clinic's files, below `dist/`, that are there as they were written."""
    noted = _noted(session, slug)
    there = {path: session.shelf.output(f"{FOLDER}/{slug}/{path}") for path in paths}
    return [
        f"{FOLDER}/{slug}/{path}"
        for path, content in there.items()
        if content is not None and digest(content) == noted[path]["sha256"]
    ]


def _write_index(
    session: Session,
    wish: Wish,
    items: Sequence[_Item],
    customers: Sequence[Customer],
    strangers: Sequence[Stranger],
) -> None:
    """Write the proof sheet and the list of clinics, if either would be another than is there."""
    index, proof = f"{FOLDER}/{MANIFEST}", f"{FOLDER}/{PROOF}"
    said = _read_json(session, index)
    made_of = fingerprint(items[0].made_of, [_bare(one) for one in customers])
    shown = session.shelf.output(proof)
    listed = [one.clinic.slug for one in customers]
    listed += [one.slug for one in strangers if one.kept or not wish.clean]
    if shown is None or (said.get("made_from"), said.get("sha256")) != (made_of, digest(shown)):
        session.tell("the proof sheet")
        clinics = tuple(one.clinic for one in customers)
        with session.executor(1) as hands:
            job = PanelJob(copy=items[0].sheet.copy, clinics=clinics)
            shown = hands.submit(lay_out_proof, job).result()
    manifest = _json({"made_from": made_of, "sha256": digest(shown), "clinics": sorted(listed)})
    if session.shelf.output(index) != manifest or session.shelf.output(proof) != shown:
        session.shelf.put_outputs({proof: shown, index: manifest})
