"""No line stands alone at a break, and no heading is the last thing before one."""

from __future__ import annotations

import pytest

from kit.printing import found

# Five lines of the test page, which holds 31; breaks are allowed anywhere.
LINES = (
    "<p id='x' style='orphans: 1; widows: 1; margin: 0'>"
    "One<br/>Two<br/>Three<br/>Four<br/>Five nerves</p>"
)
AT_TOP = "is a single line at the top of a page or column; the rest is on another (in `#x`)"
AT_FOOT = "is a single line at the foot of a page or column; the rest is on another (in `#x`)"
LAST = "is the last thing on its page or column; what it heads is on another"


def after(lines, body, css=""):
    """Print a body below so many blank lines, and give the findings."""
    return found(f"<div style='height: {lines * 16}pt'></div>{body}", css)


@pytest.mark.parametrize("above", [26, 28, 29])
def test_two_lines_on_either_side_of_a_break_are_enough(above):
    assert after(above, LINES) == ""


def test_a_last_line_alone_at_the_top_is_found():
    assert after(27, LINES) == f"error[PDF030]: page 2: `Five nerves` {AT_TOP}"


def test_a_first_line_alone_at_the_foot_is_found():
    assert after(30, LINES) == f"error[PDF031]: page 1: `One` {AT_FOOT}"


def test_a_line_with_a_raised_number_is_one_line():
    lines = LINES.replace("nerves", "<sup>1</sup> nerves")

    assert after(27, lines) == f"error[PDF030]: page 2: `Five` {AT_TOP}"
    assert after(28, LINES.replace("Four", "<sup>1</sup> Four")) == ""


def test_a_paragraph_of_one_line_is_no_lone_line():
    assert after(30, "<p style='margin: 0'>One.</p><p>Two.</p>") == ""


def test_the_lines_of_an_item_of_a_list_are_counted_too():
    item = LINES.replace("<p", "<ul style='margin: 0'><li").replace("</p>", "</li></ul>")

    assert "PDF030" in after(27, item)
    assert after(28, item) == ""


def test_columns_are_like_pages():
    columns = "<div style='columns: 2; column-fill: auto; height: {}pt'>" + LINES + "</div>"

    assert found(columns.format(4 * 16)) == f"error[PDF030]: page 1: `Five nerves` {AT_TOP}"
    assert found(columns.format(3 * 16)) == ""


def test_boxes_side_by_side_are_no_columns_of_one_paragraph():
    row = "<a style='display: grid; grid-template-columns: 90pt 30pt'>{}</a>"
    body = f"<ol><li>{row}</li></ol>".format("<span>several words of a title</span><span>7</span>")

    assert found(body) == ""


def test_the_lines_of_a_page_foot_note_are_counted_apart():
    note = "<span class='foot' role='doc-footnote' id='n'>A note<br/>of two lines.</span>"

    assert after(20, LINES.replace("Two", f"Two{note}")) == ""


@pytest.mark.parametrize(
    "heading",
    [
        "<h2 {}>Nerves</h2>",
        "<p class='box-title' {}>Nerves</p>",
        "<div class='figure-title' {}>Nerves</div>",
    ],
)
def test_a_heading_at_the_foot_of_a_page_is_found(heading):
    alone = heading.format("style='break-after: auto; margin: 0'")

    assert after(28, f"{alone}<p>Some hurt.</p>") == ""
    assert LAST in after(28, f"{alone}<p style='break-before: page'>Some hurt.</p>")


def test_a_heading_at_the_foot_of_a_column_is_found():
    body = (
        "<div style='columns: 2; column-fill: auto; height: {}pt'><p>Before.</p>"
        "<h2 style='break-after: auto; margin: 0'>Nerves</h2><p>Some hurt.</p></div>"
    )

    assert LAST in found(body.format(50))
    assert found(body.format(80)) == ""


def test_the_caption_of_a_table_on_the_next_page_is_found():
    row = "<tr><td>One<div style='height: 100pt'></div></td></tr>"
    table = f"<table style='break-after: auto'><caption>Nerves</caption>{row}</table>"

    assert LAST in after(29, table)
    assert after(29, table, "caption { break-after: avoid }") == ""


def test_a_heading_over_lines_to_write_on_needs_no_words_below_it():
    notes = "<section><h2>My notes</h2><div style='height: 200pt'></div></section>"
    next_page = "<section style='break-before: page'><p>Some hurt.</p></section>"

    assert found(notes + next_page) == ""


def test_a_heading_that_goes_on_is_not_the_last_thing():
    heading = "<h2 style='orphans: 2; widows: 2; margin: 0'>One<br/>Two<br/>Three<br/>Four</h2>"

    assert after(28, f"{heading}<p>Some hurt.</p>") == ""
