"""A page for screens becomes one for a printing house, in inks that stand in a table."""

from __future__ import annotations

import datetime as dt
import subprocess
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bookbuild.finish.press import make_press_file
from bookbuild.model.format import A5, BLEED_INCH
from bookbuild.model.press import HOUSE_INKS, INK_LIMIT, Ink, PressInk, inks_with, mixed
from kit.press import SVG, changed, found, ink_of, laid_out, painted_in, press_file, pressed, ticket


def codes(outcome):
    return [one.code for one in outcome.diagnostics]


def opened(content):
    return pikepdf.Pdf.open(BytesIO(content))


# Inks


def test_small_type_is_black_and_large_type_keeps_its_colour():
    body = """<p style="color: #0F4654; font-size: 17.9pt">a</p>
    <p style="color: #0F4654; font-size: 18pt">b</p><p style="color: #8E1B1B">c</p>"""

    assert (
        pressed(body) == "text of 17.9: 0 0 0 100\ntext of 18: 90 50 45 45\ntext of 12: 0 0 0 100"
    )


def test_the_size_of_type_is_what_the_reader_sees_not_what_the_style_sheet_says():
    body = (
        '<p style="color: #0F4654; font-size: 24pt; line-height: 36pt; transform: scale(.5)">a</p>'
    )

    assert pressed(body) == "text of 12: 0 0 0 100"


def test_small_type_in_a_drawing_is_black_too():
    drawing = f'{SVG}><text x="4" y="30" font-size="{{size}}" fill="#0F4654">A</text></svg>'

    assert pressed(f"<p>{drawing.format(size=12)}</p>") == "text of 12: 0 0 0 100"
    assert pressed(f"<p>{drawing.format(size=24)}</p>") == "text of 24: 90 50 45 45"


def test_reversed_type_stays_white_at_any_size():
    body = '<p style="background: #0F4654; color: #fff">a</p>'

    assert pressed(body) == "area of 16: 90 50 45 45\ntext of 12: 0 0 0 0"


@pytest.mark.parametrize(
    ("style", "lines"),
    [
        ("border-top: 1pt solid #0F4654", ["area of 1: 0 0 0 100"]),
        ("border-top: 4pt solid #0F4654", ["area of 4: 90 50 45 45"]),
        ("border: 1pt solid #8E1B1B", ["area of 1: 0 0 0 100"]),
        ("border: 2.5pt solid #8E1B1B", ["area of 2.5: 20 100 95 25"]),
        (
            "border-top: 4pt solid #0F4654; border-bottom: .75pt solid #64737A",
            ["area of 0.75: 0 0 0 65", "area of 4: 90 50 45 45"],
        ),
        (
            "border-top: 4pt solid #0F4654; border-left: .75pt solid #64737A",
            ["area of 0.75: 0 0 0 65", "area of 4: 90 50 45 45"],
        ),
        ("border-left: 1pt solid #0F4654", ["area of 1: 0 0 0 100"]),
        ("border-bottom: 1pt dotted #0F4654", ["area of 1: 0 0 0 100"]),
        ("height: 1pt; background: #0F4654", ["area of 1: 0 0 0 100"]),
        ("height: 3pt; background: #0F4654", ["area of 3: 90 50 45 45"]),
    ],
)
def test_a_rule_below_two_points_is_printed_from_one_plate(style, lines):
    assert pressed(f'<div style="{style}; width: 90pt; height: 20pt; {style}"></div>') == "\n".join(
        lines
    )


@pytest.mark.parametrize(
    ("colour", "width", "line"),
    [
        ("#0F4654", "1.9", "line of 1.9: 0 0 0 100"),
        ("#0F4654", "2", "line of 2: 90 50 45 45"),
        ("#64737A", ".5", "line of 0.5: 0 0 0 65"),
        ("#F0B43C", "1", "line of 1: 4 30 85 0"),
        ("#fff", ".5", "line of 0.5: 0 0 0 0"),
    ],
)
def test_a_line_is_measured_as_it_is_seen(colour, width, line):
    look = f'fill="none" stroke="{colour}" stroke-width="{width}"'
    path = f'<path d="M4 4h9" transform="scale(.5)" {look}/>'

    assert pressed(f"<p>{SVG.replace('40pt', '80pt')}>{path}</svg></p>") == line


def test_hatching_is_printed_from_its_own_cell():
    lines = pressed('<p class="hatch">a</p>').splitlines()

    assert lines == ["line of 1.5: 0 0 0 100", "area of 16: Pattern", "text of 12: 0 0 0 100"]


