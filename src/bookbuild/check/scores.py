"""How hard the chapters are to read.

In: the units of an edition. Out: a score for each chapter, and one for the whole edition. What is
counted is running text: paragraphs, items, cells that are sentences, and what stands in boxes;
titles, headings, captions, citations, the glossary and the list of references are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from bookbuild.check.formulas import fkgl, smog
from bookbuild.check.sentences import Sentence
from bookbuild.check.syllables import more_when_read_aloud
from bookbuild.check.units import SectionUnits, Unit
from bookbuild.check.voice import passives
from bookbuild.model.assessment import Score
from bookbuild.model.document import Edition
from bookbuild.model.walk import plain


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
    words = [word.text for sentence in sentences for word in sentence.words]
    counts = [syllables(word) for word in words]
    aloud = [
        count + more_when_read_aloud(word) if word[0].isdigit() else count
        for word, count in zip(words, counts, strict=True)
    ]
    polysyllables = _long(counts)
    return Score(
        edition=edition,
        words=len(words),
        sentences=len(sentences),
        syllables=sum(counts),
        polysyllables=polysyllables,
        mean=len(words) / len(sentences),
        longest=max(len(sentence.words) for sentence in sentences),
        smog=smog(polysyllables, len(sentences)),
        smog_aloud=smog(_long(aloud), len(sentences)),
        fkgl=fkgl(len(words), len(sentences), sum(counts)),
        passive=sum(bool(passives(sentence)) for sentence in sentences),
    )


def _long(counts: Iterable[int]) -> int:
    return sum(count >= 3 for count in counts)
