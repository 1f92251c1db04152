"""A table of clinics as spreadsheets save it: a row of the columns' names, a row for each clinic.

In: a CSV file and the columns that there are. Out: what each row says in which column, each cell
with its place in the file and in the spreadsheet, and every fault of the table as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from bookbuild.load.csv_cells import Cell, read_cells
from bookbuild.load.toml_rows import Codes
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.source import SourceFile, Span

_NAME: Final = "name"
"""The column that every table has, and by which people know a row."""
_SHOWN: Final = 40
"""Letters of a clinic's name in a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """What a row says, by column; place: where a column's cell is, or the row if it is empty."""

    values: dict[str, str]
    place: Callable[[str], Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """The rows below the head, with the columns that are used."""

    head: list[Cell]
    lines: list[list[Cell]]


def read_sheet(
    source: SourceFile, columns: Sequence[str], codes: Codes
) -> Outcome[tuple[SheetRow, ...]]:
    """Read a table; below a wrong head no row is read, for it would be misread."""
    cells = read_cells(source, codes.broken)
    if not cells.value:
        return Outcome((), cells.diagnostics)
    head, *lines = cells.value
    head = [replace(cell, text=cell.text.casefold()) for cell in head]
    body = _used(_Body(head=head, lines=lines))
    if faults := tuple(_of_head(body, columns, codes)):
        return Outcome((), faults)
    wide = [line for line in body.lines if len(line) > len(body.head)]
    rows = (_row(body.head, line) for line in body.lines if len(line) <= len(body.head))
    return Outcome(tuple(rows), tuple(_too_wide(body.head, line, codes) for line in wide))


def _used(body: _Body) -> _Body:
    """Leave out columns without a name that hold nothing: spreadsheets save them at the end."""
    empty = {
        at
        for at, cell in enumerate(body.head)
        if not cell.text and not any(line[at].text for line in body.lines if at < len(line))
    }
    lines = (body.head, *body.lines)
    head, *rest = [[cell for at, cell in enumerate(line) if at not in empty] for line in lines]
    return _Body(head=head, lines=rest)


def _row(head: list[Cell], line: list[Cell]) -> SheetRow:
    cells = _filled(head, line)
    values = {column: cell.text for column, cell in cells.items()}
    return SheetRow(values=values, place=_place_among(cells, line[0]))


def _filled(head: list[Cell], line: list[Cell]) -> dict[str, Cell]:
    """Give the cells of a row that hold something, by column."""
    pairs = zip(head, line, strict=False)
    return {column.text: cell for column, cell in pairs if cell.text}


def _place_among(cells: dict[str, Cell], first: Cell) -> Callable[[str], Span]:
    """Give a function that finds the cell of a column; the row itself where there is none."""
    clinic = _clinic(cells)
    return lambda key: _span(cells.get(key, first), key if key in cells else "", clinic)


def _span(cell: Cell, column: str, clinic: str) -> Span:
    """Give the place of a cell, with words by which people find it in a spreadsheet."""
    parts = " of ".join(f"`{part}`" for part in (column, clinic) if part)
    words = f"row {cell.row}, {parts}" if parts else f"row {cell.row}"
    return Span(cell.span.path, cell.span.line, cell.span.column, words)


def _clinic(cells: dict[str, Cell]) -> str:
    """Give the name of a row's clinic on one line, short enough for a finding."""
    name = " ".join(cells[_NAME].text.split()) if _NAME in cells else ""
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"


def _of_head(body: _Body, columns: Sequence[str], codes: Codes) -> Iterator[Diagnostic]:
    """Find columns that the table does not know, that stand there twice, or that are missing."""
    head = [cell for cell in body.head if cell.text]
    names = [cell.text for cell in head]
    nearest = {name: get_close_matches(name, columns, n=1) for name in names}
    if not any(nearest.values()):
        yield _no_head(body, columns, codes)
        return
    for at, cell in enumerate(head):
        if cell.text not in columns:
            near = nearest[cell.text]
            hint = f"did you mean `{near[0]}`?" if near else _known(columns)
            message = f"there is no column `{cell.text[:_SHOWN]}`"
            yield _fault(codes.unknown, cell.span, message, hint)
        elif cell.text in names[:at]:
            hint = "keep one of them"
            yield _fault(codes.broken, cell.span, f"the column `{cell.text}` stands twice", hint)
    if _NAME not in names:
        hint = f"the first line names the columns; `{_NAME}` has to be among them"
        yield _fault(codes.missing, head[0].span, f"the column `{_NAME}` is missing", hint)
    yield from _nameless(body, codes)


def _no_head(body: _Body, columns: Sequence[str], codes: Codes) -> Diagnostic:
    """Say that the first row is no head, and where the head stands when a title is above it."""
    below = (line for line in body.lines if _NAME in (cell.text.casefold() for cell in line))
    head = next(below, None)
    hint = (
        f"the columns are named in row {head[0].row}: take out what stands above them"
        if head
        else f"write the names of the columns into it, and take out a title; {_known(columns)}"
    )
    span = body.head[0].span if body.head else body.lines[0][0].span
    return _fault(codes.broken, span, "the first row does not name the columns", hint)


def _known(columns: Sequence[str]) -> str:
    return f"the columns are {', '.join(columns)}"


def _nameless(body: _Body, codes: Codes) -> Iterator[Diagnostic]:
    """Find the first cell of each column that has no name and is not empty."""
    for at, column in enumerate(body.head):
        if not column.text:
            line = next(line for line in body.lines if at < len(line) and line[at].text)
            yield _fault(
                codes.unknown,
                _span(line[at], "", _clinic(_filled(body.head, line))),
                f"`{line[at].text[:_SHOWN]}` stands in a column without a name",
                "name the column in the first row, or empty it; put quotes around an address "
                "that has a comma",
            )


def _too_wide(head: list[Cell], line: list[Cell], codes: Codes) -> Diagnostic:
    """Say that a row has more cells than there are columns; an empty one moved others, too."""
    return _fault(
        codes.broken,
        _span(line[len(head)], "", _clinic(_filled(head, line))),
        f"this line has {len(line)} cells, and the first line has {len(head)}",
        "put quotes around the address, or whatever cell holds the sign between cells: "
        '`"Oak Road 12, Suite 3"`',
    )


def _fault(code: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, span=span, message=message, hints=(hint,))
