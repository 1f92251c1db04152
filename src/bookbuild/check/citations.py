"""A rule on citations that were there, and the table that keeps count of them.

In: the editions as resolved. Out: findings CLM007, and the text of `citations.toml`. A claim can
tell that its place no longer cites a source; this table tells of every citation, also where a
sentence has two, or a place says a thing more than once: for the book, for the handouts, which say
some things in their own words, and for the brochure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, get_args

from bookbuild.check.places import lacking
from bookbuild.check.prose import Prose
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.document import Block, Citation, Cited, Edition, Heading, PieceName
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.source import Span
from bookbuild.model.walk import every_block, every_inline, own_inlines

_HEADER: Final = """\
# What each place cites, each source as often as it stands there: places of the book, of handouts
# (`handout/…`) and of the brochure. A citation that goes missing is told as CLM007.
# `python tools/tables.py citations` writes this file.
"""
_ON_HANDOUTS: Final = "handout/"


def citation_lost(prose: Prose) -> Iterator[Diagnostic]:
    """Find places that cite a source less often than when their citations were last looked at."""
    ledger = prose.book.claims
    if ledger is None or not prose.book.sections:
        return
    now = _cited(prose.book)
    for row in ledger.kept:
        if _edition_of(row.place) != prose.book.edition:
            continue
        span, cited = now.get(row.place, (row.span, Counter()))
        for key, times in sorted((Counter(row.references) - cited).items()):
            lost = "a citation" if times == 1 else f"{times} citations"
            yield Diagnostic(
                code="CLM007",
                span=span,
                message=f"`{row.place}` has lost {lost} of `{key}`",
                hints=("put it back, or take it out of `citations.toml`",),
                lacks=lacking(prose, row.labels) or key,
            )


def citations_toml(editions: Iterable[ResolvedDocument]) -> str:
    """Give the table of the citations that the editions have now."""
    rows = (
        f'[[cited]]\nplace = "{place}"\nreferences = [\n'
        + "".join(f'    "{key}",\n' for key in sorted(cited.elements()))
        + "]\n"
        for book in editions
        for place, (_, cited) in _cited(book).items()
        if cited
    )
    return "\n".join((_HEADER, *rows))


def _edition_of(place: str) -> Edition:
    """Tell which edition a place is counted in; a piece's places begin with its own name."""
    first = place.partition("#")[0]
    piece = next((name for name in get_args(PieceName) if name == first), None)
    return piece or ("handout" if place.startswith(_ON_HANDOUTS) else "book")


def _cited(book: ResolvedDocument) -> dict[str, tuple[Span, Counter[str]]]:
    """Count the sources of each place, with none too; what a standard part cites counts once."""
    places: dict[str, tuple[Span, Counter[str]]] = {}
    met: set[Span] = set()
    for section in book.sections:
        for place, at, block in _placed(section, book.edition):
            if _edition_of(place) != book.edition:
                continue
            counted = places.setdefault(place, (at, Counter()))[1]
            for cited in _sources(block):
                if cited.span not in met:
                    met.add(cited.span)
                    counted[cited.key] += 1
    return places


def _placed(section: ResolvedSection, edition: Edition) -> Iterator[tuple[str, Span, Block]]:
    """Yield each block with its place: the labelled heading above it, or the standard part."""
    on_handout = _ON_HANDOUTS * (edition == "handout")
    place, at = on_handout + section.label, section.span
    for block in every_block(section.blocks):
        path = block.span.path
        if path != section.span.path:
            yield f"{on_handout}parts/{path.stem}", Span(path, 1, 1), block
            continue
        if isinstance(block, Heading) and block.label:
            place, at = f"{on_handout}{section.label}#{block.label}", block.span
        yield place, at, block


def _sources(block: Block) -> Iterator[Cited]:
    for run in own_inlines(block):
        for inline in every_inline(run):
            if isinstance(inline, Citation):
                yield from inline.cited
