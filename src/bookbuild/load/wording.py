"""Read `words.toml` and `readability.toml`: the words of the house, and the grades to hold.

In: both files; a book without them has the defaults. Out: the wording, with every unknown key,
missing key and wrong type at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bookbuild.load.doors import Kind, Misfit, fill
from bookbuild.load.files import read_text
from bookbuild.load.toml_places import Places
from bookbuild.load.toml_text import read_toml
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.document import Edition
from bookbuild.model.source import SourceFile, Span
from bookbuild.model.wording import Banned, Grades, Limits, Waiver, Wording
from bookbuild.model.world import World

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
_CODES: Final[dict[Kind, str]] = {"missing": "WRD002", "unknown": "WRD003", "wrong": "WRD004"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The keys of words.toml; those that hold tables are filled by themselves."""

    allowed: tuple[str, ...] = ()
    spelling: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    syllables: dict[str, int] = field(default_factory=dict)
    abbreviations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    limits: dict[str, Any] = field(default_factory=dict)
    banned: tuple[dict[str, Any], ...] = ()
    waiver: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _WaiverKeys:
    """The keys of one waiver."""

    code: str
    place: str
    reason: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ratchet:
    """The keys of readability.toml: tables by section's label, for each edition."""

    book: dict[str, dict[str, Any]] = field(default_factory=dict)
    handout: dict[str, dict[str, Any]] = field(default_factory=dict)


def load_wording(world: World, manuscript: PurePosixPath) -> Outcome[Wording]:
    """Read both files of a manuscript."""
    words = _read(world, manuscript / "words.toml")
    grades = _read(world, manuscript / "readability.toml")
    found = [*words.diagnostics, *grades.diagnostics]
    wording = _wording(words.value, found) if words.value else Wording()
    if grades.value:
        wording = replace(wording, ratchet=_ratchet(grades.value, found))
    return Outcome(wording, tuple(found))


class _Tables:
    """One TOML file: its tables, and the places of its keys when somebody asks for them."""

    def __init__(self, source: SourceFile, tables: dict[str, Any]) -> None:
        self.source = source
        self.tables = tables

    @cached_property
    def places(self) -> Places:
        return Places(self.source.text)

    def span(self, *path: str | int) -> Span:
        return Span(self.source.path, *self.places.of(path))


def _read(world: World, path: PurePosixPath) -> Outcome[_Tables | None]:
    if not world.exists(path):
        return Outcome(None)
    text = read_text(world, path)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    tables = read_toml(text.value, "WRD001")
    if tables.value is None:
        return Outcome(None, tables.diagnostics)
    return Outcome(_Tables(text.value, tables.value))


def _wording(file: _Tables, found: list[Diagnostic]) -> Wording:
    words = _top(_Words, file, found)
    return Wording(
        limits=_filled(Limits, file, ("limits",), words.limits, found) or Limits(),
        banned=tuple(_rows(Banned, file, "banned", words.banned, found)),
        allowed=words.allowed,
        spelling=frozenset(words.spelling),
        names=frozenset(words.names),
        syllables={word.casefold(): count for word, count in words.syllables.items()},
        abbreviations=words.abbreviations,
        waivers=tuple(_waivers(file, words.waiver, found)),
    )


def _waivers(
    file: _Tables, rows: tuple[dict[str, Any], ...], found: list[Diagnostic]
) -> Iterator[Waiver]:
    for at, row in enumerate(rows):
        keys = _filled(_WaiverKeys, file, ("waiver", at), row, found)
        if keys:
            yield Waiver(
                code=keys.code,
                place=keys.place,
                reason=keys.reason,
                words=keys.words,
                span=file.span("waiver", at),
            )


def _ratchet(file: _Tables, found: list[Diagnostic]) -> dict[tuple[Edition, str], Grades]:
    tables = _top(_Ratchet, file, found)
    editions: tuple[tuple[Edition, dict[str, dict[str, Any]]], ...] = (
        ("book", tables.book),
        ("handout", tables.handout),
    )
    ratchet: dict[tuple[Edition, str], Grades] = {}
    for edition, labels in editions:
        for label, values in labels.items():
            if grades := _filled(Grades, file, (edition, label), values, found):
                ratchet[edition, label] = grades
    return ratchet


def _top(shape: type[T], file: _Tables, found: list[Diagnostic]) -> T:
    """Fill the outermost keys; those with a fault are told of and left out."""
    filled, misfits = fill(shape, file.tables)
    if filled is None:
        found += [_fault(file, (), one) for one in misfits]
        wrong = {one.path[0] for one in misfits}
        rest = {key: value for key, value in file.tables.items() if key not in wrong}
        filled, _ = fill(shape, rest)
    assert filled is not None, "no outermost key has to be there"
    return filled


def _rows(
    shape: type[T],
    file: _Tables,
    name: str,
    rows: tuple[dict[str, Any], ...],
    found: list[Diagnostic],
) -> Iterator[T]:
    for at, row in enumerate(rows):
        if filled := _filled(shape, file, (name, at), row, found):
            yield filled


def _filled(
    shape: type[T],
    file: _Tables,
    path: tuple[str | int, ...],
    values: object,
    found: list[Diagnostic],
) -> T | None:
    filled, misfits = fill(shape, values)
    found += [_fault(file, path, one) for one in misfits]
    return filled


def _fault(file: _Tables, path: tuple[str | int, ...], misfit: Misfit) -> Diagnostic:
    return Diagnostic(
        code=_CODES[misfit.kind],
        span=file.span(*path, *misfit.path),
        message=misfit.message,
        hints=(misfit.hint,),
    )
