"""Elements that look alike share one style, and their anchors stay their own."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest
import weasyprint

from bookbuild.render.pdf import shortcuts as all_shortcuts
from bookbuild.render.pdf.shortcuts import shortcuts
from bookbuild.render.pdf.styles import shared_styles
from kit.printing import page, printed

PARAGRAPHS = (
    "<p id='one'><b>One</b> word</p><p id='two'><b>Two</b> words</p><p><b>No</b> id</p>"
    "<p><b>None</b> either</p><p id='late' lang='fr'><b>Trois</b> mots</p>"
)
NOTE = """
i { position: note(side) } i::note-call { content: '*' } i::note-callback { content: none }
@page { @left-top { content: element(side) } }
"""


def styles_of(body: str, css: str = "") -> Callable[[str], list[Any]]:
    """Give a function that gives the styles of all elements of a tag, and of their `::after`."""
    html = weasyprint.HTML(string=page(body))
    looks = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": [weasyprint.CSS(string=css)]}
    counters = weasyprint.css.counters.CounterStyle()
    with shortcuts():
        context = weasyprint.Document._build_layout_context(html, None, counters, {}, looks)
    return lambda tag, pseudo=None: [
        context.style_for(element, pseudo) for element in html.etree_element.iter(tag)
    ]


def test_what_stands_in_elements_with_anchors_shares_one_style():
    one, two, bare, other, foreign = styles_of(PARAGRAPHS)("b")

    assert one is two is bare is other
    assert foreign is not one


def test_elements_without_an_anchor_share_one_style_and_others_keep_theirs():
    one, two, bare, other, foreign = styles_of(PARAGRAPHS)("p")

    assert bare is other
    assert [style["anchor"] for style in (one, two, bare, foreign)] == ["one", "two", None, "late"]


def test_boxes_of_text_share_one_style():
    one, two, bare, _, foreign = (style.anonymous_style for style in styles_of(PARAGRAPHS)("p"))

    assert one is two is bare
    assert foreign["lang"] == "fr"


def test_what_is_made_before_and_behind_elements_shares_one_style():
    one, two, bare, other, foreign = styles_of(PARAGRAPHS, "p::after { content: '.' }")(
        "p", "after"
    )

    assert one is two is bare is other
    assert foreign is not one


@pytest.mark.parametrize(
    "css", ["p + p { color: red }", "#two { color: red }", "@layer a { #two { color: red } }"]
)
def test_a_rule_for_one_of_them_parts_them(css):
    one, two, *_ = styles_of(PARAGRAPHS, css)("b")

    assert [style["color"].coordinates for style in (one, two)] == [(0, 0, 0), (1, 0, 0)]


FOLLOWING = "p:has(+ p) { color: red } p:has(~ ul) { color: lime } :root:has(+ p) { color: blue }"


def colours(tag: str) -> list[Any]:
    found = styles_of(f"<p>One</p>{PARAGRAPHS}<ul></ul><p>Last</p>", FOLLOWING)(tag)
    return [style["color"].coordinates for style in found]


def test_a_rule_may_look_at_what_follows():
    assert colours("p") == [(0, 1, 0)] * 6 + [(0, 0, 0)]
    assert colours("html") == [(0, 0, 0)]


def wrapped(paragraphs: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count how often an element is wrapped to find the rules for so many paragraphs."""
    wrapper, count = weasyprint.cssselect2.ElementWrapper, 0
    theirs = wrapper.__init__

    def counting(*given: Any, **named: Any) -> None:
        nonlocal count
        count += 1
        theirs(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(wrapper, "__init__", counting)
        styles_of("<p>Words</p>" * paragraphs, FOLLOWING)
    return count


def test_twice_the_paragraphs_take_twice_the_time(monkeypatch):
    few, many = (wrapped(count, monkeypatch) for count in (100, 200))

    assert many < 2.1 * few


def wrappers() -> list[Any]:
    wrapper = weasyprint.cssselect2.ElementWrapper
    return [one for one in gc.get_objects() if isinstance(one, wrapper)]


def test_no_wrapped_element_outlives_its_layout_but_the_root():
    gc.collect()
    gc.disable()
    try:
        before = wrappers()  # of other tests; held here, so that no new one has the id of an old
        styles_of(PARAGRAPHS, FOLLOWING)
        known = set(map(id, before))
        left = [one for one in wrappers() if id(one) not in known]
        assert all(one.parent is None for one in left)
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (PARAGRAPHS, "p::first-letter { font-size: 2em } p { break-before: page }"),
        ("<p id='a'>One<i>A note</i></p><p id='b'>Two<i>Another note</i></p>", NOTE),
        (f"<ol><li id='a'>{PARAGRAPHS}<li id='b'>{PARAGRAPHS}</ol>", "li { list-style: square }"),
        (
            f"<table id='a'><tr><td id='b'>{PARAGRAPHS}</table><table><tr><td>{PARAGRAPHS}</table>",
            "td { border: 1pt solid; padding: 3% } table { border-collapse: collapse }",
        ),
    ],
)
def test_sharing_changes_no_byte(body, css, monkeypatch):
    shared = printed(body, css).value.pdf
    alone = tuple(one for one in all_shortcuts._SHORTCUTS if one[2] is not shared_styles)
    monkeypatch.setattr(all_shortcuts, "_SHORTCUTS", alone)

    assert printed(body, css).value.pdf == shared
