"""Numbers in figures that are drawn from data, held against the number table.

In: the words of an edition, with its figures' data. Out: a finding for each number of a figure that
no row with the figure's sources has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from bookbuild.check.numerals import numerals_in
from bookbuild.check.prose import Prose
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.document import Figure
from bookbuild.model.evidence import NumberRow
from bookbuild.model.figure import (
    BarPairs,
    Bars,
    Basis,
    FigureData,
    IconArray,
    PainGate,
    Timeline,
    TimeSpans,
    UpsAndDowns,
)
from bookbuild.model.walk import every_block


class _Said(NamedTuple):
    """Words or numbers of a figure, and the sources they come from."""

    words: str
    sources: tuple[str, ...]


def numbers_in_figures(prose: Prose) -> Iterator[Diagnostic]:
    """Find numbers in the figures of an edition that their sources do not have in the table."""
    table = prose.book.number_table
    for section in prose.book.sections if table else ():
        for block in every_block(section.blocks):
            data = prose.book.figures.get(block.path) if isinstance(block, Figure) else None
            if table and data:
                for number, said in _unknown(data, table.rows):
                    sources = ", ".join(f"`{key}`" for key in said.sources)
                    yield Diagnostic(
                        code="NUM001",
                        span=block.span,
                        message=f"the figure shows `{number}`, which the table lacks for {sources}",
                        hints=("correct the figure's data, or the row of `numbers.toml`",),
                    )


def _unknown(data: FigureData, rows: Iterable[NumberRow]) -> Iterator[tuple[str, _Said]]:
    rows = tuple(rows)
    for said in _said(data):
        known = {
            number
            for row in rows
            if not set(row.references).isdisjoint(said.sources)
            for number in _numbers_of(row)
        }
        for number in numerals_in(said.words):
            if number.text not in known:
                yield number.text, said


def _numbers_of(row: NumberRow) -> Iterator[str]:
    for words in (*row.prints, *row.n, row.event, row.who, row.window, row.comparison):
        yield from (number.text for number in numerals_in(words))
    for count in (row.size, row.denominator):
        if count is not None:
            yield str(count)


def _said(data: FigureData) -> Iterator[_Said]:
    """Yield what a figure prints, kind by kind; drawings without data print no number."""
    match data:
        case IconArray(basis=basis, groups=groups):
            marked = (f"{one.marked} {one.darker or ''}" for one in groups)
            yield _Said(_basis(basis, *marked), data.sources)
        case Bars(basis=basis, bars=bars, aside=aside):
            yield _Said(_basis(basis, aside, *(bar.printed for bar in bars)), data.sources)
        case BarPairs(basis=basis, group_size=size, pairs=pairs):
            counts = (f"{one.time} {one.treatment} {one.comparison}" for one in pairs)
            yield _Said(_basis(basis, str(size), *counts), data.sources)
        case TimeSpans(spans=spans):
            yield from (_Said(f"{span.time} {span.words}", span.sources) for span in spans)
        case Timeline(events=events):
            yield from (_Said(f"{event.year} {event.text}", event.sources) for event in events)
        case PainGate() | UpsAndDowns():
            return
        case _:
            assert_never(data)


def _basis(basis: Basis, *more: str) -> str:
    size = "" if basis.size is None else str(basis.size)
    said = (basis.counted, basis.study, basis.who, size, basis.window, basis.comparison or "")
    return " ".join((*said, basis.caveat, *more))
