"""A font that several files need with the same letters is worked out once, and is the same."""

from __future__ import annotations

import pytest
from weasyprint.pdf import fonts

from bookbuild.render.pdf import embedding
from kit.printing import printed

HEADING = "<h1>Words</h1>"


@pytest.fixture
def worked_out(monkeypatch):
    """Forget the fonts of earlier files; give the number of letters of each that is worked out."""
    letters = []
    clean = fonts.Font.clean

    def counted(font, to_unicode, hinting):
        letters.append(len(to_unicode))
        clean(font, to_unicode, hinting)

    monkeypatch.setattr(embedding, "_FONTS_WORKED_OUT", {})
    monkeypatch.setattr(fonts.Font, "clean", counted)
    return letters


def test_the_same_letters_in_another_file_take_the_font_as_it_is(worked_out):
    first = printed(HEADING).value.pdf
    before = len(worked_out)

    assert before
    assert printed(HEADING).value.pdf == first
    assert len(worked_out) == before


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<h1>Sword</h1>", ""),
        (HEADING, "h1 { font-size: 9pt }"),
        (HEADING, "h1 { font-weight: 500 }"),
        (HEADING, "h1 { font-variation-settings: 'wght' 500 }"),
    ],
    ids=["letters", "size", "weight", "variation"],
)
def test_other_letters_sizes_or_weights_are_worked_out_anew(body, css, worked_out):
    printed(HEADING)
    before = len(worked_out)
    after = printed(body, css).value.pdf

    assert len(worked_out) == before + 1
    embedding._FONTS_WORKED_OUT.clear()
    assert printed(body, css).value.pdf == after


@pytest.mark.usefixtures("worked_out")
def test_a_font_that_is_complained_of_is_complained_of_in_each_file(monkeypatch):
    def failing(*_given, **_named):
        raise ValueError("a table is missing")

    monkeypatch.setattr(fonts, "instantiateVariableFont", failing)
    first, second = printed(HEADING).diagnostics, printed(HEADING).diagnostics

    assert [found.code for found in first] == ["PDF002"]
    assert second == first


def test_no_more_fonts_are_kept_than_is_worth_it(worked_out, monkeypatch):
    monkeypatch.setattr(embedding, "_MOST_FONTS", 2)
    for word in ("One", "Two", "Three"):
        printed(f"<h1>{word}</h1>")

    assert len(worked_out) > 2
    assert len(embedding._FONTS_WORKED_OUT) <= 2


def test_weasyprint_is_left_as_it_was():
    before = fonts.TTFont, fonts.Font.clean
    with embedding.embedded_fonts():
        assert fonts.Font.clean is not before[1]

    assert (fonts.TTFont, fonts.Font.clean) == before
