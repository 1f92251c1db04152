"""Cut running text into sentences and words.

In: the text of a paragraph, an item or a cell, as printed. Out: sentences with their words and the
place of each in the text. Abbreviations, initials and decimals do not end a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_STOP: Final = re.compile(r"[.?!…]+[”’\")\]]*(?=\s+[“‘\"(\[]*[^\W_a-z])")
# Written with a dot, and mostly followed by a name or a number.
_ABBREVIATIONS: Final = frozenset(
    "approx ca cf dr e.g ed etc fig i.e jr mr mrs ms no nos p pp prof sr st vol vs".split()
)


class Word(NamedTuple):
    """A word, a number, or words joined by hyphens, and where it begins in the text."""

    text: str
    at: int

    @property
    def stop(self) -> int:
        """Give the place after the last letter."""
        return self.at + len(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words, and the stretch of the text it takes.

    small: its words as they are compared, in small letters and with straight apostrophes; nearly
    every rule asks for them.
    """

    words: tuple[Word, ...]
    start: int
    stop: int
    small: tuple[str, ...] = field(compare=False)


@lru_cache(maxsize=2**15)  # the handout has most of its paragraphs in common with the book
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences; what holds no word is none."""
    return tuple(_sentences(text))


def words_of(text: str) -> tuple[Word, ...]:
    """Cut a text into words."""
    return tuple([Word(match[0], match.start()) for match in _WORD.finditer(text)])


def small(word: Word) -> str:
    """Give a word as it is compared: in small letters, with straight apostrophes."""
    return word.text.casefold().replace("’", "'")


def _sentences(text: str) -> Iterator[Sentence]:
    words = words_of(text)
    start, taken = 0, 0
    for stop in (*_stops(text, words), len(text)):
        upto = taken
        while upto < len(words) and words[upto].at < stop:
            upto += 1
        if upto > taken:
            own = words[taken:upto]
            yield Sentence(own, start, stop, tuple([small(word) for word in own]))
            start, taken = stop, upto


def _stops(text: str, words: tuple[Word, ...]) -> Iterator[int]:
    for mark in _STOP.finditer(text):
        if not (mark[0] == "." and _is_short(_word_before(words, mark.start()))):
            yield mark.end()


def _word_before(words: tuple[Word, ...], stop: int) -> str:
    """Give the word that ends at a place, or none."""
    at = bisect_left(words, stop, key=attrgetter("at")) - 1
    return words[at].text if at >= 0 and words[at].stop == stop else ""


def _is_short(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or word.casefold() in _ABBREVIATIONS
