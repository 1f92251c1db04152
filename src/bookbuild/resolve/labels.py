"""Give every place that can be pointed at an id, and pair cross-references with their targets.

In: the selected sections and their numbers. Out: the sections with their outlines, what each label
stands for, ids by place; a diagnostic for each label used twice and each reference to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.document import (
    Block,
    Box,
    CrossReference,
    Edition,
    Figure,
    Heading,
    Inline,
    Table,
    Text,
)
from bookbuild.model.resolved import QUESTIONS_TITLE, OutlineEntry, Place, ResolvedSection, Target
from bookbuild.model.source import Span
from bookbuild.model.walk import every_block, inlines_in, plain
from bookbuild.resolve.conditions import SelectedSection
from bookbuild.resolve.numbering import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The sections with outlines, the targets by label, the ids by place."""

    sections: tuple[ResolvedSection, ...]
    targets: Mapping[str, Target]
    ids: Mapping[Place, str]


def label(
    selected: Sequence[SelectedSection], numbers: Numbers, edition: Edition
) -> Outcome[Labels]:
    """Give ids and targets, and tell of labels used twice and references to nothing."""
    given = list(_labels(selected, numbers, "Sheet" if edition == "handout" else "Chapter"))
    targets = {name: target for name, target, _ in given}
    notes = {note.id for note in numbers.notes.values()}
    ids = _ids(selected, taken=notes | set(targets))
    sections = tuple(_with_outline(one, numbers, ids) for one in selected)
    faults = [*_used_twice(given), *_dead(selected, targets)]
    return Outcome(Labels(sections=sections, targets=targets, ids=ids), tuple(faults))


def _labels(
    selected: Sequence[SelectedSection], numbers: Numbers, word: str
) -> Iterator[tuple[str, Target, Span]]:
    for one in selected:
        section = one.section
        chapter = numbers.chapters.get(section.label)
        own = Target(
            kind="chapter" if chapter else "section",
            name=f"{word} {chapter}" if chapter else plain(section.title),
            section=section.label,
            chapter=chapter,
        )
        yield section.label, own, section.span
        for block in every_block(section.blocks):
            if target := _target(block, section.label, numbers):
                yield *target, block.span


def _target(block: Block, section: str, numbers: Numbers) -> tuple[str, Target] | None:
    own_number = numbers.of_blocks.get((section, block.span))
    match block:
        case Heading(label=str(name), content=content):
            return name, Target(kind="heading", name=plain(content), section=section)
        case Figure(label=str(name)):
            return name, Target(kind="figure", name=f"Figure {own_number}", section=section)
        case Box(label=str(name), blocks=blocks):
            table = next((inner for inner in blocks if isinstance(inner, Table)), None)
            number = table and numbers.of_blocks.get((section, table.span))
            words = f"Table {number}" if number else "the box"
            return name, Target(kind="table" if number else "box", name=words, section=section)
        case _:
            return None


def _ids(selected: Sequence[SelectedSection], taken: set[str]) -> dict[Place, str]:
    ids: dict[Place, str] = {}
    for one in selected:
        for block in every_block(one.section.blocks):
            place = (one.section.label, block.span)
            if isinstance(block, Heading | Figure | Box) and block.label:
                ids[place] = block.label
            elif isinstance(block, Box) and block.kind == "questions":
                ids[place] = _fresh(f"{one.section.label}-questions", taken)
            elif isinstance(block, Heading):
                ids[place] = _fresh(f"{one.section.label}-{_slug(plain(block.content))}", taken)
    return ids


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "heading"


def _fresh(wanted: str, taken: set[str]) -> str:
    name, again = wanted, 1
    while name in taken:
        again += 1
        name = f"{wanted}-{again}"
    taken.add(name)
    return name


def _with_outline(
    one: SelectedSection, numbers: Numbers, ids: Mapping[Place, str]
) -> ResolvedSection:
    section = one.section
    outline = tuple(
        OutlineEntry(id=ids[section.label, block.span], title=title)
        for block in every_block(section.blocks)
        if (title := _outlined(block))
    )
    return ResolvedSection(
        kind=one.kind,
        matter=section.matter,
        label=section.label,
        number=numbers.chapters.get(section.label),
        title=section.title,
        icon=section.icon,
        blocks=section.blocks,
        outline=outline,
        span=section.span,
    )


def _outlined(block: Block) -> tuple[Inline, ...] | None:
    """Give the words by which a block stands in its section's short contents, if it does."""
    match block:
        case Heading(level=2, content=content):
            return content
        case Box(kind="questions", span=span):
            return (Text(text=QUESTIONS_TITLE, span=span),)
        case _:
            return None


def _used_twice(given: Sequence[tuple[str, Target, Span]]) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for name, _, span in given:
        if name in first and span != first[name]:
            yield Diagnostic(
                code="LBL001",
                span=span,
                message=f"the label `{name}` is used twice",
                hints=(f"it was first given at {first[name]}",),
            )
        first.setdefault(name, span)


def _dead(
    selected: Sequence[SelectedSection], targets: Mapping[str, Target]
) -> Iterator[Diagnostic]:
    for one in selected:
        notes = [block for note in one.section.notes.values() for block in note.blocks]
        everywhere = [*inlines_in(one.section.blocks), *inlines_in(notes)]
        for inline in everywhere:
            if isinstance(inline, CrossReference) and inline.label not in targets:
                near = get_close_matches(inline.label, targets, n=1)
                yield Diagnostic(
                    code="LBL002",
                    span=inline.span,
                    message=f"nothing has the label `{inline.label}`",
                    hints=tuple(f"did you mean `{name}`?" for name in near),
                    lacks=inline.label,
                )
