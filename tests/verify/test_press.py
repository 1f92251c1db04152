"""Faults planted in a good press file are found by our own check, each by its code."""

from __future__ import annotations

from functools import cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from bookbuild.verify.pdf.press import CHECKS, verify_press_file
from kit.press import changed, found, press_file, ticket

FOLDS = ((198.0,),)


@cache
def good():
    return press_file(folds=FOLDS).value


def codes(content, **given):
    return {line[6:12] for line in found(content, folds=FOLDS, **given)}


def planted(change, **saved):
    return codes(changed(good(), change, **saved))


def drawn(operators, *, after=True):
    """Draw something more on the page, cut at the bleed as everything is, or after the marks."""

    def change(pdf):
        old = pdf.pages[0].Contents.read_bytes()
        cut, _, rest = old.partition(b"W n\n")
        new = old + b"\n" + operators if after else cut + b"W n\nq " + operators + b" Q\n" + rest
        pdf.pages[0].Contents = pdf.make_stream(new)

    return planted(change)


def inside(operators):
    return drawn(operators, after=False)


def replaced(old, new):
    def change(pdf):
        operators = pdf.pages[0].Contents.read_bytes()
        assert old in operators
        pdf.pages[0].Contents = pdf.make_stream(operators.replace(old, new, 1))

    return planted(change)


def test_a_good_file_passes_every_check():
    assert found(good(), folds=FOLDS) == []
    assert verify_press_file(good(), ticket(folds=FOLDS)).value == tuple(CHECKS)


def test_pikepdf_alone_plants_no_fault():
    assert planted(lambda _pdf: None) == set()


# What the file says


def drop(*keys):
    def change(pdf):
        place = pdf.trailer
        for key in keys[:-1]:
            place = place[key]
        del place[keys[-1]]

    return change


@pytest.mark.parametrize("key", ["Title", "CreationDate", "ModDate", "Trapped"])
def test_a_fact_missing_in_the_info_is_found(key):
    assert planted(drop("/Info", f"/{key}")) == {"PRS011"}


@pytest.mark.parametrize(
    "element",
    [
        "pdfxid:GTS_PDFXVersion",
        "xmp:CreateDate",
        "xmp:ModifyDate",
        "xmp:MetadataDate",
        "xmpMM:DocumentID",
        "xmpMM:VersionID",
        "xmpMM:RenditionClass",
        "dc:title",
    ],
)
def test_a_fact_missing_in_the_xmp_packet_is_found(element):
    def change(pdf):
        packet = pdf.Root.Metadata.read_bytes()
        start = packet.index(f"<{element}>".encode())
        end = packet.index(f"</{element}>".encode()) + len(element) + 3
        pdf.Root.Metadata.write(packet[:start] + packet[end:])

    assert planted(change) == {"PRS011"}


def test_another_version_of_pdfx_is_found():
    def change(pdf):
        packet = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(packet.replace(b"PDF/X-4", b"PDF/X-3"))

    assert planted(change) == {"PRS011"}


def test_a_file_without_a_packet_is_found():
    assert planted(drop("/Root", "/Metadata")) == {"PRS011"}


def test_a_version_of_pdf_that_pdfx_4_does_not_know_is_found():
    assert planted(lambda _pdf: None, force_version="1.7") == {"PRS011"}


def test_a_file_without_an_identifier_is_found():
    assert good().count(b"/ID [") == 1
    assert codes(good().replace(b"/ID [", b"/IX [")) == {"PRS011"}


def test_an_encrypted_file_is_found():
    locked = pikepdf.Encryption(owner="o", user="", R=4)

    assert planted(lambda _pdf: None, encryption=locked) == {"PRS011"}


def test_a_file_of_another_copy_or_day_is_found():
    assert codes(good(), copy_id="TST-2026.1-FFFFFFFF") == {"PRS011"}
    assert codes(good(), title="Other") == {"PRS011"}


# The printing condition


def first_intent(pdf):
    return pdf.Root.OutputIntents[0]


