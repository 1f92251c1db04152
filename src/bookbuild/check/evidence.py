"""Rules on sources: facts have one, benefit is said with how sure we are, both sides are heard.

In: the words of an edition. Out: findings EVD001 to EVD004 and EVD006; none for a book without a
ledger of claims. What is a fact, and what is a claim of benefit, is told by words: the lists are
made so that a sentence on harm, benefit, law or approval of a treatment is seen, and plain advice
is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, assert_never, get_args

from bookbuild.check.passages import Passage
from bookbuild.check.prose import Prose
from bookbuild.check.sentences import Sentence
from bookbuild.check.units import SectionUnits, Unit
from bookbuild.check.wordings import holds, stem, stems_of
from bookbuild.model.certainty import SCALE
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.document import UncitedPiece
from bookbuild.model.evidence import Disagreement

_GENERAL_SHARE: Final = 10
"""At most one paragraph in so many may be general advice without a source."""


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


TREATMENTS: Final = _stems(
    "ketamine esketamine spravato drug medicine medication opioid morphine gabapentin pregabalin"
    " antidepressant sedative treatment therapy care drip infusion spray lozenge tablet exercise"
    " movement dose anesthetic naloxone"
)
_SUBJECTS: Final = TREATMENTS | _stems(
    "pain crps migraine fibromyalgia headache depression mood bladder liver bile memory kidney"
    " breathing pressure pulse heart baby brain nerve cancer fda nice survey guideline trial review"
)
# In a chapter these mostly stand for one of them.
_STAND_INS: Final = frozenset({"it", "they"})
_FACTS: Final = _stems(
    "ease eased relieve relief lower help improve benefit reduce work worked lift effect"
    " harm risk danger dangerous damage hurt cause kill die death deadly coma slow stop rise raise"
    " shrink bleed worse dependence dependent addiction addictive safe safer safety unsafe effects"
    " approve approved license licensed law legal illegal control controlled crime ban warn warned"
    " alert advice advise advised judged rated found showed show shown proof proven evidence"
    " difference can may should usually act block chronic weak small short sure unclear known need"
)
_ADVISES: Final = re.compile(
    r"(?:^\W*|[,:;]\s)(?:agree|ask|bring|call|check|decide|do|follow|give|go|keep|learn|lay|let|lock"
    r"|look|note|plan|put|read|say|search|see|set|show|stay|take|talk|tell|think|write)\b",
    re.IGNORECASE,
)

_BENEFITS: Final = frozenset(
    f"{verb}{ending}"
    for verb in "ease relieve help lower improve lift reduce cure fix heal calm work".split()
    for ending in ("", "s")
) | {"effective", "helpful"}
_BENEFIT_CUES: Final = (
    "ease", "reliev", "help", "lower", "improv", "lift", "reduc", "cure", "fix", "heal", "calm",
    "work", "effective",
)  # fmt: skip
# What was `2 points lower` was measured; what lowers pain is claimed.
_MEASURED: Final = frozenset(
    "is are was were be been point points score scores little much".split()
)
_SURE: Final = frozenset(
    "may might can could cannot probably unclear unknown not no never none nobody nothing neither"
    " nor whether if should would advise advises judge judged".split()
)


def fact_without_source(prose: Prose) -> Iterator[Diagnostic]:
    """Find paragraphs, lists, tables and figures that state a fact and cite nothing for it.

    A source stands behind what it is for, so it holds for the sentences before it, and not for
    those that follow. Of a piece without sources EVD006 asks more than this.
    """
    if prose.book.edition in get_args(UncitedPiece):
        return
    for passage in _body(prose):
        if passage.box == "general" or _ADVISES.search(passage.lead):
            continue
        for unit, sentence in _sentences(passage):
            if not _has_source(passage, unit, sentence) and _states_a_fact(
                unit, sentence, in_chapter=passage.section.number is not None
            ):
                yield Diagnostic(
                    code="EVD001",
                    span=unit.at(sentence.words[0].at),
                    message=f"this {passage.kind} states a fact and cites no source for it: "
                    f"`{_beginning(unit, sentence)}`",
                    hints=("cite one, `[@key]`, or put general advice into `::: {.general}`",),
                )
                break


def too_much_general_advice(prose: Prose) -> Iterator[Diagnostic]:
    """Find chapters of which more than one paragraph in ten is advice without a source.

    A list counts as a paragraph. Standard parts count nowhere: they are the same in every chapter.
    """
    if prose.book.claims is None or prose.book.edition != "book":
        return
    for one in prose.chapters:
        own = list(_paragraphs(prose, one))
        general = [passage for passage in own if passage.box == "general"]
        if len(general) * _GENERAL_SHARE > len(own):
            yield Diagnostic(
                code="EVD002",
                span=general[-1].span,
                message=f"{len(general)} of {len(own)} paragraphs in this chapter have no source",
                hints=("give some of them a source, or leave them out: one in ten is enough",),
            )


def benefit_without_certainty(prose: Prose) -> Iterator[Diagnostic]:
    """Find sentences that say a treatment helps, and not how sure we are.

    What one study found stands in the past tense, and says how sure we are by its numbers.
    """
    for passage in _body(prose):
        for unit, sentence in _sentences(passage):
            said = unit.text[sentence.start : sentence.stop].casefold()
            if not holds(said, _BENEFIT_CUES):
                continue
            words = [word.text.casefold() for word in sentence.words]
            if not _SURE.isdisjoint(words) or asks(unit, sentence):
                continue
            benefit = _benefit_in(words)
            if benefit is not None:
                yield Diagnostic(
                    code="EVD003",
                    span=unit.at(sentence.words[benefit].at),
                    message=f"this sentence does not say how sure we are: "
                    f"`{_beginning(unit, sentence)}`",
                    hints=(f"say how sure we are: {SCALE}",),
                )


def one_side_alone(prose: Prose) -> Iterator[Diagnostic]:
    """Find sections that give one side of a disagreement and not the other.

    Asked of the book alone: a handout carries standard parts besides, which say what is not known.
    """
    ledger = prose.book.claims
    if ledger is None or prose.book.edition != "book":
        return
    for one in prose.sections:
        passages = [passage for passage in prose.passages if passage.section is one.section]
        cited = frozenset[str]().union(*(passage.cited for passage in passages))
        for row in ledger.disagreements:
            for side, other in _sides(row):
                if cited.isdisjoint(other) and (passage := _on_the_matter(row, passages, side)):
                    yield _alone(row, passage, side, other)


def statement_not_in_book(prose: Prose) -> Iterator[Diagnostic]:
    """Find sentences of a piece without sources that the book does not print with a source.

    Questions and plain advice need none; other advice stands in `.general`, as in the book.
    """
    if prose.book.edition not in get_args(UncitedPiece):
        return
    for passage in _body(prose):
        for unit, sentence in _sentences(passage) if passage.box != "general" else ():
            said = unit.text[sentence.start : sentence.stop]
            plain_advice = asks(unit, sentence) or _ADVISES.match(said)
            if not plain_advice and _as_compared(said) not in prose.sourced:
                yield Diagnostic(
                    code="EVD006",
                    span=unit.at(sentence.words[0].at),
                    message=f"the book does not say this with a source: "
                    f"`{_beginning(unit, sentence)}`",
                    hints=("print a sentence of the book, word for word, or change the book too",),
                    lacks=said,
                )


def sourced_sentences(prose: Prose) -> frozenset[str]:
    """Give the sentences of an edition that a source stands behind, to compare others with."""
    return frozenset(
        _as_compared(unit.text[sentence.start : sentence.stop])
        for passage in _body(prose)
        if passage.cited
        for unit, sentence in _sentences(passage)
        if _has_source(passage, unit, sentence)
    )


def _as_compared(sentence: str) -> str:
    """Give a sentence without what may differ between two prints of it: its case and its stop."""
    return " ".join(sentence.split()).rstrip(".").casefold()


def _body(prose: Prose) -> Iterator[Passage]:
    for passage in prose.passages if prose.book.claims else ():
        if passage.argues and passage.section.kind == "text":
            yield passage


def _paragraphs(prose: Prose, one: SectionUnits) -> Iterator[Passage]:
    for passage in prose.passages:
        own = passage.section is one.section and passage.span.path == one.section.span.path
        if own and passage.argues and passage.kind in {"paragraph", "list"}:
            yield passage


def _sentences(passage: Passage) -> Iterator[tuple[Unit, Sentence]]:
    for unit in passage.units:
        if unit.kind != "label":
            for sentence in unit.sentences:
                yield unit, sentence


def _has_source(passage: Passage, unit: Unit, sentence: Sentence) -> bool:
    """Tell whether a source stands at the end of a sentence, or holds for all of its passage.

    The source of a table is that of its caption. A list has one in the paragraph that leads to it,
    or at the end of its last item; if other items cite, each item needs its own.
    """
    if any(place > sentence.start for place in unit.cited):
        return True
    match passage.kind:
        case "paragraph" | "figure":
            return passage.leads and not unit.cited and bool(passage.cited)
        case "table":
            return bool(passage.cited)
        case "list":
            citing = [one for one in passage.units if one.cited]
            return passage.led_by_source or citing == [passage.units[-1]]
        case _:
            assert_never(passage.kind)


def _states_a_fact(unit: Unit, sentence: Sentence, *, in_chapter: bool) -> bool:
    """Tell whether a sentence says something of a treatment or an illness that can be looked up.

    Questions, advice (`Ask …`, `You can always ask …`) and sentences that point to another place of
    the book do not.
    """
    said = unit.text[sentence.start : sentence.stop]
    if asks(unit, sentence) or _ADVISES.search(said) or _POINTS.search(said):
        return False
    stems = {one for word in sentence.words for one in stems_of(word.text)}
    subjects = _SUBJECTS | _STAND_INS if in_chapter else _SUBJECTS
    return not subjects.isdisjoint(stems) and not _FACTS.isdisjoint(stems)


_POINTS: Final = re.compile(
    r"^\W*(?:(?:Chapter|Figure|Table)\s\d"
    r"|You (?:can|may|will) (?:always|also|want|choose|ask|say|read|find|see)\b)"
)


def asks(unit: Unit, sentence: Sentence) -> bool:
    """Tell whether a sentence is a question."""
    return unit.text[sentence.start : sentence.stop].rstrip("”’) ").endswith("?")


def _benefit_in(words: list[str]) -> int | None:
    """Give the place of a word by which a treatment named before it is said to help."""
    named = False
    for at, word in enumerate(words):
        measured = word == "lower" and words[at - 1] in _MEASURED
        if named and word in _BENEFITS and not measured:
            return at
        named = named or not TREATMENTS.isdisjoint(stems_of(word))
    return None


def _sides(row: Disagreement) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the sides that need another beside them."""
    yield row.one, row.other
    if not row.one_way:
        yield row.other, row.one


def _on_the_matter(
    row: Disagreement, passages: list[Passage], side: tuple[str, ...]
) -> Passage | None:
    """Give the first paragraph or list that cites a side of a disagreement on its matter.

    The sources of a table or figure belong to single cells of it, and nobody knows to which.
    """
    for passage in passages:
        if passage.kind in {"paragraph", "list"} and not passage.cited.isdisjoint(side):
            text = passage.text.casefold()
            if any(words.casefold() in text for words in row.about):
                return passage
    return None


def _alone(
    row: Disagreement, passage: Passage, side: tuple[str, ...], other: tuple[str, ...]
) -> Diagnostic:
    given = ", ".join(f"`{key}`" for key in side if key in passage.cited)
    keys = " or ".join(f"`{key}`" for key in other)
    return Diagnostic(
        code="EVD004",
        span=passage.span,
        message=f"{given} stands alone on {row.matter} ({row.id})",
        hints=(f"sources disagree: say in this section what {keys} found, too",),
    )


def _beginning(unit: Unit, sentence: Sentence) -> str:
    words = unit.text[sentence.start : sentence.stop].split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
