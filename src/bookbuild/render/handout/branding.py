"""Handouts for many clinics: each is laid out once, and so is each clinic's panel.

In: a sheet and its format; a clinic. Out: a master with holes, and what fills them, as
`bookbuild.model.branding` says. A sheet that is made so looks like one that was printed for the
clinic from the start, because nothing of a clinic moves anything else on a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bookbuild.model.branding import (
    COPY_ID,
    HOLE,
    MASTER_COLOUR,
    MASTER_NAME,
    CopyId,
    Master,
    Panel,
)
from bookbuild.model.clinic import Clinic
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.standing import Standing
from bookbuild.render.clinic import colour_of, panel_around, panel_html
from bookbuild.render.copy import Copy
from bookbuild.render.crowded import is_lacking, lacking
from bookbuild.render.frames import fill, html
from bookbuild.render.handout.copyfit import fit
from bookbuild.render.handout.panel import is_too_high, too_high
from bookbuild.render.handout.sheet import (
    Own,
    explaining,
    galley,
    job_of,
    pages,
    proof_of,
    sheet_css,
    sheet_of,
)
from bookbuild.render.job import print_job, titled
from bookbuild.render.pdf import galley_proofs
from bookbuild.render.pdf.holes import Filling, fill_holes, pierce

_PANEL: Final = "clinic"
_HOLE_HTML: Final = f'<p id="{HOLE}">0</p>'
_EMPTY: Final = Own(panel=panel_around(_HOLE_HTML), copy_id=COPY_ID, foot_id="")
_INSIDE: Final = re.compile(r"<aside[^>]*>(.*)</aside>", re.DOTALL)


def book_of(book: ResolvedDocument, clinic: Clinic | None) -> ResolvedDocument:
    """Give a text as one clinic hands it out; without one, as nobody does."""
    standing = replace(book.standing, clinic=clinic.slug if clinic else None)
    return replace(book, clinic=clinic, standing=standing)


def print_master(copy: Copy) -> Outcome[Master | None]:
    """Lay out a sheet with holes; FIT001 when it does not fit, and then there is none."""
    nobody = Clinic(name="", colour=MASTER_COLOUR, span=copy.book.sections[0].span)
    copy = replace(copy, book=replace(book_of(copy.book, None), clinic=nobody))
    sheet = sheet_of(copy.book, copy)
    title = f"{copy.book.imprint.title}: {sheet.matter.title}"
    job = replace(
        job_of([sheet], copy, title=title),
        title=titled(title, MASTER_NAME),
        keywords=(COPY_ID,),
    )
    heights = galley_proofs(job)
    found = fit(
        sheet.matter, lambda rung: proof_of(sheet, heights(galley(sheet, rung, copy)), copy)
    )
    if isinstance(found, Diagnostic):
        return Outcome(None, (found,))
    written = pages([(explaining(sheet, found.terms), found)], copy, _EMPTY)
    label = sheet.matter.label
    made = pierce(job, written, panel=_PANEL, slots={HOLE: "panel", f"{label}-copy": "copy"})
    master = Master(
        format=copy.format.name,
        edition=copy.book.standing.edition_id,
        content=made.pdf,
        html=written,
        corner=made.corner,
        copy_room=made.rooms["copy"],
        foot_room=made.rooms["foot"],
        fit=found,
        label=label,
    )
    return Outcome(master, made.findings)


def print_panel(copy: Copy, clinic: Clinic, standings: Sequence[Standing]) -> Outcome[Panel | None]:
    """Lay out what one clinic has of its own; CLN010 when it does not fit, and then there is none.

    copy: any handout; its text does not matter. standings: of all texts that will be printed.
    """
    own = book_of(copy.book, clinic)
    copy = replace(copy, book=replace(own, clinic=replace(clinic, colour=MASTER_COLOUR)))
    names = {one.edition_id: replace(one, clinic=clinic.slug).copy_id for one in standings}
    inside = _INSIDE.search(panel_html(clinic))
    assert inside, "a panel has an inside"
    job = print_job(copy, title=copy.book.imprint.title, css=sheet_css(copy), resources={})
    written = fill(
        "handout/panel.html.j2",
        copy.style,
        imprint=copy.book.imprint,
        panel=html(panel_around(inside[1])),
        copy_ids=list(names.values()),
    )
    made = fill_holes(job, written, panel=_PANEL)
    if faults := tuple(_faults(made, clinic)):
        return Outcome(None, faults)
    panel = Panel(
        clinic=clinic,
        colour=colour_of(own),
        content=made.pdf,
        document=written,
        html=inside[1],
        corner=made.corner,
        copy_ids={
            edition: CopyId(
                words=words, imprint=made.runs[f"copy-{at}"], foot=made.runs[f"foot-{at}"]
            )
            for at, (edition, words) in enumerate(names.items())
        },
    )
    return Outcome(panel)


def html_with(master: Master, panel: Panel) -> str:
    """Give the HTML of a handout with a clinic in it: what a handout made of the two must say."""
    empty = f'id="{master.label}-copy">{COPY_ID}<'
    assert master.html.count(_HOLE_HTML) == master.html.count(empty) == 1, "a sheet has one of each"
    own = f'id="{master.label}-copy">{panel.copy_ids[master.edition].words}<'
    return master.html.replace(_HOLE_HTML, panel.html).replace(empty, own)


def too_wide(master: Master, panel: Panel) -> Diagnostic | None:
    """Find an id that has no room on a handout; CLN010 names the clinic's slug."""
    one = panel.copy_ids[master.edition]
    if one.imprint.width <= master.copy_room and one.foot.width <= master.foot_room:
        return None
    return _fault(
        panel.clinic,
        f"the id of the copies of `{panel.clinic.name}` has no room in the foot of a handout",
        f"give the clinic a shorter `slug` than `{panel.clinic.slug}`",
    )


def _faults(made: Filling, clinic: Clinic) -> Iterator[Diagnostic]:
    """Say which field keeps the details from fitting, or what cannot be set."""
    if is_too_high(made.takes.depth):
        yield too_high(clinic, made.takes)
    for complaint in made.complaints:
        if not is_lacking(clinic, complaint):
            yield _fault(
                clinic,
                f"the details of `{clinic.name}` cannot be set as they are: {complaint}",
                "write them in Latin letters, and draw the logo with plain shapes",
            )
    yield from lacking(clinic, made.complaints)


def _fault(clinic: Clinic, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code="CLN010", span=clinic.span, message=message, hints=(hint,))
