"""Read a table of clinics: for each, a clinic as in `clinic.toml`, and what is made for it.

In: a TOML file of rows `[[clinics]]`, or a CSV file whose head names the columns; the language that
the text is written in. Out: the clinics in the order of the table, and every fault at once. A
cell of a CSV file is the key of its column; the lines of an address stand in one cell, parted by
`|` or on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final, get_args

from bookbuild.load.clinic import CODES, ClinicKeys, Place, clinic_of
from bookbuild.load.csv_cells import Cell, read_cells
from bookbuild.load.doors import fill
from bookbuild.load.files import read_text, with_hints
from bookbuild.load.toml_rows import TomlRows
from bookbuild.load.toml_text import read_toml
from bookbuild.model.branding import Customer
from bookbuild.model.clinic import slug_of
from bookbuild.model.diagnostic import Diagnostic, Outcome, has_errors, in_order
from bookbuild.model.format import PaperFamily
from bookbuild.model.source import SourceFile, Span
from bookbuild.model.world import World

ROWS: Final = "clinics"
PAPERS: Final[tuple[PaperFamily, ...]] = get_args(PaperFamily)

_LISTS: Final = {"address": re.compile(r"\s*[|\n]\s*"), "papers": re.compile(r"[\s|,;]+")}
"""Columns of a CSV file that hold several things in a cell, and what parts them."""


_HINTS: Final = {
    "SRC002": "save it as CSV UTF-8; in Excel: Save As, “CSV UTF-8 (Comma delimited)”",
    "SRC003": "copy the table into this folder",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicRow(ClinicKeys):
    """A row of the table: the keys of a clinic, and what is made for it."""

    language: str = ""
    papers: tuple[str, ...] = ()


_COLUMNS: Final = tuple(field.name for field in fields(ClinicRow))
_KNOWN: Final = f"the columns are {', '.join(_COLUMNS)}"

_Row = tuple[ClinicRow, Place]


def load_clinics(
    world: World, table: PurePosixPath, manuscript: PurePosixPath, language: str
) -> Outcome[tuple[Customer, ...]]:
    """Read a table; there is no clinic in it when there is a fault."""
    text = read_text(world, table)
    if text.value is None:
        return Outcome((), with_hints(text.diagnostics, _HINTS))
    read = _rows_of_csv if table.suffix.casefold() == ".csv" else _rows_of_toml
    rows = read(text.value)
    customers, found = _customers(rows.value, world, manuscript, language)
    faults = in_order((*rows.diagnostics, *found))
    if not rows.value and not faults:
        hint = "write a row for each clinic below the head, or `[[clinics]]` in a TOML file"
        faults = (_fault(CODES.missing, Span(table), "there is no clinic in the table", hint),)
    return Outcome(() if has_errors(faults) else customers, faults)


def _customers(
    rows: tuple[_Row, ...], world: World, manuscript: PurePosixPath, language: str
) -> tuple[tuple[Customer, ...], list[Diagnostic]]:
    """Make the clinics of the rows; no two have the same slug."""
    customers: list[Customer] = []
    found: list[Diagnostic] = []
    first: dict[str, Span] = {}
    for row, place in rows:
        keys = ClinicKeys(**{one.name: getattr(row, one.name) for one in fields(ClinicKeys)})
        clinic = clinic_of(keys, place, world, manuscript)
        found += (*clinic.diagnostics, *_of_order(row, place, language))
        slug = row.slug or slug_of(row.name)
        if slug in first:
            found.append(_twice(slug, place("slug" if row.slug else "name"), first[slug]))
        first.setdefault(slug, place("name"))
        if clinic.value:
            asked = {paper.casefold() for paper in row.papers or PAPERS}
            papers = tuple(paper for paper in PAPERS if paper in asked)
            customers.append(Customer(clinic=clinic.value, papers=papers))
    return tuple(customers), found


def _of_order(row: ClinicRow, place: Place, language: str) -> Iterator[Diagnostic]:
    """Find a language that the text does not have, and papers that nothing is made on."""
    asked = row.language.casefold()
    if asked and asked not in (language.casefold(), language.casefold().partition("-")[0]):
        yield _fault(
            "CLN017",
            place("language"),
            f"the text is not there in `{row.language}`",
            f"write `{language}`, the language of this book, or make that clinic's handouts from "
            "a translated manuscript",
        )
    for paper in row.papers:
        if paper.casefold() not in PAPERS:
            hint = f"write {' or '.join(f'`{name}`' for name in PAPERS)}, or both"
            yield _fault("CLN018", place("papers"), f"no handout is made on `{paper}`", hint)


def _twice(slug: str, span: Span, first: Span) -> Diagnostic:
    return _fault(
        "CLN016",
        span,
        f"two clinics would have the folder `{slug}`",
        f"the first stands at {first}; give one of them a `slug` of its own",
    )


# TOML


def _rows_of_toml(source: SourceFile) -> Outcome[tuple[_Row, ...]]:
    tables = read_toml(source, CODES.broken)
    if tables.value is None:
        return Outcome((), tables.diagnostics)
    file = TomlRows(source, tables.value, CODES)
    file.only(ROWS)
    rows = [(row, _place_in(file, path)) for row, path in file.rows(ClinicRow, ROWS)]
    return Outcome(tuple(rows), tuple(file.found))


def _place_in(file: TomlRows, path: tuple[str | int, ...]) -> Place:
    return lambda key: file.span(*path, key)


# CSV


def _rows_of_csv(source: SourceFile) -> Outcome[tuple[_Row, ...]]:
    cells = read_cells(source, CODES.broken)
    if not cells.value:
        return Outcome((), cells.diagnostics)
    head, *body = cells.value
    head = [replace(cell, text=cell.text.casefold()) for cell in head]
    if faults := tuple(_of_head(head)):  # rows below a wrong head would be misread
        return Outcome((), (*cells.diagnostics, *faults))
    found = list(cells.diagnostics)
    rows: list[_Row] = []
    for line in body:
        if len(line) > len(head):  # what follows a surplus cell stands under a wrong heading
            found.append(_too_wide(head, line))
            continue
        place = _place_among(head, line)
        values = {
            column.text: _value(column.text, cell.text)
            for column, cell in zip(head, line, strict=False)
            if cell.text
        }
        row, misfits = fill(ClinicRow, values)
        if row is not None:
            rows.append((row, place))
        else:
            found += [
                _fault(CODES.missing, place("name"), one.message, one.hint) for one in misfits
            ]
    return Outcome(tuple(rows), tuple(found))


def _value(column: str, text: str) -> str | list[str]:
    parts = _LISTS.get(column)
    return [one for one in parts.split(text) if one] if parts else text


def _place_among(head: list[Cell], line: list[Cell]) -> Callable[[str], Span]:
    """Give a function that finds the cell of a column; the row itself where there is none."""
    there = {column.text: cell.span for column, cell in zip(head, line, strict=False) if cell.text}
    return lambda key: there.get(key, line[0].span)


def _of_head(head: list[Cell]) -> Iterator[Diagnostic]:
    """Find columns that the table does not know, that stand there twice, or that are missing."""
    names = [cell.text for cell in head]
    for at, cell in enumerate(head):
        if cell.text not in _COLUMNS:
            near = get_close_matches(cell.text, _COLUMNS, n=1)
            hint = f"did you mean `{near[0]}`?" if near else _KNOWN
            message = f"there is no column `{cell.text}`"
            yield _fault(CODES.unknown, cell.span, message, hint)
        elif cell.text in names[:at]:
            hint = "keep one of them"
            yield _fault(CODES.broken, cell.span, f"the column `{cell.text}` stands twice", hint)
    if "name" not in names:
        hint = "the first line names the columns; `name` has to be among them"
        yield _fault(CODES.missing, head[0].span, "the column `name` is missing", hint)


def _too_wide(head: list[Cell], line: list[Cell]) -> Diagnostic:
    """Say that a row has more cells than there are columns; an empty one moved others, too."""
    return _fault(
        CODES.broken,
        line[len(head)].span,
        f"this line has {len(line)} cells, and the first line has {len(head)}",
        "put quotes around the address, or whatever cell holds the sign between cells: "
        '`"Oak Road 12, Suite 3"`',
    )


def _fault(code: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, span=span, message=message, hints=(hint,))
