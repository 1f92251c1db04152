"""Pair every citation with its reference, in order of print.

In: the selected sections and the book's references. Out: the citations in the order a reader meets
them (a note counts where it is called; glossary words count in the glossary), the keys by first
use, and a diagnostic for each unknown key. Numbers are not given here: citeproc gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import get_args

from bookbuild.model.book import Book, Reference
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.document import Citation, Cited, Edition, Note, NoteCall, PieceName
from bookbuild.model.evidence import Ledger, citation_of
from bookbuild.model.resolved import TermEntry
from bookbuild.model.walk import inlines_in
from bookbuild.resolve.conditions import SelectedSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """clusters: in order of print. cited: keys in order of first use."""

    clusters: tuple[Citation, ...]
    cited: tuple[str, ...]


def cite(
    sections: Sequence[SelectedSection], terms: Iterable[TermEntry], book: Book, edition: Edition
) -> Outcome[Citations]:
    """Give the citations of an edition in order of print; `terms` in the order of the glossary."""
    clusters = tuple(_in_print(sections, tuple(terms), book.claims))
    keys = dict.fromkeys(cited.key for cluster in clusters for cited in cluster.cited)
    known = tuple(key for key in keys if key in book.references)
    faults = tuple(
        _unknown(cited, book.references)
        for cluster in clusters
        for cited in cluster.cited
        if cited.key not in book.references
    )
    own_list = edition in get_args(PieceName)  # such a piece prints its sources at its end
    if clusters and not own_list and not any(one.kind == "references" for one in sections):
        faults = (*faults, _nowhere_to_lead(clusters[0]))
    return Outcome(Citations(clusters=clusters, cited=known), faults)


def _in_print(
    sections: Sequence[SelectedSection], terms: tuple[TermEntry, ...], claims: Ledger | None
) -> Iterator[Citation]:
    for one in sections:
        yield from _of_section(one)
        if one.kind == "glossary":
            yield from (entry.sources for entry in terms if entry.sources)
        if one.kind == "ledger" and claims:
            yield from (citation_of(claim) for claim in claims.claims)


def _of_section(one: SelectedSection) -> Iterator[Citation]:
    for inline in inlines_in(one.section.blocks):
        if isinstance(inline, Citation):
            yield inline
        elif isinstance(inline, NoteCall) and (note := one.section.notes.get(inline.name)):
            yield from _of_note(note)


def _of_note(note: Note) -> Iterator[Citation]:
    return (inline for inline in inlines_in(note.blocks) if isinstance(inline, Citation))


def _nowhere_to_lead(citation: Citation) -> Diagnostic:
    return Diagnostic(
        code="CIT005",
        span=citation.span,
        message="sources are cited, but the book has no list of them to lead to",
        hints=("add `@references` to `back` in `[order]` of `manuscript/book.toml`",),
    )


def _unknown(cited: Cited, references: Mapping[str, Reference]) -> Diagnostic:
    near = get_close_matches(cited.key, references, n=1)
    return Diagnostic(
        code="CIT001",
        span=cited.span,
        message=f"no reference has the key `{cited.key}`",
        hints=tuple(f"did you mean `{key}`?" for key in near)
        or ("add the reference to `manuscript/references.json`",),
    )
