"""A printed book of many chapters: the ruler in its margins stays on the page."""

from __future__ import annotations

import datetime as dt

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
2. So is sleep.
:::

Rest a little [@a]. Sleep when you are tired.
"""


@pytest.mark.parametrize("name", ["book", "book-a5"])
def test_the_ruler_of_a_book_of_24_chapters_stays_on_the_page(name):
    open_fonts()
    book = book_of(*(CHAPTER.format(at=at) for at in range(1, 25)))
    copy = Copy(
        book=book,
        format=FORMATS[name],
        style=house_style(),
        made_on=dt.date(2026, 1, 2),
        bibliography=sources_of(book),
    )

    outcome = print_copy(copy)

    assert [str(found) for found in outcome.diagnostics] == []
    assert outcome.value.page_count > 24 * 4
