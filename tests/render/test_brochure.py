"""The tri-fold brochure: its panels, where they lie and how they are read."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePosixPath

import pypdfium2
import pytest

from bookbuild.model.clinic import Clinic, Logo
from bookbuild.model.format import FORMATS, POINTS_PER_MM
from bookbuild.model.source import Span
from bookbuild.render.brochure import SIDES
from bookbuild.verify.pdf import outline_of
from kit.clinics import UNSET, drawing, unset
from kit.pieces import BACK, COVER, FLAP, INSIDE, found_in, sizes_of, whole

BROCHURES = ["brochure-letter", "brochure-a4", "brochure-solid-letter", "brochure-solid-a4"]
PAPERS = ["letter", "a4"]
DRAFT = "Draft: not reviewed by a clinician. Not for patients."
INCH = 72.0
FILE = PurePosixPath("manuscript/clinic.toml")


def text_with(old: str, new: str) -> str:
    text = f"# A tiny piece {{#brochure}}\n\n{COVER}\n{FLAP}\n{INSIDE}\n{BACK}"
    assert old in text
    return text.replace(old, new)


def widths(name: str) -> list[list[float]]:
    fmt = FORMATS[name]
    assert fmt.paper
    edges = [(0.0, *folds, fmt.paper.width_pt) for folds in fmt.folds_pt]
    return [[right - left for left, right in pairwise(side)] for side in edges]


# Paper


def test_the_panels_of_a_letter_sheet():
    full, tuck = 3.6875 * INCH, 3.625 * INCH

    assert widths("brochure-letter") == [[tuck, full, full], [full, full, tuck]]


def test_the_panels_of_an_a4_sheet():
    full, tuck = 100 * POINTS_PER_MM, 97 * POINTS_PER_MM

    assert [list(map(round, side)) for side in widths("brochure-a4")] == [
        [round(tuck), round(full), round(full)],
        [round(full), round(full), round(tuck)],
    ]


@pytest.mark.parametrize("name", BROCHURES)
def test_a_brochure_has_two_sides_of_its_sheet(name):
    made, paper = whole(name), FORMATS[name].paper

    assert made.page_count == 2
    assert sizes_of(made.content) == [
        pytest.approx((paper.width_pt, paper.height_pt), abs=0.1) for _ in range(2)
    ]


# Reading order


@pytest.mark.parametrize("paper", PAPERS)
def test_the_panels_are_read_as_a_hand_unfolds_them(paper):
    headings = re.findall(
        r"^ *H[12] (.*)$", outline_of(whole(f"brochure-{paper}").content), re.MULTILINE
    )

    assert headings == [
        "A tiny piece",
        "What to\N{NO-BREAK SPACE}know",
        "Key points",
        "Left",
        "Centre",
        "Right",
        "Questions to ask",
        "Low?",
        "Sources",
    ]


def test_the_back_lies_beside_the_cover_though_it_is_read_last():
    assert SIDES[0] == ("flap", "back", "cover")
    text = text_with("Words of the back.", "Words of the back. " * 100)
    [first, *_] = [line for line in found_in("brochure-letter", text) if "PDF016" in line]

    assert "page 1:" in first
    assert "`#on-back`" in first


def test_the_key_points_have_their_heading_for_a_title():
    outline = outline_of(whole("brochure-letter").content)

    assert "The short version" not in outline
    assert "H2 Key points" in outline


def test_the_draft_line_is_printed_on_every_panel_and_read_once():
    [page] = whole("brochure-letter").html

    assert page.count(DRAFT) == 6
    assert outline_of(whole("brochure-letter").content).count(DRAFT) == 1


def test_the_sources_are_numbered_as_they_are_cited():
    outline = outline_of(whole("brochure-letter").content)

    assert re.findall(r"LBody (\d)\.\s(\w)\.", outline) == [("1", "a"), ("2", "b")]


# What is found


@pytest.mark.parametrize("short", ["## Low? {#panel-back}\n\n", "## Left {#panel-left}\n\n"])
def test_a_brochure_without_six_panels_is_a_finding(short):
    [found] = found_in("brochure-letter", text_with(short, ""))

    assert found == (
        "manuscript/pieces/brochure.md:1:1: error[PNL001]: "
        "a brochure has 6 panels, and this text has 5"
    )


def test_words_before_the_first_panel_are_a_finding():
    [found] = found_in("brochure-letter", text_with("## What", "Lost words.\n\n## What"))

    assert "error[PNL001]" in found


@pytest.mark.parametrize(
    ("words", "panel", "line"),
    [
        ("Words of the cover", "on-cover", 3),
        ("Second point.", "on-flap", 7),
        ("Words of the left.", "on-inside-left", 18),
        ("Words of the centre", "on-inside-centre", 26),
        ("Words of the back.", "on-back", 36),
    ],
)
def test_a_panel_that_is_too_full_is_named_with_its_place_and_how_much_is_too_much(
    words, panel, line
):
    found = found_in("brochure-letter", text_with(words, "Long words. " * 160 + words))
    full = [one for one in found if "PDF016" in one]

    assert "PDF011" not in "".join(found)  # all of it is there to be measured
    assert len(full) == 1
    assert full[0].startswith(f"manuscript/pieces/brochure.md:{line}:1: error[PDF016]: page ")
    assert re.search(rf"below the foot of `#{panel}`: \d+\.\d pt \(\d+ lines?\) too much", full[0])


@pytest.mark.parametrize(
    ("lines", "fits"), [(0, True), (3, True), (4, True), (5, False), (6, False)]
)
def test_details_of_a_clinic_push_no_words_over_the_rule_at_the_foot_of_the_back(lines, fits):
    text = text_with("Words of the back.", "Words of the back. " * 26)
    found = found_in("brochure-letter", text, clinic=with_address(lines))

    assert [one for one in found if "through it" in one] == []
    assert (found == []) is fits


def test_details_that_do_not_fit_are_told_in_lines_at_their_place_in_the_clinic_s_file():
    text = text_with("Words of the back.", "Words of the back. " * 26)
    [found] = found_in("brochure-letter", text, clinic=with_address(6))

    assert found == (
        "manuscript/clinic.toml:3:1: error[CLN010]: the details of `Oak Hill` are 2 lines too many "
        "for the back of the brochure on letter paper: `name` takes one, `phone` takes one, "
        "`address` takes 6, 2 lines to write on take 4"
    )


@pytest.mark.parametrize(("line", "many"), [(14, "2 lines"), (20, "4 lines"), (28, "5 lines")])
def test_lines_that_are_too_many_are_counted_by_how_high_lines_are(line, many):
    css = {"styles/brochure/x.css": f".clinic li.known {{ line-height: {line}pt }}"}
    text = text_with("Words of the back.", "Words of the back. " * 26)
    [found] = found_in("brochure-letter", text, style=css, clinic=with_address(6))

    assert f"the details of `Oak Hill` are {many} too many for the back" in found


def test_a_text_too_long_for_a_brochure_without_details_is_not_the_clinic_s_fault():
    text = text_with("Words of the back.", "Words of the back. " * 60)
    found = found_in("brochure-letter", text, clinic=with_address(6))

    assert not [one for one in found if "CLN010" in one]
    assert [one for one in found if "PDF016" in one]


def test_letters_that_no_font_has_are_told_at_the_details_that_have_them():
    assert found_in("brochure-letter", clinic=unset()) == UNSET


def test_what_else_details_spoil_is_told_with_what_was_found():
    css = {"styles/brochure/x.css": ".clinic:has(.known) { margin-right: -60pt }"}
    [found] = found_in("brochure-letter", style=css, clinic=with_address(1))

    assert "clinic.toml:3:1: error[CLN010]: the details of `Oak Hill` do not fit on" in found


@pytest.mark.parametrize("name", BROCHURES)
@pytest.mark.parametrize("size", ["0 0 80 80", "0 0 240 80", "0 0 900 80", "0 0 60 180"])
def test_a_logo_of_any_shape_stands_clear_of_the_clinic_s_name(name, size):
    assert found_in(name, clinic=with_logo(size)) == []


def test_a_logo_over_the_clinic_s_name_is_found():
    css = {"styles/brochure/x.css": ".clinic .clinic-logo { margin: -18pt 0 -4pt }"}
    [found] = found_in("brochure-letter", style=css, clinic=with_logo("0 0 240 80"))

    assert "error[CLN010]: the details of `Schmerzklinik St. Marien` do not fit on the br" in found
    assert "`clinic/logo.svg` and `Schmerzklinik St. Marien` are printed on top of each" in found


def with_logo(size: str) -> Clinic:
    """Give a clinic with a name of 24 letters and a logo of a shape."""
    shape = drawing("<rect width='999' height='999'/>", f"viewBox='{size}'")
    logo = Logo(content=shape.encode(), media_type="image/svg+xml")
    return Clinic(name="Schmerzklinik St. Marien", logo=logo, span=Span(FILE, 2, 1))


def with_address(lines: int) -> Clinic:
    """Give a clinic with so many lines of address."""
    return Clinic(
        name="Oak Hill",
        phone="505-555-0100",
        address=tuple(f"Room {at} of the long wing" for at in range(lines)),
        span=Span(FILE, 2, 1),
        places=(("name", Span(FILE, 2, 1)), ("address", Span(FILE, 3, 1))),
    )


def test_a_line_that_reaches_into_a_fold_is_found():
    css = {"styles/brochure/x.css": ".inside-left p { margin-right: -35pt; text-align: right }"}
    found = found_in("brochure-letter", style=css)

    assert any("PDF018" in one and "`Words of the left.`" in one for one in found)


# Cover


@pytest.mark.parametrize("name", BROCHURES)
def test_the_title_of_the_cover_is_readable_in_a_rack(name):
    text = text_with("A tiny piece", "Ketamine for chronic pain")
    fmt = FORMATS[name]
    assert fmt.paper
    left, height = fmt.folds_pt[0][1], fmt.paper.height_pt
    in_sight = height - 60 * POINTS_PER_MM
    with pypdfium2.PdfDocument(whole(name, text).content) as pdf:
        page = pdf[0].get_textpage()
        seen = page.get_text_bounded(left, in_sight, fmt.paper.width_pt, height)

    assert " ".join(seen.split()).startswith("Ketamine for chronic pain")


@pytest.mark.parametrize(
    ("name", "dark"), [("brochure-letter", True), ("brochure-solid-a4", False)]
)
def test_the_line_below_a_marked_word_has_the_colour_of_the_word(name, dark):
    text = text_with("Words of the cover", "Rest [may help]{.sure}")
    with pypdfium2.PdfDocument(whole(name, text).content) as pdf:
        page = pdf[0]
        words = page.get_textpage()
        at, count = words.search("may help").get_next()
        boxes = [words.get_charbox(place) for place in range(at, at + count)]
        left, right = boxes[0][0], boxes[-1][2]
        foot = page.get_height() - min(box[1] for box in boxes)
        picture = page.render(scale=4).to_pil().convert("L")

    below = picture.crop(tuple(round(4 * side) for side in (left, foot + 1, right, foot + 5)))
    darkest, lightest = below.getextrema()
    ground = picture.getpixel((round(4 * left) - 8, round(4 * foot)))
    assert (ground > 240) is dark
    assert (darkest if dark else 255 - lightest) < 60
