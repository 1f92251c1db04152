"""A rule on the words of the glossary: the running text explains each at its first use.

In: the words of an edition. Out: findings RDB012. A reader on paper cannot follow a link to the
glossary, so each chapter says what a marked word means. That it does is told by words: some of
those with which the glossary explains it must stand near, whatever their endings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bookbuild.check.prose import Prose
from bookbuild.check.sentences import Sentence, Word, words_of
from bookbuild.check.units import MarkedTerm, SectionUnits, Unit
from bookbuild.check.wordings import stem, stems_of
from bookbuild.model.book import Term
from bookbuild.model.diagnostic import Diagnostic

_LONG: Final = 4
"""Of an explanation with so many words of content two must stand near, of a shorter one one."""

_NO_CONTENT: Final = frozenset(
    stem(word)
    for word in (
        "a an the this that these those it its you your they their we our us he his she her one"
        " of to for from in into on at by up down out with without during after before around"
        " and or but as if so than then because until between when while what which who how where"
        " is are was were be been do does did has have had can may might will would"
        " not no any some such all even more most mostly often usually something someone whatever"
    ).split()
)
_NAMED: Final = re.compile(r"\bcalled (?:an? |the )?$")
_DEFINED: Final = re.compile(r" (?:is|are|means?)\b")


def term_not_explained(prose: Prose) -> Iterator[Diagnostic]:
    """Find marked words whose first use in a section does not say what they mean.

    The sentence of the word, the one before and the one after must hold words of its explanation
    in the glossary. One is enough when the sentence has the form of an explanation: the word or
    what it means in round brackets, `called` before the word, or `is`, `are`, `means` behind it.
    """
    for one in prose.sections:
        if one.section.kind != "text":
            continue
        running = _running(one)
        for at, term in _first_uses(running):
            entry = prose.book.terms.get(term.key)
            if entry and not _explained(running, at, term, entry.term):
                yield _finding(running[at][0], term, entry.term)


def _running(one: SectionUnits) -> list[tuple[Unit, Sentence]]:
    """Give the sentences of a section's running text; a label counts when it marks a word."""
    return [
        (unit, sentence)
        for unit in one.units
        if not unit.beside and (unit.reads or unit.kind == "caption" or unit.terms)
        for sentence in unit.sentences
    ]


def _first_uses(running: list[tuple[Unit, Sentence]]) -> Iterator[tuple[int, MarkedTerm]]:
    """Yield each marked word at its first use, with the place of its sentence."""
    met: set[str] = set()
    for at, (unit, sentence) in enumerate(running):
        for term in unit.terms:
            if sentence.start <= term.start < sentence.stop and term.key not in met:
                met.add(term.key)
                yield at, term


def _explained(running: list[tuple[Unit, Sentence]], at: int, used: MarkedTerm, term: Term) -> bool:
    unit, sentence = running[at]
    own = _content(words_of(" ".join((term.key, term.title, *term.also))))
    wanted = _content(words_of(term.explanation)) - own
    others = [
        one
        for _, near in (*running[max(0, at - 1) : at], *running[at + 1 : at + 2])
        for one in near.words
    ]
    beside = [word for word in sentence.words if not used.start <= word.at < used.stop]
    needed = 2 if len(wanted) >= _LONG and not _has_form(unit, sentence, used) else 1
    return len(wanted & _content((*beside, *others))) >= needed


def _has_form(unit: Unit, sentence: Sentence, used: MarkedTerm) -> bool:
    """Tell whether a sentence is made to explain a word."""
    before, behind = unit.text[sentence.start : used.start], unit.text[used.stop :]
    if before.rfind("(") > before.rfind(")") or behind.startswith(" ("):
        return True
    return bool(_NAMED.search(before) or _DEFINED.match(behind))


def _content(words: Iterable[Word]) -> frozenset[str]:
    """Give the stems of the words that say something."""
    return frozenset(one for word in words for one in stems_of(word.text)) - _NO_CONTENT


def _finding(unit: Unit, used: MarkedTerm, term: Term) -> Diagnostic:
    return Diagnostic(
        code="RDB012",
        span=unit.at(used.start),
        message=f"`{unit.text[used.start : used.stop]}` is not explained at its first use "
        "in this section",
        hints=(f"say in the same sentence or the next what it means: “{term.explanation}”",),
    )
