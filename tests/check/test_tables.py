"""The word lists are made of the dictionaries as their makers mean them."""

from __future__ import annotations

from tools.tables import every_form, lines_of, rules_of, spoken_syllables

AFFIXES = """\
SET UTF-8
PFX U Y 1
PFX U   0     un         .

SFX D Y 4
SFX D   0     d          e
SFX D   y     ied        [^aeiou]y
SFX D   0     ed         [^ey]
SFX D   0     ed         [aeiou]y

SFX V N 1
SFX V   e     ive        e

SFX M Y 1
SFX M   0     's         .
"""


def forms(*entries: str) -> str:
    return " ".join(every_form(entries, rules_of(AFFIXES)))


def test_endings_and_beginnings_are_put_on_words() -> None:
    assert forms("do/U", "tie/D", "dry/D", "play/D", "walk/D") == (
        "do undo tie tied dry dried play played walk walked"
    )


def test_a_beginning_goes_before_an_ending_that_may_be_crossed() -> None:
    assert forms("tie/UD") == "tie untie tied untied"
    assert forms("creat/UV", "create/UV") == "creat uncreat create uncreate creative"


def test_possessives_numbers_and_notes_of_the_dictionary_are_left_out() -> None:
    assert forms("home/M", "home's", "5th/c", "0/n", "word\tpo:noun") == "home word"


def test_words_are_sorted_by_their_bytes_each_once() -> None:
    assert lines_of(["b", "a'", "a", "B", "é", "a"]) == "B\na\na'\nb\né\n".encode()


def test_the_first_pronunciation_counts() -> None:
    lines = ["every EH1 V ER0 IY0", "every(2) EH1 V R IY0", "hm HH M"]

    assert spoken_syllables(lines) == {"every": 3, "hm": 1}
