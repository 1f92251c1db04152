"""Keep or drop conditional text for one edition, and print standard parts where they are called.

In: the sections an author wrote. Out: the sections this edition prints, without `OnlyIn` and
`PartCall`, with citations set behind the stops as the house style wants them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final, get_args

from bookbuild.model.book import BookConfig
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.document import (
    Block,
    Box,
    BoxKind,
    BulletList,
    Citation,
    Definition,
    DefinitionList,
    Document,
    Edition,
    Inline,
    Note,
    OnlyIn,
    OrderedList,
    Part,
    PartCall,
    PieceName,
    Quote,
    Section,
    Text,
)
from bookbuild.model.resolved import SectionKind
from bookbuild.model.source import Span
from bookbuild.model.walk import rewrite_all
from bookbuild.resolve.generated import generated_section, is_printed


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedSection:
    """A section of this edition, before anything is numbered; its notes include its parts'."""

    kind: SectionKind
    section: Section


def sections_of(
    document: Document, edition: Edition, config: BookConfig
) -> Outcome[tuple[SelectedSection, ...]]:
    """Give the sections of one edition, and a diagnostic for each part that does not exist.

    On a handout each chapter carries the standard parts of the plan, as boxes.
    """
    faults: list[Diagnostic] = []
    selected = []
    for entry in document.sections:
        if isinstance(entry, str):
            if is_printed(entry, edition):
                kind, section = generated_section(entry)
                selected.append(SelectedSection(kind=kind, section=section))
            continue
        if not _belongs(entry, edition):
            continue
        choice = _Choice(
            edition=edition, parts=document.parts, faults=faults, notes=dict(entry.notes)
        )
        blocks = tuple(choice.select(entry.blocks))
        if edition == "handout" and entry.matter == "chapters":
            blocks = choice.sheet(blocks, config)
        section = replace(
            entry,
            blocks=rewrite_all(blocks, cite_behind_stops),
            notes={name: _note(note) for name, note in choice.notes.items()},
        )
        selected.append(SelectedSection(kind="text", section=section))
    return Outcome(tuple(selected), tuple(faults))


def _belongs(section: Section, edition: Edition) -> bool:
    """Tell whether an edition prints a section: a piece prints its own file and nothing else."""
    if section.matter == "pieces":
        return section.span.path.stem == edition
    return edition not in get_args(PieceName)


def _note(note: Note) -> Note:
    return replace(note, blocks=rewrite_all(note.blocks, cite_behind_stops))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """The edition being chosen, the parts on offer, and what is gathered on the way."""

    edition: Edition
    parts: Mapping[str, Part]
    faults: list[Diagnostic]
    notes: dict[str, Note]

    def select(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield the blocks of the edition, with conditions and calls of parts gone."""
        for block in blocks:
            match block:
                case OnlyIn(editions=editions, blocks=inner):
                    if self.edition in editions:
                        yield from self.select(inner)
                case PartCall(name=name, span=span):
                    yield from self._part(name, span)
                case Box(blocks=inner) | Quote(blocks=inner):
                    yield replace(block, blocks=tuple(self.select(inner)))
                case BulletList(items=items) | OrderedList(items=items):
                    yield replace(block, items=tuple(tuple(self.select(item)) for item in items))
                case DefinitionList(entries=entries):
                    yield replace(block, entries=tuple(self._entry(entry) for entry in entries))
                case _:
                    yield block

    def sheet(self, blocks: tuple[Block, ...], config: BookConfig) -> tuple[Block, ...]:
        """Put the standard parts of a handout around a chapter's blocks."""
        plan, places = config.handout, config.handout_places
        before, after = (
            [block for at, name in enumerate(names) for block in self._part(name, places[side, at])]
            for side, names in (("before", plan.before), ("after", plan.after))
        )
        return (*before, *blocks, *after)

    def _entry(self, entry: Definition) -> Definition:
        return replace(entry, meanings=tuple(tuple(self.select(one)) for one in entry.meanings))

    def _part(self, name: str, span: Span) -> Iterator[Block]:
        part = self.parts.get(name)
        if part is None:
            self.faults.append(_unknown_part(name, span, self.parts))
            return
        self.notes.update(part.notes)
        blocks = tuple(self.select(part.blocks))
        if name in get_args(BoxKind):
            yield Box(kind=name, blocks=blocks, label=None, span=part.span)  # type: ignore[arg-type]  # just tested
        else:
            yield from blocks


def _unknown_part(name: str, span: Span, parts: Mapping[str, Part]) -> Diagnostic:
    near = get_close_matches(name, parts, n=1)
    hints = [f"did you mean `{key}`?" for key in near] or [
        f"write it in `manuscript/parts/{name}.md`"
    ]
    return Diagnostic(
        code="PRT001", span=span, message=f"there is no standard part `{name}`", hints=tuple(hints)
    )


_STOP: Final = re.compile(r"^[.,;:!?]+[”’]?")


def cite_behind_stops(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Move raised citation numbers behind the stop that follows, and close the space before them.

    Authors write `pain [@a].` as Pandoc wants it; AMA style prints `pain.¹` (AMA Manual of Style,
    11th ed., 3.6: numerals outside periods and commas, inside colons and semicolons; we set them
    behind colons and semicolons too, so that a number never parts a word from its stop).
    """
    if not any(map(_changes, content)):
        return content
    moved: list[Inline] = []
    rest = list(content)
    while rest:
        inline = rest.pop(0)
        if isinstance(inline, Citation):
            if moved and isinstance(moved[-1], Text):
                moved[-1] = Text(text=moved[-1].text.rstrip(), span=moved[-1].span)
            if rest and isinstance(rest[0], Text) and (stop := _STOP.match(rest[0].text)):
                moved.append(Text(text=stop[0], span=rest[0].span))
                rest[0] = Text(text=rest[0].text[stop.end() :], span=rest[0].span)
        moved.append(inline)
    return tuple(one for one in moved if not _is_empty(one))


def _changes(inline: Inline) -> bool:
    return isinstance(inline, Citation) or _is_empty(inline)


def _is_empty(inline: Inline) -> bool:
    return isinstance(inline, Text) and not inline.text
