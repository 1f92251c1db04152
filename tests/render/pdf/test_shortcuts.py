"""The shortcuts change nothing but the time, and leave WeasyPrint as it was."""

from __future__ import annotations

import gc

import pytest
import weasyprint
from weasyprint.css import ComputedStyle
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.layout import percent
from weasyprint.text import line_break

from bookbuild.render.pdf import embedding
from bookbuild.render.pdf import run as print_run
from bookbuild.render.pdf import shortcuts as ours
from bookbuild.render.pdf.clearing import cleared_after
from bookbuild.render.pdf.press import at_full_speed
from bookbuild.render.pdf.shortcuts import shortcuts
from kit.printing import open_fonts, page, printed


@pytest.fixture(autouse=True)
def each_font_worked_out_anew(monkeypatch):
    """Keep no font for the next file: some shortcuts are about working one out."""
    monkeypatch.setattr(embedding, "_once", lambda clean: clean)


CSS = """
:root { --wide: 4pt }
body { color: #17242b; text-indent: calc(1em + 10%); margin-inline-start: 7pt; line-height: 1.4 }
section { direction: rtl; margin-inline-start: 5pt; padding: var(--wide); border-left: 2pt solid }
p { margin-left: auto; text-decoration: underline; width: 50%; min-width: auto; page: inner }
b { font: 600 14pt/20pt Literata; position: relative; float: left; text-indent: inherit }
p:has(+ ul), b:has(~ i) { margin-bottom: 3pt }
li { display: inline-block; inset-inline: 3pt; max-inline-size: 80% }
ol li { display: list-item; box-sizing: border-box; width: 90pt; border: var(--wide) solid }
ol > li::marker { color: #c00 }
::marker { font-weight: 700 }
i { float: footnote }
section i::footnote-call { color: #0c0 }
div { display: grid; grid-template-columns: 1fr 2fr; padding: 3% }
td { border-collapse: collapse; border: 1pt solid; padding: 2pt }
"""
BODY = (
    "<section><p>Words and <b>bold</b> ones</p><ul><li>One</li><li>Two</li></ul>"
    "<ol><li>Three<i role='doc-footnote'>Note</i></li><li>Four</li></ol>"
    "<div><p>Left</p><p>Right</p></div><table><tr><td>A<td>B<tr><td>C<td>D</table></section>"
)
PSEUDO = (None, "before", "marker", "footnote-call", "footnote-marker", "note-callback")


def computed():
    """Give each property of each element of a page and what hangs on it, once it is asked for."""
    html = weasyprint.HTML(string=page(BODY))
    styles = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": [weasyprint.CSS(string=CSS)]}
    counters = weasyprint.css.counters.CounterStyle()
    context = weasyprint.Document._build_layout_context(html, None, counters, {}, styles)
    return {
        (place, pseudo, name): repr(style[name])
        for place, element in enumerate(html.etree_element.iter())
        for pseudo in PSEUDO
        if (style := context.style_for(element, pseudo)) is not None
        for name in INITIAL_VALUES
    }


def test_each_property_has_the_value_that_weasyprint_computes():
    theirs = computed()
    with shortcuts():
        assert computed() == theirs


@pytest.mark.parametrize("place", range(len(ours._SHORTCUTS)))
def test_no_shortcut_changes_a_byte(place, monkeypatch):
    body = f"<h1>Title</h1>{BODY}<h2>Another <i>one</i></h2><p lang='fr'>A lot&nbsp;: 12 %</p>"
    shorter = printed(body, CSS).value.pdf
    kept = ours._SHORTCUTS[:place] + ours._SHORTCUTS[place + 1 :]
    monkeypatch.setattr(ours, "_SHORTCUTS", kept)

    assert printed(body, CSS).value.pdf == shorter


