"""What is a passive, and what only looks like one; and how many of them a text may have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bookbuild.check.sentences import sentences_of
from bookbuild.check.voice import passives

Checked = Callable[..., str]


def counted(text: str) -> int:
    """Count the passives of a sentence."""
    [sentence] = sentences_of(text)
    return len(passives(sentence))


@pytest.mark.parametrize(
    "text",
    [
        "The drip is stopped.",
        "A tear is shed.",
        "Benefit has not been shown.",
        "It is often given at night.",
        "You will be closely watched.",
        "It isn’t covered.",
        "Some people get hurt.",
        "She was being treated.",
        "It is used for pain.",
        "The spray is FDA-approved.",
        "Was it tested?",
        "Why are you watched?",
        "Is the drug approved for pain?",
        "What is known?",
    ],
)
def test_be_or_get_before_a_participle_is_a_passive(text: str) -> None:
    assert counted(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Staff watch you all the time.",
        "You are tired.",
        "You are used to it.",
        "You get used to it.",
        "It is called a drip.",
        "Your risk is high.",
        "The pill is red.",
        "Indeed, they are indeed here.",
        "You have stopped the drip.",
        "There are a hundred of them.",
        "If it is, tested drugs may help.",
        "They are the people treated here.",
        "Be kind.",
        "It is you who decide.",
    ],
)
def test_a_state_a_name_and_an_adjective_are_none(text: str) -> None:
    assert counted(text) == 0


def test_every_passive_of_a_sentence_is_counted() -> None:
    assert counted("It is stopped when you are woken and your pulse has been taken.") == 3


def test_one_sentence_in_five_of_a_chapter_may_be_passive(checked: Checked) -> None:
    active, passive = "Staff watch you all the time.", "You are watched all the time."

    assert checked("\n\n".join([passive] * 6 + [active] * 24), "RDB013") == ""
    assert checked("\n\n".join([passive] * 7 + [active] * 23), "RDB013").splitlines()[-1] == (
        "chapters/01.md:1:1: error[RDB013]: 23 % of the sentences of this chapter are in the "
        "passive voice, more than 20 %"
    )


def test_a_text_of_less_than_a_hundred_words_is_not_judged(checked: Checked) -> None:
    assert checked("\n\n".join(["You are watched."] * 33), "RDB013") == ""


def test_the_hint_says_where_the_passives_are(assessed: Callable) -> None:
    text = "\n\n".join(["Rest now. You are watched all the time."] * 30)
    found = next(one for one in assessed(text).diagnostics if one.code == "RDB013")

    assert found.hints[0].endswith(
        ", ".join(f"manuscript/chapters/01.md:{line}:15" for line in (3, 5, 7, 9, 11))
    )


def test_a_share_that_rises_is_told(checked: Checked) -> None:
    text = "\n\n".join(["You are watched now."] + ["Staff watch you."] * 9)
    grades = "[book.rest]\nsmog = 20\nfkgl = 20\npassive = {}\n"

    assert checked(text, "RDB008", grades=grades.format(10)) == ""
    assert checked(text, "RDB008", grades=grades.format(9)) == (
        "chapters/01.md:1:1: warning[RDB008]: this chapter has gone from 9 % to 10 % of sentences "
        "in the passive voice"
    )


def test_a_chapter_whose_share_is_not_kept_is_not_held_to_it(checked: Checked) -> None:
    grades = "[book.rest]\nsmog = 20\nfkgl = 20\n"

    assert checked("You are watched now.", "RDB008", grades=grades) == ""


def test_a_sentence_has_two_passives_at_most_and_is_told_where_it_begins(checked: Checked) -> None:
    two = "It is stopped when you are woken."

    assert checked(two, "RDB014") == ""
    assert checked(f"Rest. {two[:-1]} and have been seen.", "RDB014") == (
        "chapters/01.md:3:10: warning[RDB014]: this sentence has 3 passives, more than 2"
    )
