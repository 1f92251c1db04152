"""Syllables are counted as the pronouncing dictionary has them, and by rule where it ends."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bookbuild.check.syllables import by_rule, more_when_read_aloud, syllables
from kit.medicine import medical_words
from tools.tables import cmudict_lines, lines_of, spoken_syllables, wrong_by_rule

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "bookbuild" / "check" / "data"


def counted(words: str, **spoken: int) -> str:
    return " ".join(str(syllables(word, spoken)) for word in words.split())


def test_common_words_are_counted_as_they_are_spoken() -> None:
    assert counted("pain nerve doses medicine every area idea") == "1 1 2 3 3 3 3"


def test_capitals_do_not_matter_and_possessives_are_their_word() -> None:
    assert counted("Pain Doctor’s nurse's") == "1 2 2"


def test_the_books_own_list_comes_first() -> None:
    assert counted("ketamine Fibromyalgia’s NICE", ketamine=3, fibromyalgia=6, nice=1) == "3 6 1"


def test_a_possessive_is_heard_behind_a_hissing_sound() -> None:
    assert counted("nurse’s NICE’s doctor’s", nice=1) == "2 2 2"


def test_words_joined_by_hyphens_are_summed() -> None:
    assert counted("off-label long-term dream-like") == "3 2 2"


def test_capitals_alone_are_spelled_out() -> None:
    assert counted("CRPS FDA WWW") == "4 3 9"


def test_a_number_in_figures_counts_as_one() -> None:
    assert counted("100 1,285 2.7 30-minute") == "1 1 1 3"


@pytest.mark.parametrize(
    ("figures", "spoken"),
    [
        ("7", "seven"),
        ("24", "twenty four"),
        ("100", "one hundred"),
        ("1,285", "one thousand two hundred eighty five"),
        ("2.7", "two point seven"),
        ("1965", "nineteen sixty five"),
        ("2009", "two thousand nine"),
        ("2026", "twenty twenty six"),
        ("1907", "nineteen oh seven"),
        ("1900", "one thousand nine hundred"),
    ],
)
def test_figures_are_read_aloud_like_their_words(figures: str, spoken: str) -> None:
    read = sum(syllables(word, {}) for word in spoken.split())

    assert 1 + more_when_read_aloud(figures) == read


def test_a_word_without_vowels_has_a_syllable() -> None:
    assert by_rule("hmm") == 1


def test_medical_words_are_counted_right() -> None:
    words = tomllib.loads((ROOT / "manuscript" / "words.toml").read_text(encoding="utf-8"))
    spoken = {word.casefold(): count for word, count in words["syllables"].items()}
    expected = medical_words()

    assert len(expected) >= 250
    assert {word: syllables(word, spoken) for word in expected} == expected


def test_rules_and_list_together_are_the_pronouncing_dictionary() -> None:
    wrong = wrong_by_rule(spoken_syllables(cmudict_lines()))
    expected = lines_of(f"{word} {count}" for word, count in wrong.items())

    assert (DATA / "syllables.txt").read_bytes() == expected
