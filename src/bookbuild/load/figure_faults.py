"""Find what cannot be in a figure's data.

In: a figure whose values have the right types. Out: its faults, each with the path to it in the
figure's file: more people than there are, a value off the scale, a printed number that is not the
value rounded, statements without a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Final, TypeAlias, assert_never

from bookbuild.model.figure import (
    PEOPLE_IN_A_GRID,
    SCALE_TOP,
    Bar,
    BarPairs,
    Bars,
    Event,
    FigureData,
    IconArray,
    PainGate,
    PeopleGroup,
    Timeline,
    TimeSpans,
    UpsAndDowns,
)

Path: TypeAlias = tuple[str | int, ...]

_PRINTED: Final = re.compile(r"\d+(\.\d+)?")

# What a column of the book has room for.
_MOST_GROUPS: Final = 2
_MOST_BARS: Final = 4
_MOST_PAIRS: Final = 5
_MOST_SPANS: Final = 7
_MOST_EVENTS: Final = 10

_LARGEST_SMALL_GROUP: Final = 24
"""From 25 people on, a number is given out of 100 (one rule for the whole book)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong in a figure's data: a code, the path to it, what and how to mend it."""

    code: str
    path: Path
    message: str
    hint: str


def impossible(figure: FigureData) -> Iterator[Fault]:
    """Find data that fits its type but cannot be, or that the drawing has no room for."""
    yield from _without_source(figure)
    yield from _nobody_studied(figure)
    match figure:
        case IconArray(groups=groups):
            yield from _wrong_number_of("groups", len(groups), most=_MOST_GROUPS)
            for number, group in enumerate(groups):
                yield from _wrong_people(group, ("groups", number), alone=len(groups) == 1)
        case Bars(bars=bars):
            yield from _wrong_number_of("bars", len(bars), most=_MOST_BARS)
            for number, bar in enumerate(bars):
                yield from _wrong_value(bar, ("bars", number))
        case BarPairs(pairs=pairs):
            yield from _wrong_number_of("pairs", len(pairs), most=_MOST_PAIRS)
            yield from _too_many_for_pairs(figure)
        case TimeSpans(spans=spans):
            yield from _wrong_number_of("spans", len(spans), most=_MOST_SPANS)
        case Timeline(events=events):
            yield from _wrong_number_of("events", len(events), most=_MOST_EVENTS)
            yield from _years_out_of_order(events)
        case PainGate() | UpsAndDowns():
            return
        case _:
            assert_never(figure)


def _without_source(figure: FigureData) -> Iterator[Fault]:
    """Ask for a source wherever something is stated; a drawing without data may have none."""
    rows: tuple[tuple[Path, tuple[str, ...]], ...]
    match figure:
        case IconArray() | Bars() | BarPairs():
            rows = ((("sources",), figure.sources),)
        case TimeSpans(spans=spans):
            rows = tuple((("spans", at), span.sources) for at, span in enumerate(spans))
        case Timeline(events=events):
            rows = tuple((("events", at), event.sources) for at, event in enumerate(events))
        case PainGate() | UpsAndDowns():
            rows = ()
        case _:
            assert_never(figure)
    for path, sources in rows:
        if not sources:
            yield Fault(
                code="FIG110",
                path=path,
                message="no source is given",
                hint='name at least one reference: `sources = ["smith2020"]`',
            )


def _nobody_studied(figure: FigureData) -> Iterator[Fault]:
    match figure:
        case IconArray(basis=basis) | Bars(basis=basis) | BarPairs(basis=basis):
            size = basis.size
        case TimeSpans() | Timeline() | PainGate() | UpsAndDowns():
            return
        case _:
            assert_never(figure)
    if size is not None and size < 1:
        yield Fault(
            code="FIG106",
            path=("basis", "size"),
            message=f"a study of {size} people cannot be",
            hint="give the number of people, or leave `size` out where the source has none",
        )


