"""Where a printed book breaks its steps, tables and warnings: chapters in, pages out."""

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
BOX = "".join(f"Box {'rests ' * 60}end.\n\n" for _ in range(4))
WARNING = f"::: {{.warning}}\n**Ask first**\n\n{BOX}:::\n"
LENGTHS = range(9, 22)


def printed(name: str, body: str) -> bytes:
    """Print chapters in which something stands at many heights."""
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
    assert not outcome.diagnostics, [str(found) for found in outcome.diagnostics]
    return outcome.value.content


def pages_of(name: str, body: str) -> tuple[str, ...]:
    """Give the words of each page."""
    with pypdfium2.PdfDocument(printed(name, body)) as pdf:
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


def test_the_bar_of_a_warning_that_goes_on_overleaf_ends_with_its_words():
    with pypdfium2.PdfDocument(printed("book", WARNING)) as pdf:
        broken = [page for page in pdf if says(page, "Ask first") and not ends(page)]
        past = [past_the_words(page) for page in broken]

    assert past
    assert max(past) < 16  # a line


def test_a_list_in_a_long_warning_stands_in_the_box():
    listed = WARNING.replace(BOX, f"{BOX}- Marked one.\n- Marked two.\n\n")
    with pypdfium2.PdfDocument(printed("book", listed)) as pdf:
        lefts = [(left_of(page, "Box"), left_of(page, "Marked one")) for page in pdf]

    both = [(words, marked) for words, marked in lefts if words and marked]
    assert both
    assert all(marked > words for words, marked in both)


def left_of(page, words):
    """Give where some words begin on a page, in points; None where they are not."""
    text = page.get_textpage()
    found = text.search(words).get_next()
    return None if found is None else text.get_charbox(found[0])[0]


def says(page, words):
    return page.get_textpage().search(words).get_next() is not None


def ends(page):
    """Tell whether the whole warning stands on the page."""
    return page.get_textpage().get_text_range().count("end.") == 4


def past_the_words(page):
    """Give by how many points the bar of a warning reaches below the last word of the box."""
    words = page.get_textpage()
    found, hits = words.search("end."), []
    while hit := found.get_next():
        hits.append(words.get_charbox(hit[0])[1])
    height = page.get_height()
    left = words.get_charbox(words.search("Ask first").get_next()[0])[0] - 18
    bar = page.render(scale=1, grayscale=True).to_pil().crop((left, 0, left + 5, height - 45))
    return min(hits) - (height - bar.point(lambda shade: shade < 200 and 255).getbbox()[3])
