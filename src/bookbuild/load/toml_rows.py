"""Rows of a TOML file, each as a value with its place.

In: a file of the manuscript and the codes of its faults. Out: its tables in the shapes asked for,
and every fault on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, assert_never

from bookbuild.load.doors import Kind, fill
from bookbuild.load.files import read_text
from bookbuild.load.toml_places import Path, Places
from bookbuild.load.toml_text import read_toml
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.evidence import TextPlace
from bookbuild.model.source import SourceFile, Span
from bookbuild.model.world import World

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


class Codes(NamedTuple):
    """The codes of a file's faults: no TOML; a key missing, unknown or unfit; a name used twice.

    A file without names has no code for the last.
    """

    broken: str
    missing: str
    unknown: str
    wrong: str
    twice: str = ""


class TomlRows:
    """One file while it is turned into values; `found` gathers its faults."""

    def __init__(self, source: SourceFile, tables: dict[str, Any], codes: Codes) -> None:
        """Take the tables that the text holds."""
        self.path = source.path
        self.found: list[Diagnostic] = []
        self._tables = tables
        self._codes = codes
        self._text = source.text

    @property
    def names(self) -> tuple[str, ...]:
        """Give the outermost tables and keys, as they stand."""
        return tuple(self._tables)

    @cached_property
    def _places(self) -> Places:
        return Places(self._text)

    def span(self, *path: str | int) -> Span:
        """Give the place of a key, or of the nearest table around it."""
        return Span(self.path, *self._places.of(path))

    def fault(self, kind: Kind, path: Path, message: str, hint: str) -> None:
        """Note a fault at the place of a key."""
        match kind:
            case "missing":
                code = self._codes.missing
            case "unknown":
                code = self._codes.unknown
            case "wrong":
                code = self._codes.wrong
            case _:
                assert_never(kind)
        self._note(code, path, message, hint)

    def used_twice(self, path: Path, what: str, first: Span) -> None:
        """Note that a row has the name or number of an earlier one."""
        hint = f"it was first used at {first}"
        self._note(self._codes.twice, path, f"{what} is used twice", hint)

    def only(self, *names: str) -> None:
        """Note each table that the file does not know."""
        for name in self._tables:
            if name not in names:
                near = get_close_matches(name, names, n=1)
                hint = f"did you mean `{near[0]}`?" if near else f"it knows {', '.join(names)}"
                self.fault("unknown", (name,), f"there is no table or key `{name}`", hint)

    def table(self, shape: type[T], name: str) -> T | None:
        """Give the table of a name."""
        if name not in self._tables:
            self.fault("missing", (), f"the table `[{name}]` is missing", "add it")
            return None
        return self.filled(shape, (name,), self._tables[name])

    def rows(self, shape: type[T], name: str) -> Iterator[tuple[T, Path]]:
        """Yield each row of a name (`[[name]]`) that fits, with the path to it."""
        rows = self._tables.get(name, [])
        if not isinstance(rows, list):
            self.fault("wrong", (name,), f"`{name}` is no list of rows", f"write `[[{name}]]`")
            return
        for at, row in enumerate(rows):
            if (filled := self.filled(shape, (name, at), row)) is not None:
                yield filled, (name, at)

    def named(self, shape: type[T], name: str) -> Iterator[tuple[str, T]]:
        """Yield each table below a name (`[name."key"]`) that fits, with its key."""
        tables = self._tables.get(name, {})
        if not isinstance(tables, dict):
            self.fault("wrong", (name,), f"`{name}` is no table", f'write `[{name}."…"]`')
            return
        for key, values in tables.items():
            filled = self.filled(shape, (name, key), values, whose=f"`{key}`: ")
            if filled is not None:
                yield key, filled

    def outermost(self, shape: type[T]) -> T:
        """Give the outermost keys, none of which has to be there; a faulty one counts as absent."""
        filled = self.filled(shape, (), self._tables)
        if filled is None:
            _, misfits = fill(shape, self._tables)
            wrong = {one.path[0] for one in misfits}
            rest = {key: value for key, value in self._tables.items() if key not in wrong}
            filled, _ = fill(shape, rest)
        assert filled is not None, "no outermost key has to be there"
        return filled

    def filled(self, shape: type[T], path: Path, values: object, *, whose: str = "") -> T | None:
        """Give some values in a shape, or note each fault at its place below the path."""
        filled, misfits = fill(shape, values)
        for one in misfits:
            self.fault(one.kind, (*path, *one.path), whose + one.message, one.hint)
        return filled

    def _note(self, code: str, path: Path, message: str, hint: str) -> None:
        span = self.span(*path)
        self.found.append(Diagnostic(code=code, span=span, message=message, hints=(hint,)))


def rows_of(
    world: World, path: PurePosixPath, codes: Codes
) -> tuple[TomlRows | None, tuple[Diagnostic, ...]]:
    """Open a file; there is None when the manuscript does not have it, or it cannot be read."""
    if not world.exists(path):
        return None, ()
    text = read_text(world, path)
    if text.value is None:
        return None, text.diagnostics
    tables = read_toml(text.value, codes.broken)
    if tables.value is None:
        return None, tables.diagnostics
    return TomlRows(text.value, tables.value, codes), ()


def text_place(written: str, span: Span) -> TextPlace:
    """Read a place of the book: `section` or `section#label`."""
    section, _, label = written.partition("#")
    return TextPlace(section=section.strip(), label=label.strip() or None, span=span)


def given(shape: object) -> dict[str, Any]:
    """Give the keys of a row, to be handed on to the model."""
    return {field.name: getattr(shape, field.name) for field in fields(shape)}  # type: ignore[arg-type]  # our rows are dataclasses
