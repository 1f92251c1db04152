"""A figure's data: read into a value, or every fault with its place."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.load.figures import read_figure
from bookbuild.model.figure import Bars, IconArray

ROOT = Path(__file__).parents[2]
FIGURES = sorted((ROOT / "manuscript" / "figures").glob("*.toml"))
PAGES = sorted((ROOT / "docs" / "findings").glob("FIG1*.md"))
EXAMPLE = re.compile(r"^```toml (faulty|mended)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

BARS = """\
kind = "bars"
sources = ["smith2020"]
low = "no pain"
high = "worst pain"
[basis]
counted = "average pain"
study = "study"
who = "adults"
window = "after 1 week"
[[bars]]
label = "rest"
value = 2.68
printed = "2.7"
"""

PEOPLE = """\
kind = "icon-array"
sources = ["smith2020"]
[basis]
counted = "slept well"
study = "survey"
who = "adults"
window = "in 2020"
[[groups]]
label = "slept well"
marked = 21
darker = 7
darker-label = "slept all night"
plain-label = "did not"
"""

PAIRS = """\
kind = "bar-pairs"
sources = ["smith2020"]
group-size = 12
treatment = "rest"
comparison = "no rest"
[basis]
counted = "slept well"
study = "study"
who = "adults"
window = "after rest"
[[pairs]]
time = "1 day"
treatment = 8
comparison = 3
"""


def read(text):
    return read_figure(PurePosixPath("figures/sleep.toml"), text)


def said(text):
    return "\n".join(str(found).splitlines()[0] for found in read(text).diagnostics)


def test_a_figure_is_named_after_its_file():
    assert read(BARS).value.name == "sleep"


def test_a_value_keeps_its_decimals_beside_what_is_printed():
    figure = read(BARS).value

    assert isinstance(figure, Bars)
    assert (figure.bars[0].value, figure.bars[0].printed) == (2.68, "2.7")


def test_all_faults_are_told_at_once_each_with_its_place():
    text = PEOPLE.replace('who = "adults"', "mood = 1").replace("marked = 21", 'marked = "many"')

    assert said(text) == (
        "figures/sleep.toml:3:1: error[FIG104]: the key `who` is missing\n"
        "figures/sleep.toml:6:1: error[FIG103]: there is no key `mood`\n"
        'figures/sleep.toml:10:1: error[FIG105]: `marked` cannot be `"many"`'
    )


def test_a_fault_in_a_row_does_not_hide_one_around_it():
    text = BARS.replace('low = "no pain"', "").replace('label = "rest"', "")

    assert said(text) == (
        "figures/sleep.toml:1:1: error[FIG104]: the key `low` is missing\n"
        "figures/sleep.toml:10:1: error[FIG104]: the key `label` is missing"
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("marked = 101", "10:1: error[FIG106]: 101 of 100 people cannot be marked"),
        ("marked = -1", "10:1: error[FIG106]: -1 of 100 people cannot be marked"),
        ("marked = 6", "11:1: error[FIG106]: 7 of 6 marked people cannot be darker"),
    ],
)
def test_there_are_no_more_people_than_there_are(given, message):
    assert message in said(PEOPLE.replace("marked = 21", given))


def test_people_that_are_drawn_have_a_label():
    text = PEOPLE.replace('darker-label = "slept all night"\n', "").replace("plain-label", "#")

    assert said(text) == (
        "figures/sleep.toml:8:1: error[FIG109]: the darker people have no label\n"
        "figures/sleep.toml:8:1: error[FIG109]: the plain people have no label"
    )


def test_a_study_has_people():
    assert "a study of 0 people" in said(PEOPLE.replace('who = "adults"', 'who = "a"\nsize = 0'))


@pytest.mark.parametrize("value", ["10.1", "-0.1", "nan", "inf"])
def test_a_score_lies_on_the_scale(value):
    text = BARS.replace("2.68", value)

    assert said(text) == (
        f"figures/sleep.toml:12:1: error[FIG107]: `{value}` is off the scale from 0 to 10"
    )


@pytest.mark.parametrize(
    ("value", "printed"),
    [("2.68", "2.7"), ("5.45", "5.5"), ("2.5", "3"), ("0", "0"), ("10", "10.0")],
)
def test_a_printed_number_is_its_value_rounded_halves_up(value, printed):
    assert said(BARS.replace("2.68", value).replace('"2.7"', f'"{printed}"')) == ""


@pytest.mark.parametrize("printed", ["2.6", "2.69", "3.0", "about 3", "-2.7", ""])
def test_another_printed_number_is_refused(printed):
    assert "error[FIG108]" in said(BARS.replace('"2.7"', f'"{printed}"'))


def test_nobody_is_counted_who_is_not_in_the_group():
    assert said(PAIRS.replace("= 8", "= 13")) == (
        "figures/sleep.toml:13:1: error[FIG106]: 13 people cannot be counted in a group of 12"
    )


def test_a_group_of_25_is_too_large_for_real_counts():
    assert "a group of 25 people cannot be drawn as blocks" in said(PAIRS.replace("= 12", "= 25"))


@pytest.mark.parametrize(("text", "rows"), [(BARS, "bars"), (PEOPLE, "groups"), (PAIRS, "pairs")])
def test_a_figure_has_something_to_draw(text, rows):
    empty = rows + " = []\n" + text[: text.index(f"[[{rows}]]")]

    assert f"there are no {rows} to draw" in said(empty)


def test_a_third_grid_has_no_room():
    row = '[[groups]]\nlabel = "a"\nmarked = 1\n'

    assert "there are 3 groups" in said(PEOPLE[: PEOPLE.index("[[groups]]")] + row * 3)


def test_what_is_stated_has_a_source():
    assert "error[FIG110]: no source is given" in said(BARS.replace('["smith2020"]', "[]"))


def test_a_misspelt_kind_is_guessed():
    (found,) = read('kind = "time-line"').diagnostics

    assert str(found) == (
        "figures/sleep.toml:1:1: error[FIG102]: there is no figure `time-line`\n"
        "  hint: did you mean `timeline`?"
    )


def test_rows_that_are_no_tables_are_refused():
    text = 'kind = "timeline"\nevents = [1965]'

    assert said(text) == "figures/sleep.toml:2:11: error[FIG105]: `events` is not made of tables"


@given(st.text())
def test_no_text_stops_the_reader(text):
    outcome = read(text)

    assert (outcome.value is None) == bool(outcome.diagnostics)


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_every_figure_of_the_manuscript_is_read_without_a_finding(path):
    outcome = read_figure(PurePosixPath(path.name), path.read_text(encoding="utf-8"))

    assert (outcome.diagnostics, outcome.value.name) == ((), path.stem)


def test_both_groups_of_an_array_keep_their_order():
    path = ROOT / "manuscript/figures/dream-like-feelings.toml"
    figure = read_figure(PurePosixPath(path.name), path.read_text(encoding="utf-8")).value

    assert isinstance(figure, IconArray)
    assert [(group.label, group.marked) for group in figure.groups] == [
        ("with a ketamine drip", 76),
        ("with a dummy drip", 18),
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_faulty_example_of_a_page_has_its_code_and_the_mended_one_is_clean(page):
    (_, faulty), (_, mended) = EXAMPLE.findall(page.read_text(encoding="utf-8"))

    assert page.stem in {found.code for found in read(faulty).diagnostics}
    assert said(mended) == ""


def test_every_code_has_a_page():
    sources = (ROOT / "src/bookbuild/load").glob("figure*.py")
    codes = {code for path in sources for code in re.findall(r'"(FIG1\d\d)"', path.read_text())}

    assert {page.stem for page in PAGES} == codes
