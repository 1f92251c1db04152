"""Numbers stand in the table and with their source; none misleads, and no dose is given."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.evidence import NUMBERS

Told = Callable[..., str]


def test_a_number_of_the_table_with_its_source_is_let_pass(told: Told) -> None:
    assert told("NUM", "With rest, 14 out of 100 people slept better [@a].") == ""


def test_a_number_that_no_row_prints_is_found(told: Told) -> None:
    assert told("NUM", "With rest, 15 people slept better [@a].") == (
        "1:12 NUM001 no row of the number table prints `15 people`"
    )


def test_a_number_in_other_words_than_its_row_is_found(told: Told) -> None:
    assert told("NUM", "With rest, 14 people slept better [@a].") == (
        "1:12 NUM001 no row of the number table prints `14 people`"
    )


def test_a_row_prints_whole_words(told: Told) -> None:
    assert "`1 weekend`" in told("NUM001", "This took 1 weekend [@a].")


def test_a_number_needs_a_source_of_its_row_in_the_same_paragraph(told: Told) -> None:
    text = "With rest, 14 out of 100 slept better [@b].\n\nThis is so [@a]."

    assert told("NUM001", text).splitlines() == [
        "1:12 NUM001 `14 out` stands here without its source",
        "1:22 NUM001 `100 slept` stands here without its source",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "::: {.key-points}\n1. For 14 out of 100.\n:::",
        "## For 14 out of 100",
        "This was found [@a]:\n\n- for 14 out of 100",
        "- for 14 out of 100\n- and more [@a]",
        "| For 14 out of 100 |\n|---|\n| b |\n\nTable: So it is [@a]",
        "Version 1, of January 2026, license CC BY 4.0.",
        "Call 911 now.",
    ],
)
def test_a_number_needs_no_source_of_its_own_here(text: str, told: Told) -> None:
    assert told("NUM", text) == ""


def test_a_version_or_date_must_be_that_of_the_book(told: Told) -> None:
    assert told("NUM", "Next check: January 2028.") == (
        "1:21 NUM001 no row of the number table prints `2028`"
    )


def test_half_is_a_number_too(told: Told) -> None:
    assert told("NUM", "Half of them slept better [@a].") == (
        "1:1 NUM001 no row of the number table prints `Half of`"
    )


def test_a_number_in_the_glossary_needs_the_source_of_its_entry(told: Told) -> None:
    glossary = '[terms."cold"]\nexplanation = "It takes 1 week."\n'

    found = told("NUM", "A [cold]{.term}.", glossary=glossary)
    assert found == "glossary.toml:1:1 NUM001 `1 week` stands here without its source"
    assert told("NUM", "A [cold]{.term}.", glossary=glossary + 'sources = ["a"]\n') == ""


FIGURE = """\
kind = "icon-array"
sources = ["a"]

[basis]
counted = "slept better"
study = "study"
who = "people with a cold"
size = 50
window = "over 1 week"
comparison = "no rest"

[[groups]]
label = "with rest"
marked = 14

