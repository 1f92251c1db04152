"""The formats as one table: a format is a row here, a folder of CSS, and finish steps.

In: nothing. Out: `FORMATS` by name. `render` never asks which format it is in: it asks the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from bookbuild.model.document import Edition

POINTS_PER_MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A page after trimming, in points (1/72 inch)."""

    name: str
    width_pt: float
    height_pt: float


HALF_LETTER: Final = Paper(name="half-letter", width_pt=396, height_pt=612)
A5: Final = Paper(name="a5", width_pt=148 * POINTS_PER_MM, height_pt=210 * POINTS_PER_MM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row: which edition of the text, which writer, which look, which sheet, which file.

    path: below `dist/`, with `{slug}` for the book's short name.
    paged_by: the format whose pages the page list of this one names (an e-book beside a book).
    safe_pt: nothing but a full-bleed ground may come closer to the trim than this.
    """

    name: str
    edition: Edition
    renderer: Literal["pdf", "epub"]
    theme: str
    paper: Paper | None
    path: str
    group: str
    paged_by: str | None = None
    safe_pt: float = 0.0


def _table(*rows: Format) -> Mapping[str, Format]:
    return MappingProxyType({row.name: row for row in rows})


FORMATS: Final[Mapping[str, Format]] = _table(
    Format(
        name="book",
        edition="book",
        renderer="pdf",
        theme="book",
        paper=HALF_LETTER,
        path="pdf/{slug}.pdf",
        group="pdf",
        safe_pt=17,  # 6 mm: trim and fold
    ),
    Format(
        name="book-a5",
        edition="book",
        renderer="pdf",
        theme="book",
        paper=A5,
        path="pdf/{slug}-a5.pdf",
        group="pdf-a5",
        safe_pt=17,
    ),
    Format(
        name="epub",
        edition="book",
        renderer="epub",
        theme="epub",
        paper=None,
        path="epub/{slug}.epub",
        group="epub",
        paged_by="book",
    ),
)
