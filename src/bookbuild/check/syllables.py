"""How many syllables a word has when it is read aloud.

In: a word as printed, and the book's own list of spoken words. Out: a number of syllables. The
book's list comes first, then the CMU Pronouncing Dictionary, then rules. Of the dictionary only the
words are kept for which the rules are wrong (`tools/tables.py` finds them), so that rules and list
together say what the dictionary says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from bookbuild.check.lexicon import lexicon

LIST: Final = "syllables.txt"

_VOWELS: Final = re.compile(r"[aeiouy]+")
_POSSESSIVE: Final = re.compile(r"'s?$")
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
        (+1, r"(?:[sxz]|[cs]h|[cgsz]e)'s$"),  # nurse's
        (+1, r"[aeiou]y[aeiou]"),  # layer
    )
)
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DIGITS: Final = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1)  # zero, one, two, …
_TEENS: Final = (1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # ten, eleven, twelve, thirteen, …
_TENS: Final = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)  # twenty, thirty, …, seventy, …


def syllables(word: str, spoken: Mapping[str, int]) -> int:
    """Count the syllables of a word; `spoken` has the book's own words in small letters.

    Words joined by hyphens are summed, figures are read aloud, and capitals alone are spelled out.
    """
    plain = word.replace("’", "'")
    small = plain.casefold()
    if small in spoken:
        return spoken[small]
    if "-" in small:
        return sum(syllables(part, spoken) for part in word.split("-") if part)
    if small[:1].isdigit():
        return in_figures(small)
    owner = _POSSESSIVE.sub("", small)
    if owner != small and owner in spoken:
        return spoken[owner]
    if 1 < len(plain) <= 6 and plain.isupper():
        return sum(3 if letter == "w" else 1 for letter in small)
    return _in_dictionary(small)


def in_figures(figures: str) -> int:
    """Count the syllables of a number written in figures: `24`, `1,285`, `2.7`, `2018`."""
    number = _NUMBER.match(figures)
    if number is None or number.end() < len(figures):
        return sum(_DIGITS[int(letter)] for letter in figures if letter.isdigit())
    whole, point, rest = number[0].partition(".")
    said = sum(_DIGITS[int(letter)] for letter in rest) + (1 if point else 0)
    if len(whole) == 4 and whole[1] != "0":
        # As a year is read: twenty twenty-six, nineteen hundred.
        tail = in_figures(whole[2:]) if whole[2:] != "00" else 2
        return said + in_figures(whole[:2]) + (tail + 1 if whole[2] == "0" and whole[3] != "0" else tail)
    return said + _said(int(whole.replace(",", "")))


def _said(number: int) -> int:
    for size, name in ((1_000_000_000, 2), (1_000_000, 2), (1000, 2), (100, 2)):
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
    count = len(_VOWELS.findall(word))
    for change, pattern in _CHANGES:
        count += change * len(pattern.findall(word))
    return max(count, 1)
