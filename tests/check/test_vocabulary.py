"""Banned words, contractions and unexplained abbreviations are found where they stand."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.check.phrases import Phrases
from bookbuild.check.sentences import sentences_of

Checked = Callable[..., str]

REAL = (Path(__file__).parents[2] / "manuscript" / "words.toml").read_text(encoding="utf-8")

# The plain-language list of the book, each in a sentence that must not be printed.
BANNED = """\
It is a ray of hope for you.
This new drug is a breakthrough.
A groundbreaking way to treat pain.
It is a game changer.
It works like a miracle.
It is a revolutionary drug.
This is a promising drug.
A potent drug for pain.
We offer holistic care.
It can cure your pain.
You will be pain-free.
You will have freedom from pain.
It is clinically proven.
Proven relief for your pain.
It is well tolerated.
It is safe for you.
It is safer than pills.
There is no risk.
It is non-addictive.
A gentle way to treat pain.
A natural way to treat pain.
It is easy to use at home.
It will reset your nerves.
Are you a pain sufferer?
You failed your treatment.
An addict may want more.
It may feel like a trip.
It makes you feel high.
Once known as a horse tranquilizer.
You have twice the chance.
It is three times more likely.
It halves the risk.
Harm is rare.
Dizziness is common.
Studies show that it helps.
Doctors agree that it helps.
It is just a drip.
It is only a drip.
Don’t worry about it.
It is the gold standard.
It is the last resort.
Ask for FDA-approved ketamine for pain.
""".splitlines()

HARMLESS = """\
You may have high blood pressure.
We treat sudden breakthrough pain.
It has not been shown to be safe.
It has not been shown to be safer than pills.
It can lead to addiction.
A common effect, in 20 of 100 people, is dizziness.
Studies show that it helps for hours [@a].
Justice is for all.
Think of your safety.
""".splitlines()


@pytest.mark.parametrize("sentence", BANNED)
def test_a_banned_word_is_found(checked: Checked, sentence: str) -> None:
    assert "chapters/01.md:3:" in checked(sentence, "RDB009", words=REAL)


@pytest.mark.parametrize("sentence", HARMLESS)
def test_allowed_phrases_numbers_and_sources_make_words_harmless(
    checked: Checked, sentence: str
) -> None:
    assert checked(sentence, "RDB009", words=REAL) == ""


def test_every_banned_word_of_the_book_is_found(checked: Checked) -> None:
    rows = tomllib.loads(REAL)["banned"]
    phrases = [phrase for row in rows for phrase in row["words"]]
    found = checked("\n\n".join(f"So {phrase} it." for phrase in phrases), "RDB009", words=REAL)
    lines = {int(line.split(":")[1]) for line in found.splitlines()}

    assert lines == {3 + 2 * at for at in range(len(phrases))}


def test_a_banned_word_is_told_with_place_and_reason(checked: Checked) -> None:
    words = '[[banned]]\nwords = ["game changer"]\nwhy = "it praises"\n'

    assert checked("Rest. A **Game\nchanger** [@a].", "RDB009", words=words) == (
        "chapters/01.md:3:11: error[RDB009]: `Game changer` is a banned word: it praises"
    )


@pytest.mark.parametrize(
    "place",
    [
        "# A cure {#rest}\n\nRest.",
        "## A cure\n\nRest.",
        "- a cure",
        "| a |\n|---|\n| a cure |",
        "| a |\n|---|\n| b |\n\nTable: A cure",
        "Rest[^a].\n\n[^a]: A cure.",
        "::: {.key-points}\n1. A cure.\n:::\n\nRest.",
        "rest\n\n:   A cure.",
    ],
)
def test_a_banned_word_is_found_wherever_it_is_printed(checked: Checked, place: str) -> None:
    assert checked(place, "RDB009", words='[[banned]]\nwords = ["cure"]\nwhy = "no"\n')


def test_a_banned_word_is_found_in_the_glossary_and_in_book_toml(checked: Checked) -> None:
    glossary = '[terms.rest]\nexplanation = "A cure."\n'
    words = '[[banned]]\nwords = ["cure", "tests"]\nwhy = "no"\n'

    found = checked("A [rest]{.term}.", "RDB009", words=words, glossary=glossary)
    assert [line.partition(":")[0] for line in found.splitlines()] == ["book.toml", "glossary.toml"]


def test_a_number_elsewhere_in_the_paragraph_does_not_help(checked: Checked) -> None:
    assert "`rare`" in checked("Harm is rare. It was 2 of 20.", "RDB009", words=REAL)


def test_an_allowed_phrase_does_not_cover_the_words_beside_it(checked: Checked) -> None:
    found = checked("Safe drugs have not been shown to be safe.", "RDB009", words=REAL)

    assert [line.partition(" is a ")[0] for line in found.splitlines()] == [
        "chapters/01.md:3:1: error[RDB009]: `Safe`"
    ]


def test_a_banned_phrase_that_goes_on_behind_an_allowed_one_is_found(checked: Checked) -> None:
    words = 'allowed = ["no risk"]\n[[banned]]\nwords = ["risk of death", "risk"]\nwhy = "no"\n'

    assert checked("There is no risk of death.", "RDB009", words=words).count("banned") == 1


@pytest.mark.parametrize("word", ["don't", "It's", "you’re", "we'll", "I've", "who's", "can't"])
def test_contractions_are_found(checked: Checked, word: str) -> None:
    curly = word.replace("'", "’")

    assert checked(f"And {word} so.", "RDB010").endswith(f"`{curly}` is a contraction")


@pytest.mark.parametrize("word", ["doctor's", "days'", "patients’", "England's", "o’clock"])
def test_a_possessive_is_no_contraction(checked: Checked, word: str) -> None:
    assert checked(f"And {word} so.", "RDB010") == ""


CRPS = '[abbreviations]\nCRPS = ["severe pain in an arm"]\nUS = []\nIII = []\n'


@pytest.mark.parametrize(
    "text",
    [
        "Severe pain in a leg (CRPS) may last.",
        "Severe pain in a leg (CRPS, in short) may last.",
        "CRPS is severe pain in an arm.",
        "Some had CRPS. That is severe pain in an arm.",
        "Severe pain in a leg (CRPS) may last.\n\nAsk about CRPS.",
        "In the US it is in Schedule III.",
        "## CRPS\n\nRest.",
    ],
)
def test_an_abbreviation_is_explained_in_brackets_or_by_its_phrase(
    checked: Checked, text: str
) -> None:
    assert checked(text, "RDB011", words=CRPS) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Ask about CRPS.",
        "Ask about CRPS.\n\nThat is severe pain in an arm.",
        "It (CRPS) may last.",
        "Ask about CRPS-like pain.",
        "::: {.key-points}\n1. Severe pain in a leg (CRPS)\n:::\n\nAsk about CRPS.",
    ],
)
def test_an_abbreviation_that_nobody_explained_is_found(checked: Checked, text: str) -> None:
    assert "`CRPS` is not explained" in checked(text, "RDB011", words=CRPS)


def test_the_first_use_counts_and_is_told_once(checked: Checked) -> None:
    assert checked("MRIs help. An MRI helps.", "RDB011") == (
        "chapters/01.md:3:1: error[RDB011]: `MRI` is not explained at its first use in this section"
    )


def test_phrases_are_whole_words_in_any_capitals() -> None:
    phrases = Phrases([("no risk", 1), ("no", 2)])
    (sentence,) = sentences_of("There is No Risk, and nobody says no.")
    found = list(phrases.found_in(sentence))

    assert found == [(2, 4, 1), (2, 3, 2), (7, 8, 2)]
