"""Read `numbers.toml`: the only numbers that the book prints.

In: the file. Out: the table, with every fault at once; None for a manuscript without the file. A
number of a study must say who, when and compared with what, and what it is out of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from bookbuild.load.toml_places import Path
from bookbuild.load.toml_rows import Codes, TomlRows, given, rows_of
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.evidence import NumberKind, NumberRow, NumberTable
from bookbuild.model.source import Span
from bookbuild.model.world import World

_HAS_NUMBER: Final = re.compile(r"\d|\bhal(?:f|ves)\b", re.IGNORECASE)

_CODES: Final = Codes(
    broken="NUM101", missing="NUM102", unknown="NUM103", wrong="NUM104", twice="NUM105"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The keys of one number."""

    id: str
    kind: NumberKind
    event: str
    prints: tuple[str, ...]
    references: tuple[str, ...] = ()
    who: str = ""
    size: int | None = None
    n: tuple[str, ...] = ()
    denominator: int | None = None
    window: str = ""
    comparison: str = ""


def load_numbers(world: World, path: PurePosixPath) -> Outcome[NumberTable | None]:
    """Read the table."""
    file, found = rows_of(world, path, _CODES)
    if file is None:
        return Outcome(None, found)
    file.only("numbers")
    rows = tuple(_numbers(file))
    return Outcome(NumberTable(rows=rows), tuple(file.found))


def _numbers(file: TomlRows) -> Iterator[NumberRow]:
    first: dict[str, Span] = {}
    for row, path in file.rows(_Row, "numbers"):
        span = file.span(*path)
        if row.id in first:
            file.used_twice((*path, "id"), f"the id `{row.id}`", first[row.id])
        first.setdefault(row.id, span)
        for key in _lacking(row):
            says = f"the {row.kind} number `{row.id}` has no `{key}`"
            file.fault("missing", path, says, f"add `{key} = …`")
        _check_prints(file, row, path)
        yield NumberRow(**given(row), span=span)


def _lacking(row: _Row) -> Iterator[str]:
    """Yield the keys that a number of this kind needs and does not have."""
    if row.kind in {"study", "date", "law"} and not row.references:
        yield "references"
    if row.kind != "study":
        return
    for key in ("who", "window", "comparison"):
        if not getattr(row, key):
            yield key
    if row.n and row.denominator is None:
        yield "denominator"
    if row.denominator is not None and not row.n:
        yield "n"


def _check_prints(file: TomlRows, row: _Row, path: Path) -> None:
    if not row.prints:
        hint = "list the words in which the number stands"
        file.fault("missing", (*path, "prints"), "`prints` is empty", hint)
    for at, words in enumerate(row.prints):
        if not _HAS_NUMBER.search(words):
            says = f"there is no number in `{words}`"
            file.fault("wrong", (*path, "prints", at), says, "write the words with their number")
