"""What there is to do for the clinics of a table: all handouts, and the stale ones of each clinic.

In: a checked text, a session, clinics. Out: items, the same for all clinics, and a plan for each
clinic. What is there and would be made the same again is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from bookbuild.model.branding import Customer
from bookbuild.model.format import FORMATS, Format
from bookbuild.pipeline.brandjobs import HandoutJob
from bookbuild.pipeline.cache import digest
from bookbuild.pipeline.checking import Checked
from bookbuild.pipeline.clinicfolders import FOLDER, records_of
from bookbuild.pipeline.fingerprint import fingerprint
from bookbuild.pipeline.pieces import CLINIC, Piece, pieces_by
from bookbuild.pipeline.session import Session
from bookbuild.render import Copy
from bookbuild.render.copy import path_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A handout as it stands in the text now. made_of: the digest of all it is made of."""

    sheet: HandoutJob
    family: str
    made_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicPlan:
    """A clinic, the keys of all its files by path, and which items are stale."""

    customer: Customer
    keys: Mapping[str, str]
    stale: tuple[int, ...]
    there: Mapping[str, Any] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """Name the folder of the clinic."""
        return self.customer.clinic.slug

    @property
    def gone(self) -> tuple[str, ...]:
        """Give what was made before and is wanted no more."""
        return tuple(path for path in self.there if path not in self.keys)


def items_of(session: Session, checked: Checked) -> tuple[Item, ...]:
    """Give each handout on each paper, as jobs for no clinic."""
    assert checked.book
    made_on = session.world.source_date() or checked.book.config.book.date
    pieces_of = pieces_by(checked, made_on)
    paths = session.world.files(PurePosixPath("styles"))
    files = {path: session.world.read(path) for path in paths}
    style, looks = session.style_world(files), fingerprint(files)
    formats = [fmt for fmt in FORMATS.values() if fmt.frame == "handout" and fmt.per_sheet]
    return tuple(
        Item(
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


def plan_for(
    session: Session, items: Sequence[Item], customer: Customer, *, exact: bool, fresh: bool
) -> ClinicPlan:
    """Find what is missing, damaged, or would be made otherwise now."""
    slug, who = customer.clinic.slug, fingerprint(shown_of(customer), exact)
    known = {} if fresh else records_of(session.shelf, slug)
    keys, stale = {}, []
    for number, item in enumerate(items):
        if item.family not in customer.papers:
            continue
        path = item.sheet.path
        keys[path] = fingerprint(item.made_of, who)
        record = known.get(path, {})
        content = session.shelf.output(f"{FOLDER}/{slug}/{path}") if record else None
        is_whole = content is not None and digest(content) == record["sha256"]
        if not (is_whole and record["made_from"] == keys[path]):
            stale.append(number)
    return ClinicPlan(
        customer=customer, keys=keys, stale=tuple(stale), there=records_of(session.shelf, slug)
    )


def shown_of(customer: Customer) -> tuple[object, ...]:
    """Give what a clinic's copies show, wherever it stands in its table."""
    clinic = customer.clinic
    details = (clinic.name, clinic.address, clinic.phone, clinic.nights, clinic.web)
    return (*details, clinic.logo, clinic.colour, clinic.slug)


def _family(fmt: Format) -> str:
    assert fmt.paper, "a handout is printed"
    return fmt.paper.family


def _text_of(piece: Piece) -> dict[str, str]:
    """Give what a handout is made of, without the clinic of the manuscript."""
    return {name: one for name, one in piece.made_of.items() if name != CLINIC}