def drawn(operators, **form):
    """Make the press file of a page with these operators, and one form, `Mark`: a line of 1 pt."""

    def change(pdf):
        line = b"0.058824 0.27451 0.329412 RG 1 w 0 0 m 9 9 l S"
        kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": [0, 0, 9, 9]}
        page = pdf.pages[0].obj
        page.Resources.XObject = pikepdf.Dictionary(Mark=pdf.make_stream(line, **kind, **form))
        page.Contents = pdf.make_stream(operators)

    made = make_press_file(changed(laid_out("<p>a</p>"), change), ticket())
    assert codes(made) == []
    return [ink_of(one) for one in painted_in(made.value)]


def test_a_form_drawn_large_and_small_is_separated_for_both():
    assert drawn(b"/Mark Do 3 0 0 3 50 50 cm /Mark Do") == ["0 0 0 100", "90 50 45 45"]


def test_a_form_that_enlarges_itself_is_measured_enlarged():
    assert drawn(b"/Mark Do", Matrix=[3, 0, 0, 3, 0, 0]) == ["90 50 45 45"]


def test_what_is_saved_comes_back():
    colour = b".058824 .27451 .329412 rg "
    bar = b"20 20 90 90 re f "

    assert drawn(colour + b"q 1 1 1 rg " + bar + b"Q " + bar) == ["0 0 0 0", "90 50 45 45"]
    assert drawn(b"q 3 0 0 3 0 0 cm Q /Mark Do") == ["0 0 0 100"]


def test_grey_goes_to_the_black_plate():
    assert drawn(b".25 g 20 20 90 90 re f") == ["0 0 0 75"]


def test_a_colour_without_an_ink_is_a_finding_not_a_guess():
    made = press_file('<p style="color: #0F4655">a</p>')

    assert [str(one).splitlines()[0] for one in made.diagnostics] == [
        "error[PRS001]: page 1: the color `#0f4655` has no ink"
    ]


def test_a_clinic_s_colour_is_mixed_by_the_formula():
    body = (
        '<p style="color: #2A6F97; font: 24pt/36pt Literata">a</p><p style="color: #2A6F97">b</p>'
    )

    assert (
        pressed(body, inks=inks_with("#2A6F97")) == "text of 24: 72 26 0 41\ntext of 12: 0 0 0 100"
    )


@pytest.mark.parametrize(
    ("colour", "ink"),
    [
        ("#ffffff", Ink()),
        ("#000000", Ink(black=100)),
        ("#808080", Ink(black=50)),
        ("#ff0000", Ink(magenta=100, yellow=100)),
        ("#000033", Ink(80, 80, 0, 80)),
    ],
)
def test_a_mixed_ink_is_that_of_the_formula(colour, ink):
    assert mixed(colour) == ink


@given(st.integers(min_value=0, max_value=0xFFFFFF))
def test_a_mixed_ink_never_exceeds_what_paper_takes(number):
    ink = mixed(f"#{number:06x}")

    assert ink.total <= INK_LIMIT
    assert all(0 <= plate <= 100 for plate in (ink.cyan, ink.magenta, ink.yellow, ink.black))


def test_no_ink_of_the_house_exceeds_what_paper_takes():
    assert max(press_ink.ink.total for press_ink in HOUSE_INKS.values()) <= INK_LIMIT


# What cannot be printed


def test_what_is_see_through_is_a_finding():
    assert codes(press_file('<p style="background: #0F465480">a</p>')) == ["PRS003"]


def test_a_gradient_is_a_finding():
    made = press_file('<p style="background: linear-gradient(#0F4654, #E4EDEE)">a</p>')

    assert codes(made) == ["PRS002"]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("RGB", ["PRS002"]), ("L", []), ("LA", ["PRS003"])],
)
def test_a_picture_must_be_grey_or_in_inks(mode, expected):
    png = BytesIO()
    Image.new(mode, (200, 200)).save(png, "PNG")
    body = '<p><img src="picture.png" alt="A square" style="width: 40pt"/></p>'

    made = make_press_file(laid_out(body, picture=png.getvalue()), ticket())

    assert codes(made) == expected
    assert set(expected) <= {line[6:12] for line in found(made.value)}
    assert bool(expected) == bool(found(made.value))


def test_a_page_laid_out_with_too_little_bleed_is_a_finding():
    made = press_file(bleed_pt=BLEED_INCH)

    assert [one.message for one in made.diagnostics] == [
        "page 1 was laid out with less bleed than 9.00 pt"
    ]


def test_a_page_laid_out_with_more_bleed_is_cut():
    made = press_file(css="@page { bleed: 10mm }")

    assert (codes(made), found(made.value)) == ([], [])


def test_a_page_of_another_size_is_a_finding():
    assert [one.message for one in press_file(trim=A5).diagnostics] == [
        "page 1 is 396.00 × 612.00 pt, not 419.53 × 595.28 pt (a5)"
    ]


