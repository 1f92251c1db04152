"""Read a table of clinics: for each, a clinic as in `clinic.toml`, and what is made for it.

In: a TOML file of rows `[[clinics]]`, or a CSV file whose head names the columns; the language that
the text is written in. Out: the clinics in the order of the table, and every fault at once. A
cell of a CSV file is the key of its column; the lines of an address stand in one cell, parted by
`|` or on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import PurePosixPath
from typing import Final, get_args

from bookbuild.load.clinic import CODES, ClinicKeys, Place, clinic_of
from bookbuild.load.clinic_sheet import read_sheet
from bookbuild.load.doors import fill
from bookbuild.load.files import read_text, with_hints
from bookbuild.load.toml_rows import TomlRows
from bookbuild.load.toml_text import read_toml
from bookbuild.model.branding import Customer
from bookbuild.model.clinic import other_slug, slug_of
from bookbuild.model.diagnostic import Diagnostic, Outcome, has_errors, in_order
from bookbuild.model.format import PaperFamily
from bookbuild.model.source import SourceFile, Span
from bookbuild.model.world import World

ROWS: Final = "clinics"
PAPERS: Final[tuple[PaperFamily, ...]] = get_args(PaperFamily)

_LISTS: Final = {"address": re.compile(r"\s*[|\n]\s*"), "papers": re.compile(r"[\s|,;]+")}
"""Columns of a CSV file that hold several things in a cell, and what parts them."""


_HINTS: Final = {"SRC003": "copy the table into this folder"}
_EXCEL: Final = "save it as CSV UTF-8; in Excel: Save As, “CSV UTF-8 (Comma delimited)”"
_SAVED_AS: Final = {
    ".ods": "save it as CSV; in LibreOffice: Save As, “Text CSV”, character set “Unicode (UTF-8)”",
    ".numbers": "save it as CSV; in Numbers: Export To, “CSV”, text encoding “Unicode (UTF-8)”",
}
"""How a spreadsheet's own file becomes a table that we read; all others as Excel does it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicRow(ClinicKeys):
    """A row of the table: the keys of a clinic, and what is made for it."""

    language: str = ""
    papers: tuple[str, ...] = ()


_COLUMNS: Final = tuple(field.name for field in fields(ClinicRow))

_Row = tuple[ClinicRow, Place]


def load_clinics(
    world: World, table: PurePosixPath, manuscript: PurePosixPath, language: str
) -> Outcome[tuple[Customer, ...]]:
    """Read a table; there is no clinic in it when there is a fault."""
    text = read_text(world, table)
    if text.value is None:
        return Outcome((), with_hints(text.diagnostics, {**_HINTS, "SRC002": _as_csv(table)}))
    read = _READERS.get(table.suffix.casefold())
    if read is None:
        return Outcome((), (_no_reader(table),))
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
    slugs = {row.slug or slug_of(row.name) for row, _ in rows}
    for row, place in rows:
        keys = ClinicKeys(**{one.name: getattr(row, one.name) for one in fields(ClinicKeys)})
        clinic = clinic_of(keys, place, world, manuscript)
        found += (*clinic.diagnostics, *_of_order(row, place, language))
        slug = row.slug or slug_of(row.name)
        if slug in first:
            free = other_slug(slug, slugs)
            slugs.add(free)
            found.append(_twice(slug, place("slug" if row.slug else "name"), first[slug], free))
        elif slug:
            first[slug] = place("name")
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


def _twice(slug: str, span: Span, first: Span, free: str) -> Diagnostic:
    row = f" ({first.cell.partition(',')[0]})" if first.cell else ""
    return _fault(
        "CLN016",
        span,
        f"two clinics would have the folder `{slug}`",
        f"write another name in `slug`, such as `{free}`; the first stands at {first}{row}",
    )


def _as_csv(table: PurePosixPath) -> str:
    return _SAVED_AS.get(table.suffix.casefold(), _EXCEL)


def _no_reader(table: PurePosixPath) -> Diagnostic:
    """Say what kind of file a table is; a text with commas may only have the wrong name."""
    hint = f"{_as_csv(table)}; a text that is CSV already only needs a name that ends in `.csv`"
    message = f"a table of clinics is a `.csv` or a `.toml` file, and this is `{table.name}`"
    return _fault(CODES.broken, Span(table), message, hint)


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
    sheet = read_sheet(source, _COLUMNS, CODES)
    found = list(sheet.diagnostics)
    rows: list[_Row] = []
    for one in sheet.value:
        row, misfits = fill(ClinicRow, {key: _value(key, text) for key, text in one.values.items()})
        if row is not None:
            rows.append((row, one.place))
        else:
            span = one.place("name")
            found += [
                _fault(CODES.missing, span, misfit.message, misfit.hint) for misfit in misfits
            ]
    return Outcome(tuple(rows), tuple(found))


def _value(column: str, text: str) -> str | list[str]:
    parts = _LISTS.get(column)
    return [one for one in parts.split(text) if one] if parts else text


_READERS: Final[Mapping[str, Callable[[SourceFile], Outcome[tuple[_Row, ...]]]]] = {
    ".csv": _rows_of_csv,
    ".toml": _rows_of_toml,
}


def _fault(code: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, span=span, message=message, hints=(hint,))
