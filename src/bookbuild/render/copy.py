"""One copy of the book to be made: everything a writer is handed.

In: nothing. Out: `Copy`, frozen, so that it can be sent to another process.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild.model.artefact import Artefact, Pages
from bookbuild.model.format import Format
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.sheets import sheet_path
from bookbuild.model.world import World
from bookbuild.render.bibliography import NO_SOURCES, Bibliography


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """All that one artefact is made from. It can be sent to another process.

    bibliography: the book's, formatted by citeproc; single pieces write their sources in short form
    and number them by themselves. style: a World that holds the house style. made_on: the date that
    goes into the file's metadata. pages: the pages of the format that `format.paged_by` names.
    sources: the files of the formats that `format.sources` names. sheets: the handouts, for what
    has them beside the book. profile: the ICC profile of the press, for files that go to a printing
    house. fonts: the files of the book's fonts by name, for what carries them along or is lettered
    in pixels. last_map: the page of each label in the last build, which saves layout passes and
    never changes the result.
    """

    book: ResolvedDocument
    format: Format
    style: World
    made_on: dt.date
    bibliography: Bibliography = NO_SOURCES
    pages: Pages | None = None
    sources: tuple[Artefact, ...] = ()
    sheets: tuple[ResolvedDocument, ...] = ()
    profile: bytes = b""
    fonts: Mapping[str, bytes] = field(default_factory=dict)
    last_map: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Give the title of the file."""
        return self.format.called.format(title=self.book.imprint.title)

    @property
    def path(self) -> str:
        """Give the path of the file below `dist/`."""
        return path_of(self.format, self.book)


def path_of(fmt: Format, book: ResolvedDocument) -> str:
    """Give the path below `dist/` of the file that a format makes of a text."""
    return fmt.path.format(slug=book.imprint.slug, name=sheet_path(book) if fmt.per_sheet else "")
