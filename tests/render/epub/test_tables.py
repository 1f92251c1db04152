"""Tables of the e-book: each cell knows its column, so that rows can be shown as short lists."""

from __future__ import annotations

import re

from lxml import etree

from bookbuild.render.epub.tables import stack_tables
from kit.ebooks import body_of, ebook, whole_text

FRAME = '<html xmlns="http://www.w3.org/1999/xhtml"><body><section>{}</section></body></html>'
TABLE = (
    "<table><thead><tr><th>Way</th><th>Approved?</th><th>Found<sup>1</sup></th></tr></thead>"
    "<tbody><tr><th>Drip</th><td>No</td><td>Little</td></tr></tbody></table>"
)


def stackable(body: str) -> str:
    tree = etree.fromstring(FRAME.format(body))
    stack_tables(tree)
    written = etree.tostring(tree, encoding="unicode")
    found = re.search("<section>(.*)</section>", written, re.DOTALL)
    assert found
    return found[1]


def test_a_cell_names_its_column_without_the_numbers_of_sources():
    row = '<tr><th>Drip</th><td data-column="Approved?">No</td><td data-column="Found:">Little</td>'

    assert row in stackable(TABLE)


def test_a_table_stands_in_a_box_that_tells_how_many_columns_it_has():
    assert re.fullmatch(
        r'<p>One.</p><div class="table columns-3"><table>.*</table></div> <p>Two.</p>',
        stackable(f"<p>One.</p>{TABLE} <p>Two.</p>"),
    )


def test_a_document_without_tables_stays_as_it_is():
    assert stackable("<p>One.</p>") == "<p>One.</p>"


def test_the_tables_of_the_book_are_prepared():
    chapter = body_of(ebook(whole_text()).content, "chapter-01.xhtml")

    assert '<div class="table columns-2"><table' in chapter
    assert '<td class="number" data-column="Number:">1</td>' in chapter
