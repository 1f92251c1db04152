"""Words are words and never markup; what is written is well-formed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bookbuild.report.markup import Group, Row, element, said, table, together


def test_words_are_escaped_and_markup_is_not():
    assert element("p", "1 < 2 & ", element("b", '"3"')) == (
        "<p>1 &lt; 2 &amp; <b>&quot;3&quot;</b></p>"
    )


def test_an_attribute_is_escaped_and_one_that_is_none_is_left_out():
    assert element("a", "x", href='"&', class_=None, aria_label="y") == (
        '<a href="&quot;&amp;" aria-label="y">x</a>'
    )


def test_an_element_that_may_not_hold_anything_is_closed_in_itself():
    assert element("meta", charset="utf-8") == '<meta charset="utf-8" />'
    assert element("td") == "<td></td>"


@given(st.text())
def test_whatever_words_are_put_in_the_same_come_out_of_the_xml(words):
    read = etree.fromstring(element("p", words, title=words))
    allowed = "".join(one if _is_xml(one) else "\N{REPLACEMENT CHARACTER}" for one in words)

    # XML itself reads an ordinary line end in place of the others.
    assert (read.text or "") == allowed.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("no `a<b`, no `c`", "no <code>a&lt;b</code>, no <code>c</code>"),
        ("a lone ` stays", "a lone ` stays"),
        ("plain", "plain"),
    ],
)
def test_the_authors_own_words_are_set_apart(message, written):
    assert said(message) == written


def test_a_table_of_words_says_its_columns_again_in_each_cell():
    written = table("Caption", ("A", "B"), [Group(rows=[Row(cells=("1", "2"))])], name="t")

    assert written == (
        '<table id="t" class="words"><caption id="t-caption">Caption</caption>'
        '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        '<tbody><tr><th scope="row">1</th><td data-column="B">2</td></tr></tbody></table>'
    )


def test_a_group_of_rows_has_a_head_over_all_columns():
    rows = [Row(cells=("1", "2"), id="one")]
    written = table("C", ("A", "B"), [Group(title="Both", rows=rows)], name="t")

    assert (
        '<tr class="group"><th scope="rowgroup" colspan="2">Both</th></tr><tr id="one">' in written
    )


def test_a_row_that_does_not_fit_its_columns_is_our_own_fault():
    with pytest.raises(ValueError, match="zip"):
        table("C", ("A", "B"), [Group(rows=[Row(cells=("1",))])], name="t")


def test_pieces_stand_side_by_side():
    assert together("a", element("b", "c"), "<") == "a<b>c</b>&lt;"


def _is_xml(character: str) -> bool:
    """Tell whether XML 1.0 may hold a character (its production 2)."""
    point = ord(character)
    return (
        point in {0x9, 0xA, 0xD}
        or 0x20 <= point <= 0xD7FF
        or 0xE000 <= point <= 0xFFFD
        or point >= 0x10000
    )
