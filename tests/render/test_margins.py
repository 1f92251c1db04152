"""A stylesheet that sets the margins of whole pages sets those that the format's row tells."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from bookbuild.model.format import FORMATS, Format

STYLES: Final = Path(__file__).parents[2] / "styles"
MARGINS: Final = re.compile(r"@page[^{}]*\{\s*margin: ([^;{}]*)[;}]")
LEFT: Final = re.compile(r"margin-left: ([\d.]+)pt;\s*margin-right: ([\d.]+)pt")
PRINTED: Final = [row for row in FORMATS.values() if row.renderer == "pdf"]


def beside(margin: str) -> tuple[float, ...]:
    """Give the left and the right margin of a CSS shorthand."""
    sides = [float(side.removesuffix("pt")) for side in margin.split()]
    right = sides[1] if len(sides) > 1 else sides[0]
    return (sides[3] if len(sides) > 3 else right, right)


def margins_of(theme: str) -> list[tuple[float, ...]]:
    """Give the side margins of all pages of a theme; a page whose panels have their own has 0."""
    css = "".join(path.read_text(encoding="utf-8") for path in (STYLES / theme).glob("*.css"))
    turned = [tuple(map(float, found)) for found in LEFT.findall(css)]
    return [pair for pair in (*map(beside, MARGINS.findall(css)), *turned) if any(pair)]


@pytest.mark.parametrize("row", PRINTED, ids=lambda row: row.name)
def test_the_margins_of_pages_are_those_of_the_row(row: Format) -> None:
    assert {sum(pair) for pair in margins_of(row.theme)} <= {row.beside_pt}


@pytest.mark.parametrize("theme", ["book", "booklet"])
def test_the_pages_of_a_book_leave_at_the_fold_what_the_row_tells(theme: str) -> None:
    pairs = margins_of(theme)

    assert len(pairs) == 2
    assert {max(pair) for pair in pairs} == {FORMATS["book"].inner_pt}


@pytest.mark.parametrize("theme", ["brochure", "card", "cover", "poster"])
def test_a_piece_takes_its_margins_from_the_row(theme: str) -> None:
    assert margins_of(theme) == []
