"""The handouts one by one: each chapter as a document of its own, on one sheet of paper.

In: the resolved document of the handouts. Out: resolved documents of one section each, or of all
together, which cite only their own sources, in their own order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bookbuild.model.document import Citation, NoteCall
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.walk import inlines_in

NOT_HERE: Final = "Not on this sheet:"


def sheets_of(book: ResolvedDocument) -> tuple[ResolvedDocument, ...]:
    """Give the sheet of each chapter, in order."""
    return tuple(_cut_to(book, (chapter,)) for chapter in _chapters(book))


def all_sheets(book: ResolvedDocument) -> ResolvedDocument:
    """Give the sheets as one text: every chapter, and no section that only a book has."""
    return _cut_to(book, _chapters(book))


def sheet_name(sheet: ResolvedDocument) -> str:
    """Give the name of a sheet's file: that of the chapter it was written in (`06-studies`)."""
    (chapter,) = sheet.sections
    return chapter.span.path.stem


def sheet_path(sheet: ResolvedDocument) -> str:
    """Give a sheet's place among the sheets: those for a care team stand in a folder of their own.

    So nobody puts them into a rack by mistake.
    """
    name = sheet_name(sheet)
    return f"in-person/{name}" if is_in_person(sheet) else name


def is_in_person(sheet: ResolvedDocument) -> bool:
    """Tell whether a care team hands this sheet over itself (book.toml, `[handout]`)."""
    return any(section.label in sheet.handout.in_person for section in sheet.sections)


def not_on(sheet: ResolvedDocument) -> str:
    """Say what stands on other sheets, and on which: `costs and risks. See sheets 3 and 7.`."""
    (chapter,) = sheet.sections
    others = {
        topic: label for topic, label in sheet.handout.topics.items() if label != chapter.label
    }
    chapters = {sheet.targets[label].chapter for label in others.values()}
    numbers = [str(number) for number in sorted(filter(None, chapters))]
    if not numbers:
        return ""
    word = "sheet" if len(numbers) == 1 else "sheets"
    return f"{_listed(list(others))}. See {word} {_listed(numbers)}."


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _chapters(book: ResolvedDocument) -> tuple[ResolvedSection, ...]:
    return tuple(section for section in book.sections if section.number)


def _cut_to(book: ResolvedDocument, chapters: tuple[ResolvedSection, ...]) -> ResolvedDocument:
    clusters = tuple(one for chapter in chapters for one in _citations(book, chapter))
    keys = dict.fromkeys(cited.key for cluster in clusters for cited in cluster.cited)
    return replace(
        book,
        sections=chapters,
        clusters=clusters,
        cited=tuple(key for key in keys if key in book.references),
    )


def _citations(book: ResolvedDocument, chapter: ResolvedSection) -> Iterator[Citation]:
    """Yield the citations of a chapter in order of print; those of a note where it is called."""
    for inline in inlines_in(chapter.blocks):
        if isinstance(inline, Citation):
            yield inline
        elif isinstance(inline, NoteCall) and (
            note := book.notes.get((chapter.label, inline.span))
        ):
            yield from (one for one in inlines_in(note.blocks) if isinstance(one, Citation))
