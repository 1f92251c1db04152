"""Read a figure's data.

In: the text of a TOML file in `manuscript/figures/`, whose `kind` says what is drawn. Out: the
figure as a typed value, or every fault at once: keys that are unknown or missing, values of the
wrong kind, and data that cannot be (more people than there are, a number that does not round to
what is printed).
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any, Final, TypeAlias

from bookbuild.load.doors import Kind, Misfit, fill
from bookbuild.load.figure_faults import Fault, Path, impossible
from bookbuild.load.toml_places import Places
from bookbuild.load.toml_text import read_toml
from bookbuild.model.diagnostic import Diagnostic, Outcome, in_order
from bookbuild.model.figure import (
    Bar,
    BarPairs,
    Bars,
    Basis,
    Event,
    FigureData,
    IconArray,
    PainGate,
    Pair,
    PeopleGroup,
    Timeline,
    TimeSpan,
    TimeSpans,
    UpsAndDowns,
)
from bookbuild.model.source import SourceFile, Span

Part: TypeAlias = type[Basis | PeopleGroup | Bar | Pair | TimeSpan | Event]
Row: TypeAlias = Basis | PeopleGroup | Bar | Pair | TimeSpan | Event

KINDS: Final[Mapping[str, type[FigureData]]] = {
    "icon-array": IconArray,
    "bars": Bars,
    "bar-pairs": BarPairs,
    "time-spans": TimeSpans,
    "timeline": Timeline,
    "pain-gate": PainGate,
    "ups-and-downs": UpsAndDowns,
}

_PARTS: Final[Mapping[str, Part]] = {
    "basis": Basis,
    "groups": PeopleGroup,
    "bars": Bar,
    "pairs": Pair,
    "spans": TimeSpan,
    "events": Event,
}
"""The tables inside a figure's file; all but the basis are rows (`[[groups]]`)."""

_BASIS: Final = "basis"
_BLANK_BASIS: Final = Basis(counted="", study="", who="", window="")

_CODES: Final[dict[Kind, str]] = {"unknown": "FIG103", "missing": "FIG104", "wrong": "FIG105"}


def read_figure(path: PurePosixPath, text: str) -> Outcome[FigureData | None]:
    """Read one figure; it is named after its file. A figure with any fault is not given."""
    source = SourceFile(path=path, text=text)
    tables = read_toml(source, "FIG101")
    if tables.value is None:
        return Outcome(None, tables.diagnostics)
    places = Places(text)
    figure, faults = _figure(path.stem, tables.value)
    if figure is not None:
        faults = list(impossible(figure))
    found = in_order(
        Diagnostic(
            code=fault.code,
            span=Span(path, *places.of(fault.path)),
            message=fault.message,
            hints=(fault.hint,),
        )
        for fault in faults
    )
    return Outcome(None if found else figure, found)


def _figure(name: str, tables: Mapping[str, Any]) -> tuple[FigureData | None, list[Fault]]:
    """Fill the tables within the file, then the file around them."""
    kind = tables.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return None, [_no_such_kind(kind)]
    if "name" in tables:
        return None, [_named_by_hand(name)]
    given: dict[str, Any] = {"name": name}
    faults: list[Fault] = []
    for key, value in tables.items():
        given[key], found = _part(key, value) if key in _PARTS else (value, [])
        faults += found
    figure, misfits = fill(KINDS[kind], given)
    faults += [_fault((), misfit) for misfit in misfits]
    return (None if faults else figure), faults


def _part(key: str, value: object) -> tuple[object, list[Fault]]:
    """Fill a table within a figure, or its rows; where one has faults a blank takes its place."""
    if key == _BASIS:
        basis, faults = _row(Basis, value, (key,))
        return basis or _BLANK_BASIS, faults
    if not isinstance(value, list):
        return (), [_not_rows(key)]
    rows = [_row(_PARTS[key], row, (key, number)) for number, row in enumerate(value)]
    faults = [fault for _, found in rows for fault in found]
    return [row for row, _ in rows if row], faults


def _row(part: Part, values: object, path: Path) -> tuple[Row | None, list[Fault]]:
    if not isinstance(values, dict):
        return None, [_not_a_table(path)]
    filled, misfits = fill(part, values)
    return filled, [_fault(path, misfit) for misfit in misfits]


def _fault(path: Path, misfit: Misfit) -> Fault:
    return Fault(
        code=_CODES[misfit.kind],
        path=(*path, *misfit.path),
        message=misfit.message,
        hint=misfit.hint,
    )


def _no_such_kind(kind: object) -> Fault:
    near = get_close_matches(str(kind), KINDS, n=1)
    kinds = ", ".join(f"`{name}`" for name in KINDS)
    return Fault(
        code="FIG102",
        path=() if kind is None else ("kind",),
        message="the key `kind` is missing" if kind is None else f"there is no figure `{kind}`",
        hint=f"did you mean `{near[0]}`?" if near else f"the kinds are {kinds}",
    )


def _named_by_hand(name: str) -> Fault:
    return Fault(
        code=_CODES["unknown"],
        path=("name",),
        message="there is no key `name`",
        hint=f"take it out: a figure is named after its file (`{name}`)",
    )


def _not_rows(key: str) -> Fault:
    return Fault(
        code=_CODES["wrong"],
        path=(key,),
        message=f"`{key}` is not a list of rows",
        hint=f"write a table for each row: `[[{key}]]`, its keys below",
    )


def _not_a_table(path: Path) -> Fault:
    return Fault(
        code=_CODES["wrong"],
        path=path,
        message=f"`{path[0]}` is not made of tables",
        hint=f"write a table: `{f'[{path[0]}]' if len(path) == 1 else f'[[{path[0]}]]'}`",
    )
