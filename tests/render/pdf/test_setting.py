"""A book laid out part by part is the book laid out whole, and no part is laid out in vain."""

from __future__ import annotations

from functools import cache
from itertools import count

import pytest
from weasyprint.formatting_structure import boxes

from bookbuild.render.pdf.galley import page_box
from bookbuild.render.pdf.parts import MARK
from bookbuild.render.pdf.press import Press
from bookbuild.render.pdf.reckoning import Reckoning
from bookbuild.render.pdf.setting import Setting
from kit.printing import CSS as PLAIN
from kit.printing import found, open_fonts, page, printed, printed_with

CSS = """
@page { @bottom-right { content: counter(page) " of " string(book) } }
@page :left { margin-left: 60pt; @top-left { content: string(chapter) } }
@page :right { margin-left: 40pt }
@page :first { @bottom-right { content: "First" } }
@page :blank { @top-left { content: "Blank after " string(chapter) } }
@page wide { size: 612pt 396pt; @top-left { content: string(chapter, first-except) } }
@page :nth(2 of wide) { @bottom-right { content: "Second wide" } }
h1 { string-set: chapter content(text); bookmark-label: content(text) }
.title { string-set: book content(text) }
.chapter { break-before: page }
.left { break-before: left }
.right { break-before: right }
.wide { page: wide }
.page { font-variant-numeric: tabular-nums }
"""
WORDS = "many words run on and on, " * 60
NOTE = '<span class="foot" role="doc-footnote" id="{}"><a href="#{}">1.</a> A note.</span>'
NUMBER = '<span class="page">{}</span>'


def chapter(name: str, body: str, classes: str = "chapter") -> str:
    return f'<section class="{classes}" id="{name}"><h1>Chapter “{name}”</h1>{body}</section>'


PARTS = (
    '<p class="title">A "book" \\ of parts</p>' + chapter("one", f"<p>{WORDS}</p>"),
    chapter("two", f"<p>See <a href='#four'>four</a>.{NOTE.format('n', 'two')} {WORDS}</p>"),
    chapter("three", f"<p>{WORDS * 3}</p>", "chapter left"),
    chapter("four", f"<p>{WORDS}</p><img src='square.svg' alt='A square'/>", "chapter left wide"),
    chapter("five", f"<ol><li>{WORDS}</li><li>{WORDS * 2}</li></ol>", "chapter right wide"),
    chapter("six", f"<h2>Part</h2><p lang='fr'>{WORDS}</p>"),
)


@cache
def whole():
    return printed("".join(PARTS), CSS)


def test_a_book_in_parts_is_byte_for_byte_the_book_laid_out_whole():
    parts = printed(MARK.join(PARTS), CSS)

    assert parts.diagnostics == whole().diagnostics == ()
    assert (parts.value.laid, whole().value.laid) == (6, 1)
    assert parts.value.pages == whole().value.pages
    assert parts.value.pdf == whole().value.pdf


@pytest.mark.parametrize("last", [2, 3, 5])
def test_the_book_may_be_parted_before_any_part(last):
    html = MARK.join(["".join(PARTS[:last]), "".join(PARTS[last:])])

    assert printed(html, CSS).value.pdf == whole().value.pdf


def test_a_book_that_is_read_from_right_to_left_begins_on_a_left_page_in_parts_too():
    css = f"{CSS} html {{ direction: rtl }}"

    assert printed(MARK.join(PARTS), css).value.pdf == printed("".join(PARTS), css).value.pdf


def test_each_part_begins_on_a_page_of_its_own():
    assert printed(f"<p>One</p>{MARK}<p>Two</p>").value.pages.count == 2


def test_links_lead_from_part_to_part_and_astray_only_where_nothing_is():
    body = f"<p id='a'><a href='#b'>b</a></p>{MARK}<p id='b'><a href='#c'>c</a></p>"

    assert "no anchor #c" in found(body)
    assert "no anchor #b" not in found(body)


def test_findings_name_the_page_of_the_book():
    body = f"<p>One</p>{MARK}<p id='x' style='width: 400pt'>{'wide ' * 20}</p>"

    assert "page 2: `wide" in found(body)


def numbered(page_of, *, before="1"):
    """A book of three parts whose first and second print pages of the third."""
    number = page_of.get("end", "00")
    refer = f"<p>See page {NUMBER.format(number)}.</p>"
    filled = f"<div style='break-before: page'>{WORDS}</div>" * 11
    end = "<h1 id='end'>The end</h1>"
    return f"<h1>A book</h1>{refer}{MARK}{refer}{filled}{MARK}{end}<p>{before}</p>"


