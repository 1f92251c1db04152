"""A handout that is put together is the one that would have been laid out for the clinic."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath

import pikepdf
import pytest

from bookbuild.finish.branding import Forme, Inlay
from bookbuild.model.artefact import Artefact
from bookbuild.model.branding import MASTER_COLOUR
from bookbuild.model.clinic import Logo
from bookbuild.model.format import FORMATS
from bookbuild.render.handout import print_sheet
from bookbuild.render.handout.branding import (
    book_of,
    html_with,
    print_master,
    print_panel,
    too_wide,
)
from bookbuild.render.handout.panel import PANEL_PT
from bookbuild.verify import verify
from bookbuild.verify.pdf import outline_of
from kit.branding import LOGO, clinic, copy_of, differing
from kit.clinics import UNSET, png, unset
from kit.printing import open_fonts

OAK = clinic(
    address=("12 Oak Road", "Santa Fe, NM 87501"),
    phone="505-555-0100",
    nights="505-555-0101",
    web="www.example.org",
    logo=Logo(content=LOGO.encode(), media_type="image/svg+xml"),
    colour="#5b2a6e",
)
MESA = clinic("Clínica de la Mesa & Søn", phone="505-555-0120, extension 7")
ELM = clinic(
    "Elm Street", logo=Logo(content=png(300, 100), media_type="image/png"), colour="#14452f"
)
CLINICS = {"oak": OAK, "mesa": MESA, "elm": ELM}


@cache
def master(name="handouts-letter"):
    open_fonts()
    outcome = print_master(copy_of(name))
    assert not outcome.diagnostics
    return outcome.value


@cache
def panel(one):
    open_fonts()
    copy = copy_of()
    outcome = print_panel(copy, one, [copy.book.standing])
    assert not outcome.diagnostics, [str(found) for found in outcome.diagnostics]
    return outcome.value


def faults(one):
    open_fonts()
    copy = copy_of()
    outcome = print_panel(copy, one, [copy.book.standing])
    assert (outcome.value is None) == bool(outcome.diagnostics)
    return [found.message for found in outcome.diagnostics if found.code == "CLN010"]


def test_a_panel_is_as_high_as_the_stylesheet_says():
    css = copy_of().style.read(PurePosixPath("styles/handout/handout.css")).decode()
    [height] = re.findall(r"^\.clinic \{.*\bheight: (\d+)pt", css, re.MULTILINE)

    assert float(height) == PANEL_PT


def put_together(one, name="handouts-letter"):
    return Forme(master(name)).print(Inlay(panel(one)))


@cache
def laid_out(one, name="handouts-letter"):
    open_fonts()
    copy = copy_of(name)
    return print_sheet(replace(copy, book=book_of(copy.book, one))).value


def about(content):
    """Give what a file says about itself, in either place."""
    with pikepdf.Pdf.open(BytesIO(content)) as pdf, pdf.open_metadata() as xmp:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        return {**info, **{key: str(value) for key, value in xmp.items()}}


@pytest.mark.parametrize("name", ["handouts-letter", "handouts-a4"])
@pytest.mark.parametrize("one", CLINICS.values(), ids=CLINICS)
def test_it_has_the_pixels_the_tags_and_the_words_of_one_laid_out_for_the_clinic(one, name):
    exact, fast = laid_out(one, name), put_together(one, name)

    assert differing(exact.content, fast) == []
    assert outline_of(fast) == outline_of(exact.content)
    assert exact.fit == master(name).fit
    assert about(fast) == about(exact.content)
    assert about(fast)["/Title"].endswith(f" ({one.name})")


@pytest.mark.parametrize("one", CLINICS.values(), ids=CLINICS)
def test_it_passes_every_check_that_others_pass(one):
    html = html_with(master(), panel(one))
    artefact = Artefact(
        format="handouts-letter", path="", content=put_together(one), html=(html,), page_count=2
    )
    proof = verify(artefact, FORMATS["handouts-letter"], copy_of().book)

    assert proof.diagnostics == ()
    assert "every word, in order, through the structure tree" in proof.value


def test_what_was_printed_before_changes_no_byte():
    forme = Forme(master())
    first = [forme.print(Inlay(panel(one))) for one in (OAK, MESA, ELM)]
    again = [forme.print(Inlay(panel(one))) for one in (ELM, OAK, MESA)]

    assert [again[1], again[2], again[0]] == first
    assert put_together(OAK) == first[0]


def test_the_id_of_the_copy_ends_with_the_slug_wherever_it_stands():
    copy_id = panel(OAK).copy_ids[master().edition].words
    with pikepdf.Pdf.open(BytesIO(put_together(OAK))) as pdf:
        assert str(pdf.docinfo["/Keywords"]) == copy_id
        assert f"<pdf:Keywords>{copy_id}<".encode() in pdf.Root.Metadata.read_bytes()

    assert copy_id.endswith("-oak-hill-pain-clinic-draft")
    assert f"This copy:\u00a0{copy_id}" in outline_of(put_together(OAK))


def test_nothing_of_the_master_is_left_and_no_two_fonts_have_one_name():
    with pikepdf.Pdf.open(BytesIO(put_together(ELM))) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        drawn = b"".join(
            one.read_bytes() for one in streams if one.get("/Subtype") not in ("/Image", "/XML")
        )
        names = [str(font.BaseFont) for font in pdf.pages[0].obj.Resources.Font.values()]

    red = int(MASTER_COLOUR[1:3], 16) / 255
    assert f"{red:.6f} ".encode() not in drawn
    assert b"for-a-clinic" not in drawn
    assert len(set(names)) == len(names)


def test_details_that_are_too_high_are_told_with_the_clinic_and_the_field():
    lines = tuple(f"{at} Long Winding Mountain Road West" for at in range(4))
    [fault] = faults(replace(OAK, address=lines))

    assert fault == (
        "the details of `Oak Hill Pain Clinic` are 3 lines too many for the panel of the handouts: "
        "`name` takes one, `phone` takes one, `nights` takes one, `web` takes one, "
        "`address` takes 5, the logo takes one, a line to write on takes 2"
    )


def test_what_the_page_of_the_finding_promises_to_fit_does():
    page = Path("docs/findings/CLN010.md").read_text(encoding="utf-8")
    [sure] = re.findall(r"What fits for sure, .*?\.", page, re.DOTALL)
    name, web, lines = (
        "Northern Rio Grande Pain",
        "www.rio-grande-pain1.org",
        "Albuquerque West, NM 87109",
    )
    longest = clinic(name, phone=OAK.phone, nights=OAK.nights, web=web, address=(lines, lines))

    assert re.findall(r"\d+", sure) == [str(len(words)) for words in (name, web, lines)]
    assert faults(longest) == []
    assert faults(replace(longest, logo=OAK.logo, address=(lines,))) == []


def test_letters_that_no_font_has_are_told_at_each_detail_that_has_them():
    told = faults(clinic("日本クリニック", address=("12 Oak", "東京 日本")))

    assert told == [
        "the name of `日本クリニック` has letters that our fonts lack: `日 本 ク リ ニ ッ`",
        "the address of `日本クリニック` has letters that our fonts lack: `東 京 日 本`",
    ]


def test_letters_that_no_font_has_are_told_so_on_a_sheet_that_is_laid_out_whole():
    open_fonts()
    copy = copy_of()
    found = print_sheet(replace(copy, book=book_of(copy.book, unset()))).diagnostics

    assert [str(one).partition("\n")[0] for one in found] == UNSET


def test_an_id_that_has_no_room_in_the_foot_is_told():
    wide = clinic("Oak", own_slug="m" * 20)
    narrow = replace(master(), foot_room=100.0)

    assert too_wide(master(), panel(OAK)) is None
    assert too_wide(narrow, panel(wide)).hints == (
        f"give the clinic a shorter `slug` than `{'m' * 20}`",
    )