[[groups]]
label = "without"
marked = 7
"""
PICTURE = '![With rest 14 out of 100 [@a].](figures/rest.svg "Sleep"){#fig-rest}'


def test_a_figure_shows_the_numbers_of_its_sources(told: Told) -> None:
    files = {"manuscript/figures/rest.toml": FIGURE}

    assert told("NUM", PICTURE, also=files) == ""
    files["manuscript/figures/rest.toml"] = FIGURE.replace("marked = 7", "marked = 8")
    assert told("NUM", PICTURE, also=files) == (
        "1:1 NUM001 the figure shows `8`, which the table lacks for `a`"
    )


@pytest.mark.parametrize("words", ["14%", "14 %", "14 percent", "A percentage"])
def test_a_percentage_without_people_is_found(words: str, told: Told) -> None:
    assert "NUM002" in told("NUM002", f"In all {words} slept better [@a].")


def test_a_percentage_beside_its_people_is_let_pass(told: Told) -> None:
    assert told("NUM002", "In all 14 out of 100, which is 14%, slept better [@a].") == ""


@pytest.mark.parametrize(
    "words",
    ["twice as many", "three times more", "a doubled risk", "half the risk", "2.5 times as many"],
)
def test_a_comparison_without_its_numbers_is_found(words: str, told: Told) -> None:
    assert "NUM003" in told("NUM003", f"They had {words} [@a].")


@pytest.mark.parametrize(
    "text",
    [
        "You may have double vision [@a].",
        "Ask three times before you start.",
        "With rest 14 out of 100 slept better, without it 7 out of 100: twice as many [@a].",
    ],
)
def test_a_comparison_with_its_numbers_is_let_pass(text: str, told: Told) -> None:
    assert told("NUM003", text) == ""


def test_a_word_of_frequency_needs_a_number_in_its_sentence(told: Told) -> None:
    assert told("NUM004", "Bad dreams are rare [@a]. In all 7 out of 100 had them [@a].") == (
        "1:16 NUM004 `rare` says nothing without a number"
    )
    assert told("NUM004", "Bad dreams are uncommon: 7 out of 100 had them [@a].") == ""


@pytest.mark.parametrize("words", ["1 in 5 people", "3 out of 20", "one in ten", "2 of 15"])
def test_a_denominator_of_its_own_is_found(words: str, told: Told) -> None:
    assert f"`{words.removesuffix(' people')}` has" in told("NUM005", f"So {words} slept [@a; @b].")


def test_the_real_count_of_a_small_group_is_let_pass(told: Told) -> None:
    assert told("NUM", "And 2 of 12 slept worse [@b].") == ""


@pytest.mark.parametrize(
    "words",
    [
        "25 mg",
        "0.5 mg/kg",
        "10 ml",
        "a few milligrams",
        "a drip rate",
        "take two tablets",
        "one spray every day",
        "twice a day",
        "three times a week",
        "so much per hour",
    ],
)
def test_a_dose_is_found(words: str, told: Told) -> None:
    assert "DOS001" in told("DOS001", f"You may have {words} [@a].")


@pytest.mark.parametrize(
    "text",
    ["Each had three drips, 35 days apart [@a].", "Ask for how long.", "Use less light."],
)
def test_how_a_study_was_done_is_no_dose(text: str, told: Told) -> None:
    assert told("DOS001", text) == ""


@pytest.mark.parametrize(("words", "misread"), [("1.0", True), (".5", True), ("0.5", False)])
def test_a_decimal_that_can_be_misread_is_found(words: str, misread, told: Told) -> None:
    assert bool(told("DOS002", f"It fell by {words} points [@a].")) is misread


def test_a_license_is_no_decimal(told: Told) -> None:
    assert told("DOS", "The license is CC BY 4.0.") == ""


@pytest.mark.parametrize(("number", "wrong"), [("555-010-0198", True), ("555-010-0199", False)])
def test_a_telephone_number_must_be_in_the_table(number: str, wrong, told: Told) -> None:
    assert bool(told("PHN001", f"The nurse: {number}.")) is wrong


def test_a_short_number_to_call_must_be_in_the_table(told: Told) -> None:
    assert told("NUM", "Call 912 now.") == ""
    assert told("PHN", "Call 912 now.") == "1:6 PHN001 `912` is no telephone number of the table"


def test_a_year_behind_text_is_no_telephone_number(told: Told) -> None:
    assert told("PHN", "We read this text in 2026.") == ""


def test_a_small_number_behind_call_is_no_telephone_number(told: Told) -> None:
    assert told("PHN", "Call 14 people [@a].") == ""


def test_a_book_without_a_number_table_is_not_held_against_one(told: Told) -> None:
    text = "In all 15%, twice as many, slept 1.0 hours [@a]. Call 912. Take 2 tablets."

    for letters in ("NUM", "DOS", "PHN"):
        assert told(letters, text) != ""
        assert told(letters, text, numbers="") == ""


def test_a_number_of_a_study_must_say_what_it_is_out_of(told: Told) -> None:
    assert told("NUM", numbers=NUMBERS.replace("denominator = 100\n", "")).splitlines()[0] == (
        "numbers.toml:1:1 NUM102 the study number `N1` has no `denominator`"
    )
