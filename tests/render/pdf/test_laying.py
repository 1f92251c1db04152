"""What lies elsewhere than where it is read is printed there, and read here."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

import pytest

from bookbuild.render.pdf.laying import as_laid
from kit.printing import printed, tagged

FOLDED = (
    "<div id='outside'><p id='cover'>Cover</p></div>"
    "<div style='break-before: page'><p id='inside'>Inside</p></div>"
    "<p id='back' data-laid-in='outside'>Back</p>"
)


def test_a_panel_is_printed_where_it_lies():
    page_of = printed(FOLDED).value.pages.page_of

    assert [page_of[name] for name in ("cover", "inside", "back")] == ["1", "2", "1"]


def test_a_panel_is_read_where_it_stands_in_the_html():
    assert tagged(FOLDED) == "P Cover\nP Inside\nP Back"


def test_panels_that_lie_in_one_place_keep_their_order_there_and_at_home():
    tree = fromstring("<b><i/><u data-laid-in='x'/><s data-laid-in='x'/><i id='x'/></b>")
    before = tostring(tree)
    with as_laid(tree):
        assert [child.tag for child in tree] == ["i", "i"]
        assert [child.tag for child in tree[1]] == ["u", "s"]

    assert tostring(tree) == before


def test_the_tree_is_in_reading_order_again_when_the_layout_fails():
    tree = fromstring("<b><i id='x'/><u data-laid-in='x'/></b>")
    before = tostring(tree)
    with pytest.raises(ZeroDivisionError), as_laid(tree):
        raise ZeroDivisionError

    assert tostring(tree) == before


def test_a_place_that_is_not_there_is_our_own_fault():
    with pytest.raises(AssertionError, match="nothing has the id x"):
        as_laid(fromstring("<b><u data-laid-in='x'/></b>")).__enter__()
