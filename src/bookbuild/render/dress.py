"""How one output wraps the same HTML: where links lead, where notes stand, which pages are known.

In: nothing. Out: `Dress`, filled in by the PDF and the EPUB writers. It says nothing about looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bookbuild.model.document import BoxKind

UNKNOWN_PAGE: Final = "00"
"""Stands for a page until the layout has told its number; as wide as most numbers are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """The differences between outputs that CSS cannot make.

    href: the link to an id of the book, None where it leads to nothing in this output. page_of: the
    printed page of each id, None where there are no pages. notes_at_foot: a note stands where it is
    called (CSS moves it to the page's foot), else at the end of its section. explained_at_foot: a
    word is explained at the page's foot where it is first used. epub_types: name what a thing is in
    EPUB's vocabulary as well. labels: the printed label of each citation, by its source.
    alternatives: a figure's text alternative, by its path. under_headings: boxes that have no title
    of their own, because a heading stands above. on_sheet: the section stands on a sheet of paper
    of its own, with no other page to turn to. signs_apart: the emergency box is in three parts,
    which can stand side by side. narrow: the page can be a telephone's, in large type. A table
    then stands in a box whose width a stylesheet can ask for, and a cell has the heading of its
    column as an attribute, so that a row can be shown as a short list. drawn_narrow: where a figure
    is drawn for such a page, by its path. above: what leads from the page to the folder that has
    the figures.
    """

    href: Callable[[str], str | None]
    page_of: Mapping[str, str] | None
    notes_at_foot: bool
    explained_at_foot: bool
    epub_types: bool
    labels: Mapping[str, str]
    alternatives: Mapping[str, str] = field(default_factory=dict)
    under_headings: frozenset[BoxKind] = frozenset()
    on_sheet: bool = False
    signs_apart: bool = False
    narrow: bool = False
    drawn_narrow: Mapping[str, str] = field(default_factory=dict)
    above: str = ""
