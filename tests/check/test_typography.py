"""How words are set and spelled is held against the house style."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Checked = Callable[..., str]


def test_markdown_has_no_straight_marks_and_toml_may_have(checked: Checked) -> None:
    glossary = '[terms.rest]\nexplanation = "A day\'s \\"rest.\\""\n'

    assert checked('Say "rest" to [rest]{.term}; it\'s good.', "TYP001", glossary=glossary) == (
        'glossary.toml:1:1: error[TYP001]: `"rest."` has a straight mark\n'
        "glossary.toml:1:1: error[TYP001]: `day's` has a straight mark"
    )


def test_a_word_typed_twice_is_found_on_the_next_line_too(checked: Checked) -> None:
    assert checked("Rest at\nat home.", "TYP002") == (
        "chapters/01.md:4:1: error[TYP002]: `at` stands here twice"
    )


@pytest.mark.parametrize(
    "text", ["Rest. Rest more.", "Rest, rest, rest.", "It was 2 2 times.", "Rest (rest) well."]
)
def test_a_stop_a_comma_or_a_figure_between_makes_no_double(checked: Checked, text: str) -> None:
    assert checked(text, "TYP002") == ""


def test_a_heading_ends_without_a_stop_and_may_ask(checked: Checked) -> None:
    assert checked("## Why rest?\n\nRest.", "TYP003") == ""
    assert checked("# Rest. {#rest}\n\nRest.", "TYP003") == (
        "chapters/01.md:1:1: error[TYP003]: the heading `Rest.` ends in a full stop"
    )


@pytest.mark.parametrize(
    "heading",
    [
        "A day of rest",
        "What to ask? And when",
        "FDA rules and the US",
        "English-style rest in New Zealand",
        "New Zealand’s rules",
        "2 ways to rest",
        "Rest: what to know",
    ],
)
def test_sentence_case_has_capitals_for_names_alone(checked: Checked, heading: str) -> None:
    words = 'names = ["New Zealand", "English"]'

    assert checked(f"## {heading}\n\nRest.", "TYP004", words=words) == ""


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("a day of rest", "a"),
        ("A Day of rest", "Day"),
        ("Rest: What to know", "What"),
        ("Long-term Rest-like care", "Rest-like"),
    ],
)
def test_other_capitals_and_a_small_first_letter_are_found(
    checked: Checked, heading: str, word: str
) -> None:
    assert f"`{word}` has the wrong" in checked(f"## {heading}\n\nRest.", "TYP004")


@pytest.mark.parametrize(
    "text",
    [
        "The doctors’ patient's well-being",
        "STOP. Rest on Wednesday",
        "color, anesthetic, organize",
        "see ClinicalTrials.gov in 2026",
        '[un comprimé]{lang="fr"} a day',
        "the ketamine, Spravato, Poison Help",
        "a ketamine-like drug; Ketamine’s use",
        "Crohn’s disease",
        "the CRPS",
    ],
)
def test_us_spelling_names_and_words_of_the_book_are_right(checked: Checked, text: str) -> None:
    words = (
        'spelling = ["ketamine"]\nnames = ["Spravato", "Poison Help", "Crohn\'s"]\n'
        "[abbreviations]\nCRPS = []"
    )

    assert checked(text, "TYP005", words=words) == ""


@pytest.mark.parametrize(
    "word",
    ["hypertention", "colour", "organise", "anaemia", "wednesday", "well-beeing", "spravato"],
)
def test_a_word_that_is_not_us_spelling_is_found(checked: Checked, word: str) -> None:
    assert checked(f"Some {word} here.", "TYP005", words='names = ["Spravato"]') == (
        f"chapters/01.md:3:6: error[TYP005]: `{word}` is not in the dictionary"
    )


@pytest.mark.parametrize("text", ["4 mg", "10 a.m.", "98 °F", "5 ft"])
def test_a_plain_space_before_the_short_form_of_a_unit_is_found(
    checked: Checked, text: str
) -> None:
    assert f"`{text}` may break" in checked(f"About {text} or so.", "TYP006")


@pytest.mark.parametrize("text", ["4\u00a0mg", "24 hours", "3 grams", "2 groups", "4 in 10"])
def test_a_no_break_space_or_a_word_in_full_is_right(checked: Checked, text: str) -> None:
    assert checked(f"About {text} people.", "TYP006") == ""


@pytest.mark.parametrize("text", ["Pain was 3 of 10 [@a].", "Pain was 3 of 10. [@a]"])
def test_a_source_does_not_stand_right_behind_a_number(checked: Checked, text: str) -> None:
    assert "error[TYP008]: the source's number stands right behind `10`" in checked(text, "TYP008")


def test_a_word_between_parts_a_number_from_its_source(checked: Checked) -> None:
    assert checked("Pain was 3 of 10 points [@a].", "TYP008") == ""