@pytest.mark.parametrize(
    ("part", "other"), [(b"prtr", b"mntr"), (b"CMYK", b"RGB "), (b"acsp", b"cspa")]
)
def test_a_profile_of_no_press_is_a_finding(part, other):
    profile = ticket().profile.replace(part, other, 1)

    assert codes(press_file(profile=profile)) == ["PRS005"]


def test_a_broken_profile_is_a_finding():
    assert codes(press_file(profile=ticket().profile[:20])) == ["PRS005"]
    assert codes(press_file(profile=b"")) == ["PRS005"]


# The file


def test_the_piece_passes_our_own_check():
    made = press_file()

    assert (codes(made), found(made.value)) == ([], [])


def test_the_same_page_and_ticket_give_the_same_bytes():
    once = press_file().value
    laid_out.cache_clear()

    assert press_file().value == once


def test_another_text_is_another_file():
    def identifier(body):
        with opened(press_file(body).value) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert identifier("<p>a</p>") == identifier("<p>a</p>") != identifier("<p>b</p>")


def test_the_packet_is_written_as_it_stands():
    with opened(press_file().value) as pdf:
        packet = pdf.Root.Metadata.read_raw_bytes()

    assert packet.startswith(b"<?xpacket begin=")
    assert packet.endswith(b'<?xpacket end="r"?>')


def test_another_copy_is_another_document():
    def document(copy_id):
        with opened(press_file(copy_id=copy_id).value) as pdf, pdf.open_metadata() as xmp:
            return xmp["xmpMM:DocumentID"]

    assert document("A-1") == document("A-1") != document("B-1")


def test_what_is_for_screens_alone_is_left_behind():
    with opened(press_file().value) as pdf:
        page = pdf.pages[0]

        assert sorted(pdf.Root.keys()) == [
            "/Lang",
            "/Metadata",
            "/OutputIntents",
            "/Pages",
            "/Type",
        ]
        assert {"/Annots", "/StructParents", "/Tabs"} & set(page.obj.keys()) == set()
        assert b"BDC" not in page.Contents.read_bytes()


def test_the_sheet_leaves_room_for_marks_around_the_bleed():
    with opened(press_file().value) as pdf:
        boxes = {
            name: [round(float(x), 2) for x in pdf.pages[0].obj[f"/{name}Box"]]
            for name in ("Trim", "Bleed", "Media")
        }

    assert boxes == {
        "Trim": [0, 0, 396, 612],
        "Bleed": [-8.5, -8.5, 404.5, 620.5],
        "Media": [-28.35, -28.35, 424.35, 640.35],
    }


def test_folds_are_ticked_above_and_below_the_trim_on_their_own_page():
    body = "<p>a</p><p style='break-before: page'>b</p>"
    made = press_file(body, folds=((130,), (266,)))

    with opened(made.value) as pdf:
        ticks = [
            page.Contents.read_bytes().partition(b"[3 2] 0 d\n")[2].decode() for page in pdf.pages
        ]
    assert found(made.value, folds=((130,), (266,))) == []
    assert [[line.split()[:2] for line in tick.splitlines()[:-1]] for tick in ticks] == [
        [["130.0000", "-25.5118"], ["130.0000", "623.3386"]],
        [["266.0000", "-25.5118"], ["266.0000", "623.3386"]],
    ]


def test_the_date_and_the_title_are_those_of_the_ticket():
    given = {"title": "Pain & <more>", "date": dt.date(2030, 1, 2)}

    with opened(press_file(**given).value) as pdf, pdf.open_metadata() as xmp:
        assert (str(pdf.docinfo.Title), xmp["dc:title"]) == ("Pain & <more>", "Pain & <more>")
        assert str(pdf.docinfo.CreationDate) == "D:20300102000000Z"


def test_qpdf_finds_the_file_whole(tmp_path):
    path = tmp_path / "press.pdf"
    path.write_bytes(press_file().value)

    ran = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, "")


def test_inks_may_be_replaced_as_a_whole():
    inks = {
        "#ffffff": HOUSE_INKS["#ffffff"],
        "#17242b": PressInk(ink=Ink(60, 40, 40, 100), fine=Ink(black=100)),
    }
    body = '<p style="font-size: 20pt">a</p><p>b</p>'

    assert pressed(body, inks=inks) == "text of 20: 60 40 40 100\ntext of 12: 0 0 0 100"


def test_without_bleed_the_marks_still_keep_clear_of_the_trim():
    made = press_file("<p>a</p>", bleed_pt=0)

    assert (codes(made), found(made.value, bleed_pt=0)) == ([], [])
