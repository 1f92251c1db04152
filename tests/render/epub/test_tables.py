"""Tables of the e-book: each cell knows its column, so that rows can be shown as short lists."""

from __future__ import annotations

from kit.ebooks import body_of, ebook, whole_text


def test_the_tables_of_the_book_are_prepared():
    chapter = body_of(ebook(whole_text()).content, "chapter-01.xhtml")

    assert '<div class="table columns-2"><table' in chapter
    row = '<th scope="row" data-column="Name:">One</th>'
    assert f'{row}<td class="number" data-column="Number:">1</td>' in chapter
