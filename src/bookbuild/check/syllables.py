"""How many syllables a word has when it is read aloud.

In: a word as printed, and the book's own list of spoken words. Out: a number of syllables. The
book's list comes first, then the CMU Pronouncing Dictionary, then rules. Of the dictionary only the
words are kept for which the rules are wrong (`tools/tables.py` finds them), so that rules and list
together say what the dictionary says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Final

from bookbuild.check.lexicon import lexicon

LIST: Final = "syllables.txt"

_VOWELS: Final = re.compile(r"[aeiouy]+")
_POSSESSIVE: Final = re.compile(r"'s?$")
_HISSING: Final = re.compile(r"(?:[sxz]|[cs]h|[cgsz]e)'s$")  # nurse's
# What a run of vowels does not show: letters that are silent, and vowels that are spoken apart.
_CHANGES: Final = tuple(
    (change, re.compile(pattern))
    for change, pattern in (
        (-1, r"[^aeiouy]e(?=$|')"),  # pulse
        (+1, r"[^aeiouyl]le(?=$|')"),  # but: table
        (-1, r"[^aeiouytd]ed$"),  # helped
        (+1, r"[bcdfgkptz]led$"),  # but: settled
        (-1, r"[^aeiouy]es$"),  # takes
        (+1, r"(?:[cgsxz]|[cs]h|[^aeiouyl]l)es$"),  # but: doses, tables
        (-1, r"[^aeiouyl]e(?=(?:ly|ments?|ful|fully|less|ness)$)"),  # safely
        (+1, r"i[aou]"),  # diary
        (-1, r"(?:[ct]|[^aeiouy]s|g)i(?:on|al|an|ou|um)"),  # but: patient, action, special
        (+1, r"[aeiouy]ing"),  # being
        (+1, r"[^gqaeiouy]u(?:a|o(?!u)|ity)"),  # fluoride, usual
        (+1, r"eo(?![un])"),  # video
        (+1, r"[^aeiouytc]ie(?:t|n[ct]|rs?$|st$)"),  # diet
        (+1, r"[sz]m(?=s?$|')"),  # spasm
        (+1, r"[aeiou]y[aeiou]"),  # layer
    )
)
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DIGITS: Final = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1)  # zero, one, two, …
_TEENS: Final = (1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # ten, eleven, twelve, thirteen, …
_TENS: Final = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)  # twenty, thirty, …, seventy, …
_SIZES: Final = ((1_000_000_000, 2), (1_000_000, 2), (1000, 2), (100, 2))  # billion, …, hundred


def speaker(spoken: Mapping[str, int]) -> Callable[[str], int]:
    """Give a function that counts the syllables of a word, each word once.

    It is the same function for the same list: every edition is read aloud by it.
    """
    return _speaker(tuple(sorted(spoken.items())))


@lru_cache(maxsize=4)
def _speaker(own: tuple[tuple[str, int], ...]) -> Callable[[str], int]:
    spoken = dict(own)

    @cache
    def count(word: str) -> int:
        return syllables(word, spoken)

    return count


def syllables(word: str, spoken: Mapping[str, int]) -> int:
    """Count the syllables of a word; `spoken` has the book's own words in small letters.

    Words joined by hyphens are summed, capitals alone are spelled out, and a number in figures
    counts as one syllable: it is taken in at a glance (see `more_when_read_aloud`).
    """
    plain = word.replace("’", "'")
    small = plain.casefold()
    if small in spoken:
        return spoken[small]
    if "-" in small:
        return sum(syllables(part, spoken) for part in word.split("-") if part)
    if small[:1].isdigit():
        return 1
    owner = _POSSESSIVE.sub("", small)
    if owner in spoken:
        return spoken[owner] + len(_HISSING.findall(small))
    if 1 < len(plain) <= 6 and plain.isupper():
        return sum(3 if letter == "w" else 1 for letter in small)
    return _in_dictionary(small)


def more_when_read_aloud(word: str) -> int:
    """Count the syllables that the figures of a word have besides the one they are counted for."""
    return sum(_in_figures(part) - 1 for part in word.split("-") if part[:1].isdigit())


def _in_figures(figures: str) -> int:
    """Count the syllables of a number written in figures: `24`, `1,285`, `2.7`, `2018`."""
    number = _NUMBER.match(figures)
    if number is None or number.end() < len(figures):
        return sum(_DIGITS[int(letter)] for letter in figures if letter.isdecimal())
    whole, point, rest = number[0].partition(".")
    behind = sum(_DIGITS[int(letter)] for letter in rest) + (1 if point else 0)
    if len(whole) == 4 and "00" not in {whole[1:3], whole[2:]}:
        return behind + _said(int(whole[:2])) + _second_half(whole[2:])
    return behind + _said(int(whole.replace(",", "")))


def _second_half(year: str) -> int:
    """Count the end of a year: twenty-six, or "oh six"."""
    return 1 + _DIGITS[int(year[1])] if year[0] == "0" else _said(int(year))


def _said(number: int) -> int:
    for size, name in _SIZES:
        if number >= size:
            rest = number % size
            return _said(number // size) + name + (_said(rest) if rest else 0)
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return _TEENS[number - 10]
    return _TENS[number // 10] + (_DIGITS[number % 10] if number % 10 else 0)


@cache
def _in_dictionary(word: str) -> int:
    known = lexicon(LIST).look_up(word)
    return int(known) if known else by_rule(word)


def by_rule(word: str) -> int:
    """Count syllables by the vowels of a word in small letters."""
    count = len(_VOWELS.findall(word)) + len(_HISSING.findall(word))
    for change, pattern in _CHANGES:
        count += change * len(pattern.findall(word))
    return max(count, 1)
