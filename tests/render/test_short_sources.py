"""A piece's sources are numbered for it alone, and written short."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model.sheets import sheets_of
from bookbuild.render.bibliography import make_bibliography
from bookbuild.render.short_sources import label, short_bibliography
from bookbuild.system import real_world
from kit.tiny import resolved, tiny_world

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [([1], "1"), ([2, 1], "1,2"), ([1, 2, 3], "1–3"), ([5, 1, 3, 4], "1,3–5"), ([7, 7], "7")],
)
def test_three_numbers_in_a_row_are_a_range(numbers, printed):
    assert label(numbers) == printed


def numbers_in(printed: str) -> list[int]:
    found: list[int] = []
    for run in printed.split(","):
        first, _, last = run.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


@given(st.lists(st.integers(1, 40), min_size=1))
def test_a_label_says_each_number_once_and_no_other(numbers: Sequence[int]):
    assert numbers_in(label(numbers)) == sorted(set(numbers))


def entry(**facts: object) -> str:
    """Give the one source of a sheet, short."""
    csl = {"id": "a", "type": "article-journal", "title": "A title", **facts}
    more = {"manuscript/references.json": json.dumps([csl])}
    (sheet,) = sheets_of(
        resolved(tiny_world("# One {#one}\n\nYes [@a].\n", more=more), "handout").value
    )
    (one,) = short_bibliography(sheet).entries
    return one.text


ONE, TWO, THREE = ([{"family": name} for name in "ABC"[:count]] for count in (1, 2, 3))
YEAR = {"date-parts": [[2009, 4]]}


@pytest.mark.parametrize(
    ("facts", "printed"),
    [
        ({"author": THREE, "container-title": "Pain", "issued": YEAR}, "A and others. Pain. 2009."),
        ({"author": TWO, "container-title": "Pain", "issued": YEAR}, "A and B. Pain. 2009."),
        ({"author": ONE, "issued": YEAR}, "A. A title. 2009."),
        ({"author": ONE, "title-short": "Short", "issued": YEAR}, "A. Short. 2009."),
        (
            {"author": ONE, "note": "print with 'et al.'", "issued": YEAR},
            "A and others. A title. 2009.",
        ),
        ({"author": [{"literal": "A house (of which)"}]}, "A house. A title."),
        ({"author": [{"literal": "A house, a department"}]}, "A house. A title."),
        ({"author": [{"family": "A, the elder"}]}, "A, the elder. A title."),
    ],
)
def test_a_source_is_told_by_who_where_and_when(facts, printed):
    assert entry(**facts) == printed


def test_the_numbers_are_those_that_citeproc_gives():
    text = "# One {#one}\n\nYes [@c; @a]. No [@b; @a; @c; @d]. So [@a].\n"
    book = resolved(tiny_world(text)).value
    (sheet,) = sheets_of(resolved(tiny_world(text), "handout").value)

    theirs = make_bibliography(book, real_world(ROOT))
    assert short_bibliography(sheet).labels == {
        source: theirs.labels[source] for source in short_bibliography(sheet).labels
    }
