"""A table of clinics becomes clinics, each as in clinic.toml, or findings where they stand."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.load.clinic import CODES, load_clinic
from bookbuild.load.clinic_sheet import read_sheet
from bookbuild.load.clinics import load_clinics
from bookbuild.load.csv_cells import read_cells
from bookbuild.model.source import SourceFile
from bookbuild.system.memory import MemoryWorld
from kit.branding import NOBODY, TABLE
from kit.clinics import drawing, files_of
from kit.pages import ROOT

MANUSCRIPT = PurePosixPath("manuscript")
LOGO = {"manuscript/logos/oak.svg": drawing("<path d='M20 4 36 36H4z'/>")}
ROWS = """\
[[clinics]]
name = "Oak Hill Pain Clinic"
address = ["12 Oak Road", "Santa Fe, NM 87501"]
phone = "505-555-0100"
nights = "505-555-0101"
web = "www.example.org"
logo = "logos/oak.svg"
color = "#5b2a6e"
papers = ["letter", "a4"]
language = "en"

[[clinics]]
name = "Elm Street Pain Service"
phone = "505-555-0110"
papers = ["letter"]

[[clinics]]
name = "Mesa Clinic"
color = "#14452f"
papers = ["a4"]
"""


def read(table, name="clinics.csv"):
    world = MemoryWorld({name: table, **LOGO})
    outcome = load_clinics(world, PurePosixPath(name), MANUSCRIPT, "en-US")
    return outcome.value, [str(found).splitlines()[0] for found in outcome.diagnostics]


def places_and_codes(table, name="clinics.csv"):
    """Give `line:column CODE` of each finding."""
    customers, found = read(table, name)
    assert customers == ()
    told = [re.fullmatch(r"[\w.]+:?([\d:]*): error\[(\w+)\]: .*", line) for line in found]
    return [f"{one[1]} {one[2]}".strip() for one in told]


def said(customers):
    """Give what customers are, without their places."""
    return [(replace(one.clinic, span=NOBODY), one.papers) for one in customers]


def test_a_row_is_what_its_cells_say():
    [oak, elm, mesa], found = read(TABLE)

    assert found == []
    assert (oak.clinic.address, oak.papers) == (
        ("12 Oak Road", "Santa Fe, NM 87501"),
        ("letter", "a4"),
    )
    assert (elm.clinic.slug, elm.clinic.phone, elm.papers) == (
        "elm-street-pain",
        "505-555-0110",
        ("letter",),
    )
    assert (mesa.clinic.colour, mesa.clinic.logo, mesa.papers) == ("#14452f", None, ("a4",))


def test_the_two_kinds_of_table_say_the_same():
    assert said(read(ROWS, "clinics.toml")[0]) == said(read(TABLE)[0])


def test_a_row_is_the_same_clinic_as_a_file_of_its_own():
    files = files_of()
    alone = load_clinic(MemoryWorld(files), MANUSCRIPT).value
    rows = files["manuscript/clinic.toml"].replace("[clinic]", "[[clinics]]")
    world = MemoryWorld({**files, "clinics.toml": rows})
    [row] = load_clinics(world, PurePosixPath("clinics.toml"), MANUSCRIPT, "en-US").value

    assert (replace(row.clinic, span=alone.span), row.papers) == (alone, ("letter", "a4"))


def test_a_warning_keeps_no_clinic_out_of_the_table():
    rows, found = read("name,color\nOak Hill,#800000\nElm Street,\n")

    assert [row.clinic.name for row in rows] == ["Oak Hill", "Elm Street"]
    assert [line.partition("]")[0] for line in found] == ["clinics.csv:2:10: warning[CLN020"]


def test_all_faults_are_told_at_once_where_they_stand():
    table = (
        "name,phone,color,papers,language,logo\n"
        "Oak Hill,911,,,,\n"
        "Elm Street,,#777777,legal,es,logos/elm.svg\n"
        "oak hill,505-555-0100,,,,\n"
        ",505-555-0100,,,,\n"
    )

    assert places_and_codes(table) == [
        "2:10 CLN006",
        "3:13 CLN008",
        "3:21 CLN018",
        "3:27 CLN017",
        "3:30 CLN009",
        "4:1 CLN016",
        "5:1 CLN002",
    ]


def test_a_row_of_the_sample_is_refused():
    table = "name,address\nName of your clinic,Street and number\n"

    assert places_and_codes(table) == ["2:1 CLN019", "2:21 CLN019"]


def test_two_clinics_with_one_slug_are_told_and_a_slug_of_its_own_helps():
    assert places_and_codes("name\nOak Hill\nOAK HILL\n") == ["3:1 CLN016"]
    assert places_and_codes("name,slug\nOak Hill,\nElm,oak-hill\n") == ["3:5 CLN016"]
    assert [one.clinic.slug for one in read("name,slug\nOak Hill,\nOAK HILL,oak-2\n")[0]] == [
        "oak-hill",
        "oak-2",
    ]


def test_a_slug_that_is_not_taken_is_proposed():
    table = (
        "name,slug\nJuniper Ridge Pain Center,\nJuniper Ridge Pain Care,\nJ,juniper-ridge-pain-2\n"
    )
    [said] = hints(table)
    again = hints(f"{table}Juniper Ridge Pain Office,\n")[1]

    assert said == (
        "CLN016: two clinics would have the folder `juniper-ridge-pain`; write another name in "
        "`slug`, such as `juniper-ridge-pain-3`; the first stands at clinics.csv:2:1 (row 2)"
    )
    assert "such as `juniper-ridge-pain-4`" in again


def test_names_without_a_latin_letter_are_told_alone_and_how_to_write_a_slug():
    told = hints("name\n日本クリニック\nΕλληνική Κλινική\n")

    assert [one.partition(" has")[0] for one in told] == [
        "CLN011: `日本クリニック`",
        "CLN011: `Ελληνική Κλινική`",
    ]
    assert all("; say in `slug` how it is written in English letters" in one for one in told)
    assert read("name,slug\n日本クリニック,nihon\nΕλληνική Κλινική,greek\n")[1] == []


@pytest.mark.parametrize("row", ["Con,", "Oak Hill,nul", "Com1,"])
def test_a_folder_that_windows_refuses_is_told_with_another_name(row):
    [said] = hints(f"name,slug\n{row}\n")

    slug = row.strip(",").rpartition(",")[2].casefold()
    assert f"makes the folder `{slug}`, which Windows refuses; write another name" in said
    assert read(f"name,slug\nConsole Clinic,\n{row.partition(',')[0]},{slug}-clinic\n")[1] == []


@pytest.mark.parametrize("slug", ["Oak", "oak hill", "oak/hill", "../oak", "a" * 21, "the-draft"])
def test_a_slug_is_short_and_names_a_folder(slug):
    assert places_and_codes(f"name,slug\nOak,{slug}\n") == ["2:5 CLN011"]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("", "CLN002"),
        ("name,phone\n", "CLN002"),
        ("phone\n505-555-0100\n", "1:1 CLN002"),
        ("name,fone\nOak,\n", "1:6 CLN003"),
        ("name,name\nOak,\n", "1:6 CLN001"),
        ("name,phone\nOak,,505-555-0100\n", "2:6 CLN001"),
        ('name,phone\n"Oak,\nElm,\n', "2:1 CLN001"),
        ('name\n"Oak" Hill\n', "2:1 CLN001"),
    ],
)
def test_what_is_no_table_is_told(table, found):
    assert places_and_codes(table) == [found]


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("name", "row 4, `name` of `Elm Street`"),
        ("phone", "row 4, `phone` of `Elm Street`"),
        ("web", "row 4, `Elm Street`"),
    ],
)
def test_a_place_is_told_as_a_spreadsheet_counts(key, cell):
    table = 'name,address,phone,web\nOak,"1 Road\nTaos",,\n\n"Elm\nStreet",,5,\n'
    sheet = SourceFile(path=PurePosixPath("x.csv"), text=table)
    rows = read_sheet(sheet, ("name", "address", "phone", "web"), CODES).value

    assert rows[1].place(key).cell == cell
    assert str(rows[1].place(key)).startswith(f"x.csv:{6 if key == 'phone' else 5}:")


def test_a_finding_names_the_row_the_column_and_the_clinic():
    assert read('name,address,phone\nOak,"1 Road\nTaos",\nElm Street,,5\n,,5\n')[1] == [
        (
            "clinics.csv:4:13: error[CLN005]: row 3, `phone` of `Elm Street`: "
            "`5` is not a telephone number of the US"
        ),
        "clinics.csv:5:1: error[CLN002]: row 4: the key `name` is missing",
    ]


@pytest.mark.parametrize(
    "phone", ["1.555E+09", "5055550100.0", "5-Jan", "Jan-05", "1/5/2026", "########", "#NAME?"]
)
def test_a_number_that_a_spreadsheet_changed_says_so(phone):
    [said] = hints(f"name,phone\nOak,{phone}\n")

    assert "a spreadsheet has changed it: format the column as text" in said
    assert "spreadsheet" not in "".join(hints("name,phone\nOak,555-0100\n"))


@pytest.mark.parametrize("head", ["name,phone,,", "name,,phone", ",name,,phone,"])
def test_a_column_without_a_name_and_with_nothing_in_it_counts_for_nothing(head):
    row = head.replace("name", "Oak").replace("phone", "505-555-0110")
    [oak], found = read(f"{head}\n{row}\n{',' * head.count(',')}\n")

    assert (oak.clinic.name, oak.clinic.phone, found) == ("Oak", "505-555-0110", [])


def test_a_cell_below_no_name_is_told_and_that_an_address_may_have_a_comma():
    [said] = hints("name,address,phone,\nOak,1 Road,505-555-0110,\nElm,2 Road, Taos,505-555-0110\n")

    assert said.startswith("CLN003: `505-555-0110` stands in a column without a name; name the col")
    assert "put quotes around an address that has a comma" in said


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;;;;"])
def test_the_line_that_tells_excel_what_parts_cells_is_no_row(line):
    [oak], found = read(f'{line}\nname;address\nOak;"1 Road, Suite 3, Floor 2"\n')

    assert (oak.clinic.address, found) == (("1 Road, Suite 3, Floor 2",), [])
    assert "row 2, `address`" in read(f"{line}\nname;address\nOak;{'x' * 50}\n")[1][0]


@pytest.mark.parametrize(("gap", "row"), [("", 2), (",,\n\n", 4)])
def test_a_title_above_the_columns_is_told_with_their_row(gap, row):
    [said] = hints(f"Our clinics,,\n{gap}Name,phone,web\nOak,,\n")

    assert said == (
        "CLN001: the first row does not name the columns; "
        f"the columns are named in row {row}: take out what stands above them"
    )
    assert "take out a title" in hints("Our clinics of 2026\nOak Hill\n")[0]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("clinics.txt", "in Excel: Save As, “CSV UTF-8 (Comma delimited)”; a text that is CSV"),
        ("clinics.ods", "in LibreOffice: Save As, “Text CSV”"),
        ("clinics.xls", "in Excel"),
        ("clinics", "save it as CSV UTF-8"),
    ],
)
def test_a_file_that_is_neither_csv_nor_toml_is_told_with_what_to_do(name, said):
    [text] = hints(TABLE, name)
    [binary] = hints(b"PK\x03\x04\x14\x00name", name)

    assert text.startswith(
        f"CLN001: a table of clinics is a `.csv` or a `.toml` file, and this is `{name}`"
    )
    assert said in text
    assert binary.startswith("SRC002: this is a spreadsheet")
    assert said.partition(";")[0] in binary


def hints(table, name="clinics.csv"):
    found = load_clinics(
        MemoryWorld({name: table}), PurePosixPath(name), MANUSCRIPT, "en"
    ).diagnostics
    return [f"{one.code}: {one.message}; {one.hints[0]}" for one in found]


def test_a_wrong_head_is_told_alone_with_the_column_that_was_meant():
    assert hints("Name,Fone\nOak,911\n,\n") == [
        "CLN003: there is no column `fone`; did you mean `phone`?"
    ]


@pytest.mark.parametrize("rest", ["505-555-0100,#777777", "505-555-0100,"])
def test_an_address_without_quotes_is_told_alone(rest):
    table = f"name,address,phone,color\nOak,12 Oak Road,Suite 3,{rest}\n"

    [said] = hints(table)

    assert said.startswith("CLN001: this line has 5 cells, and the first line has 4; put quotes")


def test_columns_and_papers_may_be_written_large():
    customers, found = read("NAME,Papers\nOak,A4\n")

    assert (found, customers[0].clinic.name, customers[0].papers) == ([], "Oak", ("a4",))


@pytest.mark.parametrize("name", ["clinics.csv", "clinics.xlsx"])
def test_a_spreadsheet_is_told_with_how_to_save_it(name):
    [said] = hints(b"PK\x03\x04\x14\x00name", name)

    assert said.startswith("SRC002: this is a spreadsheet")
    assert "CSV UTF-8" in said


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_table_in_another_encoding_is_told_with_how_to_save_it(encoding):
    [said] = hints("name\nCafé\n".encode(encoding))

    assert said.startswith("SRC002: the byte 0x")
    assert "CSV UTF-8 (Comma delimited)" in said


def test_an_unknown_key_of_a_toml_table_is_told():
    assert places_and_codes('[[clinics]]\nname = "Oak"\nfone = "1"\n', "clinics.toml") == [
        "3:1 CLN003"
    ]
    assert places_and_codes('[[clinic]]\nname = "Oak"\n', "clinics.toml") == ["1:1 CLN003"]


def test_a_table_may_come_from_any_spreadsheet():
    semicolons = TABLE.replace(",", ";").replace("Santa Fe;", "Santa Fe,")
    for table in (TABLE.replace("\n", "\r\n"), f"\ufeff{TABLE}", semicolons):
        assert said(read(table)[0]) == said(read(TABLE)[0])


@given(
    st.lists(
        st.lists(st.text('ab,"\n ;|', max_size=6).map(str.strip), min_size=2, max_size=2),
        min_size=1,
        max_size=4,
    )
)
def test_what_python_writes_is_read_back(rows):
    written = io.StringIO()
    csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([["a", "b"], *rows])
    source = SourceFile(path=PurePosixPath("x.csv"), text=written.getvalue())
    read_back = [[cell.text for cell in row] for row in read_cells(source, "CLN001").value]

    assert read_back == [["a", "b"], *(row for row in rows if any(row))]


@given(st.text(max_size=60))
def test_no_table_stops_us(table):
    read(table)


def test_the_example_is_read_and_the_guide_shows_its_first_rows():
    example = (ROOT / "docs/examples/clinics.csv").read_text(encoding="utf-8")
    guide = (ROOT / "docs/clinics.md").read_text(encoding="utf-8")

    customers, found = read(example)
    assert found == []
    assert [one.clinic.slug for one in customers] == ["oak-hill-pain-clinic", "elm-street", "mesa"]
    assert "".join(example.splitlines(keepends=True)[:3]) in guide
