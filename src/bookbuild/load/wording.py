"""Read `words.toml` and `readability.toml`: the words of the house, and the grades to hold.

In: both files; a book without them has the defaults. Out: the wording, with every unknown key,
missing key and wrong type at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Final

from bookbuild.load.toml_rows import Codes, TomlRows, given, rows_of
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.document import Edition
from bookbuild.model.wording import Banned, Grades, Limits, Waiver, Wording
from bookbuild.model.world import World

_CODES: Final = Codes(broken="WRD001", missing="WRD002", unknown="WRD003", wrong="WRD004")


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
    brochure: dict[str, dict[str, Any]] = field(default_factory=dict)
    poster: dict[str, dict[str, Any]] = field(default_factory=dict)
    card: dict[str, dict[str, Any]] = field(default_factory=dict)


def load_wording(world: World, manuscript: PurePosixPath) -> Outcome[Wording]:
    """Read both files of a manuscript."""
    words, found = rows_of(world, manuscript / "words.toml", _CODES)
    grades, found_too = rows_of(world, manuscript / "readability.toml", _CODES)
    wording = _wording(words) if words else Wording()
    if grades:
        wording = replace(wording, ratchet=_ratchet(grades))
    faults = [fault for file in (words, grades) if file for fault in file.found]
    return Outcome(wording, (*found, *found_too, *faults))


def _wording(file: TomlRows) -> Wording:
    words = file.outermost(_Words)
    banned = (file.filled(Banned, ("banned", at), values) for at, values in enumerate(words.banned))
    return Wording(
        limits=file.filled(Limits, ("limits",), words.limits) or Limits(),
        banned=tuple(row for row in banned if row),
        allowed=words.allowed,
        spelling=frozenset(words.spelling),
        names=frozenset(words.names),
        syllables={word.casefold(): count for word, count in words.syllables.items()},
        abbreviations=words.abbreviations,
        waivers=tuple(_waivers(file, words.waiver)),
    )


def _waivers(file: TomlRows, rows: tuple[dict[str, Any], ...]) -> Iterator[Waiver]:
    for at, row in enumerate(rows):
        if keys := file.filled(_WaiverKeys, ("waiver", at), row):
            yield Waiver(**given(keys), span=file.span("waiver", at))


def _ratchet(file: TomlRows) -> dict[tuple[Edition, str], Grades]:
    tables = file.outermost(_Ratchet)
    editions: tuple[tuple[Edition, dict[str, dict[str, Any]]], ...] = (
        ("book", tables.book),
        ("handout", tables.handout),
        ("brochure", tables.brochure),
        ("poster", tables.poster),
        ("card", tables.card),
    )
    ratchet: dict[tuple[Edition, str], Grades] = {}
    for edition, labels in editions:
        for label, values in labels.items():
            if grades := file.filled(Grades, (edition, label), values):
                ratchet[edition, label] = grades
    return ratchet
