"""Where something stands in the book, in the words of its readers: `Chapters 2 and 8; Glossary`.

In: the resolved editions. Out: names of sections and of labelled places, the words of a section,
and the sections that cite a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bookbuild.model.document import (
    Block,
    Citation,
    CrossReference,
    Inline,
    LineBreak,
    NoteCall,
    PieceName,
    Text,
)
from bookbuild.model.evidence import TextPlace
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.walk import every_block, every_inline, inlines_in, own_inlines, plain

NOWHERE = "nowhere"
_PIECES: Final[Mapping[PieceName, str]] = {
    "brochure": "Brochure",
    "poster": "Poster",
    "card": "Wallet card",
}
"""Pieces by their labels: they are no sections of the book, which is named from."""


def place_named(place: TextPlace, book: ResolvedDocument) -> str:
    """Name a labelled place: its chapter and its heading; as it is written if it is not there."""
    section = next((one for one in book.sections if one.label == place.section), None)
    target = book.targets.get(place.label or place.section)
    if section is None or target is None:
        return str(place)
    name = f"Chapter {section.number}" if section.number else plain(section.title)
    return f"{name}, “{target.name}”" if place.label else name


def sections_named(labels: Iterable[str], book: ResolvedDocument) -> str:
    """Name sections in the order of the book, numbered chapters together, then the pieces.

    `nowhere` for none.
    """
    wanted = frozenset(labels)
    there = [one for one in book.sections if one.label in wanted]
    numbers = [str(one.number) for one in there if one.number is not None]
    titles = [plain(one.title) for one in there if one.number is None]
    chapters = [f"Chapter{'s' * (len(numbers) > 1)} {_listed(numbers)}"] if numbers else []
    pieces = [name for label, name in _PIECES.items() if label in wanted]
    return "; ".join((*chapters, *titles, *pieces)) or NOWHERE


def citing_sections(editions: Iterable[ResolvedDocument]) -> Mapping[str, frozenset[str]]:
    """Give, for each key that is cited in any edition, the labels of the sections that cite it."""
    found: dict[str, set[str]] = {}
    for book in editions:
        for section in book.sections:
            for citation in _citations(section, book):
                for cited in citation.cited:
                    found.setdefault(cited.key, set()).add(section.label)
    return {key: frozenset(labels) for key, labels in found.items()}


def text_of(section: ResolvedSection, book: ResolvedDocument) -> str:
    """Give the words of a section, one run to a line, notes and glossary included."""
    runs = [plain(section.title)]
    for block in every_block(section.blocks):
        runs += (words_of(run, book) for run in own_inlines(block))
    for note in _notes(section, book):
        runs += (words_of(run, book) for block in every_block(note) for run in own_inlines(block))
    if section.kind == "glossary":
        runs += (f"{entry.term.title}: {entry.term.explanation}" for entry in book.terms.values())
    return "\n".join(runs)


def words_of(inlines: Iterable[Inline], book: ResolvedDocument) -> str:
    """Give the words of some inlines as they are printed, without citations and note calls."""
    pieces: list[str] = []
    for inline in every_inline(inlines):
        if isinstance(inline, Text):
            pieces.append(inline.text)
        elif isinstance(inline, LineBreak):
            pieces.append(" ")
        elif isinstance(inline, CrossReference) and not inline.content:
            pieces.append(book.targets[inline.label].name)
    return "".join(pieces)


def _listed(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _citations(section: ResolvedSection, book: ResolvedDocument) -> Iterator[Citation]:
    for inline in inlines_in(section.blocks):
        if isinstance(inline, Citation):
            yield inline
        elif isinstance(inline, NoteCall) and (note := _note(inline, section, book)):
            yield from (one for one in inlines_in(note) if isinstance(one, Citation))
    if section.kind == "glossary":
        yield from (entry.sources for entry in book.terms.values() if entry.sources)


def _notes(section: ResolvedSection, book: ResolvedDocument) -> Iterator[tuple[Block, ...]]:
    for inline in inlines_in(section.blocks):
        if isinstance(inline, NoteCall) and (note := _note(inline, section, book)):
            yield note


def _note(
    call: NoteCall, section: ResolvedSection, book: ResolvedDocument
) -> tuple[Block, ...] | None:
    note = book.notes.get((section.label, call.span))
    return note.blocks if note else None
