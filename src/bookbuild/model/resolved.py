"""The manuscript for one edition: the pruned tree, and the tables that `resolve` made beside it.

In: made by `resolve`. Out: frozen values. A *place* is a section's label with a span in the source:
a standard part that is printed in two sections has one span, but two places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final, Literal, TypeAlias

from bookbuild.model.book import HandoutPlan, Imprint, Reference, Term
from bookbuild.model.clinic import Clinic
from bookbuild.model.document import Block, Citation, Edition, GeneratedKind, Inline, Matter
from bookbuild.model.evidence import Ledger, NumberTable, RequiredBlocks
from bookbuild.model.figure import FigureData
from bookbuild.model.source import Span
from bookbuild.model.standing import Standing

QUESTIONS_TITLE: Final = "Questions to ask"

Place: TypeAlias = tuple[str, Span]
SectionKind: TypeAlias = Literal["text"] | GeneratedKind
TargetKind = Literal["chapter", "section", "heading", "figure", "table", "box"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """A heading in a section's short contents: its id in every output, and its words."""

    id: str
    title: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedSection:
    """A chapter or another section as this edition prints it.

    `number` is the chapter's number, or None. `outline` holds its level-2 headings in order.
    """

    kind: SectionKind
    matter: Matter
    label: str
    number: int | None
    title: tuple[Inline, ...]
    icon: str | None
    blocks: tuple[Block, ...]
    outline: tuple[OutlineEntry, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a label stands for: the words a bare cross-reference prints, and its section.

    chapter: the number of a chapter, None of anything else.
    """

    kind: TargetKind
    name: str
    section: str
    chapter: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedNote:
    """A note of the author's: its mark (`a`, `b`, …, numbered per section), its id, its blocks."""

    mark: str
    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntry:
    """A glossary word of this edition: its sources as a citation, and all sections that use it."""

    term: Term
    sources: Citation | None
    used_in: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedDocument:
    """Everything a renderer needs of the text.

    ids: the id of each block that can be pointed at by a reader (headings with a label or in an
    outline, figures, tables, boxes), by place.
    numbers: the number of each figure and captioned table, by place.
    notes: by place of the call. first_uses: the key of the term that is linked, by place (its first
    use in a section).
    explained: places where the term is explained at the page foot (first use in the book).
    clusters: the citations in order of print, for citeproc; cited: the keys in order of first use.
    claims, number_table, required: what the text is held against, None where there is no file.
    handout: what each sheet carries besides its chapter. clinic: who hands it out, None for a text
    with blanks.
    """

    edition: Edition
    imprint: Imprint
    standing: Standing
    sections: tuple[ResolvedSection, ...]
    targets: Mapping[str, Target]
    ids: Mapping[Place, str]
    numbers: Mapping[Place, str]
    notes: Mapping[Place, ResolvedNote]
    first_uses: Mapping[Place, str]
    explained: frozenset[Place]
    terms: Mapping[str, TermEntry]
    clusters: tuple[Citation, ...]
    cited: tuple[str, ...]
    references: Mapping[str, Reference]
    claims: Ledger | None = None
    number_table: NumberTable | None = None
    required: RequiredBlocks | None = None
    handout: HandoutPlan = field(default_factory=HandoutPlan)
    figures: Mapping[PurePosixPath, FigureData] = field(default_factory=dict)
    drawings: Mapping[PurePosixPath, str] = field(default_factory=dict)
    clinic: Clinic | None = None
