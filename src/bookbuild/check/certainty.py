"""A rule on how sure we are: where benefit is claimed, the words that say so are marked.

In: the words of an edition. Out: findings EVD005; none for a book without a ledger of claims. That
a benefit stands beside a word of the scale (EVD003) is not enough: a reader must see which words
are meant as the scale. What is a claim of benefit is told by words, as in `check/evidence.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from bookbuild.check.evidence import TREATMENTS, asks
from bookbuild.check.passages import Passage
from bookbuild.check.prose import Prose
from bookbuild.check.sentences import Sentence, Word
from bookbuild.check.units import Unit
from bookbuild.check.wordings import stem, stems_of
from bookbuild.model.certainty import Level, levels_in
from bookbuild.model.diagnostic import Diagnostic

_NO_CLAIMS: Final = frozenset({"questions", "worksheet", "emergency"})
# Of these levels the words stand before a deed: `may ease`.
_OF_DEEDS: Final = frozenset[Level]({"can", "probably", "may"})
# They are no words of the scale, and a mark refuses them: write `may` or `can`.
_LIKE_THEM: Final = frozenset({"might", "could"})
_BETWEEN: Final = frozenset(
    "be have also then still even only mostly usually often just a little much".split()
)
_DEEDS: Final = frozenset(
    stem(verb)
    for verb in "ease relieve help lower improve lift reduce cure fix heal calm work".split()
)
# `Pain may be lower`, `relief may last`: nobody is named who does it.
_STATES: Final = frozenset("lower less better last effective helpful".split())
_FELT: Final = frozenset(stem(word) for word in "pain relief benefit mood sleep".split())
_STAND_INS: Final = frozenset({"it", "they", "them"})
_RESULTS: Final = _DEEDS | frozenset(
    stem(word) for word in "benefit relief gain better last lasting effective away".split()
)
"""With one of these in its sentence, what is unclear or not shown is a benefit."""

# A body's judgement is its own, and its name and year say so: the scale is about how sure we are.
_JUDGED: Final = re.compile(r"\b(?:judge|advise)[sd]?\b", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[,;:–—(]")
_OPENS: Final = re.compile(r"(?:^|[;:–—])\W*$")
_INDIRECT: Final = re.compile(r"\b(?:if|whether|how|why|what|which|who)\b", re.IGNORECASE)


def certainty_without_mark(prose: Prose) -> Iterator[Diagnostic]:
    """Find words that say how sure we are of a benefit, and stand in no mark.

    Key points, tables and captions count; questions do not.
    """
    for passage in prose.passages if prose.book.claims else ():
        if passage.section.kind == "text" and passage.box not in _NO_CLAIMS:
            for unit in passage.units:
                if unit.kind != "label":
                    yield from (_finding(unit, *place) for place in _unmarked(unit, passage))


def _finding(unit: Unit, start: int, stop: int) -> Diagnostic:
    words = unit.text[start:stop]
    return Diagnostic(
        code="EVD005",
        span=unit.at(start),
        message=f"`{words}` says how sure we are of a benefit, and is not marked",
        hints=(f"mark it, `[{words}]{{.sure}}`, if need be with the words around it",),
    )


def _unmarked(unit: Unit, passage: Passage) -> Iterator[tuple[int, int]]:
    for sentence in unit.sentences:
        if asks(unit, sentence) or _JUDGED.search(unit.text, sentence.start, sentence.stop):
            continue
        for start, stop in (
            *_results(unit, sentence),
            *_claims(unit, sentence, general=passage.box == "general"),
        ):
            if not any(first <= start and stop <= last for first, last in unit.certain):
                yield start, stop


def _results(unit: Unit, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield what was found of a benefit: no clear difference, nothing clear, nothing shown.

    In a cell of its own each word of the scale is a result: its row says of what.
    """
    said = unit.text[sentence.start : sentence.stop]
    stems = {one for word in sentence.words for one in stems_of(word.text)}
    on_benefit = not _RESULTS.isdisjoint(stems)
    for start, stop, level in levels_in(said):
        alone = unit.kind == "cell" and said.strip(" .") == said[start:stop]
        found = on_benefit and level in {"unclear", "not-shown"}
        if alone or found or level == "no-difference":
            yield sentence.start + start, sentence.start + stop


def _claims(unit: Unit, sentence: Sentence, *, general: bool) -> Iterator[tuple[int, int]]:
    """Yield `may`, `can` and their like before what a treatment is said to do.

    General advice speaks of much else, so there the treatment must be named.
    """
    words = sentence.words
    for at, word in enumerate(words):
        if not _is_modal(word.text):
            continue
        before = unit.text[sentence.start : word.at]
        if _INDIRECT.search(_CLAUSE.split(before)[-1]):
            continue
        said = next((one for one in words[at + 1 :] if one.text.casefold() not in _BETWEEN), None)
        if said and _helps(said, words[:at], left_out=bool(_OPENS.search(before)), general=general):
            yield word.at, word.stop


@cache
def _is_modal(word: str) -> bool:
    of_scale = (one.level in _OF_DEEDS and one.stop == len(word) for one in levels_in(word))
    return any(of_scale) or word.casefold() in _LIKE_THEM


def _helps(said: Word, before: tuple[Word, ...], *, left_out: bool, general: bool) -> bool:
    """Tell whether what is said is a benefit of a treatment named, or left out, before it."""
    stems = {one for word in before for one in stems_of(word.text)}
    treats = left_out or not TREATMENTS.isdisjoint(stems)
    if not general:
        treats = treats or not _STAND_INS.isdisjoint(word.text.casefold() for word in before)
    if said.text.casefold() in _STATES:
        return treats or not _FELT.isdisjoint(stems)
    return treats and not _DEEDS.isdisjoint(stems_of(said.text))
