"""The book as configured: what `book.toml`, the references and the glossary say.

In: filled by `load`. Out: frozen values; past `load` nobody meets a dictionary of settings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Literal

from bookbuild.model.clinic import Clinic
from bookbuild.model.document import Matter, SheetPart
from bookbuild.model.evidence import Ledger, NumberTable, RequiredBlocks
from bookbuild.model.figure import FigureData
from bookbuild.model.source import SourceFile, Span
from bookbuild.model.standing import Standing
from bookbuild.model.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """`[book]` of book.toml: the facts that are printed about the book."""

    title: str
    subtitle: str
    slug: str
    language: str
    country: Literal["US"]
    identifier: str
    version: str
    date: dt.date
    review_by: dt.date
    audience: str
    message: str
    action: str
    authors: tuple[str, ...]
    publisher: str
    funding: str
    conflicts: str
    license: str
    search_date: dt.date
    update_policy: str
    cover_lines: tuple[str, ...] = ()
    id_prefix: str = "BB"
    web: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """`[order]` of book.toml: the sections in reading order.

    Each entry is a Markdown file below `manuscript/`, or one of the words `@glossary` and
    `@references` for the sections that the build writes. `pieces` holds the texts of the brochure,
    the poster and the card, which are no part of the book.
    """

    front: tuple[str, ...]
    chapters: tuple[str, ...]
    back: tuple[str, ...]
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutPlan:
    """`[handout]` of book.toml: what each sheet carries besides its own chapter.

    before, after: standard parts around the chapter's text. in_person: labels of the chapters that
    a care team hands over itself; those sheets carry in_person_line, and in_person_first outside
    the emergency box. topics: what a sheet may have no room for, with the label of the chapter
    whose sheet has it.
    """

    before: tuple[SheetPart, ...] = ()
    after: tuple[SheetPart, ...] = ()
    in_person: tuple[str, ...] = ()
    in_person_line: str = "Given to you by your care team"
    in_person_first: str = ""
    topics: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookConfig:
    """The whole of book.toml.

    handout_places: where `[handout]` names its parts and labels, by key (`in-person`) and index, or
    the topic.
    """

    book: Imprint
    order: Order
    handout: HandoutPlan = field(default_factory=HandoutPlan)
    handout_places: Mapping[tuple[str, int | str], Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of references.json: its key, its title, and the CSL data as given."""

    key: str
    title: str
    csl: Mapping[str, Any]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of the glossary."""

    key: str
    title: str
    explanation: str
    also: tuple[str, ...]
    sources: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ManuscriptFile:
    """A Markdown file and the matter it belongs to."""

    matter: Matter
    source: SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything read from disk, before any Markdown is understood.

    `sections` keeps the reading order and holds `@glossary` and `@references` as plain words;
    `parts` are the standard parts by name; `figures` are keyed by the path an image names
    (`figures/crps-week-1.svg`), `drawings` hold SVG that was drawn by hand, keyed likewise.
    `claims`, `numbers` and `blocks` are what the text is held against, None where there is no file.
    `clinic` hands the book out; there is None for a book with blanks.
    """

    config: BookConfig
    sections: tuple[ManuscriptFile | str, ...]
    parts: Mapping[str, SourceFile]
    references: Mapping[str, Reference]
    terms: Mapping[str, Term]
    standing: Standing
    wording: Wording = field(default_factory=Wording)
    claims: Ledger | None = None
    numbers: NumberTable | None = None
    blocks: RequiredBlocks | None = None
    figures: Mapping[PurePosixPath, FigureData] = field(default_factory=dict)
    drawings: Mapping[PurePosixPath, str] = field(default_factory=dict)
    clinic: Clinic | None = None
