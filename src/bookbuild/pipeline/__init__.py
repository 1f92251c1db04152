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
from bookbuild.model.world import World
from bookbuild.parse import parse
from bookbuild.pipeline.executors import in_order_asked
from bookbuild.pipeline.findings import Findings, StoppedError
from bookbuild.pipeline.targets import Wanted
from bookbuild.render import Copy, render
from bookbuild.render.bibliography import make_bibliography
from bookbuild.resolve import resolve
from bookbuild.verify import verify

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
    """What a build made: artefacts by format, empty when the text or an output has errors."""

    checked: Checked
    diagnostics: tuple[Diagnostic, ...]
    artefacts: Mapping[str, Artefact]


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
    pages: of formats whose record is fresh. maps: the page map of each format's last build.
    tell: hears the name of each output as it is begun.
    """

    executor: Executor
    style: World
    pages: Mapping[str, Pages]
    maps: Mapping[str, Mapping[str, str]]
    tell: Callable[[str], None]


def build(world: World, wanted: Wanted, workshop: Workshop) -> Finished:
    """Make every format that is wanted; stop after the checks if the text has faults."""
    checked = check_text(world)
    findings = Findings()
    findings.add(checked.diagnostics)
    artefacts: dict[str, Artefact] = {}
    try:
        findings.stop_on_error()
        copies = _copies(checked, world, wanted, workshop)
        for together in _rounds(wanted.formats):
            jobs = [_with_pages(copies[fmt.name], artefacts, workshop) for fmt in together]
            for fmt in together:
                workshop.tell(fmt.name)
            for outcome in in_order_asked(workshop.executor, make, jobs):
                artefact = findings.keep(outcome)
                artefacts[artefact.format] = artefact
            findings.stop_on_error()
    except StoppedError:
        artefacts = {}
    return Finished(checked=checked, diagnostics=findings.diagnostics, artefacts=artefacts)


def make(copy: Copy) -> Outcome[Artefact]:
    """Render one output and prove it; a module-level function, so that it can run anywhere."""
    made = render(copy)
    if has_errors(made.diagnostics):
        return made
    proven = verify(made.value, copy.format, copy.book)
    return Outcome(
        replace(made.value, checked=(*made.value.checked, *proven.value)),
        (*made.diagnostics, *proven.diagnostics),
    )


def _copies(checked: Checked, world: World, wanted: Wanted, workshop: Workshop) -> dict[str, Copy]:
    """Give the job of each format; each edition's sources are numbered once."""
    assert checked.book
    assert checked.editions
    editions = checked.editions
    needed = dict.fromkeys(fmt.edition for fmt in wanted.formats)
    made_on = world.source_date() or checked.book.config.book.date
    bibliographies = {edition: make_bibliography(editions[edition], world) for edition in needed}
    return {
        fmt.name: Copy(
            book=editions[fmt.edition],
            format=fmt,
            bibliography=bibliographies[fmt.edition],
            style=workshop.style,
            made_on=made_on,
            last_map=workshop.maps.get(fmt.name, {}),
        )
        for fmt in wanted.formats
    }


def _rounds(formats: Sequence[Format]) -> list[list[Format]]:
    """Put formats that need no other's pages into one round, the rest into the next."""
    first = [fmt for fmt in formats if not fmt.paged_by]
    second = [fmt for fmt in formats if fmt.paged_by]
    return [together for together in (first, second) if together]


def _with_pages(copy: Copy, made: Mapping[str, Artefact], workshop: Workshop) -> Copy:
    """Hand a copy the pages it names: just laid out, or known from a record that is fresh."""
    needed = copy.format.paged_by
    if needed is None:
        return copy
    pages = made[needed].pages if needed in made else workshop.pages[needed]
    return replace(copy, pages=pages)


__all__ = ["Checked", "Finished", "Workshop", "build", "check_text", "make"]
