"""What a build makes: a file's bytes, and what is known about them.

In: made by `render` and `finish`. Out: frozen values that `verify` and `report` read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStart:
    """Where a printed page begins.

    page: its number as printed. block: the id of the block whose words come first on it. word: the
    index of the first of those words within the block, from 0.
    """

    page: str
    block: str
    word: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of a printed format: how many, where each begins, and where each id landed."""

    count: int
    starts: tuple[PageStart, ...]
    page_of: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a sheet's text was made to fit it.

    rung: of the ladder (`13/17.5 loose`). front: the number of blocks on the front. columns: the
    places in the text of the blocks in each column, in the order in which they are read; a block
    across both columns stands alone. leads: the points that each gap of a column takes besides.
    terms: how many words are explained.
    """

    rung: str
    front: int
    columns: tuple[tuple[int, ...], ...] = ()
    leads: tuple[float, ...] = ()
    terms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One finished file, or the first of a folder of files.

    path: below `dist/`. beside: the other files of its folder, by path below `dist/`; they are
    proven, written and taken away together. html: the pages of HTML it was made from, in reading
    order; every word of them must be found in the file. checked: the names of the checks it has
    passed. page_count: of a file with fixed pages; pages: where they begin, of a book. fit: of a
    copy-fitted sheet.
    """

    format: str
    path: str
    content: bytes
    html: tuple[str, ...]
    page_count: int | None = None
    pages: Pages | None = None
    fit: Fit | None = None
    checked: tuple[str, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, bytes]:
        """Give all its files by path below `dist/`."""
        return {self.path: self.content, **self.beside}
