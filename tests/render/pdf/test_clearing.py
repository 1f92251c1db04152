"""A layout leaves nothing behind but its pages, and a print not even these; no byte changes."""

from __future__ import annotations

import gc
from contextlib import contextmanager, nullcontext

import pytest
from weasyprint.formatting_structure import boxes

from bookbuild.render.pdf import print_pdf, run, standing_type
from bookbuild.render.pdf.clearing import cleared_after
from bookbuild.render.pdf.galley import page_box
from bookbuild.render.pdf.press import Press
from kit.printing import job, open_fonts, page

SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'>"
    "<image href='dot.svg' width='9' height='9'/>"
    "<text y='30'>Words that a picture says</text></svg>"
)
DOT = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"
FILES = {"words.svg": SVG.encode(), "dot.svg": DOT.encode()}
CSS = "i { float: footnote } h1::before { content: '§ ' } h1 { border: 1pt solid }"
BODY = (
    "<h1>Title</h1><p>Words<i role='doc-footnote'>A note</i> and a hy&shy;phen "
    "<img src='words.svg' alt='Words'/></p><h1 style='break-before: page'>More</h1><p>Words</p>"
)


def printed(standing=None):
    open_fonts()
    return print_pdf(job(CSS, resources=FILES), lambda _: page(BODY), {}, standing)


@contextmanager
def no_collecting():
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def pages_in_memory():
    return [one for one in gc.get_objects() if type(one) is boxes.PageBox]


@pytest.mark.parametrize("name", ["cleared_after", "closed_up"])
def test_clearing_changes_no_byte(name, monkeypatch):
    cleared = printed()
    monkeypatch.setattr(run, name, lambda **_: nullcontext())

    assert printed() == cleared
    assert cleared.diagnostics == ()


def test_pages_that_go_while_they_are_painted_make_the_same_file():
    assert printed() == printed(standing_type())


def test_a_picture_keeps_nothing_of_the_layout_but_what_it_is_drawn_with():
    open_fonts()
    press = Press.set_up((), FILES)
    with cleared_after():
        press.lay_out(page(BODY))

    kept = vars(press.images["https://book.invalid/words.svg"]._context)
    assert {"style_for", "target_collector", "page_maker"}.isdisjoint(kept)
    assert {"font_config", "get_image_from_uri", "dictionaries"} <= kept.keys()


def test_boxes_on_pages_keep_no_sets_of_their_own():
    open_fonts()
    with cleared_after():
        document, _ = Press.set_up((("test.css", CSS),), FILES).lay_out(page(BODY))
    laid = [box for one in document.pages for box in page_box(one).descendants()]

    assert len({id(box.remove_decoration_sides) for box in laid}) == 1
    assert len(laid) > 20


def test_no_page_outlives_its_print_even_when_no_garbage_is_collected():
    printed()
    with no_collecting():
        before = len(pages_in_memory())
        printed()
        assert len(pages_in_memory()) == before


def test_pages_of_standing_type_stay():
    standing = standing_type()
    with no_collecting():
        before = len(pages_in_memory())
        printed(standing)
        assert len(pages_in_memory()) == before + 2