@pytest.mark.parametrize("key", ["/OutputConditionIdentifier", "/Info", "/DestOutputProfile", "/S"])
def test_an_incomplete_printing_condition_is_found(key):
    def change(pdf):
        del first_intent(pdf)[key]

    assert planted(change) == {"PRS005"}


def test_two_printing_conditions_are_found():
    def change(pdf):
        pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])

    assert planted(change) == {"PRS005"}


def test_no_printing_condition_is_found():
    assert planted(drop("/Root", "/OutputIntents")) == {"PRS005"}


def test_a_profile_of_no_press_is_found():
    def change(pdf):
        stream = first_intent(pdf).DestOutputProfile
        stream.write(stream.read_bytes().replace(b"prtr", b"mntr", 1))

    assert planted(change) == {"PRS005"}


def test_a_profile_with_the_wrong_number_of_plates_is_found():
    def change(pdf):
        first_intent(pdf).DestOutputProfile.N = 3

    assert planted(change) == {"PRS005"}


def test_another_profile_than_the_ticket_s_is_found():
    assert codes(good(), profile=ticket().profile + b"\0") == {"PRS005"}


# Boxes


def box(name, values):
    def change(pdf):
        pdf.pages[0].obj[f"/{name}"] = Array(values)

    return change


@pytest.mark.parametrize(
    "change",
    [
        box("ArtBox", [0, 0, 396, 612]),
        box("CropBox", [0, 0, 396, 612]),
        box("TrimBox", [0, 0, 396, 611]),
        box("BleedBox", [-8, -8, 404, 620]),
        box("MediaBox", [-5, -5, 401, 617]),
        lambda pdf: pdf.pages[0].obj.update({"/Rotate": 90}) or None,
        lambda pdf: pdf.pages[0].obj.__delitem__("/TrimBox"),
        lambda pdf: pdf.pages[0].obj.__delitem__("/BleedBox"),
    ],
    ids="art crop trim bleed media turned no-trim no-bleed".split(),
)
def test_a_wrong_box_is_found(change):
    assert "PRS004" in planted(change)


# What does not belong in a press file


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: put(pdf.pages[0].obj, "/Annots", Array([Dictionary(Subtype=Name.Link)])),
        lambda pdf: put(pdf.Root, "/OpenAction", Dictionary(S=Name.Named)),
        lambda pdf: put(pdf.Root, "/Names", Dictionary(JavaScript=Dictionary())),
        lambda pdf: put(pdf.Root, "/Names", Dictionary(EmbeddedFiles=Dictionary())),
        lambda pdf: put(pdf.Root, "/AcroForm", Dictionary(Fields=Array())),
        lambda pdf: state(pdf, TR=Name.Identity),
        lambda pdf: put(pdf.Root, "/OCProperties", Dictionary()),
    ],
    ids="link action script file form curve layers".split(),
)
def test_what_acts_or_stands_in_is_found(change):
    assert planted(change) == {"PRS012"}


def put(place, key, value):
    place[key] = value


def state(pdf, **entries):
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(s=Dictionary(**entries))


def test_lzw_compression_is_found():
    def change(pdf):
        packed = pdf.make_stream(b"")
        packed.write(b"\x80\x01", filter=Name.LZWDecode)
        pdf.pages[0].obj.PieceInfo = packed

    assert planted(
        change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
    ) == {"PRS012"}


# Fonts


def test_a_font_that_is_not_in_the_file_is_found():
    def change(pdf):
        font = next(iter(pdf.pages[0].Resources.Font.values()))
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]

    assert planted(change) == {"PRS013"}


def test_a_letter_without_a_glyph_is_found():
    font = b"BT 0 0 0 1 k /%s 12 Tf 50 50 Td <0000> Tj ET"

    def change(pdf):
        name = next(iter(pdf.pages[0].Resources.Font.keys())).encode()[1:]
        old = (
            pdf.pages[0].Contents.read_bytes().replace(b"W n\n", b"W n\n" + font % name + b"\n", 1)
        )
        pdf.pages[0].Contents = pdf.make_stream(old)

    assert planted(change) == {"PRS013"}


# Ink


