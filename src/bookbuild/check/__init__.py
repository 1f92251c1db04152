"""The editions of the book in; what its house rules find out, and how hard the text is to read.

A rule is a row of `RULES`: a code, and a function from the words of one edition to findings. An
error is what a reader should never meet; a warning is an aim that was missed. Every code has a page
in `docs/findings/`, with a faulty and a mended example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeAlias, get_args

from bookbuild.check.blocks import (
    emergency_box_not_once,
    emergency_words_differ,
    required_block_missing,
)
from bookbuild.check.certainty import certainty_without_mark
from bookbuild.check.citations import citation_lost
from bookbuild.check.claims import (
    citation_gone,
    claim_without_place,
    place_not_there,
    place_without_source,
    source_nobody_checked,
    wrong_claim_returns,
)
from bookbuild.check.evidence import (
    benefit_without_certainty,
    fact_without_source,
    one_side_alone,
    sourced_sentences,
    statement_not_in_book,
    too_much_general_advice,
)
from bookbuild.check.explanations import term_not_explained
from bookbuild.check.lengths import (
    chapter_length,
    handout_length,
    piece_length,
    wrong_number_of_points,
)
from bookbuild.check.numbers import (
    bare_percentage,
    decimal_misread,
    dose,
    frequency_word,
    number_not_in_table,
    phone_number_not_in_table,
    relative_claim,
    strange_denominator,
)
from bookbuild.check.pieces import more_than_words
from bookbuild.check.prose import Prose, prose_of
from bookbuild.check.readability import (
    fkgl_too_high,
    list_too_long,
    mean_sentence_too_long,
    paragraph_too_long,
    score_got_worse,
    sentence_long,
    sentence_too_long,
    sentence_too_passive,
    smog_too_high,
    too_often_passive,
)
from bookbuild.check.spelling import misspelling
from bookbuild.check.standing import standing_findings
from bookbuild.check.typography import (
    doubled_word,
    heading_not_in_sentence_case,
    heading_with_stop,
    number_before_source,
    space_before_unit_can_break,
    straight_quote,
)
from bookbuild.check.vocabulary import abbreviation_not_explained, banned_word, contraction
from bookbuild.check.waivers import settle
from bookbuild.model.assessment import Assessment
from bookbuild.model.diagnostic import Diagnostic, Outcome, in_order
from bookbuild.model.document import UncitedPiece
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.wording import Wording

Rule: TypeAlias = Callable[[Prose], Iterator[Diagnostic]]

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "RDB001": smog_too_high,
        "RDB002": fkgl_too_high,
        "RDB003": sentence_too_long,
        "RDB004": sentence_long,
        "RDB005": mean_sentence_too_long,
        "RDB006": paragraph_too_long,
        "RDB007": list_too_long,
        "RDB008": score_got_worse,
        "RDB009": banned_word,
        "RDB010": contraction,
        "RDB011": abbreviation_not_explained,
        "RDB012": term_not_explained,
        "RDB013": too_often_passive,
        "RDB014": sentence_too_passive,
        "LEN001": chapter_length,
        "LEN002": handout_length,
        "LEN003": piece_length,
        "TYP001": straight_quote,
        "TYP002": doubled_word,
        "TYP003": heading_with_stop,
        "TYP004": heading_not_in_sentence_case,
        "TYP005": misspelling,
        "TYP006": space_before_unit_can_break,
        "TYP007": wrong_number_of_points,
        "CLM001": claim_without_place,
        "CLM002": place_not_there,
        "CLM003": place_without_source,
        "CLM004": source_nobody_checked,
        "CLM005": wrong_claim_returns,
        "CLM006": citation_gone,
        "CLM007": citation_lost,
        "EVD001": fact_without_source,
        "EVD002": too_much_general_advice,
        "EVD003": benefit_without_certainty,
        "EVD004": one_side_alone,
        "EVD005": certainty_without_mark,
        "EVD006": statement_not_in_book,
        "NUM001": number_not_in_table,
        "NUM002": bare_percentage,
        "NUM003": relative_claim,
        "NUM004": frequency_word,
        "NUM005": strange_denominator,
        "DOS001": dose,
        "DOS002": decimal_misread,
        "PHN001": phone_number_not_in_table,
        "BLK001": emergency_words_differ,
        "BLK002": required_block_missing,
        "BLK003": emergency_box_not_once,
        "PNL002": more_than_words,
        "TYP008": number_before_source,
    }
)


def check(editions: Sequence[ResolvedDocument], wording: Wording) -> Outcome[Assessment]:
    """Hold all editions against the house rules; what is printed in two of them is told once."""
    proses = _side_by_side([prose_of(book, wording) for book in editions])
    found = in_order(
        finding for prose in proses for rule in RULES.values() for finding in rule(prose)
    )
    # A standing is the text's, not an edition's: any edition can tell it.
    standing = [one for book in editions[:1] for one in standing_findings(book.standing)]
    settled = settle((*found, *standing), wording.waivers)
    assessment = Assessment(
        scores=tuple(score for prose in proses for score in prose.scores), waived=settled.value
    )
    return Outcome(assessment, in_order(settled.diagnostics))


def _side_by_side(proses: Sequence[Prose]) -> list[Prose]:
    """Tell a piece without sources what the book says with them."""
    uncited = {prose.book.edition for prose in proses if prose.sections} & {*get_args(UncitedPiece)}
    if not uncited:
        return list(proses)
    sourced = frozenset[str]().union(
        *(sourced_sentences(prose) for prose in proses if prose.book.edition == "book")
    )
    return [
        replace(prose, sourced=sourced) if prose.book.edition in uncited else prose
        for prose in proses
    ]


__all__ = ["RULES", "Rule", "check"]
