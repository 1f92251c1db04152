"""The poster: one page, sizes that are read from afar, a ground that runs over the trim."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from bookbuild.model.format import FORMATS
from bookbuild.verify.pdf import outline_of
from kit.clinics import UNSET, unset, widest
from kit.pieces import TEXTS, found_in, sizes_of, whole

POSTERS = ["poster-tabloid", "poster-a3"]


def letters(content: bytes) -> Iterator[tuple[str, float]]:
    """Yield each letter of the first page with its size in points; the page is drawn in pixels."""
    with pypdfium2.PdfDocument(content) as pdf:
        page = pdf[0].get_textpage()
        for at in range(page.count_chars()):
            letter = page.get_text_range(at, 1)
            if letter.strip():
                yield letter, round(pdfium.FPDFText_GetFontSize(page, at) * 0.75, 1)


def words_by_size(content: bytes) -> dict[float, str]:
    found: dict[float, str] = {}
    for letter, size in letters(content):
        found[size] = found.get(size, "") + letter
    return found


@pytest.mark.parametrize("name", POSTERS)
def test_a_poster_is_one_page_of_its_paper(name):
    made, paper = whole(name), FORMATS[name].paper

    assert made.page_count == 1
    assert sizes_of(made.content) == [pytest.approx((paper.width_pt, paper.height_pt), abs=0.1)]


@pytest.mark.parametrize("name", POSTERS)
def test_the_headline_is_72_points_at_least_and_nothing_a_patient_needs_is_below_24(name):
    by_size = words_by_size(whole(name).content)
    small = "".join(words for size, words in by_size.items() if size < 24)

    assert by_size[max(by_size)] == "Atinyposter"
    assert max(by_size) >= 72
    assert "Atinybook" in small  # the name of the series
    assert "Draft:notreviewedbyaclinician." in small
    for words in ("Onemessage", "Why?", "Callif", "falls", "anytime"):
        assert words not in small


def test_both_papers_have_the_same_sizes_of_type():
    letter, a4 = (words_by_size(whole(name).content) for name in POSTERS)

    assert letter == a4


def test_the_questions_have_their_heading_for_a_title_and_no_lines():
    outline = outline_of(whole("poster-a3").content)

    assert "Questions to ask" not in outline
    assert "H2 Ask\N{NO-BREAK SPACE}us" in outline


def test_a_message_that_is_too_long_is_a_finding():
    text = TEXTS["poster"].replace("One message.", "Long words. " * 90)
    [found] = [one for one in found_in("poster-a3", text) if "PDF016" in one]

    assert "below the foot of `#on-poster`" in found


def test_a_bleed_moves_no_word_and_is_only_for_a_printing_house():
    css = {"styles/poster/x.css": "@page { bleed: 9pt }"}
    [told] = found_in("poster-a3", style=css)

    assert told.startswith("error[PDF025]: the media box of page 1 is ")


def test_details_of_a_clinic_that_have_no_room_are_told_at_the_longest():
    [found] = found_in("poster-a3", clinic=widest())

    assert found.startswith(
        "manuscript/clinic.toml:3:1: error[CLN010]: the details of `Wwwwwwwwww "
    )
    assert "do not fit on the poster: page 1: `clinic/logo.svg` and `Handed out by Wwww" in found


def test_letters_that_no_font_has_are_told_at_the_details_that_have_them():
    assert found_in("poster-a3", clinic=unset()) == UNSET


def test_a_message_that_is_too_long_is_not_the_clinic_s_fault():
    text = TEXTS["poster"].replace("One message.", "Long words. " * 90)
    found = found_in("poster-a3", text, clinic=widest())

    assert [one for one in found if "PDF016" in one]
    assert not [one for one in found if "CLN010" in one]