def _wrong_number_of(key: str, number: int, *, most: int) -> Iterator[Fault]:
    if not 0 < number <= most:
        said = f"there are {number} {key}" if number else f"there are no {key} to draw"
        yield Fault(
            code="FIG109",
            path=(key,),
            message=said,
            hint=f"give one `[[{key}]]` at least and {most} at most",
        )


def _wrong_people(group: PeopleGroup, path: Path, *, alone: bool) -> Iterator[Fault]:
    """Find more people than there are, and kinds of people that are drawn but not named."""
    if not 0 <= group.marked <= PEOPLE_IN_A_GRID:
        yield Fault(
            code="FIG106",
            path=(*path, "marked"),
            message=f"{group.marked} of {PEOPLE_IN_A_GRID} people cannot be marked",
            hint=f"give a number from 0 to {PEOPLE_IN_A_GRID}",
        )
    if not 0 <= group.darker <= max(group.marked, 0):
        yield Fault(
            code="FIG106",
            path=(*path, "darker"),
            message=f"{group.darker} of {group.marked} marked people cannot be darker",
            hint="the darker people are a part of the marked",
        )
    if group.darker and not group.darker_label:
        yield _nameless(path, "darker-label", "darker")
    if alone and not group.plain_label:
        yield _nameless(path, "plain-label", "plain")
    if group.darker and not alone:
        yield Fault(
            code="FIG109",
            path=(*path, "darker"),
            message="there is no room to name darker people beside two grids",
            hint="show them in a figure of their own, with one group",
        )


def _nameless(path: Path, key: str, kind: str) -> Fault:
    return Fault(
        code="FIG109",
        path=path,
        message=f"the {kind} people have no label",
        hint=f'say what they have in common: `{key} = "had …"`',
    )


def _wrong_value(bar: Bar, path: Path) -> Iterator[Fault]:
    """Find a value off the scale, and a printed number that is not the value rounded."""
    if not 0 <= bar.value <= SCALE_TOP:
        yield Fault(
            code="FIG107",
            path=(*path, "value"),
            message=f"`{bar.value}` is off the scale from 0 to {SCALE_TOP:.0f}",
            hint="the axis always shows the whole scale, and nothing else",
        )
    elif (rounded := _rounded_like(bar.value, bar.printed)) != bar.printed:
        yield Fault(
            code="FIG108",
            path=(*path, "printed"),
            message=f"`{bar.printed}` is not `{bar.value}` rounded",
            hint=f'print `"{rounded}"`' if rounded else "print a number",
        )


def _rounded_like(value: float, printed: str) -> str | None:
    """Round a value, halves up, to as many decimals as are printed; None if that is no number."""
    if not _PRINTED.fullmatch(printed):
        return None
    step = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    return str(Decimal(str(value)).quantize(step, ROUND_HALF_UP))


def _too_many_for_pairs(figure: BarPairs) -> Iterator[Fault]:
    size = figure.group_size
    if not 0 < size <= _LARGEST_SMALL_GROUP:
        yield Fault(
            code="FIG106",
            path=("group-size",),
            message=f"a group of {size} people cannot be drawn as blocks",
            hint=f"blocks are for 1 to {_LARGEST_SMALL_GROUP} people; use `icon-array` for more",
        )
    for number, pair in enumerate(figure.pairs):
        for key, people in (("treatment", pair.treatment), ("comparison", pair.comparison)):
            if not 0 <= people <= size:
                yield Fault(
                    code="FIG106",
                    path=("pairs", number, key),
                    message=f"{people} people cannot be counted in a group of {size}",
                    hint=f"give a number from 0 to {size}",
                )


def _years_out_of_order(events: Sequence[Event]) -> Iterator[Fault]:
    for number, (before, after) in enumerate(pairwise(events), start=1):
        if after.year < before.year:
            yield Fault(
                code="FIG111",
                path=("events", number, "year"),
                message=f"the year {after.year} stands after {before.year}",
                hint="put the years in order, the earliest first",
            )
