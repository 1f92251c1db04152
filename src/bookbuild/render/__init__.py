"""Resolved document and format in; artefact out.

The one public function picks the writer by the format's row; what a format looks like stands in its
row and its CSS. The writers open late, because WeasyPrint alone costs half a second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bookbuild.model.artefact import Artefact, Pages
from bookbuild.model.diagnostic import Outcome
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


def render(copy: Copy) -> Outcome[Artefact]:
    """Make one file. Raises MachineLacksError when a library's system part is missing."""
    return _WRITERS[copy.format.renderer](copy)


def _pdf(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.printed import print_copy  # noqa: PLC0415  # opens WeasyPrint

    return print_copy(copy)


def _epub(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.epub import bind_copy  # noqa: PLC0415  # opens EbookLib

    return bind_copy(copy)


_WRITERS: Final[Mapping[str, Callable[[Copy], Outcome[Artefact]]]] = {"pdf": _pdf, "epub": _epub}
