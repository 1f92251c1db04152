"""Type that stands from print to print saves layouts, and changes neither bytes nor findings."""

from __future__ import annotations

import pytest

from bookbuild.render.pdf import print_pdf, standing_type
from bookbuild.render.pdf.parts import MARK
from bookbuild.render.printed import print_copy
from kit.generated import generated_copy
from kit.printing import job, open_fonts, page

WORDS = "many words run on and on, " * 40


def book(*, word="word", number="1", more=""):
    """A book of three parts; the first names a page, the second one may grow."""
    parts = (
        f"<h1>One</h1><p>See <span class='page-ref'>page {number}</span></p>",
        f"<h1>Two</h1><p>{WORDS} {word}</p>{more}",
        f"<h1 id='end'>Three</h1><p>{WORDS}</p>",
    )
    return page(MARK.join(parts))


def printed_twice(first, then, css="", **given):
    """Print two books one after the other; give what the second is with and without standing."""
    open_fonts()
    standing = standing_type()
    print_pdf(job(css, **given), lambda _: first, {}, standing)
    warm = print_pdf(job(css, **given), lambda _: then, {}, standing)
    return warm, print_pdf(job(css, **given), lambda _: then, {})


@pytest.mark.parametrize(
    ("changed", "laid"),
    [
        ({}, 0),
        ({"word": "other"}, 1),
        ({"more": "<p style='break-before: page'>A page more.</p>"}, 2),
    ],
)
def test_only_what_changed_is_laid_out_again(changed, laid):
    warm, cold = printed_twice(book(), book(**changed))

    assert (warm.value.laid, cold.value.laid) == (laid, 3)
    assert warm.value.pdf == cold.value.pdf
    assert (warm.value.pages, warm.value.html) == (cold.value.pages, cold.value.html)
    assert warm.diagnostics == cold.diagnostics == ()


def test_what_was_wrong_with_a_part_is_told_each_time():
    pale = "<p style='color: #eee; text-wrap: balance'>Words <img src='absent.png' alt='A'/></p>"
    warm, cold = printed_twice(book(more=pale), book(more=pale, number="2"))

    assert {found.code for found in cold.diagnostics} >= {"PDF001", "PDF002", "PDF033"}
    assert warm.diagnostics == cold.diagnostics


def test_what_was_mended_is_told_no_more():
    warm, _ = printed_twice(book(more="<img src='absent.png' alt='A'/>"), book())

    assert warm.diagnostics == ()


def test_other_styles_or_pictures_have_all_laid_out_again():
    open_fonts()
    standing = standing_type()
    styles = [
        print_pdf(job(css, resources={"a.svg": svg}), lambda _: book(), {}, standing).value.laid
        for css, svg in (("", b""), ("h1 { margin: 0 }", b""), ("h1 { margin: 0 }", b"<svg/>"))
    ]

    assert styles == [3, 3, 3]


def test_what_prints_leave_behind_is_looked_for_now_and_then():
    standing = standing_type()

    assert [at for at in range(41) if standing.is_to_sweep()] == [0, 20, 40]


def test_one_word_of_a_generated_book_is_one_part():
    open_fonts()
    standing = standing_type()
    before = print_copy(generated_copy(12), standing)
    after = print_copy(generated_copy(12, changed="A new word."), standing)
    cold = print_copy(generated_copy(12, changed="A new word."))

    assert before.diagnostics == after.diagnostics == ()
    assert before.value.content != after.value.content == cold.value.content
