"""Number chapters, figures, tables and notes.

In: the selected sections. Out: tables of numbers by place. Chapters, figures and captioned tables
are counted through the book, on handouts figures and tables from the top of each sheet; notes are
lettered per section, so that they cannot be taken for the numbers of the sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from string import ascii_lowercase

from bookbuild.model.document import Block, Edition, Figure, NoteCall, Table
from bookbuild.model.resolved import Place, ResolvedNote
from bookbuild.model.walk import every_block, inlines_in
from bookbuild.resolve.conditions import SelectedSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """chapters: number by section label. of_blocks: figures and tables by place. notes: by call."""

    chapters: Mapping[str, int]
    of_blocks: Mapping[Place, str]
    notes: Mapping[Place, ResolvedNote]


def number(sections: Sequence[SelectedSection], edition: Edition) -> Numbers:
    """Give every number that is printed in an edition."""
    chapters = [one.section.label for one in sections if one.section.matter == "chapters"]
    return Numbers(
        chapters={label: at for at, label in enumerate(chapters, start=1)},
        of_blocks=dict(
            numbered
            for together in ([[one] for one in sections] if edition == "handout" else [sections])
            for numbered in _block_numbers(together)
        ),
        notes=dict(_notes(sections)),
    )


def note_mark(at: int) -> str:
    """Give the mark of the note counted from 0: a to z, then aa, ab and so on."""
    mark = ascii_lowercase[at % 26]
    return mark if at < 26 else note_mark(at // 26 - 1) + mark


def _block_numbers(sections: Sequence[SelectedSection]) -> Iterator[tuple[Place, str]]:
    figures, tables = count(1), count(1)
    for one in sections:
        for block in every_block(one.section.blocks):
            place = (one.section.label, block.span)
            if isinstance(block, Figure):
                yield place, str(next(figures))
            elif isinstance(block, Table) and block.caption:
                yield place, str(next(tables))


def _notes(sections: Sequence[SelectedSection]) -> Iterator[tuple[Place, ResolvedNote]]:
    for one in sections:
        section = one.section
        marks = count()
        for call in _calls(section.blocks):
            if note := section.notes.get(call.name):
                mark = note_mark(next(marks))
                yield (
                    (section.label, call.span),
                    ResolvedNote(mark=mark, id=f"{section.label}-note-{mark}", blocks=note.blocks),
                )


def _calls(blocks: Sequence[Block]) -> Iterator[NoteCall]:
    return (inline for inline in inlines_in(blocks) if isinstance(inline, NoteCall))
