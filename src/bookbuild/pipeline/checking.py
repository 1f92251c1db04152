"""The first half of a build: the text is read, understood, and checked for every edition.

In: a World. Out: the text with all that was found in it. Nothing here can print: `bookbuild check`
opens no more than this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Final, get_args

from bookbuild.load import load
from bookbuild.model.assessment import Assessment
from bookbuild.model.book import Book
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.document import Document, Edition
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.stock import NO_STOCK, Stock
from bookbuild.model.world import World
from bookbuild.parse import parse
from bookbuild.pipeline.cache import RecordingWorld
from bookbuild.pipeline.causes import causes_of
from bookbuild.pipeline.findings import Findings
from bookbuild.resolve import resolve

EDITIONS: Final[tuple[Edition, ...]] = get_args(Edition)


class Editions(Mapping[Edition, ResolvedDocument]):
    """The text of every edition; one that nobody asks for is not resolved."""

    def __init__(self, book: Book, document: Document) -> None:
        """Start with none resolved."""
        self._resolved = cache(lambda edition: resolve(book, document, edition))

    def __getitem__(self, edition: Edition) -> ResolvedDocument:
        """Give the text of an edition."""
        return self._resolved(edition).value

    def __iter__(self) -> Iterator[Edition]:
        """Name the editions."""
        return iter(EDITIONS)

    def __len__(self) -> int:
        """Give how many editions there are."""
        return len(EDITIONS)

    def dead_ends(self) -> tuple[Diagnostic, ...]:
        """Give what resolving finds, edition by edition."""
        return tuple(one for edition in self for one in self._resolved(edition).diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The text as understood, and all found in it; `book` is None when it could not be read.

    assessment: None while the text is understood and not yet held against the house rules.
    made_from: digests of all that was read for it, and the day, for what a stock keeps of it.
    """

    diagnostics: tuple[Diagnostic, ...]
    book: Book | None = None
    document: Document | None = None
    editions: Mapping[Edition, ResolvedDocument] | None = None
    assessment: Assessment | None = None
    made_from: tuple[str, ...] = ()


def check_text(world: World, stock: Stock = NO_STOCK) -> Checked:
    """Read the manuscript, understand it, and check it for every edition.

    stock: gives what is known of it since it was read before.
    """
    return assess(read_text(world, stock), stock)


def read_text(world: World, stock: Stock = NO_STOCK) -> Checked:
    """Read the manuscript and understand it for every edition; no house rule is asked yet.

    stock: gives what was found on the way before, so that editions can wait until they are needed.
    """
    findings = Findings()
    recorded = RecordingWorld(world)
    book = findings.keep(load(recorded))
    if book is None:
        return Checked(diagnostics=findings.diagnostics)
    document = findings.keep(parse(book, stock))
    editions = Editions(book, document)
    # Some rules ask for the date; all else comes from the files.
    reads = chain.from_iterable(sorted(recorded.reads.items()))
    made_from = (str(book.standing.today), *reads)
    findings.add(stock.get("dead-ends", made_from, editions.dead_ends))
    return Checked(
        diagnostics=findings.diagnostics,
        book=book,
        document=document,
        editions=editions,
        made_from=made_from,
    )


def assess(read: Checked, stock: Stock = NO_STOCK) -> Checked:
    """Hold a text that was read against the house rules, if that was not done before."""
    if read.book is None or read.editions is None:
        return read
    assert read.made_from, "a verdict kept of nothing would be that of any text"
    found = stock.get("verdict", read.made_from, lambda: _verdict(read))
    findings = Findings()
    findings.add(read.diagnostics)
    assessment = findings.keep(found)
    assert read.document
    told = causes_of(findings.diagnostics, read.book, read.document)
    return replace(read, diagnostics=told, assessment=assessment)


def _verdict(read: Checked) -> Outcome[Assessment]:
    from bookbuild.check import check  # noqa: PLC0415  # many rules, and few texts are new

    assert read.book
    assert read.editions
    return check(tuple(read.editions.values()), read.book.wording)