@pytest.mark.parametrize(
    ("entries", "code"),
    [({"ca": 0.5}, "PRS003"), ({"CA": 0.5}, "PRS003"), ({"BM": Name.Multiply}, "PRS003")],
    ids=["fill", "stroke", "mix"],
)
def test_what_is_see_through_is_found(entries, code):
    assert planted(lambda pdf: state(pdf, **entries)) == {code}


def test_a_group_is_found():
    def change(pdf):
        pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency)

    assert planted(change) == {"PRS003"}


@pytest.mark.parametrize(
    "operators",
    [
        b"1 0 0 rg 50 50 60 60 re f",
        b"1 0 0 RG 5 w 50 50 m 60 60 l S",
        b".5 .5 .5 0 k 50 50 60 60 re f",
        b"/DeviceRGB cs 1 0 0 sc 50 50 60 60 re f",
    ],
)
def test_a_colour_that_is_no_ink_of_the_job_is_found(operators):
    assert inside(operators) == {"PRS001"}


@pytest.mark.parametrize(
    "space",
    [
        Name.DeviceRGB,
        Array([Name.CalRGB, Dictionary(WhitePoint=[1, 1, 1])]),
        Array([Name.Lab, Dictionary(WhitePoint=[1, 1, 1])]),
    ],
    ids="rgb calrgb lab".split(),
)
def test_a_colour_space_of_screens_is_found_though_nothing_is_drawn_in_it(space):
    def change(pdf):
        pdf.pages[0].obj.Resources.ColorSpace.Screen = space

    assert planted(change) == {"PRS001"}


def test_a_profile_of_screens_is_found():
    def change(pdf):
        space = Array([Name.ICCBased, pdf.make_stream(b"profile", N=3)])
        pdf.pages[0].obj.Resources.ColorSpace.Screen = space

    assert planted(change) == {"PRS001"}


def picture(pdf, pixels, space=Name.DeviceGray, bits=8):
    image = pdf.make_stream(
        bytes(pixels * pixels),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=pixels,
        Height=pixels,
        ColorSpace=space,
        BitsPerComponent=bits,
    )
    pdf.pages[0].obj.Resources.XObject = Dictionary(Picture=image)
    old = pdf.pages[0].Contents.read_bytes()
    draw = b"W n\nq 72 0 0 72 100 100 cm /Picture Do Q\n"
    pdf.pages[0].Contents = pdf.make_stream(old.replace(b"W n\n", draw, 1))


@pytest.mark.parametrize(
    ("pixels", "bits", "expected"),
    [(300, 8, set()), (290, 8, {"PRS019"}), (300, 1, {"PRS019"}), (600, 1, set())],
)
def test_a_picture_with_too_few_pixels_is_found(pixels, bits, expected):
    assert planted(lambda pdf: picture(pdf, pixels, bits=bits)) == expected


def test_a_picture_for_screens_is_found():
    assert planted(lambda pdf: picture(pdf, 300, Name.DeviceRGB)) == {"PRS001", "PRS002"}


def test_a_gradient_is_found():
    def change(pdf):
        pdf.pages[0].obj.Resources.Shading = Dictionary(Run=Dictionary())
        pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b"\n/Run sh")

    assert "PRS002" in planted(change)


def test_small_type_in_colour_is_found():
    # The heading is the only text of the piece that keeps its colour: make it small.
    assert replaced(b"40 Tf", b"20 Tf") == {"PRS014"}


def test_small_type_in_grey_is_found():
    assert "PRS014" in replaced(b"0 0 0 1 k\n[", b"0 0 0 0.65 k\n[")


@pytest.mark.parametrize(
    "operators",
    [
        b".9 .5 .45 .45 K 1.9 w 50 50 m 90 50 l S",
        b".9 .5 .45 .45 k 50 50 90 1.9 re f",
        b".9 .5 .45 .45 k 50 50 m 140 50 l 140 51 l 50 51 l f",
        b".9 .5 .45 .45 k 50 50 90 90 re 51 51 88 88 re f*",
        b".9 .5 .45 .45 k 50 50 90 1 re W n 50 50 90 90 re 51 51 88 88 re f*",
        b"q .5 0 0 .5 0 0 cm .9 .5 .45 .45 K 3 w 50 50 m 90 50 l S Q",
    ],
)
def test_a_fine_rule_of_several_inks_is_found(operators):
    assert inside(operators) == {"PRS015"}


