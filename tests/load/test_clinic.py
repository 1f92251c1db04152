"""clinic.toml becomes a clinic, or findings; nothing in it can put a patient on a wrong line."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.load import load
from bookbuild.load.clinic import load_clinic, us_number
from bookbuild.model.clinic import HOUSE_COLOUR, Clinic, Logo, slug_of
from bookbuild.model.press import HOUSE_INKS, inks_with
from bookbuild.model.source import Span
from bookbuild.system.memory import MemoryWorld
from kit import world_of
from kit.clinics import COLOUR, clinic_toml, drawing, files_of, png
from kit.pages import ROOT

PATH = PurePosixPath("manuscript/clinic.toml")
DIGIT = st.integers(0, 9).map(str)


def read(files):
    outcome = load_clinic(MemoryWorld(files), PurePosixPath("manuscript"))
    return outcome.value, [str(found).splitlines()[0] for found in outcome.diagnostics]


def codes(*keys, **changed):
    """Give the codes of what is found in a clinic with some keys, some of them changed."""
    clinic, found = read(files_of("name", *keys, **changed))
    assert (clinic is None) == bool(found)
    return [line.partition("[")[2].partition("]")[0] for line in found]


def logo(content, name="oak.svg"):
    """Give the codes of what is found in a logo."""
    files = {"manuscript/clinic.toml": clinic_toml("name", logo=f'"logos/{name}"')}
    _, found = read(files | {f"manuscript/logos/{name}": content})
    return [line.partition("[")[2].partition("]")[0] for line in found]


def test_a_clinic_is_what_its_file_says():
    files = files_of()

    assert read(files) == (
        Clinic(
            name="Oak Hill Pain Clinic",
            address=("12 Oak Road", "Santa Fe, NM 87501"),
            phone="505-555-0100",
            nights="505-555-0101, extension 12",
            web="www.example.org/pain",
            logo=Logo(
                content=files["manuscript/logos/oak.svg"].encode(), media_type="image/svg+xml"
            ),
            colour=COLOUR,
            span=Span(PATH, 2, 1),
        ),
        [],
    )


@pytest.mark.parametrize("text", [None, "", '# [clinic]\n# name = "Oak Hill"\n'])
def test_a_file_without_a_clinic_leaves_the_blanks(text):
    files = {} if text is None else {str(PATH): text}

    assert read(files) == (None, [])


def test_what_is_empty_counts_as_not_given():
    clinic, found = read(
        files_of("name", phone='""', web='""', logo='""', color='""', address="[]")
    )

    assert found == []
    assert clinic == Clinic(name="Oak Hill Pain Clinic", span=Span(PATH, 2, 1))


def test_all_faults_are_told_at_once_where_they_stand():
    changed = {"phone": '"911"', "nights": '"12"', "color": '"#777777"', "logo": '"oak.svg"'}
    found = read(files_of("name", **changed))[1]

    assert [line.partition(": ")[2].partition(":")[0] for line in found] == [
        "error[CLN005]", "error[CLN006]", "error[CLN008]", "error[CLN009]"
    ]  # fmt: skip
    assert [line.split(":")[1] for line in found] == ["4", "3", "5", "6"]
    assert found[2].endswith(
        "`#777777` has a contrast of 3.72 to 1 on the tint of the key points, printed in gray;"
        " it needs 7"
    )


def hints(files):
    outcome = load_clinic(MemoryWorld(files), PurePosixPath("manuscript"))
    return [f"{one.code} {one.span}: {one.hints[0]}" for one in outcome.diagnostics]


def test_a_clinic_whose_table_has_no_line_is_one_fault_that_says_so():
    lines = '# [clinic]\nname = "Oak Hill"\nphone = "505-555-0100"\nfone = ""\n'

    assert hints({str(PATH): lines}) == [
        f"CLN003 {PATH}:2:1: write `[clinic]` on the line above `name`"
    ]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("name = “Oak Hill”", 'use straight quotes: `"`, not `“` or `”`'),
        ('name = "Oak Hill”', 'use straight quotes: `"`, not `“` or `”`'),
        (r'logo = "C:\Users\me\logo.png"', "write `/` in a path, in the place of `\\`"),
        ('name = "“Oak” Hill" x', 'text stands in quotes, one `key = "value"` a line'),
    ],
)
def test_what_an_office_program_makes_of_a_line_is_told_with_what_mends_it(line, hint):
    [said] = hints({str(PATH): f"[clinic]\n{line}\n"})

    assert said.startswith(f"CLN001 {PATH}:2:")
    assert hint in said


def test_a_logo_elsewhere_is_asked_for_by_its_name_alone():
    for path in (r"'C:\Users\me\oak.svg'", '"/pictures/oak.svg"'):
        [said] = hints({str(PATH): clinic_toml("name", logo=path)})
        assert said.endswith("put the file below `manuscript/logos/`, and write `logos/oak.svg`")


def test_the_file_that_we_ship_is_refused_with_nothing_but_its_signs_taken_away():
    shipped = (ROOT / "manuscript/clinic.toml").read_text(encoding="utf-8")
    rows = shipped[shipped.index("# [clinic]") :].replace("# ", "")
    clinic, found = read({str(PATH): rows})

    assert clinic is None
    assert [line.partition("`")[2] for line in found if "CLN019" in line] == [
        "Name of your clinic` is a sample",
        "Street and number` is a sample",
        "City, state and ZIP code` is a sample",
    ]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("5055550100", "505-555-0100"),
        ("(505) 555-0100", "505-555-0100"),
        ("505.555.0100", "505-555-0100"),
        ("+1 505 555 0100", "1-505-555-0100"),
        ("1-800-555-0100 x7", "1-800-555-0100, extension 7"),
        ("505-988-0100", "505-988-0100"),
        ("505-555-010", None),
        ("555-0100", None),
        ("105-555-0100", None),
        ("911-555-0100", None),
        ("505-911-0100", None),
        ("495-555-0100", None),
        ("+44 20 7946 0000", None),
        ("1-800-PAIN-NOW", None),
        ("505-555-0100 or 505-555-0101", None),
    ],
)
def test_a_number_is_printed_one_way_and_others_are_refused(written, printed):
    assert us_number(written) == printed


@given(st.tuples(*[DIGIT] * 10).map("".join))
def test_how_a_number_is_written_changes_nothing(digits):
    area, office, line = digits[:3], digits[3:6], digits[6:]

    assert us_number(digits) == us_number(f"({area}) {office}-{line}")
    assert us_number(digits) in {None, f"{area}-{office}-{line}"}


@pytest.mark.parametrize(
    "changed",
    [
        {"phone": '"911"'},
        {"nights": '"988"'},
        {"nights": '"9-1-1"'},
        {"nights": '"505-555-0100, or 911"'},
        {"phone": '"505-555-0100 ext. 911"'},
        {"name": '"Pain 911"'},
        {"name": '"Call 9-8-8"'},
        {"address": '["12 Oak Road", "At night call 911"]'},
        {"address": '["911"]'},
        {"web": '"pain911.example.org"'},
    ],
    ids=str,
)
def test_no_detail_of_a_clinic_is_an_emergency_number(changed):
    assert codes(**changed) == ["CLN006"]


@pytest.mark.parametrize(
    "changed",
    [
        {"address": '["911 Oak Road", "Suite 988"]'},
        {"address": '["Santa Fe, NM 87501-9110"]'},
        {"phone": '"505-988-0911"'},
        {"web": '"oak1911.example.org"'},
    ],
    ids=str,
)
def test_a_house_may_have_any_number(changed):
    assert codes(**changed) == []


@pytest.mark.parametrize(
    ("color", "found"),
    [
        ("#0F4654", []),
        ("#000000", []),
        ("#0F465", ["CLN007"]),
        ("0F4654", ["CLN007"]),
        ("teal", ["CLN007"]),
        ("#ffffff", ["CLN008"]),
        ("#595959", ["CLN008"]),  # 7.0 on white, not on the tint
        ("#c00000", ["CLN008"]),  # the same
        ("#14452f", []),
    ],
)
def test_a_colour_is_dark_enough_for_every_ground(color, found):
    assert codes(color=f'"{color}"') == found


@pytest.mark.parametrize(
    ("color", "near"),
    [
        ("#8e1b1b", True),  # the red itself
        ("#800000", True),
        ("#7A0019", True),
        ("#500000", False),  # nearly black
        ("#663300", False),  # brown
        ("#6b0f4a", False),  # purple
    ],
)
def test_a_clinic_with_a_colour_near_the_red_of_the_emergency_signs_is_warned(color, near):
    clinic, found = read(files_of("name", color=f'"{color}"'))

    assert clinic
    assert clinic.colour == color.lower()
    assert [line.partition(": ")[2].partition(":")[0] for line in found] == (
        ["warning[CLN020]"] if near else []
    )


def test_a_clinic_knows_where_each_of_its_details_was_written():
    clinic, _ = read(files_of("name", "phone"))

    assert clinic
    assert [(asked, span.line) for asked, span in clinic.places] == [("name", 2), ("phone", 3)]
    assert clinic.place("phone").line == 3
    assert clinic.place("color") == clinic.span


@pytest.mark.parametrize("web", ["oak hill", "oak", "ftp://oak.org", "oak.org?a=b", "a@oak.org"])
def test_an_address_on_the_web_can_be_typed(web):
    assert codes(web=f'"{web}"') == ["CLN012"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": f'"{"a" * 61}"'}, "CLN010"),
        ({"address": str([f"Line {at}" for at in range(5)])}, "CLN010"),
        ({"address": f'["{"a" * 41}"]'}, "CLN010"),
        ({"name": '"Oak\\u202eHill"'}, "CLN010"),
        ({"name": '"…"'}, "CLN011"),
        ({"name": '"First Draft"'}, "CLN011"),
        ({"phone": "5055550100"}, "CLN004"),
        ({"country": '"US"'}, "CLN003"),
    ],
    ids=str,
)
def test_what_cannot_be_printed_is_refused(changed, code):
    assert codes(**changed) == [code]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Oak Hill Pain Clinic", "oak-hill-pain-clinic"),
        ("St. Mary's & Sons", "st-marys-sons"),
        ("Clínica Ñandú", "clinica-nandu"),
        ("Northern Mountains Pain Institute", "northern-mountains"),
        ("Donaudampfschifffahrtsgesellschaft", "donaudampfschifffahr"),
        ("Juniper Ridge Pain Center", "juniper-ridge-pain"),
        ("Schmerzzentrum Köln-Süd GmbH", "schmerzzentrum-koln"),
        ("O'Brien & D’Angelo, M.D., P.A.", "obrien-dangelo-m-d-p"),
        ("Jane Smith-Rayne, DO, West Clinic", "jane-smith-rayne-do"),
        ("Ｐａｉｎ № 1", "pain-no-1"),
        ("Center Of", "center-of"),
    ],
)
def test_a_name_that_was_spelt_right_keeps_its_slug_for_copies_bear_it(name, slug):
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Św. Łukasza", "sw-lukasza"),
        ("GRÖẞENWAHN Größe", "grossenwahn-grosse"),
        ("Sacré-Cœur", "sacre-coeur"),
        ("Æsir Þór Đakovo Søren", "aesir-thor-dakovo"),
        ("Ağrı İzmir", "agri-izmir"),
        ("Köln–Süd", "koln-sud"),
        ("PAIN CENTER OF GREATER PHOENIX", "pain-center"),
        ("Poradnia św. Łukasza w Łodzi", "poradnia-sw-lukasza"),
        ("Clínica de la Esperanza y Salud", "clinica-de-la-espera"),
    ],
)
def test_letters_are_spelt_and_no_small_word_is_left_hanging(name, slug):
    assert slug_of(name) == slug


@given(st.text(max_size=60))
def test_an_id_is_one_word_that_can_be_typed(name):
    slug = slug_of(name)

    assert len(slug) <= 20
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug.strip("-") == slug


def test_a_printing_house_gets_an_ink_for_each_colour_of_a_clinic():
    files = files_of("name", "logo", color='"#0A2239"')
    shapes = (
        "<path fill='#C60' d='M0 0'/><g fill='url(#fed)' style='stroke:#cc6600;color:#123456'/>"
    )
    clinic, _ = read(files | {"manuscript/logos/oak.svg": drawing(shapes)})

    assert clinic.colours == ("#0a2239", "#123456", "#cc6600")
    assert set(inks_with(*clinic.colours)) == {*clinic.colours, *HOUSE_INKS}
    assert inks_with(HOUSE_COLOUR) == HOUSE_INKS


def test_an_svg_that_only_draws_is_taken():
    shapes = (
        "<!-- a leaf --><title>Oak</title>"
        "<defs><linearGradient id='g'><stop/></linearGradient></defs>"
        "<g style='fill: url(#g)'><path d='M0 0h9'/><use href='#g'/></g>"
    )

    assert logo(drawing(shapes)) == []
    assert logo(drawing("<path d='M0 0h9'/>", "width='12mm' height='4mm'")) == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<path onclick='alert(1)' d='M0 0'/>",
        "<a href='https://example.org'><path d='M0 0'/></a>",
        "<use href='https://example.org/a.svg#b'/>",
        "<use xmlns:x='http://www.w3.org/1999/xlink' x:href='other.svg#b'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<style>@import 'a.css';</style>",
        "<style>path { fill: url( 'https://example.org/a' ) }</style>",
        "<style>path { fill: u\\72l(https://example.org/a) }</style>",
        "<path d='M0 0' style='fill: url(https://example.org/a)'/>",
        "<path d='M0 0' fill='url(other.svg#g)'/>",
        "<foreignObject/>",
        "<animate attributeName='href'/>",
        "<text>Oak Hill</text>",
        "<h:p xmlns:h='http://www.w3.org/1999/xhtml'>Oak Hill</h:p>",
    ],
)
def test_an_svg_that_does_more_than_draw_is_refused(inside):
    assert set(logo(drawing(inside))) == {"CLN015"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>" + drawing("&a;"), "CLN015"),
        (drawing("").encode("utf-16"), "CLN014"),
        (drawing("").encode("utf-16-le"), "CLN014"),
        ("<svg", "CLN014"),
        ("<svg viewBox='0 0 9 9'/>", "CLN014"),
        (drawing("", "viewBox='0 0 9 0'"), "CLN014"),
        (drawing("", ""), "CLN014"),
        (drawing(" " * 200_000), "CLN013"),
    ],
    ids=range(8),
)
def test_an_svg_has_a_size_and_no_tricks(content, code):
    assert code in logo(content)


def test_a_png_is_whole_and_not_too_large():
    whole = png(300, 100)

    assert logo(whole, "oak.png") == []
    assert logo(png(2401, 1), "oak.png") == ["CLN013"]
    assert logo(png(0, 1), "oak.png") == ["CLN014"]
    assert logo(whole[:-1], "oak.png") == ["CLN014"]
    assert logo(whole[:60] + b"?" + whole[61:], "oak.png") == ["CLN014"]
    assert logo(drawing(""), "oak.png") == ["CLN014"]
    assert logo(whole, "oak.svg") == ["CLN014"]
    assert logo(whole, "oak.gif") == ["CLN014"]


@given(st.binary(max_size=200))
def test_no_bytes_of_a_logo_stop_us(content):
    logo(b"\x89PNG\r\n\x1a\n" + content, "oak.png")
    logo(b"<svg " + content, "oak.svg")


@pytest.mark.parametrize("named", ["../oak.svg", "logos/../oak.svg", "/oak.svg", "figures/oak.svg"])
def test_a_logo_stands_in_its_folder(named):
    assert codes(logo=f'"{named}"') == ["CLN009"]


def test_a_clinic_changes_no_text_that_was_reviewed_and_ends_the_id_of_its_copies():
    without, with_one = (load(world_of(files)).value for files in ({}, files_of()))

    assert with_one.standing.text == without.standing.text
    assert with_one.standing.edition_id == without.standing.edition_id
    edition = without.standing.edition_id
    assert without.standing.copy_id == f"{edition}-draft"
    assert with_one.standing.copy_id == f"{edition}-oak-hill-pain-clinic-draft"


def test_a_figure_is_text_that_was_reviewed_and_a_logo_is_not():
    def digest(path):
        return load(world_of({path: drawing("")})).value.standing.text

    assert digest("manuscript/logos/oak.svg") == load(world_of()).value.standing.text
    assert digest("manuscript/figures/oak.svg") != load(world_of()).value.standing.text


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            'name = "Oak Hill',
            'the closing `"` is missing in this line',
            'each text stands between two `"`: `name = "value"`',
        ),
        (
            'name = Oak Hill"  # the "old" name',
            'a `"` is missing in this line',
            'each text stands between two `"`: `name = "value"`',
        ),
        (
            'address = ["12 Oak Road, "City"]',
            'a `"` is missing in this line',
            'each text stands between two `"`: `address = ["first", "second"]`',
        ),
        (
            'address = ["12 Oak Road", "City]',
            'the closing `"` is missing in this line',
            'each text stands between two `"`: `address = ["first", "second"]`',
        ),
        (
            'address = "12 Oak Road", "City"',
            "these are several texts, and a list stands in brackets",
            'write a list: `address = ["12 Oak Road", "City"]`',
        ),
        (
            'address = ["12 Oak Road" "City"]  # 5" high',
            "a list has no `]` at its end, or no comma between two of its texts",
            'text stands in quotes, one `key = "value"` a line, below a `[table]`',
        ),
        (
            'address = "12 Oak Road, City"',
            '`address` cannot be `"12 Oak Road, City"`',
            'write a list: `address = ["12 Oak Road", "City"]`',
        ),
    ],
)
def test_what_is_missing_in_a_line_is_said_in_plain_words(line, message, hint):
    files = {str(PATH): f"[clinic]\n{line}\nweb = ''\n"}
    said = load_clinic(MemoryWorld(files), PurePosixPath("manuscript")).diagnostics

    assert [(one.message, one.hints) for one in said if one.span and one.span.line == 2] == [
        (message, (hint,))
    ]
