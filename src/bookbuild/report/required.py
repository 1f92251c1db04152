"""The parts that a text for patients must have, and where this book has them.

In: the declared parts, the resolved book. Out: a part of the report.
"""

from __future__ import annotations

from bookbuild.model.evidence import RequiredBlock, RequiredBlocks
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.report.markup import Group, Row, Section, joined, table
from bookbuild.report.places import NOWHERE, place_named


def required(given: RequiredBlocks, book: ResolvedDocument) -> Section:
    """Give every required part with its places."""
    rows = [_row(one, book) for one in given.blocks]
    columns = ("No.", "What the text must have", "Where")
    caption = "Required parts of a text for patients"
    body = table(caption, columns, [Group(rows=rows)], name="required-parts")
    return Section(id="required", title="Required parts", body=body)


def _row(one: RequiredBlock, book: ResolvedDocument) -> Row:
    places = joined((place_named(place, book) for place in one.places), between="; ")
    return Row(cells=(str(one.number), one.name, places or NOWHERE))
