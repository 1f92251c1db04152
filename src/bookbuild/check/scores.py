"""How hard the chapters are to read.

In: the units of an edition. Out: a score for each chapter, and one for the whole edition. What is
counted is running text: paragraphs, items, cells that are sentences, and what stands in boxes;
titles, headings, captions, citations, the glossary and the list of references are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from bookbuild.check.formulas import fkgl, smog
from bookbuild.check.sentences import Sentence
from bookbuild.check.syllables import more_when_read_aloud
from bookbuild.check.units import SectionUnits, Unit
from bookbuild.check.voice import passives
from bookbuild.model.assessment import Score
from bookbuild.model.document import Edition
from bookbuild.model.walk import plain

_LONG: Final = 3
"""Syllables from which SMOG counts a word."""


def scores(
    sections: Iterable[SectionUnits], edition: Edition, syllables: Callable[[str], int]
) -> tuple[Score, ...]:
    """Score each chapter of an edition in order, then all its text; what has no words has no score.

    Figures count as one syllable. McLaughlin (1969) would have them read aloud, which makes text
    harder by the numbers a patient needs; that score is given besides, and decides nothing.
    """
    return tuple(_scores(sections, edition, syllables))


def running_sentences(units: Iterable[Unit]) -> Iterator[Sentence]:
    """Yield the sentences of the running text."""
    for unit in units:
        if unit.reads:
            yield from unit.sentences


def _scores(
    sections: Iterable[SectionUnits], edition: Edition, syllables: Callable[[str], int]
) -> Iterator[Score]:
    everything: list[Sentence] = []
    for one in sections:
        if one.section.kind != "text":
            continue
        sentences = list(running_sentences(one.units))
        everything += sentences
        if one.section.number is not None and sentences:
            words = sum(len(sentence.words) for unit in one.body for sentence in unit.sentences)
            chapter = _score(sentences, edition, syllables)
            yield replace(
                chapter,
                label=one.section.label,
                number=one.section.number,
                title=plain(one.section.title),
                body=words,
            )
    if everything:
        yield _score(everything, edition, syllables)


def _score(
    sentences: Sequence[Sentence], edition: Edition, syllables: Callable[[str], int]
) -> Score:
    counts = [_counted(sentence, syllables) for sentence in sentences]
    words, spoken, long, long_aloud, passive = map(sum, zip(*counts, strict=True))
    return Score(
        edition=edition,
        words=words,
        sentences=len(sentences),
        syllables=spoken,
        polysyllables=long,
        mean=words / len(sentences),
        longest=max(count.words for count in counts),
        smog=smog(long, len(sentences)),
        smog_aloud=smog(long_aloud, len(sentences)),
        fkgl=fkgl(words, len(sentences), spoken),
        passive=passive,
    )


class _Counts(NamedTuple):
    """What is counted of a sentence; long: its words of three syllables or more."""

    words: int
    syllables: int
    long: int
    long_aloud: int
    passive: bool


@lru_cache(maxsize=2**15)  # a sentence counts for its chapter, for the whole, and for the handout
def _counted(sentence: Sentence, syllables: Callable[[str], int]) -> _Counts:
    counts = [syllables(word.text) for word in sentence.words]
    aloud = [
        count + more_when_read_aloud(word.text) if word.text[0].isdigit() else count
        for word, count in zip(sentence.words, counts, strict=True)
    ]
    return _Counts(
        words=len(counts),
        syllables=sum(counts),
        long=sum([count >= _LONG for count in counts]),
        long_aloud=sum([count >= _LONG for count in aloud]),
        passive=bool(passives(sentence)),
    )
