"""Rules on how words are set: quotes, doubled words, headings, spaces before units.

In: the words of an edition. Out: findings TYP001 to TYP004 and TYP006.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bookbuild.check.prose import Prose
from bookbuild.check.sentences import Word
from bookbuild.check.units import Unit
from bookbuild.model.diagnostic import Diagnostic, Severity

_HEADINGS: Final = frozenset({"title", "heading"})
_STRAIGHT: Final = re.compile(r"[\"']")
# Units as they are abbreviated; units written out in full may stand on the next line. The short
# form of the inch is also a word.
_UNIT: Final = re.compile(
    r"\d[\d.,]* (?:mcg|mg|g|kg|ml|mL|l|L|mm|cm|m|km|mmHg|°C|°F|pt|ft|lb|oz|[ap]\.m\.)(?!\w)"
)


def straight_quote(prose: Prose) -> Iterator[Diagnostic]:
    """Find typewriter quotes and apostrophes; those of Markdown are curled, those of TOML not."""
    for unit in prose.units:
        for mark in _STRAIGHT.finditer(unit.text):
            curly = "“ or ”" if mark[0] == '"' else "’"
            yield Diagnostic(
                code="TYP001",
                span=unit.at(mark.start()),
                message=f"`{_around(unit.text, mark.start())}` has a straight mark",
                hints=(f"write {curly}",),
            )


def doubled_word(prose: Prose) -> Iterator[Diagnostic]:
    """Find words typed twice, with nothing but space between."""
    for unit in prose.units:
        for sentence in unit.sentences:
            for at, (last, word) in enumerate(pairwise(sentence.small), start=1):
                here = sentence.words[at]
                if last == word and _is_doubled(sentence.words[at - 1], here, unit.text):
                    yield Diagnostic(
                        code="TYP002",
                        span=unit.at(here.at),
                        message=f"`{here.text}` stands here twice",
                        hints=("take one away",),
                    )


def heading_with_stop(prose: Prose) -> Iterator[Diagnostic]:
    """Find headings that end in a full stop."""
    for unit in prose.units:
        if unit.kind in _HEADINGS and unit.text.rstrip().endswith("."):
            yield Diagnostic(
                code="TYP003",
                span=unit.span,
                message=f"the heading `{unit.text}` ends in a full stop",
                hints=("take the stop away",),
            )


def heading_not_in_sentence_case(prose: Prose) -> Iterator[Diagnostic]:
    """Find headings with capitals that are not those of a sentence."""
    names = {part for name in prose.wording.names for part in name.split()}
    for unit in prose.units:
        if unit.kind not in _HEADINGS:
            continue
        for word, first in _words_of_heading(unit):
            if word.text[0].islower() if first else _is_capital_for_show(word.text, names):
                yield Diagnostic(
                    code="TYP004",
                    severity=Severity.WARNING,
                    span=unit.at(word.at),
                    message=f"`{word.text}` has the wrong kind of first letter for a heading",
                    hints=("only the first word and `names` of words.toml have a capital",),
                )


def space_before_unit_can_break(prose: Prose) -> Iterator[Diagnostic]:
    """Find a number parted from its unit by a space at which a line may end."""
    for unit in prose.units:
        for match in _UNIT.finditer(unit.text):
            yield Diagnostic(
                code="TYP006",
                span=unit.at(match.start()),
                message=f"`{match[0]}` may break at the end of a line",
                hints=("put a no-break space (U+00A0) between",),
            )


def number_before_source(prose: Prose) -> Iterator[Diagnostic]:
    """Find a source number raised right behind a number: `10` with source 2 is ten squared."""
    for unit in prose.units:
        for place in unit.cited:
            before = unit.text[:place].rstrip(" .,;:")
            if before[-1:].isdigit():
                number = _around(before, len(before) - 1)
                yield Diagnostic(
                    code="TYP008",
                    span=unit.at(len(before) - 1),
                    message=f"the source's number stands right behind `{number}`",
                    hints=("let a word stand between the number and its source",),
                )


def _is_doubled(last: Word, word: Word, text: str) -> bool:
    same = last.text.casefold() == word.text.casefold() and word.text.isalpha()
    return same and text[last.stop : word.at].isspace()


def _around(text: str, at: int) -> str:
    """Give the word in which a mark stands."""
    start = text.rfind(" ", 0, at) + 1
    stop = text.find(" ", at)
    return text[start : stop if stop >= 0 else None]


def _words_of_heading(unit: Unit) -> Iterator[tuple[Word, bool]]:
    """Yield each word, and whether it is the first of a sentence."""
    for sentence in unit.sentences:
        for index, word in enumerate(sentence.words):
            yield word, index == 0


def _is_capital_for_show(word: str, names: set[str]) -> bool:
    part = word.partition("-")[0].removesuffix("’s")
    return part[0].isupper() and not part.isupper() and part not in names
