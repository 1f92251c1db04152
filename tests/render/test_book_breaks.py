"""Where a printed book breaks its steps and tables: chapters of many lengths in, pages out."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest

from bookbuild.model.format import FORMATS
from bookbuild.render.copy import Copy
from bookbuild.render.printed import print_copy
from kit.generated import house_style
from kit.printing import open_fonts
from kit.written import book_of, sources_of

CHAPTER = """\
# Chapter {at} {{#c{at}}}

::: {{.standfirst}}
What rest can do.
:::

::: {{.key-points}}
1. Rest is good.
:::

Rest a little [@a].

{above}

{body}
"""
STEPS = (
    "::: {.steps}\n1. One step here.\n2. Two of them.\n3. Three of them.\n4. Four at last.\n:::\n"
)
TABLE = "| Asked | Rest |\n|----|----|\n" + "".join(
    f"| {asked} | Some |\n" for asked in ("Early", "Later", "Seldom", "Often", "Never")
)
LENGTHS = range(9, 22)


def pages_of(name: str, body: str) -> tuple[str, ...]:
    """Print chapters in which something stands at many heights; give the words of each page."""
    open_fonts()
    book = book_of(
        *(
            CHAPTER.format(at=at, above="\n\n".join(["Sleep."] * lines), body=body)
            for at, lines in enumerate(LENGTHS, start=1)
        )
    )
    outcome = print_copy(
        Copy(
            book=book,
            format=FORMATS[name],
            style=house_style(),
            made_on=dt.date(2026, 1, 2),
            bibliography=sources_of(book),
        )
    )
    with pypdfium2.PdfDocument(outcome.value.content) as pdf:
        return tuple(page.get_textpage().get_text_range() for page in pdf)


@pytest.mark.parametrize("name", ["book", "large-print-letter"])
def test_no_step_stands_alone_before_or_after_a_break(name):
    pages = pages_of(name, STEPS)

    assert sum("One step" in page for page in pages) == len(LENGTHS)
    assert all("Two of" in page for page in pages if "One step" in page)
    assert all("Three of" in page for page in pages if "Four at" in page)


def test_in_large_print_a_short_table_stands_on_one_page():
    pages = pages_of("large-print-letter", TABLE)

    assert sum("Early" in page for page in pages) == len(LENGTHS)
    assert all("Never" in page for page in pages if "Early" in page)
