"""The cells of a CSV file, each with its place.

In: the text of the file, as spreadsheets write it (RFC 4180): rows on lines, cells between commas
(or semicolons or tabs, where a head has more of those, or where a line `sep=;` above it says so),
a cell with such a sign in quotes, and a quote in it doubled. Out: rows of cells without the empty
ones, or where a quote is not closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.source import SourceFile, Span

_SIGNS: Final = (",", ";", "\t")
_SAID: Final = re.compile(r'"?sep=([,;\t])"?[,;\t]*\n', re.IGNORECASE)
"""The line by which Excel is told what parts the cells; no spreadsheet shows it as a row."""
_QUOTE: Final = re.compile(r' *"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a cell, without white space around it, and where it begins.

    row: as a spreadsheet counts, where a cell with line breaks takes one row.
    """

    text: str
    span: Span
    row: int


def read_cells(source: SourceFile, broken: str) -> Outcome[list[list[Cell]]]:
    """Give the rows of a file that hold something; `broken`: the code of what is no CSV."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    said = _SAID.match(text)
    head = text.partition("\n")[0]
    between = said[1] if said else max(_SIGNS, key=head.count)
    rows: list[list[Cell]] = [[]]
    for cell, ends_row, whole in _cells(text, said.end() if said else 0, between, source):
        rows[-1].append(cell)
        if not whole:
            return Outcome([], (_open_quote(cell, broken),))
        if ends_row:
            rows.append([])
    return Outcome([row for row in rows if any(cell.text for cell in row)])


def _cells(
    text: str, at: int, between: str, source: SourceFile
) -> Iterator[tuple[Cell, bool, bool]]:
    """Yield each cell from a place on, whether it ends its row, and whether it is whole."""
    quoted = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?={between}|\n|\Z)')
    bare = re.compile(rf"[^\n{between}]*")
    row = 1
    while at < len(text):
        start = at
        opens = _QUOTE.match(text, at) is not None
        found = quoted.match(text, at) if opens else bare.match(text, at)
        words = found[1].replace('""', '"') if found and opens else found[0] if found else ""
        at = found.end() if found else len(text)
        span = Span(source.path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        ends_row = text[at : at + 1] != between
        yield Cell(text=words.strip(), span=span, row=row), ends_row, found is not None
        row += ends_row
        at += 1


def _open_quote(cell: Cell, broken: str) -> Diagnostic:
    return Diagnostic(
        code=broken,
        span=cell.span,
        message="a quote is not closed",
        hints=("close it at the end of the cell, and double a quote that stands in it",),
    )
