"""How to print: a sheet for the people of a clinic who print, fold, staple and cut.

In: a copy, of which only the facts of the book count. Out: the artefact. What it says stands in its
template, with the names of the papers that an office of the format's kind has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import PaperFamily
from bookbuild.render.clinic import colour_of
from bookbuild.render.copy import Copy
from bookbuild.render.figures.folding import sketches
from bookbuild.render.frames import fill
from bookbuild.render.job import paper_of, print_job
from bookbuild.render.piece import print_piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """What people call the papers of a family, and what weighs enough."""

    sheet: str
    poster: str
    opaque: str
    stiff: str


_DRAWERS: Final[Mapping[PaperFamily, Drawer]] = MappingProxyType(
    {
        "letter": Drawer(
            sheet="Letter",
            poster="Tabloid (11 × 17 inches)",
            opaque="24 lb bond or heavier",
            stiff="110 lb index",
        ),
        "a4": Drawer(
            sheet="A4",
            poster="A3",
            opaque="90 g/m² or heavier",
            stiff="200 g/m²",
        ),
    }
)


def print_how_to_print(copy: Copy) -> Outcome[Artefact]:
    """Print the sheet."""
    drawer = _DRAWERS[paper_of(copy).family]
    title = f"{copy.book.imprint.title}: how to print on {drawer.sheet} paper"
    page = fill(
        "how-to-print.html.j2",
        copy.style,
        imprint=copy.book.imprint,
        standing=copy.book.standing,
        title=title,
        clinic=copy.book.clinic,
        drawer=drawer,
    )
    drawn = {
        f"sketches/{name}.svg": svg.encode() for name, svg in sketches(colour_of(copy.book)).items()
    }
    return print_piece(copy, print_job(copy, title=title, resources=drawn), page)
