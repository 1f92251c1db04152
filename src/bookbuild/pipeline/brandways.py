"""The two ways to the handouts of many clinics.

In: a session, hands, and what is stale. Out: what was made for each clinic in the order of the
plans, and what was found. One way lays out each handout and each panel once and puts the two
together; the other lays out every handout from the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from bookbuild.model.branding import Master, Panel
from bookbuild.model.diagnostic import Diagnostic, Outcome, has_errors
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
    print_each,
    put_together,
)
from bookbuild.pipeline.brandplan import ClinicPlan, Item
from bookbuild.pipeline.executors import Hands, in_order_asked
from bookbuild.pipeline.session import Session
from bookbuild.render import Copy

_BATCH: Final = 16
"""Clinics in a job: enough to open each master for, few enough to share out evenly."""


def by_parts(
    session: Session, hands: Hands, items: Sequence[Item], plans: Sequence[ClinicPlan]
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


def by_layout(
    session: Session, hands: Hands, items: Sequence[Item], plans: Sequence[ClinicPlan]
) -> Iterator[Delivered | Diagnostic]:
    """Lay out every handout from the start."""
    session.tell(f"{sum(len(plan.stale) for plan in plans)} handouts")
    jobs = (
        (plan.customer.clinic, tuple(items[number].sheet for number in plan.stale))
        for plan in plans
    )
    yield from in_order_asked(hands, print_each, jobs)


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
    hands: Hands, copy: Copy, sheets: Sequence[HandoutJob], plans: Sequence[ClinicPlan]
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
    items: Sequence[Item],
    plans: Sequence[ClinicPlan],
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
