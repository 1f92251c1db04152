"""Eight wallet cards on a sheet: where they lie, where they are cut, how often they are read."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import PurePosixPath

import pypdfium2
import pytest

from bookbuild.model.clinic import Clinic
from bookbuild.model.format import FORMATS
from bookbuild.model.source import Span
from bookbuild.pipeline.build import make
from bookbuild.render.card import cut_marks
from bookbuild.verify.pdf import outline_of
from kit.pieces import TEXTS, found_in, piece_copy, sizes_of, whole

CARDS = ["card-letter", "card-a4"]
DRAFT = "Draft: not reviewed by a clinician. Not for patients."
INCH = 72.0


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_three_and_a_half_by_two_inches(name):
    fmt = FORMATS[name]

    assert [right - left for left, right in pairwise(fmt.cuts_pt)] == pytest.approx(
        [3.5 * INCH] * 2
    )
    assert [below - above for above, below in pairwise(fmt.rows_pt)] == pytest.approx(
        [2 * INCH] * 4
    )


@pytest.mark.parametrize("name", CARDS)
def test_each_front_meets_its_back_when_the_sheet_is_flipped_on_its_long_edge(name):
    fmt = FORMATS[name]
    flipped = [fmt.paper.width_pt - cut for cut in reversed(fmt.cuts_pt)]

    assert flipped == pytest.approx(fmt.cuts_pt)


@pytest.mark.parametrize("name", CARDS)
def test_a_sheet_has_eight_fronts_and_eight_backs(name):
    made, paper = whole(name), FORMATS[name].paper

    assert sizes_of(made.content) == [
        pytest.approx((paper.width_pt, paper.height_pt), abs=0.1) for _ in range(2)
    ]
    with pypdfium2.PdfDocument(made.content) as pdf:
        fronts, backs = (page.get_textpage().get_text_range() for page in pdf)
    assert (fronts.count("Name:"), fronts.count(DRAFT), fronts.count("falls")) == (8, 8, 0)
    assert (backs.count("Name:"), backs.count(DRAFT), backs.count("falls")) == (0, 8, 8)


def test_the_text_of_eight_cards_is_read_once():
    outline = outline_of(whole("card-letter").content)

    assert outline.count("A tiny card") == outline.count("Name:") == outline.count("falls") == 1


def test_each_id_stands_once_in_the_html():
    [page] = whole("card-letter").html
    ids = re.findall(r' id="([^"]+)"', page)

    assert ids
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', page)) <= set(ids)


def test_a_card_names_nobody_and_no_illness_by_itself():
    [page] = whole("card-letter", "# Card {#card}\n\n::: {.worksheet}\n- Name:\n:::\n").html

    assert "diagnosis" not in page.lower()
    assert re.findall(r"<li[^>]*>([^<]*)</li>", page) == ["Name:"] * 8


@pytest.mark.parametrize("name", CARDS)
def test_all_cut_marks_stand_outside_the_cards(name):
    fmt = FORMATS[name]
    marks = re.findall(r'x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"', _marks(name))

    assert len(marks) == 2 * (len(fmt.cuts_pt) + len(fmt.rows_pt))
    for mark in marks:
        x1, y1, x2, y2 = map(float, mark)
        beside = max(x1, x2) < fmt.cuts_pt[0] or min(x1, x2) > fmt.cuts_pt[-1]
        above = max(y1, y2) < fmt.rows_pt[0] or min(y1, y2) > fmt.rows_pt[-1]
        assert beside or above


def _marks(name: str) -> str:
    return cut_marks(piece_copy(name))


@pytest.mark.parametrize(
    ("old", "new", "face"),
    [
        ("- Name:\n", "- Name:\n" * 9, "on-front"),
        ('::: {part="emergency"}\n', "::: {.emergency}\n" + "Help.\n\n" * 12, "on-back"),
    ],
)
def test_a_face_that_is_too_full_is_named(old, new, face):
    found = found_in("card-letter", TEXTS["card"].replace(old, new))

    assert [f"`#{face}`" in one for one in found if "PDF016" in one] == [True]


def test_text_nearer_than_3_mm_to_a_cut_is_found():
    css = {"styles/card/x.css": ".card h1 { margin-left: -5pt }"}
    found = found_in("card-letter", style=css)

    assert [one for one in found if "`A tiny card` stands 3.8 pt from a cut, not 8.5 pt" in one]


@pytest.mark.parametrize("name", CARDS)
def test_each_thing_to_write_has_a_line_as_wide_as_the_card(name):
    text = LABELS.replace("- My clinic:\n", "- Allergies:\n- Medicines:\n- Doses:\n- My clinic:\n")
    labels = ("Name:", "Allergies:", "Medicines:", "Doses:", "My clinic:", "Phone, day")

    with pypdfium2.PdfDocument(whole(name, text).content) as pdf:
        words = pdf[0].get_textpage()
        left = {round(words.get_charbox(words.search(label).get_next()[0])[0]) for label in labels}
        lowest = sorted(words.get_charbox(words.search(one).get_next()[0])[1] for one in labels)

    assert max(left) - min(left) <= 1
    assert all(above - below >= 12.5 for below, above in pairwise(lowest))


LABELS = """\
# Card {#card}

