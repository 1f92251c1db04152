"""Put figures into words: the small parts that every text alternative is made of.

In: phrases of a figure's data. Out: sentences.
"""

from __future__ import annotations

from typing import Final

from bookbuild.model.figure import Basis

_COUNTS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def sentence(phrase: str) -> str:
    """Give a phrase a capital and a full stop, where they are missing."""
    started = capital(phrase)
    return started if started.endswith((".", "?", "!")) else f"{started}."


def sentences(*phrases: str) -> str:
    """Join phrases as sentences; an empty phrase is left out."""
    return " ".join(sentence(phrase) for phrase in phrases if phrase)


def capital(phrase: str) -> str:
    """Give a phrase a capital."""
    return phrase[:1].upper() + phrase[1:]


def count(number: int) -> str:
    """Write a count below ten as a word."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def basis_phrase(basis: Basis) -> str:
    """Say what kind of study it was, of how many people, and which ("study of 60 people …")."""
    size = "" if basis.size is None else f"{basis.size} "
    return f"{basis.study} of {size}{basis.who}"
