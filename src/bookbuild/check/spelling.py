"""The rule on spelling: US English, and the words of this book.

In: the words of an edition. Out: findings TYP005. A word is right when the dictionary or words.toml
has it as it is written, or in small letters; of words joined by hyphens each must be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from bookbuild.check.lexicon import lexicon
from bookbuild.check.prose import Prose
from bookbuild.check.units import Unit
from bookbuild.model.diagnostic import Diagnostic

LIST: Final = "spelling.txt.z"

_ADDRESS: Final = re.compile(r".+\.[a-z]{2,}")
_POSSESSIVE: Final = re.compile(r"'s?$")


def misspelling(prose: Prose) -> Iterator[Diagnostic]:
    """Find words that neither the dictionary nor the book knows."""
    known = prose.wording.spelling | {part for name in prose.wording.names for part in name.split()}
    own = frozenset(prose.wording.abbreviations) | known
    wrong: dict[str, bool] = {}
    for unit in prose.units:
        for sentence in unit.sentences:
            for word in sentence.words:
                if word.text not in wrong:
                    wrong[word.text] = not _is_right(word.text, own)
                if wrong[word.text] and not _is_foreign(unit, word.at):
                    yield Diagnostic(
                        code="TYP005",
                        span=unit.at(word.at),
                        message=f"`{word.text}` is not in the dictionary",
                        hints=("correct it, or add it to `spelling` or `names` in words.toml",),
                    )


def _is_right(word: str, own: frozenset[str]) -> bool:
    plain = word.replace("’", "'")
    if plain[0].isdigit() or plain in own or _ADDRESS.fullmatch(plain):
        return True
    return all(_part_is_right(part, own) for part in plain.split("-"))


def _part_is_right(part: str, own: frozenset[str]) -> bool:
    stem = _POSSESSIVE.sub("", part)
    forms = (stem, stem.casefold())
    return any(
        form in own or form[:1].isdigit() or not form or _in_dictionary(form) for form in forms
    )


@cache
def _in_dictionary(word: str) -> bool:
    return lexicon(LIST).look_up(word) is not None


def _is_foreign(unit: Unit, at: int) -> bool:
    return any(start <= at < stop for start, stop in unit.foreign)
