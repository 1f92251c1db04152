"""The first half of a build: the text is read, understood, and checked for every edition.

In: a World. Out: the text with all that was found in it. Nothing here can print: `bookbuild check`
opens no more than this.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from typing import Final, get_args

from bookbuild.model.assessment import Assessment
from bookbuild.model.book import Book
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.document import Document, Edition
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.stock import NO_STOCK, Stock
from bookbuild.model.world import World
from bookbuild.pipeline.cache import RecordingWorld, changed_reads
from bookbuild.pipeline.causes import causes_of
from bookbuild.pipeline.findings import Findings

EDITIONS: Final[tuple[Edition, ...]] = get_args(Edition)


NOTHING_READ: Final[Mapping[str, str]] = {}


class Editions(Mapping[Edition, ResolvedDocument]):
    """The text of every edition; one that nobody asks for is not resolved.

    While nobody asks for any, the Markdown is not read either.
    """

    def __init__(self, book: Book, stock: Stock = NO_STOCK) -> None:
        """Start with none resolved. stock: gives the sections that have been understood before."""
        self._parsed = cache(lambda: _parse(book, stock))
        self._resolved = cache(lambda edition: _resolve(book, self.document, edition))

    @property
    def document(self) -> Document:
        """Give the text that all editions are taken from."""
        return self._parsed().value

    def __getitem__(self, edition: Edition) -> ResolvedDocument:
        """Give the text of an edition."""
        return self._resolved(edition).value

    def __iter__(self) -> Iterator[Edition]:
        """Name the editions."""
        return iter(EDITIONS)

    def __len__(self) -> int:
        """Give how many editions there are."""
        return len(EDITIONS)

    def faults(self) -> tuple[Diagnostic, ...]:
        """Give what reading the Markdown finds, and what resolving finds edition by edition."""
        dead_ends = (one for edition in self for one in self._resolved(edition).diagnostics)
        return (*self._parsed().diagnostics, *dead_ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The text as understood, and all found in it; `book` is None when it could not be read.

    assessment: None while the text is understood and not yet held against the house rules. reads:
    digests of all that was read for it, by path.
    """

    diagnostics: tuple[Diagnostic, ...]
    book: Book | None = None
    editions: Editions | None = None
    assessment: Assessment | None = None
    reads: Mapping[str, str] = field(default_factory=dict)

    @property
    def made_from(self) -> tuple[str, ...]:
        """Give all that a stock keeps of it depends on: what was read, and the day.

        Some rules ask for the date; all else comes from the files.
        """
        assert self.book, "of a text that cannot be read nothing is kept"
        return _made_from(self.book.standing.today, self.reads)


def check_text(
    world: World, stock: Stock = NO_STOCK, before: Mapping[str, str] = NOTHING_READ
) -> Checked:
    """Read the manuscript, understand it, and check it for every edition.

    stock: gives what is known of it since it was read before. before: what was read for it then.
    """
    return assess(read_text(world, stock, before), stock)


def read_text(
    world: World, stock: Stock = NO_STOCK, before: Mapping[str, str] = NOTHING_READ
) -> Checked:
    """Read the manuscript and understand it for every edition; no house rule is asked yet.

    stock: gives what was found on the way before, so that editions can wait until they are needed.
    before: what was read then; when all of it reads the same, so does the book.
    """
    findings = Findings()
    loaded, reads = _loaded(world, stock, before)
    book = findings.keep(loaded)
    if book is None:
        return Checked(diagnostics=findings.diagnostics)
    read = Checked(diagnostics=(), book=book, editions=Editions(book, stock), reads=reads)
    assert read.editions
    findings.add(stock.get("faults", read.made_from, read.editions.faults))
    return replace(read, diagnostics=findings.diagnostics)


def assess(read: Checked, stock: Stock = NO_STOCK) -> Checked:
    """Hold a text that was read against the house rules, if that was not done before."""
    if read.book is None or read.editions is None:
        return read
    assert read.reads, "a verdict kept of nothing would be that of any text"
    found = stock.get("verdict", read.made_from, lambda: _verdict(read))
    findings = Findings()
    findings.add(read.diagnostics)
    assessment = findings.keep(found)
    editions = read.editions
    told = causes_of(findings.diagnostics, read.book, lambda: editions.document)
    return replace(read, diagnostics=told, assessment=assessment)


def _verdict(read: Checked) -> Outcome[Assessment]:
    from bookbuild.check import check  # noqa: PLC0415  # many rules, and few texts are new

    assert read.book
    assert read.editions
    return check(tuple(read.editions.values()), read.book.wording)


def _loaded(
    world: World, stock: Stock, before: Mapping[str, str]
) -> tuple[Outcome[Book | None], Mapping[str, str]]:
    """Give the book as it is on the disk, and what is read for it."""
    if before and not changed_reads(before, world):
        made_from = _made_from(world.today(), before)
        return stock.get("book", made_from, lambda: _load(world)), before
    recorded = RecordingWorld(world)
    loaded = _load(recorded)
    reads = dict(sorted(recorded.reads.items()))
    return stock.get("book", _made_from(world.today(), reads), lambda: loaded), reads


def _made_from(today: dt.date, reads: Mapping[str, str]) -> tuple[str, ...]:
    return (str(today), *chain.from_iterable(sorted(reads.items())))


# A text that reads as it did is taken from the stock: whoever builds it again opens no stage.


def _load(world: World) -> Outcome[Book | None]:
    from bookbuild.load import load  # noqa: PLC0415  # see above

    return load(world)


def _parse(book: Book, stock: Stock) -> Outcome[Document]:
    from bookbuild.parse import parse  # noqa: PLC0415  # see above

    return parse(book, stock)


def _resolve(book: Book, document: Document, edition: Edition) -> Outcome[ResolvedDocument]:
    from bookbuild.resolve import resolve  # noqa: PLC0415  # see above

    return resolve(book, document, edition)
