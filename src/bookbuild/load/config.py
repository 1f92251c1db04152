"""Read `book.toml`.

In: the file. Out: the settings as typed values, with the place of each section named in it; every
unknown key, missing key and wrong type at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar

from bookbuild.load.doors import Kind, Misfit, fill
from bookbuild.load.files import read_text, with_hints
from bookbuild.load.toml_places import Places
from bookbuild.load.toml_text import read_toml
from bookbuild.model.book import BookConfig, HandoutPlan, Imprint, Order
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.document import Matter
from bookbuild.model.source import SourceFile, Span
from bookbuild.model.world import World

T = TypeVar("T", Imprint, Order, HandoutPlan)
_CODES: Final[dict[Kind, str]] = {"unknown": "CFG002", "missing": "CFG003", "wrong": "CFG004"}
_WRONG_FOLDER: Final = "run this in the folder that holds `manuscript/`, or give `--root`"
_TABLES: Final = ("book", "order", "handout")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A section named in `[order]`, and where it is named."""

    matter: Matter
    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedConfig:
    """The settings, and the sections in reading order with their places."""

    config: BookConfig
    entries: tuple[Entry, ...]


def load_config(world: World, path: PurePosixPath) -> Outcome[LoadedConfig | None]:
    """Read the settings; without all of them there is no book to read."""
    text = read_text(world, path)
    if text.value is None:
        return Outcome(None, with_hints(text.diagnostics, {"SRC001": _WRONG_FOLDER}))
    tables = read_toml(text.value, "CFG001")
    if tables.value is None:
        return Outcome(None, tables.diagnostics)
    places = Places(text.value.text)
    found = list(_strange_tables(text.value, tables.value, places))
    imprint = _table(Imprint, "book", text.value, tables.value, places)
    order = _table(Order, "order", text.value, tables.value, places)
    handout = _table(HandoutPlan, "handout", text.value, {"handout": {}} | tables.value, places)
    found += [*imprint.diagnostics, *order.diagnostics, *handout.diagnostics]
    if order.value is not None and not order.value.chapters:
        found.append(_no_chapters(_span(path, places, ("order", "chapters"))))
    if imprint.value is None or order.value is None or handout.value is None:
        return Outcome(None, tuple(found))
    config = BookConfig(
        book=imprint.value,
        order=order.value,
        handout=handout.value,
        handout_places=dict(_handout_places(handout.value, path, places)),
    )
    entries = tuple(_entries(order.value, path, places))
    return Outcome(LoadedConfig(config=config, entries=entries), tuple(found))


def _table(
    shape: type[T], name: str, source: SourceFile, tables: dict[str, Any], places: Places
) -> Outcome[T | None]:
    if name not in tables:
        fault = Diagnostic(
            code=_CODES["missing"],
            span=Span(source.path, 1),
            message=f"the table `[{name}]` is missing",
            hints=("add it; `docs/authors.md` shows its keys",),
        )
        return Outcome(None, (fault,))
    filled, misfits = fill(shape, tables[name])
    return Outcome(filled, tuple(_fault(name, one, source.path, places) for one in misfits))


def _fault(table: str, misfit: Misfit, path: PurePosixPath, places: Places) -> Diagnostic:
    return Diagnostic(
        code=_CODES[misfit.kind],
        span=_span(path, places, (table, *misfit.path)),
        message=f"`[{table}]`: {misfit.message}",
        hints=(misfit.hint,),
    )


def _span(path: PurePosixPath, places: Places, key: tuple[str | int, ...]) -> Span:
    return Span(path, *places.of(key))


def _strange_tables(
    source: SourceFile, tables: dict[str, Any], places: Places
) -> Iterator[Diagnostic]:
    for name in tables:
        if name not in _TABLES:
            near = get_close_matches(name, _TABLES, n=1)
            yield Diagnostic(
                code=_CODES["unknown"],
                span=_span(source.path, places, (name,)),
                message=f"there is no table or key `{name}`",
                hints=(f"did you mean `[{near[0]}]`?" if near else "write `[book]` and `[order]`",),
            )


def _no_chapters(span: Span) -> Diagnostic:
    return Diagnostic(
        code="CFG005",
        span=span,
        message="the book has no chapters",
        hints=('name at least one: `chapters = ["chapters/01-name.md"]`',),
    )


def _handout_places(
    plan: HandoutPlan, path: PurePosixPath, places: Places
) -> Iterator[tuple[tuple[str, int | str], Span]]:
    keys: tuple[tuple[str, Iterable[int | str]], ...] = (
        ("before", range(len(plan.before))),
        ("after", range(len(plan.after))),
        ("in-person", range(len(plan.in_person))),
        ("topics", plan.topics),
    )
    for key, items in keys:
        for item in items:
            yield (key, item), _span(path, places, ("handout", key, item))


def _entries(order: Order, path: PurePosixPath, places: Places) -> Iterator[Entry]:
    matters: tuple[tuple[Matter, tuple[str, ...]], ...] = (
        ("front", order.front),
        ("chapters", order.chapters),
        ("back", order.back),
        ("pieces", order.pieces),
    )
    for matter, names in matters:
        for number, name in enumerate(names):
            span = _span(path, places, ("order", matter, number))
            yield Entry(matter=matter, name=name, span=span)
