"""A clinic's details stand where they are known, its colour everywhere, and lines for the rest."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.model.clinic import HOUSE_COLOUR, Clinic, Logo
from bookbuild.model.format import FORMATS
from bookbuild.model.source import Span
from bookbuild.render.clinic import (
    colour_of,
    handed_out_html,
    logo_files,
    logo_html,
    palette_css,
    panel_html,
)
from bookbuild.render.copy import Copy
from bookbuild.render.epub.contents import Contents, section_documents
from bookbuild.render.figures import draw
from bookbuild.render.figures.pens import Setting
from bookbuild.render.job import marks, print_job, tile
from bookbuild.render.pictures import pictures_of
from bookbuild.system import real_world
from kit.clinics import COLOUR, drawing, files_of, png
from kit.drawings import NAMES, figure
from kit.printing import printed
from kit.written import book_of, written

ROOT = Path(__file__).parents[2]
CSS = "".join((ROOT / f"styles/shared/{name}.css").read_text() for name in ("tokens", "clinic"))
OAK = Clinic(
    name="Oak & Hill",
    address=("12 Oak Road", "Santa Fe, NM 87501"),
    phone="505-555-0100",
    web="www.example.org",
    logo=Logo(content=drawing("<path d='M20 4 36 36H4z'/>").encode(), media_type="image/svg+xml"),
    colour=COLOUR,
    span=Span(Path("manuscript/clinic.toml")),
)
LINES = """\
::: {.worksheet clinic="phone nights"}
- By day:
- At night:
- My own:
:::
"""


def words(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html.replace("&amp;", "&")).split())


def copy_of(fmt="book", **given):
    book = book_of("Text.", **given)
    return Copy(book=book, format=FORMATS[fmt], style=real_world(ROOT), made_on=book.imprint.date)


def test_a_panel_without_a_clinic_is_lines_to_write_on():
    assert words(panel_html(None)) == "Your clinic Clinic: Phone: Nights and weekends: Next visit:"
    assert "detail" not in panel_html(None)


def test_a_panel_prints_what_is_known_and_leaves_lines_for_the_rest_below_it():
    assert words(panel_html(OAK)) == (
        "Your clinic Clinic: Oak & Hill Phone: 505-555-0100 Web: www.example.org"
        " Address: 12 Oak Road , Santa Fe, NM 87501 Nights and weekends: Next visit:"
    )


def test_an_address_breaks_between_its_lines_and_never_before_the_zip_code():
    long = replace(OAK, address=("Hospital of the Sisters, North", "Taos, NM 87571"))

    assert '<span class="keep">12 Oak Road</span>, <span class="keep">' in panel_html(OAK)
    assert '<b class="detail">Hospital of the Sisters, North, <span' in panel_html(long)
    assert '<span class="keep">NM 87501</span>' in handed_out_html(OAK)


def test_a_number_stays_on_one_line():
    assert '<span class="keep">505-555-0100</span>' in panel_html(OAK)
    assert '<span class="keep">extension 12</span>' in panel_html(
        replace(OAK, phone="505-555-0100, extension 12")
    )


def test_a_logo_is_read_as_the_name_of_the_clinic():
    assert '<img src="clinic/logo.svg" alt="Oak &amp; Hill"/>' in panel_html(OAK)
    assert "<img" not in panel_html(replace(OAK, logo=None))


def test_who_handed_it_out_is_said_in_sentences():
    assert words(handed_out_html(replace(OAK, name="Oak Inc.", address=()))) == (
        "Handed out by Oak Inc. Phone: 505-555-0100 . Web: www.example.org."
    )
    assert handed_out_html(None) == ""


@pytest.mark.parametrize("clinic", [None, OAK, replace(OAK, name="W" * 60, web="w" * 56 + ".org")])
def test_a_panel_prints_without_a_finding(clinic):
    job = {"css": CSS + ":root { --spruce: #000000 }", "resources": {}}
    if clinic:
        job["resources"] = {"clinic/logo.svg": clinic.logo.content}
    job["resources"]["marks/phone-ink.svg"] = drawing("").encode()
    outcome = printed(panel_html(clinic) + handed_out_html(clinic), **job)

    assert [str(found) for found in outcome.diagnostics] == []


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (drawing("", "viewBox='0 0 900 100'").encode(), "image/svg+xml"),
        (drawing("", "width='900' height='100'").encode(), "image/svg+xml"),
        (drawing("", "width='90' height='900'").encode(), "image/svg+xml"),
        (png(600, 600), "image/png"),
    ],
)
def test_a_logo_is_no_larger_than_its_place(content, media_type):
    clinic = replace(OAK, logo=Logo(content=content, media_type=media_type))
    (address,) = re.findall(r'src="([^"]+)"', logo_html(clinic))
    # The text area is 297 by 496: this leaves 120 by 40 at its right foot.
    css = f"{CSS} p {{ margin: 0 }} .clinic-logo img {{ margin: 456pt 0 0 177pt }}"
    outcome = printed(logo_html(clinic), css, resources={address: content})

    assert [str(found) for found in outcome.diagnostics] == []
    assert outcome.value.pages.count == 1


def test_a_line_of_a_worksheet_is_filled_in_where_its_detail_is_known():
    text = written(LINES, {"more": files_of("name", "phone")})

    assert re.findall(r'<li[^>]*class="known"[^>]*>(.*?)</li>', text) == [
        'By day: <b class="detail"><span class="keep">505-555-0100</span></b>'
    ]
    assert words(text) == "By day: 505-555-0100 At night: My own:"


def test_a_worksheet_of_no_clinic_is_all_lines():
    assert "known" not in written(LINES)
    assert words(written(LINES)) == "By day: At night: My own:"


def test_a_book_without_a_clinic_has_the_colour_of_the_house():
    assert colour_of(book_of("Text.")) == HOUSE_COLOUR
    assert colour_of(book_of("Text.", more=files_of("name"))) == HOUSE_COLOUR


def test_a_clinics_colour_is_what_every_stylesheet_takes():
    job = print_job(copy_of(more=files_of()), title="x", resources={})
    css = "".join(text for _, text in job.stylesheets)

    assert palette_css(copy_of(more=files_of()).book) == f":root {{ --spruce: {COLOUR} }}\n"
    assert re.findall(r"--spruce: ([^;}]+?) *[;}]", css) == [COLOUR]
    assert job.resources["clinic/logo.svg"] == files_of()["manuscript/logos/oak.svg"].encode()


def test_tiles_and_marks_take_the_colour():
    copy = copy_of(more=files_of())
    drawn = [content.decode() for content in marks(copy).values()]

    assert COLOUR in tile(copy, "drip", 60).decode()
    assert sum(COLOUR in svg for svg in drawn) == 8
    assert not [svg for svg in (*drawn, tile(copy, "drip", 60).decode()) if HOUSE_COLOUR in svg]


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_takes_the_colour(name):
    house, clinic = draw(figure(name)), draw(figure(name), Setting(colour=COLOUR))

    assert clinic == house.replace(HOUSE_COLOUR, COLOUR)
    assert clinic != house


def test_pictures_of_a_book_have_its_colour_whatever_the_setting_says():
    data = files_of() | {
        "manuscript/figures/line.toml": (
            'kind = "timeline"\n[[events]]\nyear = 1970\ntext = "a"\nsources = ["a"]\n'
        )
    }
    text = '![A line [@a].](figures/line.svg "Years")\n'

    (svg,) = pictures_of(book_of(text, more=data), Setting(colour="#000000")).files.values()
    assert COLOUR in svg


def test_the_e_book_says_at_its_end_who_handed_it_out():
    copy = copy_of(more=files_of("name", "logo"))
    contents = Contents(
        title="A book",
        book=copy.book,
        bibliography=copy.bibliography,
        alternatives={},
        stylesheets=(),
        style=copy.style,
    )
    *others, last = [document.xhtml for document in section_documents(contents)]

    assert "Handed out by Oak Hill Pain Clinic." in last
    assert '<img src="clinic/logo.svg" alt="Oak Hill Pain Clinic"/>' in last
    assert not [xhtml for xhtml in others if "Handed out" in xhtml]


def test_no_clinic_brings_no_file():
    assert logo_files(book_of("Text.")) == {}
    assert logo_files(book_of("Text.", more=files_of("name"))) == {}
