"""Every number that the book may print: what it counts, and where its words stand.

In: the number table, the resolved editions, the keys that have a row in the list of sources. Out: a
part of the report.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from bookbuild.model.evidence import NumberKind, NumberRow, NumberTable
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.report.markup import Group, Row, Section, element, joined, table, together
from bookbuild.report.places import sections_named, text_of
from bookbuild.report.sources import source_links

_KINDS: Final[Mapping[NumberKind, str]] = {
    "study": "Numbers of studies",
    "date": "Dates",
    "law": "Law and definitions",
    "phone": "Telephone numbers",
    "example": "Examples",
}


def numbers(
    given: NumberTable, editions: Sequence[ResolvedDocument], known: Collection[str]
) -> Section:
    """Give every row of the number table, by kind."""
    texts = _texts(editions)
    by_kind: dict[NumberKind, list[Row]] = {kind: [] for kind in _KINDS}
    for one in given.rows:
        by_kind[one.kind].append(_row(one, texts, editions[0], known))
    groups = [Group(title=_KINDS[kind], rows=rows) for kind, rows in by_kind.items() if rows]
    about = element(
        "p",
        "These are the numbers that the text may print. Where the words of a row stand is looked "
        "up in the text, captions and glossary; the drawings repeat the captions.",
    )
    columns = ("No.", "What it says", "Words in print", "Stands in", "Sources")
    whole = table("The number table", columns, groups, name="number-table")
    return Section(id="numbers", title="Numbers", body=together(about, whole))


def _row(
    one: NumberRow, texts: Mapping[str, str], book: ResolvedDocument, known: Collection[str]
) -> Row:
    return Row(
        id=f"number-{one.id}",
        cells=(
            one.id,
            "; ".join(_told(one)),
            joined((f"“{words}”" for words in one.prints), between="; "),
            sections_named(_sections_with(one.prints, texts), book),
            source_links(one.references, known) if one.references else "none needed",
        ),
    )


def _told(one: NumberRow) -> Iterator[str]:
    """Yield what is counted, then in whom, out of how many, when and against what."""
    yield one.event
    if one.who:
        yield f"{one.who}, {one.size:,} in all" if one.size else one.who
    if one.n:
        yield f"{', '.join(one.n)} out of {one.denominator}"
    if one.window:
        yield one.window
    if one.comparison and one.comparison != "none":
        yield f"compared with {one.comparison}"


def _texts(editions: Sequence[ResolvedDocument]) -> dict[str, str]:
    """Give the words of each section in all editions together, by its label."""
    texts: dict[str, str] = {}
    for book in editions:
        for section in book.sections:
            words = _plain(text_of(section, book))
            texts[section.label] = f"{texts.get(section.label, '')}\n{words}"
    return texts


def _sections_with(prints: Sequence[str], texts: Mapping[str, str]) -> Iterator[str]:
    forms = "|".join(re.escape(_plain(words)) for words in prints)
    whole_words = re.compile(rf"(?<!\w)(?:{forms})(?!\w)")
    return (label for label, words in texts.items() if whole_words.search(words))


def _plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ").lower()