def test_a_number_as_wide_as_the_one_it_replaces_is_put_right_where_it_stands():
    made = printed_with(numbered, css=CSS).value

    assert made.pages.page_of["end"] == "14"
    assert made.laid == 3
    assert made.pdf == printed_with(numbered, {"end": "14"}, css=CSS).value.pdf


def test_what_a_link_is_called_is_put_right_with_its_number():
    def contents(page_of):
        link = f"<a href='#end'>{NUMBER.format(page_of.get('end', '0'))}</a>"
        return f"<p>{link}</p>{MARK}<p id='end'>The end</p>"

    made = printed_with(contents, {"end": "7"}, css=CSS).value

    assert made.laid == 2
    assert made.pdf == printed_with(contents, {"end": "2"}, css=CSS).value.pdf


def test_a_number_of_another_width_has_its_part_laid_out_again():
    made = printed_with(numbered, {"end": "7"}, css=CSS).value

    assert made.laid == 5
    assert made.pdf == printed_with(numbered, css=CSS).value.pdf


def test_a_number_of_as_many_but_narrower_figures_has_its_part_laid_out_again():
    css = CSS.replace("tabular-nums", "proportional-nums")
    made = printed_with(numbered, {"end": "88"}, css=css).value

    assert made.laid == 5
    assert made.pdf == printed_with(numbered, {"end": "14"}, css=css).value.pdf


def test_a_number_that_is_shown_twice_has_its_part_laid_out_again():
    def headed(page_of):
        head = f"<thead><tr><th>{NUMBER.format(page_of.get('end', '0'))}</th></tr></thead>"
        rows = "<tr><td>Row</td></tr>" * 40
        table = f"<table>{head}<tbody>{rows}</tbody></table>"
        return f"{table}{MARK}<p id='end'>The end</p>"

    made = printed_with(headed, {"end": "7"}, css=CSS).value

    assert made.pages.page_of["end"] != "7"
    assert (made.laid, made.pdf) == (
        3,
        printed_with(headed, made.pages.page_of, css=CSS).value.pdf,
    )


def test_a_number_in_a_heading_has_its_part_laid_out_again():
    def heading(page_of):
        title = f"<h2>Up to page {NUMBER.format(page_of.get('end', '0'))}</h2>"
        return f"{title}{MARK}<p id='end'>The end</p>"

    made = printed_with(heading, {"end": "7"}, css=CSS).value

    assert (made.laid, made.pdf) == (3, printed_with(heading, {"end": "2"}, css=CSS).value.pdf)


def test_anything_else_that_changes_has_its_part_laid_out_again():
    def elsewhere(page_of):
        return f"<p>{page_of.get('end', '0')}</p>{MARK}<p id='end'>The end</p>"

    assert printed_with(elsewhere, {"end": "7"}, css=CSS).value.laid == 3


def test_pages_are_reckoned_from_the_parts_that_are_set():
    def book(page_of):
        numbers = "".join(NUMBER.format(page_of.get(f"p{at}", "00")) for at in range(12))
        body = f"<p>{numbers}</p>{'<p>' + WORDS * 4 + '</p>'}"
        return MARK.join(f"<section id='p{at}'>{body}</section>" for at in range(12))

    composed = count()
    made = printed_with(lambda page_of: (next(composed), book(page_of))[1], css=CSS).value

    assert made.pages.page_of["p11"] == "45"
    assert made.laid < 12 + 4
    assert next(composed) < 12


def test_a_book_that_is_set_has_no_further_part():
    assert Reckoning(lambda _: "<p>One</p>").text([object()]) is None


def test_a_number_that_was_put_right_in_vain_is_not_printed():
    open_fonts()
    setting = Setting(Press.set_up([("plain.css", PLAIN), ("test.css", CSS)], {}))

    def lines(number, *, fails=False):
        def text(parts):
            if fails and parts:
                raise RuntimeError
            return None if parts else page(f"<p>See page {NUMBER.format(number)}.</p>")

        (part,) = setting.set_on(text)
        return [box.text for box in page_box(part.pages[0]).descendants() if is_number(box)]

    assert lines(4) == ["4"]
    with pytest.raises(RuntimeError):
        lines(7, fails=True)
    assert lines(4) == ["4"]


def is_number(box):
    element = getattr(box, "element", None)  # what stands in a margin has none
    return isinstance(box, boxes.TextBox) and getattr(element, "attrib", {}).get("class") == "page"