@pytest.mark.parametrize(
    "operators",
    [
        b".9 .5 .45 .45 K 2 w 50 50 m 90 50 l S",
        b".9 .5 .45 .45 k 50 50 90 2 re f",
        b"0 0 0 .65 K .5 w 50 50 m 90 50 l S",
        b"0 0 0 .3 K .5 w 50 50 m 90 50 l S",
        b".04 .3 .85 0 K 1 w 50 50 m 90 50 l S",
    ],
)
def test_a_rule_that_is_thick_enough_or_of_one_ink_is_not_found(operators):
    assert inside(operators) == set()


def test_more_ink_than_paper_takes_is_found():
    assert inside(b"1 1 .5 0 k 50 50 60 60 re f") == {"PRS001", "PRS016"}


# The edge


@pytest.mark.parametrize(
    "operators",
    [
        b"0 0 0 1 k 0 50 60 60 re f",
        b"0 0 0 1 k -5 50 60 60 re f",
        b"0 0 0 1 k 336.3 50 60 60 re f",
        b"0 0 0 1 k 50 -2 60 60 re f",
        b"0 0 0 1 k 50 552 60 60 re f",
        b"0 0 0 1 K 4 w 0 50 m 60 50 l S",
    ],
)
def test_a_ground_that_ends_at_the_trim_is_found(operators):
    assert inside(operators) == {"PRS017"}


@pytest.mark.parametrize(
    "operators",
    [
        b"0 0 0 1 k -20 50 60 60 re f",
        b"0 0 0 1 k 17 50 60 60 re f",
        b"0 0 0 0 k 0 50 60 60 re f",
        b"0 0 0 1 k 50 500 60 200 re f",
    ],
)
def test_a_ground_that_reaches_the_bleed_or_keeps_away_is_not_found(operators):
    assert inside(operators) == set()


@pytest.mark.parametrize(
    "operators",
    [
        b"0 0 0 1 k -20 50 60 60 re f",
        b"0 0 0 1 K 50 -20 m 90 -20 l S",
        b"/All CS 1 SCN .25 w 50 50 m 90 50 l S",
        b"/All CS 1 SCN .25 w -20 50 m 2 50 l S",
        b"/All CS 1 SCN .25 w -90 50 m -12 50 l S",
        b"/All CS 1 SCN 1 w -20 50 m -12 50 l S",
        b"/All cs 1 scn -20 50 8 1 re f",
    ],
)
def test_ink_beyond_the_bleed_that_is_no_mark_is_found(operators):
    assert drawn(operators) == {"PRS018"}


def test_text_beyond_the_bleed_is_found():
    def change(pdf):
        name = next(iter(pdf.pages[0].Resources.Font.keys()))
        text = f"\nBT 0 0 0 1 k {name} 12 Tf -25 50 Td <0010> Tj ET".encode()
        pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + text)

    assert planted(change) == {"PRS018"}


def test_a_file_that_is_not_cut_at_the_bleed_is_found():
    # The ground of the piece was laid out to run far beyond the bleed.
    assert "PRS018" in replaced(b"re W n\n", b"re n\n")


def test_a_fault_inside_a_form_is_found():
    def change(pdf):
        cell = b".9 .5 .45 .45 K 1 w 0 0 m 9 9 l S"
        form = pdf.make_stream(cell, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        pdf.pages[0].obj.Resources.XObject = Dictionary(Twice=form)
        old = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(
            old.replace(b"W n\n", b"W n\nq 1 0 0 1 50 50 cm /Twice Do Q\n", 1)
        )

    assert planted(change) == {"PRS015"}


def test_a_finding_says_where_and_what():
    [line] = found(changed(good(), lambda pdf: picture(pdf, 290)), folds=FOLDS)

    assert line == "error[PRS019]: page 1: a picture has 290 pixels an inch, not 300"
