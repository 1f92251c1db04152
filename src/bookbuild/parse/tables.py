"""Pipe tables: one heading row, at most four columns, every row of the same length.

In: the tokens of a table. Out: a Table; its column widths are the shares of the dashes in the row
below the heading, as in Pandoc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markdown_it.token import Token

from bookbuild.model.document import Align, Cell, Table
from bookbuild.model.source import Span
from bookbuild.parse.inlines import inlines_of
from bookbuild.parse.reading import Reading, Words

MOST_COLUMNS: Final = 4
_CELL: Final = re.compile(r"((?:[^\\|]|\\.|\\$)*)(?:\||$)")


def table(reading: Reading, token: Token, tokens: Iterator[Token]) -> Table:
    """Make a Table of the tokens up to the closing one."""
    span = reading.span_of(token)
    rows: list[tuple[Cell, ...]] = []
    for inner in tokens:
        if inner.type == "table_close":
            break
        if inner.type == "tr_open":
            rows.append(_row(reading, inner, tokens))
    header = rows[0]
    ruled = [piece for _, piece in _pieces(reading.line(span.line))]
    _check(reading, span, header, rows)
    return Table(
        header=header,
        rows=tuple(rows[1:]),
        align=tuple(_align(piece) for piece in ruled),
        widths=_widths(ruled),
        caption=(),
        span=span,
    )


def _row(reading: Reading, token: Token, tokens: Iterator[Token]) -> tuple[Cell, ...]:
    assert token.map is not None, "a row has a line"
    line = token.map[0]
    words = []
    for inner in tokens:
        if inner.type == "tr_close":
            break
        if inner.type == "inline":
            words.append(inner)
    pieces = _pieces(reading.line(line))
    if len(pieces) != len(words):
        reading.fault(
            "TBL002",
            reading.span_of(token),
            f"this row has {len(pieces)} cells, the heading row has {len(words)}",
            "give every row as many cells; write `\\|` for an upright line inside a cell",
        )
    columns = [column for column, _ in pieces] + [1] * len(words)
    return tuple(
        _cell(reading, inner, line, column) for inner, column in zip(words, columns, strict=False)
    )


def _cell(reading: Reading, token: Token, line: int, column: int) -> Cell:
    words = Words(content=token.content, first_line=line, column=column)
    content = inlines_of(reading, token.children or [], words, "cell")
    return Cell(content=content, span=Span(reading.path, line + 1, column))


def _pieces(line: str) -> list[tuple[int, str]]:
    """Cut a row at its upright lines; give each piece with the column of its first letter."""
    start = len(line) - len(line.lstrip(" \t>"))
    stop = len(line.rstrip())
    start += line.startswith("|", start)
    pieces = []
    while start < stop:
        cell = _CELL.match(line, start, stop)
        assert cell is not None, "the pattern matches any text"
        words = cell[1]
        pieces.append((start + len(words) - len(words.lstrip()) + 1, words.strip()))
        start = cell.end()
    return pieces


def _check(
    reading: Reading, span: Span, header: tuple[Cell, ...], rows: list[tuple[Cell, ...]]
) -> None:
    if not any(cell.content for cell in header):
        reading.fault(
            "TBL001",
            span,
            "this table has no headings",
            "say above each column what it holds; people who hear the table need it",
        )
    if len(header) > MOST_COLUMNS:
        reading.fault(
            "TBL003",
            span,
            f"this table has {len(header)} columns; the page has room for {MOST_COLUMNS}",
            "make two tables of it, or turn columns into rows",
        )
    if len(rows) == 1:
        reading.fault("TBL005", span, "this table has no rows", "add a row, or take the table out")


def _align(ruled: str) -> Align:
    if ruled.endswith(":"):
        return "center" if ruled.startswith(":") else "right"
    return "left"


def _widths(ruled: list[str]) -> tuple[float, ...]:
    lengths = [len(piece) for piece in ruled]
    return tuple(round(length / sum(lengths), 4) for length in lengths)
