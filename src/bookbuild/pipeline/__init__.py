"""The whole build, top to bottom: the only package that knows every stage.

In: a World, what was asked for. Out: the finished files as bytes with all findings; writing them is
the caller's last step, so that a build that fails leaves the last good files alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Final, get_args

from bookbuild.check import check
from bookbuild.load import load
from bookbuild.model.artefact import Artefact, Pages
from bookbuild.model.assessment import Assessment
from bookbuild.model.book import Book
from bookbuild.model.diagnostic import Diagnostic, Outcome, has_errors
from bookbuild.model.document import Document, Edition
from bookbuild.model.format import Format
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.sheets import sheets_of
from bookbuild.model.world import World
from bookbuild.parse import parse
from bookbuild.pipeline.executors import in_order_asked
from bookbuild.pipeline.findings import Findings, StoppedError
from bookbuild.pipeline.finishing import FINISHERS, ticket_of
from bookbuild.pipeline.targets import Wanted
from bookbuild.render import Copy, render
from bookbuild.render.bibliography import NO_SOURCES, make_bibliography
from bookbuild.resolve import resolve
from bookbuild.verify import verify, verify_press_file

EDITIONS: Final[tuple[Edition, ...]] = get_args(Edition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The text as understood, and all found in it; `book` is None when it could not be read."""

    diagnostics: tuple[Diagnostic, ...]
    book: Book | None = None
    document: Document | None = None
    editions: Mapping[Edition, ResolvedDocument] | None = None
    assessment: Assessment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a build made: artefacts by format, empty when the text or an output has errors.

    A format is there without an artefact when the book has no text for it.
    """

    checked: Checked
    diagnostics: tuple[Diagnostic, ...]
    artefacts: Mapping[str, tuple[Artefact, ...]]


def check_text(world: World) -> Checked:
    """Read the manuscript, understand it, and check it for every edition."""
    findings = Findings()
    book = findings.keep(load(world))
    if book is None:
        return Checked(diagnostics=findings.diagnostics)
    document = findings.keep(parse(book))
    editions = {edition: findings.keep(resolve(book, document, edition)) for edition in EDITIONS}
    assessment = findings.keep(check(tuple(editions.values()), book.wording))
    return Checked(
        diagnostics=findings.diagnostics,
        book=book,
        document=document,
        editions=editions,
        assessment=assessment,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a build needs besides the text: where jobs run, the house style, the pages we know.

    executor: runs `make`. style: a World with the house style alone, for other processes.
    pages: of formats whose record is fresh. files: of formats whose files are there and fresh.
    maps: the page map of each format's last build. tell: hears the name of each output as it is
    begun. profile: gives the ICC profile of the press; fonts: the files of the book's fonts by
    name; both raise MachineLacksError.
    """

    executor: Executor
    style: World
    pages: Mapping[str, Pages]
    files: Mapping[str, tuple[Artefact, ...]]
    maps: Mapping[str, Mapping[str, str]]
    tell: Callable[[str], None]
    profile: Callable[[], bytes]
    fonts: Callable[[], Mapping[str, bytes]]


def build(world: World, wanted: Wanted, workshop: Workshop) -> Finished:
    """Make every format that is wanted; stop after the checks if the text has faults."""
    checked = check_text(world)
    findings = Findings()
    findings.add(checked.diagnostics)
    artefacts: dict[str, tuple[Artefact, ...]] = {}
    try:
        findings.stop_on_error()
        copies = _copies(checked, world, wanted, workshop)
        for together in _rounds(wanted.formats):
            jobs = []
            for fmt in together:
                artefacts[fmt.name] = ()
                workshop.tell(fmt.name)
                jobs += [_supplied(copy, artefacts, workshop) for copy in copies[fmt.name]]
            for outcome in in_order_asked(workshop.executor, make, jobs):
                artefact = findings.keep(outcome)
                artefacts[artefact.format] += (artefact,)
            findings.stop_on_error()
    except StoppedError:
        artefacts = {}
    return Finished(checked=checked, diagnostics=findings.diagnostics, artefacts=artefacts)


def make(copy: Copy) -> Outcome[Artefact]:
    """Render or finish one output and prove it; at module level, so that it can run anywhere."""
    made = FINISHERS[copy.format.finish](copy) if copy.format.finish else render(copy)
    if has_errors(made.diagnostics):
        return made
    proven = _proven(made.value, copy)
    return Outcome(
        replace(made.value, checked=(*made.value.checked, *proven.value)),
        (*made.diagnostics, *proven.diagnostics),
    )


def _proven(made: Artefact, copy: Copy) -> Outcome[tuple[str, ...]]:
    """Name the checks that a file has passed, with what they found."""
    if copy.format.finish == "press":
        return verify_press_file(made.content, ticket_of(copy))
    return verify(made, copy.format, copy.book, copy.sources)


def _copies(
    checked: Checked, world: World, wanted: Wanted, workshop: Workshop
) -> dict[str, list[Copy]]:
    """Give the jobs of each format; the book's sources are numbered once."""
    assert checked.book
    assert checked.editions
    in_books = any(fmt.edition == "book" for fmt in wanted.formats)
    sources = make_bibliography(checked.editions["book"], world) if in_books else NO_SOURCES
    made_on = world.source_date() or checked.book.config.book.date
    return {
        fmt.name: [
            Copy(
                book=text,
                format=fmt,
                bibliography=sources if fmt.edition == "book" else NO_SOURCES,
                style=workshop.style,
                made_on=made_on,
                last_map=workshop.maps.get(fmt.name, {}),
                sheets=sheets_of(checked.editions["handout"]) if fmt.with_sheets else (),
            )
            for text in _texts(fmt, checked.editions[fmt.edition])
        ]
        for fmt in wanted.formats
    }


def _texts(fmt: Format, book: ResolvedDocument) -> tuple[ResolvedDocument, ...]:
    """Give the text of each file of a format: none where the book has no such piece."""
    if fmt.per_sheet:
        return sheets_of(book)
    return (book,) if book.sections else ()


def _rounds(formats: Sequence[Format]) -> list[list[Format]]:
    """Put what needs nothing into the first round, and the rest one round after what it needs."""
    at: dict[str, int] = {}
    for fmt in formats:  # each stands after those it needs
        at[fmt.name] = 1 + max((at.get(name, -1) for name in fmt.needs), default=-1)
    return [
        together
        for number in range(len(formats))
        if (together := [fmt for fmt in formats if at[fmt.name] == number])
    ]


def _supplied(copy: Copy, made: Mapping[str, tuple[Artefact, ...]], workshop: Workshop) -> Copy:
    """Hand a copy what it needs of other formats: just made, or known from a fresh record."""
    fmt = copy.format
    if fmt.paged_by:
        just = made.get(fmt.paged_by)
        copy = replace(copy, pages=just[0].pages if just else workshop.pages[fmt.paged_by])
    if fmt.finish == "press":
        copy = replace(copy, profile=workshop.profile())
    if fmt.renderer in {"epub", "web"}:
        copy = replace(copy, fonts=workshop.fonts())
    sources = [one for name in fmt.sources for one in made.get(name) or workshop.files[name]]
    return replace(copy, sources=tuple(sources))


__all__ = ["Checked", "Finished", "Workshop", "build", "check_text", "make"]