def test_each_shortcut_is_taken(monkeypatch):
    """A newer WeasyPrint that asks elsewhere makes the shortcut useless: then it should go."""
    calls = dict.fromkeys(range(len(ours._SHORTCUTS)), 0)

    def counted(place, shorter):
        def count(theirs):
            def call(*given, **named):
                calls[place] += 1
                return shorter(theirs)(*given, **named)

            call.__name__ = getattr(theirs, "__name__", "")
            return call

        return count

    counting = tuple(
        (owner, name, counted(place, shorter))
        for place, (owner, name, shorter) in enumerate(ours._SHORTCUTS)
    )
    monkeypatch.setattr(ours, "_SHORTCUTS", counting)
    body = "<h1>Title</h1><p>Words</p><table><tr><td>Cell</table>"
    printed(body, "h1:has(+ p) { margin: var(--no, 0) }")

    assert all(calls.values())


def laid_out(body, monkeypatch):
    """Lay a page out; give its layout."""
    contexts = []
    theirs = weasyprint.document.layout_document

    def kept(html, root, context, *given):
        contexts.append(context)
        return theirs(html, root, context, *given)

    monkeypatch.setattr(weasyprint.document, "layout_document", kept)
    open_fonts()
    with shortcuts():
        weasyprint.HTML(string=page(body)).render()
    return contexts[0]


def letters_measured(words, monkeypatch):
    """Lay out a table with a cell of as many words; give the letters of all texts remembered."""
    cell = " ".join(f"word{number}" for number in range(words))
    layout = laid_out(f"<table><tr><td>{cell}<td>Cell</table>", monkeypatch)
    return sum(
        len(text) for _, known in vars(layout)[ours._MEASURED].values() for text, *_ in known
    )


def test_the_words_of_a_short_cell_are_remembered_and_of_a_long_one_the_last(monkeypatch):
    short, long, longer = (letters_measured(words, monkeypatch) for words in (5, 400, 800))

    assert short > 5 * len("word0")
    assert long < 2 * ours._LONGEST_MEASURED**2
    assert longer <= long


def test_what_was_measured_goes_when_the_layout_is_cleared(monkeypatch):
    with cleared_after():
        layout = laid_out("<table><tr><td>One<td>Two</table>", monkeypatch)

    assert ours._MEASURED not in vars(layout)


def test_weasyprint_is_left_as_it_was():
    open_fonts()
    before = [getattr(owner, name) for owner, name, _ in ours._SHORTCUTS]
    with shortcuts():
        assert ComputedStyle.__missing__ is not before[0]

    assert [getattr(owner, name) for owner, name, _ in ours._SHORTCUTS] == before
    assert percent.resolve_one_percentage in before
    assert line_break.get_font_description in before


def test_a_print_run_takes_the_shortcuts():
    assert print_run.shortcuts is shortcuts


@pytest.fixture
def out_of_sight_again():
    """Put all out of the collector's sight again, as tests/conftest.py did."""
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@pytest.mark.usefixtures("out_of_sight_again")
def test_what_large_layouts_leave_is_collected_when_it_is_much(monkeypatch):
    monkeypatch.setattr("bookbuild.render.pdf.press._LARGE", 0)
    monkeypatch.setattr("bookbuild.render.pdf.press._MOST_LEFT", 100)

    class Left:
        """Something that only the collector can free."""

    with at_full_speed():
        left = Left()
        left.itself = left
        del left
    frozen = gc.get_freeze_count()
    with at_full_speed():
        assert gc.get_freeze_count() == 0
        assert not any(isinstance(one, Left) for one in gc.get_objects())
    assert frozen > 0


@pytest.mark.usefixtures("out_of_sight_again")
def test_what_large_layouts_leave_is_counted_once(monkeypatch):
    monkeypatch.setattr("bookbuild.render.pdf.press._LARGE", 0)
    counted: list[int] = []
    monkeypatch.setattr(gc, "get_freeze_count", lambda: counted.append(1) or 0)

    with at_full_speed():
        _ = [[] for _ in range(10)]
    counted.clear()
    monkeypatch.setattr("bookbuild.render.pdf.press._LARGE", 200_000)
    for _ in range(3):
        with at_full_speed():
            pass
    assert len(counted) == 1
