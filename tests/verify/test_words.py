"""HTML in, the words a reader meets out, in the order of reading."""

from __future__ import annotations

import re
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bookbuild.verify.epub.opened import read_xhtml
from bookbuild.verify.epub.reading import words_in
from bookbuild.verify.words import first_difference, normal_words, words_of_html


def read(html):
    """Read a page in both ways; where they part, no word is given."""
    words = words_of_html(html)
    whole = f"<main xmlns='http://www.w3.org/1999/xhtml'>{html}</main>"
    well_formed = re.sub(r"\bhidden(?=>)", "hidden=''", whole)
    assert words_in(read_xhtml(well_formed.encode())) == words
    return " ".join(words)


XHTML = "http://www.w3.org/1999/xhtml"
DRAWN = "http://www.w3.org/2000/svg"
INLINE = ("em", "strong", "a", "sup", "q", "code", "abbr")
HOLDING = (
    "p",
    "div",
    "section",
    "aside",
    "figure",
    "ul",
    "li",
    "h2",
    "table",
    "tr",
    "td",
    "span",
    "template",
)
TEXT_ALONE = ("title", "script", "style")
HOLLOW = ("br", "hr", "img", "wbr", "col", "input", "link", "meta")
SAID = st.sampled_from(["", "one", "two ", " three", "\n", "4"])
READ_SO = st.fixed_dictionaries(
    {},
    optional={
        "hidden": st.just("hidden"),
        "aria-hidden": st.sampled_from(["true", "false"]),
        "role": st.sampled_from(["doc-footnote", "doc-noteref"]),
        "alt": st.sampled_from(["", "A dot"]),
    },
)


NOTHING = st.just([])


@st.composite
def elements(draw, inside=NOTHING):
    """Draw an element: its attributes, its text, what it holds, the text behind it."""
    tag = draw(st.sampled_from(HOLDING + INLINE + TEXT_ALONE + HOLLOW))
    element = etree.Element(f"{{{XHTML}}}{tag}", draw(READ_SO))
    if tag not in HOLLOW:
        element.text = draw(SAID)
    if tag in HOLDING + INLINE:
        element.extend(draw(inside))
    element.tail = draw(SAID)
    return element


@st.composite
def pictures(draw):
    """Draw an SVG picture, with or without a name, or a title that stands in none."""
    given = draw(st.sampled_from([{}, {"aria-label": "Dot"}, {"aria-hidden": "true"}]))
    picture = etree.Element(f"{{{DRAWN}}}{draw(st.sampled_from(['svg', 'svg', 'title']))}", given)
    picture.tail = draw(SAID)
    if picture.tag.endswith("title"):
        picture.text = "Untold"
        return picture
    group = etree.SubElement(picture, f"{{{DRAWN}}}g", draw(st.sampled_from([{}, {"hidden": ""}])))
    for holder in (picture, group):
        etree.SubElement(holder, f"{{{DRAWN}}}title").text = draw(SAID)
        etree.SubElement(holder, f"{{{DRAWN}}}text").text = "12"
    return picture


ROWS = st.lists(
    st.recursive(
        st.one_of(elements(), pictures()),
        lambda smaller: elements(st.lists(smaller, max_size=3)),
        max_leaves=12,
    ),
    min_size=1,
    max_size=3,
)


@given(ROWS)
@settings(max_examples=400, deadline=None)
def test_both_readers_meet_the_same_words_in_any_tree(row):
    root = etree.Element(f"{{{XHTML}}}main", nsmap={None: XHTML})
    root.extend(deepcopy(row))
    written = etree.tostring(root, encoding="unicode")

    assert words_in(read_xhtml(written.encode())) == words_of_html(local(written)), written


def local(written):
    """Write names as HTML does, without a prefix."""
    return re.sub(r"(</?)ns\d+:", r"\1", written)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One <em>two</em> three</p>", "One two three"),
        ("<p>in<em>ter</em>nal</p>", "internal"),
        ("<p>One</p><p>two</p>", "One two"),
        ("<td>1</td><td>2</td>", "1 2"),
        ("<p>One<br/>two</p>", "One two"),
        ("<p>half\u2010letter half\u2011letter</p>", "half-letter half-letter"),
        ("<p>10\u00a0mg anti\u00adcoagulant</p>", "10 mg anticoagulant"),
        ("<p>&lt; 5 &amp; more</p>", "< 5 & more"),
        ("<p>One</p><p aria-hidden='true'>Ornament <b>too</b></p><p>two</p>", "One two"),
        ("<p>One</p><p hidden>Screen only</p>", "One"),
        ("<head><title>T</title><style>p {}</style></head><body>One</body>", "One"),
        ("<p>One <img src='x' alt='a dot'/> two</p>", "One a dot two"),
        ("<p>One <img src='x' alt=''/> two</p>", "One two"),
        ("<svg><title>A dot</title><text>12</text></svg>", "A dot"),
        ("<svg aria-label='Dot'><title>A dot</title></svg>", "Dot"),
        ("<svg><g aria-hidden='true'><title>A dot</title></g></svg>", ""),
        ("<p>One <svg><title>A dot</title></svg> <b>two</b> three</p>", "One A dot two three"),
        ("4<em hidden>x<br/></em>six", "4 six"),
        ("4<template>x<p>y</p></template>six", "4 six"),
        ("One<style role='doc-footnote'>p {}</style>", "One"),
        ("One <title xmlns='http://www.w3.org/2000/svg'>Untold</title>", "One"),
        ("One <img role='doc-footnote' alt='a dot'/>", "One a dot"),
        ("a<i role='doc-footnote'>n</i><br hidden='hidden'/>b", "a b n"),
        ("<p>One<!-- a remark -->two <b hidden>three</b> four</p>", "Onetwo four"),
        (
            "<p>One<span role='doc-footnote'>n <i hidden>o</i>te</span></p><p>two</p>",
            "One n te two",
        ),
    ],
)
def test_words_are_those_that_are_read(html, words):
    assert read(html) == words


def test_a_note_is_read_after_the_block_that_calls_it():
    note = "<span role='doc-footnote'>a The <b>note</b>.</span>"

    assert read(f"<p>One{note} two</p><p>three</p>") == "One two a The note. three"


def test_a_note_waits_for_the_end_of_its_block_and_not_of_its_line():
    assert read("<p>One<span role='doc-footnote'>note</span><br/>two</p>") == "One two note"


def test_a_note_in_a_list_item_is_read_before_the_list_inside_it():
    note = "<span role='doc-footnote'>note</span>"

    assert read(f"<ul><li>One{note} two<ul><li>three</li></ul></li></ul>") == "One two note three"


def test_a_note_that_is_a_block_is_read_where_it_stands():
    assert read("<p>One</p><aside role='doc-footnote'><p>note</p></aside><p>two</p>") == (
        "One note two"
    )


def test_the_first_difference_is_told_with_the_words_around_it():
    words = normal_words("never stop this medicine suddenly on your own")
    parting = first_difference(words, [word for word in words if word != "suddenly"])

    assert parting is not None
    assert (parting.index, parting.expected, parting.found) == (
        4,
        "never stop this medicine suddenly on your own",
        "never stop this medicine on your own",
    )


def test_equal_words_have_no_difference_and_a_missing_end_has_one():
    assert first_difference(["a", "b"], ["a", "b"]) is None
    assert first_difference(["a", "b"], ["a"]) is not None
    assert first_difference([], ["a"]) is not None
