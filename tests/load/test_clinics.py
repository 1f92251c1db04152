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

from bookbuild.load.clinic import load_clinic
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
