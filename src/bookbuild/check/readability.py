"""Rules on how hard the text is to read: school grades, length of sentences and lists, passives.

In: the words of an edition. Out: findings RDB001 to RDB008, RDB013 and RDB014. The limits are those
of the book (`[limits]` of words.toml); SMOG is judged from 30 sentences on, for which it was made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from bookbuild.check.prose import Prose
from bookbuild.check.scores import running_sentences
from bookbuild.check.sentences import Sentence
from bookbuild.check.units import SectionUnits, Unit
from bookbuild.check.voice import passives
from bookbuild.model.assessment import Score
from bookbuild.model.diagnostic import Diagnostic, Severity
from bookbuild.model.document import BulletList, OrderedList
from bookbuild.model.source import Span
from bookbuild.model.walk import every_block
from bookbuild.model.wording import Grades

_ENOUGH_WORDS: Final = 100
"""Below this a grade says more about the words chosen than about the text."""


def smog_too_high(prose: Prose) -> Iterator[Diagnostic]:
    """Find chapters, and editions, that read at too high a SMOG grade."""
    limit = prose.wording.limits.smog
    for score, chapter in _scored(prose):
        if round(score.smog, 1) > limit and not score.indicative:
            yield Diagnostic(
                code="RDB001",
                span=_place(chapter),
                message=f"{_named(score)} reads at SMOG grade {score.smog:.1f}, above {limit:.1f}",
                hints=(_long_words_hint(prose, chapter.units if chapter else prose.units),),
            )


def fkgl_too_high(prose: Prose) -> Iterator[Diagnostic]:
    """Find chapters, and editions, that read at too high a Flesch-Kincaid grade."""
    limit = prose.wording.limits.fkgl
    for score, chapter in _scored(prose):
        if round(score.fkgl, 1) > limit and score.words >= _ENOUGH_WORDS:
            yield Diagnostic(
                code="RDB002",
                span=_place(chapter),
                message=f"{_named(score)} reads at Flesch-Kincaid grade {score.fkgl:.1f}, "
                f"above {limit:.1f}",
                hints=("cut its longest sentences in two, and take shorter words",),
            )


def sentence_too_long(prose: Prose) -> Iterator[Diagnostic]:
    """Find sentences longer than a sentence may be."""
    limit = prose.wording.limits.sentence
    for unit, sentence in _all_sentences(prose):
        length = len(sentence.words)
        if length > limit:
            yield Diagnostic(
                code="RDB003",
                span=unit.at(sentence.words[0].at),
                message=f"this sentence has {length} words, more than {limit}",
                hints=("make two sentences of it",),
            )


def sentence_long(prose: Prose) -> Iterator[Diagnostic]:
    """Find sentences longer than the aim, up to the limit."""
    limits = prose.wording.limits
    for unit, sentence in _all_sentences(prose):
        length = len(sentence.words)
        if limits.sentence_aim < length <= limits.sentence:
            yield Diagnostic(
                code="RDB004",
                severity=Severity.WARNING,
                span=unit.at(sentence.words[0].at),
                message=f"this sentence has {length} words; aim at {limits.sentence_aim} or fewer",
                hints=("make two sentences of it, or take words out",),
            )


def mean_sentence_too_long(prose: Prose) -> Iterator[Diagnostic]:
    """Find chapters whose sentences are too long on the whole."""
    limit = prose.wording.limits.sentence_mean
    for score, chapter in _scored(prose):
        if round(score.mean, 1) > limit and score.words >= _ENOUGH_WORDS:
            yield Diagnostic(
                code="RDB005",
                span=_place(chapter),
                message=f"the sentences of {_named(score)} have {score.mean:.1f} words "
                f"in the mean, more than {limit:.1f}",
                hints=("cut its longest sentences in two",),
            )


def paragraph_too_long(prose: Prose) -> Iterator[Diagnostic]:
    """Find paragraphs, and items of lists, of too many sentences."""
    limit = prose.wording.limits.paragraph
    for unit in prose.units:
        if unit.kind in {"paragraph", "item"} and len(unit.sentences) > limit:
            yield Diagnostic(
                code="RDB006",
                span=unit.at(unit.sentences[limit].words[0].at),
                message=f"this {unit.kind} has {len(unit.sentences)} sentences, more than {limit}",
                hints=("begin a new paragraph here, or before",),
            )


def list_too_long(prose: Prose) -> Iterator[Diagnostic]:
    """Find lists of too many items."""
    limit = prose.wording.limits.list
    for one in prose.sections:
        for block in every_block(one.section.blocks):
            if isinstance(block, BulletList | OrderedList) and len(block.items) > limit:
                yield Diagnostic(
                    code="RDB007",
                    span=block.span,
                    message=f"this list has {len(block.items)} items, more than {limit}",
                    hints=("make two lists of it, each with a line that says what it holds",),
                )


def too_often_passive(prose: Prose) -> Iterator[Diagnostic]:
    """Find chapters, and editions, that too often do not say who acts."""
    limit = prose.wording.limits.passive_share
    for score, chapter in _scored(prose):
        if score.passive_share > limit and score.words >= _ENOUGH_WORDS:
            yield Diagnostic(
                code="RDB013",
                span=_place(chapter),
                message=f"{score.passive_share} % of the sentences of {_named(score)} are in the "
                f"passive voice, more than {limit} %",
                hints=(_passive_hint(chapter.units if chapter else prose.units),),
            )


def sentence_too_passive(prose: Prose) -> Iterator[Diagnostic]:
    """Find sentences with more passives than one sentence may have."""
    limit = prose.wording.limits.passives
    for unit in prose.units:
        for sentence in unit.sentences if unit.reads else ():
            found = passives(sentence)
            if len(found) > limit:
                yield Diagnostic(
                    code="RDB014",
                    severity=Severity.WARNING,
                    span=unit.at(found[0].at),
                    message=f"this sentence has {len(found)} passives, more than {limit}",
                    hints=("say who does what: `we watch you`, not `you are watched`",),
                )


def score_got_worse(prose: Prose) -> Iterator[Diagnostic]:
    """Find chapters that read harder than when their grades were last looked at."""
    for score, chapter in _scored(prose):
        before = prose.wording.ratchet.get((score.edition, score.label))
        if before is None:
            continue
        for change in _worse(score, before):
            yield Diagnostic(
                code="RDB008",
                severity=Severity.WARNING,
                span=_place(chapter),
                message=f"{_named(score)} has gone from {change}",
                hints=("make it plainer, or write the new value into `readability.toml`",),
            )


def _worse(now: Score, before: Grades) -> Iterator[str]:
    for name, grade, limit in (
        ("SMOG", now.smog, before.smog),
        ("Flesch-Kincaid", now.fkgl, before.fkgl),
    ):
        if round(grade, 1) > limit:
            yield f"{name} grade {limit:.1f} to {grade:.1f}"
    if before.passive is not None and now.passive_share > before.passive:
        yield f"{before.passive} % to {now.passive_share} % of sentences in the passive voice"


def _scored(prose: Prose) -> Iterator[tuple[Score, SectionUnits | None]]:
    """Yield each score with its chapter; the score of the whole edition has none."""
    chapters = {one.section.label: one for one in prose.chapters}
    for score in prose.scores:
        yield score, chapters.get(score.label)


def _place(chapter: SectionUnits | None) -> Span | None:
    return chapter.section.span if chapter else None


def _named(score: Score) -> str:
    match score.edition, score.label:
        case "book", "":
            return "the whole book"
        case "handout", "":
            return "the text of all handouts"
        case piece, "":
            return f"the {piece}"
        case "book", _:
            return "this chapter"
        case "handout", _:
            return "the handout of this chapter"
        case _:
            return f"the {score.edition}"


def _long_words_hint(prose: Prose, units: Iterable[Unit]) -> str:
    """Name the five words of three syllables or more that are met most often."""
    met = Counter(
        word.text.casefold()
        for sentence in running_sentences(units)
        for word in sentence.words
        if prose.syllables(word.text) >= 3
    )
    most = sorted(met.items(), key=lambda one: (-one[1], one[0]))[:5]
    listed = ", ".join(f"`{word}` ({times})" for word, times in most)
    return f"take shorter words; the long words met most often are {listed}"


def _passive_hint(units: Iterable[Unit]) -> str:
    """Name the places of the first five passives."""
    places = (
        str(unit.at(found.at))
        for unit in units
        if unit.reads
        for sentence in unit.sentences
        for found in passives(sentence)[:1]
    )
    return f"say who acts; the first are at {', '.join(islice(places, 5))}"


def _all_sentences(prose: Prose) -> Iterator[tuple[Unit, Sentence]]:
    """Yield each sentence with its unit, captions included."""
    for unit in prose.units:
        if unit.reads or unit.kind == "caption":
            for sentence in unit.sentences:
                yield unit, sentence
