"""Text is cut into sentences and words as a reader would."""

from __future__ import annotations

import pytest

from bookbuild.check.sentences import sentences_of, words_of


def cut(text: str) -> str:
    parts = (text[one.start : one.stop].strip() for one in sentences_of(text))
    return " | ".join(parts)


@pytest.mark.parametrize(
    "text",
    [
        "Rest at home. | Drink water.",
        "How long? | Ask us! | We know.",
        "Say “ketamine.” | Stay with them.",
        "He said (as before.) | Then he left.",
        "In all, 8 of 51 stopped. | 3 of 6 had harm.",
        "Wait… | Then call.",
        "It was 2.7 of 10. | “Good,” she said.",
        "pain when you pee",
    ],
)
def test_a_sentence_ends_at_a_stop_before_a_capital_or_a_number(text: str) -> None:
    assert cut(text.replace(" | ", " ")) == text


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith is here.",
        "Ask J. Smith about it.",
        "See Fig. 2 for more.",
        "Some drugs, e.g. Valium, may harm.",
        "Rest vs. Activity",
        "It costs 2.50 dollars.",
        "at 10 a.m. and later",
    ],
)
def test_abbreviations_initials_and_decimals_do_not_end_a_sentence(text: str) -> None:
    assert cut(text) == text


@pytest.mark.parametrize("text", ["", " ", "…", "? !", "—"])
def test_what_holds_no_word_is_no_sentence(text: str) -> None:
    assert sentences_of(text) == ()


def test_words_keep_their_hyphens_apostrophes_and_figures() -> None:
    words = words_of(
        "Don’t stop: 1,285 people (off-label, 2.7) at ClinicalTrials.gov—or call 1-800."
    )

    assert [word.text for word in words] == [
        "Don’t", "stop", "1,285", "people", "off-label", "2.7", "at", "ClinicalTrials.gov", "or",
        "call", "1-800",
    ]  # fmt: skip


def test_words_know_where_they_stand() -> None:
    text = "Rest, at home."

    assert [text[word.at : word.stop] for word in words_of(text)] == ["Rest", "at", "home"]
