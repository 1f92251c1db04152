"""Pages that stand are painted once, and the file is the one of a print that paints them all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import weasyprint.document
from hypothesis import example, given, settings
from hypothesis import strategies as st
from weasyprint.pdf.fonts import Font

from bookbuild.model.diagnostic import Outcome
from bookbuild.render.pdf import Printed, painting, print_pdf, standing_type
from bookbuild.render.pdf.parts import MARK
from bookbuild.render.pdf.standing import StandingType
from kit.printing import job, open_fonts, page

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'>%s</svg>"
SAYING = SVG % b"<text y='30'>S</text>"
SHADED = SVG % (
    b"<defs><linearGradient id='a'><stop stop-color='#036'/><stop offset='1' stop-color='#fff'/>"
    b"</linearGradient></defs><path d='M0 0h9v9z' fill='url(#a)'/>"
)
CSS = """
.page-ref { font-variant-numeric: tabular-nums }
small { font-size: 7.3pt } .see-through { color: #000000f0; border: 1px solid #00000080 }
.faint { opacity: 0.5 } .new { break-before: page }
"""
FILES = {"saying.svg": SAYING, "shaded.svg": SHADED}
SEES = '<p>See page <span class="page-ref">{end}</span>, the <b>last</b>. fi ff AV</p>'
TEXTS = (
    "<p>Words.</p>",
    "<p><small>Words fi in small type, AV <b>bold</b></small></p><p>Words fi AV</p>",
    "<p>Words <b>set bold</b> and <i>not upright</i></p>",
    f"<p>{'many words run on and on, ' * 40}</p>",
    "<p>One page</p><p class='new'>and another, small: <small>words</small></p>",
    "<p class='see-through'>Words that are seen through</p>",
    "<p class='faint'>Words in a group of their own</p>",
    "<p><img src='saying.svg' alt='S'/> <img src='shaded.svg' alt='A shade'/></p>",
    "<p>A sign that no font has: \U00013000 \U00013001</p>",
    "<p>Another one: \U00013002</p>",
    "<p>Lost: <img src='lost.svg' alt='Lost'/></p>",
    SEES,
    "<p style='color: #eee'>Pale</p><p style='margin-top: -9pt'>Over it <a href='ftp:a'>A</a></p>",
    "<p>A call<i class='foot' role='doc-footnote'>and its note</i></p><ul><li>Item</li></ul>",
)


def book(texts: Sequence[str], end: str = "1") -> str:
    """Give a book of a part for each text, and one at its end that others name the page of."""
    parts = [f"<h1>Part</h1>{text.replace('{end}', end)}" for text in texts]
    return page(MARK.join([*parts, "<h1 id='end'>End</h1><p>Words fi AV to <b>end</b></p>"]))


def printed(texts: Sequence[str], standing: StandingType | None = None) -> Outcome[Printed]:
    open_fonts()
    task = job(CSS, resources=FILES)
    return print_pdf(task, lambda found: book(texts, found.get("end", "1")), {}, standing)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.sampled_from(TEXTS), max_size=4), min_size=2, max_size=4))
@example([[TEXTS[1], TEXTS[0]], [TEXTS[0], TEXTS[0]], [TEXTS[1], TEXTS[0]]])
@example([[SEES, TEXTS[5], TEXTS[6]], [SEES, TEXTS[4], TEXTS[6]], [TEXTS[0], TEXTS[4], TEXTS[6]]])
@example([[TEXTS[7], TEXTS[6]], [TEXTS[0], TEXTS[6]], [TEXTS[6], TEXTS[6]]])
@example([[TEXTS[1], TEXTS[2]], [TEXTS[0], TEXTS[2]]])
@example([[TEXTS[8], TEXTS[9]], [TEXTS[9], TEXTS[8]], [TEXTS[0], TEXTS[8]]])
@example([[TEXTS[10]], [], [TEXTS[10]]])
def test_after_any_edits_the_file_is_the_one_of_a_first_print(edits):
    standing = standing_type()
    for texts in edits:
        warm, cold = printed(texts, standing), printed(texts)
        assert warm.value.pdf == cold.value.pdf
        assert warm.value.pages == cold.value.pages
        assert warm.diagnostics == cold.diagnostics


def painted(first: Sequence[str], then: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """Print two texts one after the other; count the pages that were painted for the second."""
    standing, pages = standing_type(), []
    printed(first, standing)
    theirs = weasyprint.document.Page.paint

    def counting(one: object, *given: object) -> None:
        pages.append(one)
        theirs(one, *given)

    monkeypatch.setattr(weasyprint.document.Page, "paint", counting)
    printed(then, standing)
    return len(pages)


@pytest.mark.parametrize(
    ("text", "again"),
    [(TEXTS[0], 0), (TEXTS[4], 0), (TEXTS[5], 0), (TEXTS[6], 1), (TEXTS[7], 1), (TEXTS[8], 1)],
)
def test_pages_that_stand_are_not_painted_again(text, again, monkeypatch):
    first = ["<p>One word</p>", text]

    assert painted(first, ["<p>One other word</p>", text], monkeypatch) == 1 + again


def test_a_page_with_another_number_is_painted_again(monkeypatch):
    assert painted([SEES, TEXTS[0]], [SEES, TEXTS[4]], monkeypatch) == 1 + 2 + 1


def test_pages_in_a_font_of_pictures_are_painted_again(monkeypatch):
    def with_pictures(*given):
        font = Font(*given)
        font.svg = True
        return font

    monkeypatch.setattr(painting, "Font", with_pictures)

    assert painted([TEXTS[0]], [TEXTS[0]], monkeypatch) == 2


def test_no_painting_outlives_its_part():
    standing = standing_type()
    for _ in range(2):
        for text in TEXTS[:6]:
            printed([text, TEXTS[0]], standing)
    setting = standing.setting(job(CSS, resources=FILES))

    assert [len(part.kept.paintings) for part in setting._order] == [1, 1, 1]
    assert len(setting.stock) < 12