::: {.worksheet}
- Name:
- My clinic:
- Phone, day and night:
:::

::: {part="emergency"}
:::
"""

FULL = LABELS.replace("- Name:\n", "- Name:\n" * 4).replace("\n\n", "\n\nPlease watch me.\n\n", 1)


def handed_out_by(text=LABELS, **given):
    """Make the cards of a clinic and prove them; give its lines on a card, and what is found."""
    span = Span(PurePosixPath("manuscript/clinic.toml"), 2, 1)
    copy = piece_copy("card-letter", text)
    clinic = Clinic(
        span=span, places=(("phone", replace(span, line=3)),), **{"name": "Oak & Hill", **given}
    )
    made = make(replace(copy, book=replace(copy.book, clinic=clinic)))
    lines = re.findall(r"<li[^>]*>(.*?)</li>", made.value.html[0].partition('id="on-back"')[0])
    words = [" ".join(unescape(re.sub("<[^>]*>", "", line)).split()) for line in lines]
    return words[-2:], [str(found).partition("\n")[0] for found in made.diagnostics]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({}, ""),
        ({"phone": "505-555-0100"}, " 505-555-0100 by day"),
        ({"nights": "505-555-0101"}, " 505-555-0101 at night"),
        (
            {"phone": "505-555-0100", "nights": "505-555-0101"},
            " 505-555-0100 and 505-555-0101",
        ),
        ({"phone": "505-555-0100", "nights": "505-555-0100"}, " 505-555-0100"),
    ],
)
def test_a_clinic_stands_on_its_cards_and_no_number_for_the_day_is_called_at_night(numbers, said):
    assert handed_out_by(**numbers) == (
        ["My clinic: Oak & Hill", f"Phone, day and night:{said}"],
        [],
    )


def test_a_line_that_asks_for_nothing_of_the_clinic_stays_empty():
    text = LABELS.replace("My clinic", "My clinician").replace(
        "Phone, day and night", "Dad’s phone"
    )

    assert handed_out_by(text, phone="505-555-0100") == (
        ["My clinician:", "Dad’s phone:"],
        [],
    )


LONG = "Hospital of the Sisters of Mercy, Center for Pain Medicine"
EXTENSIONS = {"phone": "505-555-0100, extension 12", "nights": "505-555-0101, extension 34"}
BOTH = "Phone, day and night: 505-555-0100, extension 12 and 505-555-0101, extension 34"


@pytest.mark.parametrize(
    ("details", "lines"),
    [
        (
            {"name": LONG, "phone": "505-555-0100"},
            [f"My clinic: {LONG}", "Phone, day and night: 505-555-0100 by day"],
        ),
        (EXTENSIONS, ["My clinic: Oak & Hill", BOTH]),
    ],
)
def test_a_long_name_or_two_numbers_with_extensions_have_a_second_line(details, lines):
    assert handed_out_by(FULL, **details) == (lines, [])


def test_what_has_no_room_on_a_card_stays_a_line_and_is_told():
    lines, [found] = handed_out_by(FULL, name=LONG, **EXTENSIONS)

    assert lines == ["My clinic:", BOTH]
    assert (
        "clinic.toml:2:1: warning[CLN010]: the wallet card has no room for `name`, `Hosp" in found
    )


def test_a_name_with_letters_that_no_font_has_stays_a_line_and_is_told_as_such():
    lines, [found] = handed_out_by(name="Clinic 診療", phone="505-555-0100")

    assert lines == ["My clinic:", "Phone, day and night: 505-555-0100 by day"]
    assert found == (
        "manuscript/clinic.toml:2:1: warning[CLN010]: "
        "the name of `Clinic 診療` has letters that our fonts lack: `診 療`"
    )
