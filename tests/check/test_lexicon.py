"""A long sorted list of words can be looked into."""

from __future__ import annotations

import pytest

from bookbuild.check.lexicon import Lexicon, lexicon

WORDS = sorted(
    f"{first}{second}{third}" for first in "abc" for second in "xyz" for third in range(999)
)


def test_every_word_of_a_long_list_is_found() -> None:
    listed = Lexicon("".join(f"{word}\n" for word in WORDS).encode())

    assert [word for word in WORDS if listed.look_up(word) is None] == []


@pytest.mark.parametrize("word", ["", "a", "ax", "ax1000", "zz", "bx12 ", "by1\n"])
def test_a_word_that_is_not_listed_is_not_found(word: str) -> None:
    listed = Lexicon("".join(f"{word}\n" for word in WORDS).encode())

    assert listed.look_up(word) is None


def test_what_stands_behind_a_word_is_given() -> None:
    listed = Lexicon(b"act 1\nacute 2\nacute's 3\n")

    assert [listed.look_up(word) for word in ("act", "acute", "acute's", "acu")] == [
        "1",
        "2",
        "3",
        None,
    ]


def test_a_word_longer_than_all_others_at_the_end_of_a_page_is_found() -> None:
    words = sorted("abcdefghij"[at % 10] * (at % 40 + 1) + str(at) for at in range(3000))
    listed = Lexicon("".join(f"{word}\n" for word in words).encode())

    assert [word for word in words if listed.look_up(word) is None] == []


@pytest.mark.parametrize("name", ["syllables.txt", "spelling.txt.z"])
def test_the_lists_that_are_shipped_are_sorted_and_have_no_word_twice(name: str) -> None:
    lines = lexicon(name)._lines.split(b"\n")[1:-1]

    assert len(lines) > 9000
    assert lines == sorted(set(lines))
