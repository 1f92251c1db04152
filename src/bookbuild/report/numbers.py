"""Every number that the book may print: what it counts, and where its words stand.

In: the number table, the resolved editions, the keys that have a row in the list of sources. Out: a
part of the report.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from bookbuild.model.evidence import NumberKind, NumberRow, NumberTable
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.report.markup import Group, Row, Section, element, joined, table, together
from bookbuild.report.places import sections_named, text_of
from bookbuild.report.sources import source_links

_KINDS: Final[Mapping[NumberKind, str]] = {
    "study": "Numbers of studies",
    "date": "Dates",
    "law": "Law and definitions",
    "phone": "Telephone numbers",
    "example": "Examples",
}


def numbers(
    given: NumberTable, editions: Sequence[ResolvedDocument], known: Collection[str]
) -> Section:
    """Give every row of the number table, by kind."""
    texts = _texts(editions)
    groups = [
        Group(title=title, rows=rows)
        for kind, title in _KINDS.items()
        if (rows := [_row(one, texts, editions[0], known) for one in given.rows if one.kind == kind])
    ]
    columns = ("No.", "What it says", "Words in print", "Stands in", "Sources")
    about = element("p", "The text prints no other numbers: ", _checked_by())
    body = together(about, table("The number table", columns, groups, name="numbers-table"))
    return Section(id="numbers", title="Numbers", body=body)
