"""One copy of the book to be made: everything a writer is handed.

In: nothing. Out: `Copy`, frozen, so that it can be sent to another process.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild.model.artefact import Pages
from bookbuild.model.format import Format
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.world import World
from bookbuild.render.bibliography import Bibliography


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """All that one artefact is made from. It can be sent to another process.

    style: a World that holds the house style. made_on: the date that goes into the file's metadata.
    pages: the pages of the format that `format.paged_by` names. last_map: the page of each label in
    the last build, which saves layout passes and never changes the result.
    """

    book: ResolvedDocument
    format: Format
    bibliography: Bibliography
    style: World
    made_on: dt.date
    pages: Pages | None = None
    last_map: Mapping[str, str] = field(default_factory=dict)
