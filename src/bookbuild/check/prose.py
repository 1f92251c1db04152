"""What a rule may look at: one edition, its words as units, its scores, and the book's wording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from bookbuild.check.passages import Passage, passages_of
from bookbuild.check.scores import scores
from bookbuild.check.syllables import speaker
from bookbuild.check.units import SectionUnits, Unit, imprint_units, units_of
from bookbuild.model.assessment import Score
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The words of one edition, made ready once for all rules.

    chapters: the numbered sections. units: every unit, with those of the imprint. passages: what a
    source can stand for. scores: of each chapter, then of the whole. syllables: counts those of a
    word. sourced: the sentences that the book prints with a source, made ready to compare.
    """

    book: ResolvedDocument
    wording: Wording
    sections: tuple[SectionUnits, ...]
    chapters: tuple[SectionUnits, ...]
    units: tuple[Unit, ...]
    passages: tuple[Passage, ...]
    scores: tuple[Score, ...]
    syllables: Callable[[str], int]
    sourced: frozenset[str] = frozenset()


def prose_of(book: ResolvedDocument, wording: Wording) -> Prose:
    """Make the words of an edition ready for the rules."""
    sections = units_of(book)
    syllables = speaker(wording.syllables)
    return Prose(
        book=book,
        wording=wording,
        sections=sections,
        chapters=tuple(one for one in sections if one.section.number is not None),
        units=(*imprint_units(book), *chain.from_iterable(one.units for one in sections)),
        passages=tuple(chain.from_iterable(passages_of(book, one) for one in sections)),
        scores=scores(sections, book.edition, syllables),
        syllables=syllables,
    )
