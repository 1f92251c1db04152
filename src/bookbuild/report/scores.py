"""How hard each chapter is to read, in each edition.

In: the scores that `check` computed, the book's limits. Out: a part of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from bookbuild.model.assessment import Score
from bookbuild.model.document import PieceName
from bookbuild.model.wording import Limits
from bookbuild.report.markup import Group, Markup, Row, Section, element, table, together

_COLUMNS: Final = (
    "Chapter",
    "Words",
    "Sentences",
    "Words in a sentence",
    "Longest sentence",
    "SMOG grade",
    "SMOG, figures read aloud",
    "Flesch-Kincaid grade",
    "Sentences in the passive voice, %",
    "Words of the body",
)
_BOOK: Final = "The book: how hard each chapter is to read"
_HANDOUTS: Final = "The handouts: how hard the text of each is to read"
_PIECES: Final = "The pieces: how hard the text of each is to read"
_FEW: Final = "†"
_NO_LIMIT: Final = "–"


def scores(given: Sequence[Score], limits: Limits) -> Section:
    """Give tables of the book and the handouts by chapter, and of the pieces, with the limits."""
    tables = [
        _table(name, caption, rows, limits)
        for name, caption, editions in (
            ("book", _BOOK, ("book",)),
            ("handout", _HANDOUTS, ("handout",)),
            ("pieces", _PIECES, get_args(PieceName)),
        )
        if (rows := [one for one in given if one.edition in editions])
    ]
    body = together(*tables, _what_is_counted())
    return Section(id="scores", title="How hard it is to read", body=body)


def hardest(given: Sequence[Score]) -> str:
    """Say the highest grades that were judged of any chapter or edition, for the summary."""
    judged = [one for one in given if not one.indicative]
    if not judged:
        return "no chapter is long enough to be judged"
    smog = max(judged, key=lambda one: one.smog)
    fkgl = max(judged, key=lambda one: one.fkgl)
    return f"SMOG {smog.smog:.1f} ({_named(smog)}), Flesch-Kincaid {fkgl.fkgl:.1f} ({_named(fkgl)})"


def _table(name: str, caption: str, given: Sequence[Score], limits: Limits) -> Markup:
    rows = [_row(one) for one in given]
    return table(
        caption,
        _COLUMNS,
        [Group(rows=rows)],
        name=f"scores-{name}",
        shape="figures",
        foot=[_limits(name, limits)],
    )


def _row(one: Score) -> Row:
    few = _FEW if one.indicative else ""
    return Row(
        cells=(
            f"{one.number} {one.title}" if one.number else _whole(one),
            f"{one.words:,}",
            f"{one.sentences:,}",
            f"{one.mean:.1f}",
            str(one.longest),
            f"{one.smog:.1f}{few}",
            f"{one.smog_aloud:.1f}{few}",
            f"{one.fkgl:.1f}",
            str(one.passive_share),
            f"{one.body:,}" if one.number else _NO_LIMIT,
        )
    )


def _whole(one: Score) -> str:
    return one.edition.capitalize() if one.edition in get_args(PieceName) else "All of it"


def _limits(name: str, limits: Limits) -> Row:
    body = {"book": limits.chapter_words, "handout": limits.handout_words}.get(name)
    return Row(
        cells=(
            "Limit",
            _NO_LIMIT,
            _NO_LIMIT,
            f"{limits.sentence_mean:.1f}",
            f"{limits.sentence} (aim {limits.sentence_aim})",
            f"{limits.smog:.1f}",
            _NO_LIMIT,
            f"{limits.fkgl:.1f}",
            str(limits.passive_share),
            f"{body[0]} to {body[1]}" if body else _NO_LIMIT,
        )
    )


def _what_is_counted() -> Markup:
    return element(
        "p",
        "Grades are years of school in the US. Counted are paragraphs, list items, boxes, and "
        "table cells that are sentences; titles, captions, the glossary and the sources are not. "
        f"{_FEW} Fewer than 30 sentences, for which SMOG was not made: shown, not judged. "
        "In the passive voice a sentence need not say who acts; a name (it is called) and a state "
        "(you are tired) are not counted. "
        "A grade tells that words and sentences are short, not that people understand them.",
    )


def _named(one: Score) -> str:
    edition = "handouts" if one.edition == "handout" else one.edition
    return f"{edition}, chapter {one.number}" if one.number else f"{edition}, all of it"
