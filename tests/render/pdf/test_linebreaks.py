"""A line is broken where it is full, not after its first word."""

from __future__ import annotations

from weasyprint.layout import inline

from bookbuild.render.pdf.linebreaks import whole_texts
from kit.printing import printed

WORDS = "Ketamine is a drug that puts you to sleep for surgery (an"


def lines(html: str, width: float) -> int:
    """Count the lines of a paragraph: pages of one line each."""
    css = f"@page {{ size: 396pt 150pt }} p {{ width: {width}pt; orphans: 1; widows: 1 }}"
    css += "p { line-height: 34pt }"
    return printed(f"<p id='x'>{html}</p>", css).value.pages.count


def test_a_text_that_fits_but_for_its_last_space_is_not_broken():
    link = f"{WORDS} <a href='#x'>anesthetic</a>)."

    assert {lines(link, width / 4) for width in range(1186, 1200)} == {2}


def test_words_that_do_not_fit_are_broken_as_ever():
    assert lines(f"{WORDS} <b>anesthetic</b>).", 150) == lines(f"{WORDS} anesthetic).", 150) == 3


def test_weasyprint_is_left_as_it_was():
    theirs = inline.split_first_line
    with whole_texts():
        assert inline.split_first_line is not theirs
    assert inline.split_first_line is theirs
