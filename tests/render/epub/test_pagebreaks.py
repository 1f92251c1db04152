"""Printed pages in the e-book: `|7|` stands for the mark of page 7."""

from __future__ import annotations

import re

from lxml import etree

from bookbuild.model.artefact import PageStart
from bookbuild.render.epub.pagebreaks import break_pages

FRAME = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<body>{}</body></html>"
)
MARK = re.compile(
    r'<span epub:type="pagebreak" role="doc-pagebreak" id="page-[^"]+" aria-label="([^"]+)"/>'
)


def broken(*bodies: str, starts: str) -> str:
    """Set the marks; `starts` reads `page block word, page block word`."""
    documents = [
        (f"{at}.xhtml", etree.fromstring(FRAME.format(body)))
        for at, body in enumerate(bodies, start=1)
    ]
    given = [start.split() for start in starts.split(",")]
    pages = tuple(PageStart(page=page, block=block, word=int(at)) for page, block, at in given)
    breaks = break_pages(documents, pages)
    assert [one.page for one in breaks] == [start.page for start in pages]
    marked = [etree.tostring(tree, encoding="unicode") for _, tree in documents]
    shown = [MARK.sub(r"|\1|", re.search("<body>(.*)</body>", one, re.DOTALL)[1]) for one in marked]
    return "\n".join(shown)


def test_a_page_begins_before_its_word() -> None:
    assert broken('<p id="a">One two three.</p>', starts="7 a 2") == (
        '<p id="a">One two |7|three.</p>'
    )


def test_a_page_that_begins_with_a_paragraph_is_marked_before_it() -> None:
    assert broken('<div><p id="a">One.</p><p id="b">Two.</p></div>', starts="7 b 0") == (
        '<div><p id="a">One.</p>|7|<p id="b">Two.</p></div>'
    )


def test_a_list_item_holds_the_mark_itself() -> None:
    assert broken('<ul><li id="a">One</li><li id="b">Two</li></ul>', starts="7 b 0") == (
        '<ul><li id="a">One</li><li id="b">|7|Two</li></ul>'
    )


def test_two_pages_may_begin_with_the_same_word_in_the_middle_of_a_paragraph() -> None:
    assert broken('<p id="a">One two three.</p>', starts="7 gone 0, 8 a 2") == (
        '<p id="a">One two |7||8|three.</p>'
    )


def test_words_are_counted_through_strong_words_and_links() -> None:
    body = '<p id="a">One <strong>two three</strong> <a href="#">four</a> five.</p>'

    assert broken(body, starts="7 a 2, 8 a 3, 9 a 4") == (
        '<p id="a">One <strong>two |7|three</strong> <a href="#">|8|four</a> |9|five.</p>'
    )


def test_a_word_is_one_word_though_part_of_it_is_strong() -> None:
    assert broken('<p id="a">un<strong>believ</strong>able thing</p>', starts="7 a 1") == (
        '<p id="a">un<strong>believ</strong>able |7|thing</p>'
    )


def test_the_last_word_of_a_block_and_the_first_of_the_next_are_two() -> None:
    assert broken('<div id="a"><p>One</p><p>two three</p></div>', starts="7 a 2") == (
        '<div id="a"><p>One</p><p>two |7|three</p></div>'
    )
    assert broken('<ul><li id="a"><p>One</p>two three</li></ul>', starts="7 a 2") == (
        '<ul><li id="a"><p>One</p>two |7|three</li></ul>'
    )


def test_two_pages_in_one_paragraph_stand_in_order() -> None:
    assert broken('<p id="a">One two three four</p>', starts="7 a 1, 8 a 3") == (
        '<p id="a">One |7|two three |8|four</p>'
    )


def test_a_page_whose_block_is_missing_begins_where_the_next_one_does() -> None:
    body = '<section><p id="a">One.</p><p id="b">Two three.</p></section>'

    assert broken(body, starts="6 imprint 0, 7 b 0, 8 b 1") == (
        '<section><p id="a">One.</p>|6||7|<p id="b">Two |8|three.</p></section>'
    )


def test_pages_after_all_text_are_marked_at_the_end_in_order() -> None:
    assert broken('<section><p id="a">One.</p></section>', starts="7 a 0, 8 x 0, 9 x 0") == (
        '<section>|7|<p id="a">One.</p>|8||9|</section>'
    )


def test_no_page_begins_after_the_next_one() -> None:
    body = '<section id="s"><h1>Title</h1><p id="short">In short.</p><p id="b">Body.</p></section>'

    assert broken(body, starts="48 short 0, 49 s 9, 50 b 0") == (
        '<section id="s">|48||49|<h1>Title</h1><p id="short">In short.</p>'
        '|50|<p id="b">Body.</p></section>'
    )


def test_the_marks_of_a_book_lead_to_the_file_that_holds_them() -> None:
    assert broken('<p id="a">One.</p>', '<p id="b">Two.</p>', starts="1 a 0, 2 b 0") == (
        '<p id="a">|1|One.</p>\n<p id="b">|2|Two.</p>'
    )


def test_white_space_and_signs_of_markup_are_kept() -> None:
    assert broken('<p id="a">1 &lt; 2\N{NO-BREAK SPACE}mg &amp;\n more</p>', starts="7 a 3") == (
        '<p id="a">1 &lt; 2\N{NO-BREAK SPACE}|7|mg &amp;\n more</p>'
    )
