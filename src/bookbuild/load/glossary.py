"""Read `glossary.toml`: the words that the book explains.

In: the file, a table `[terms."word"]` for each. Out: terms by key, which is the word in small
letters; keys that are unknown, words without explanation and words explained twice are reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from bookbuild.load.toml_rows import Codes, TomlRows, rows_of
from bookbuild.model.book import Term
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.source import Span
from bookbuild.model.world import World

_CODES: Final = Codes(
    broken="GLO001", missing="GLO002", unknown="GLO003", wrong="GLO004", twice="GLO005"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """The keys of one table."""

    explanation: str
    also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    title: str | None = None


def load_glossary(world: World, path: PurePosixPath) -> Outcome[Mapping[str, Term]]:
    """Read the glossary; a book without the file explains nothing."""
    file, found = rows_of(world, path, _CODES)
    if file is None:
        return Outcome({}, found)
    file.only("terms")
    terms: dict[str, Term] = {}
    explained: dict[str, Span] = {}
    for name, entry in file.named(_Entry, "terms"):
        if not entry.explanation:
            says = f"`{name}` is not explained"
            file.fault("missing", ("terms", name), says, 'add `explanation = "…"`')
        term = _term(name, entry, file.span("terms", name))
        _explain_once(file, term, explained)
        terms.setdefault(term.key, term)
    return Outcome(terms, tuple(file.found))


def _term(name: str, entry: _Entry, span: Span) -> Term:
    return Term(
        key=_key(name),
        title=entry.title or name,
        explanation=entry.explanation,
        also=tuple(_key(form) for form in entry.also),
        sources=entry.sources,
        span=span,
    )


def _key(word: str) -> str:
    return " ".join(word.casefold().split())


def _explain_once(file: TomlRows, term: Term, explained: dict[str, Span]) -> None:
    """Note each form of a word that an earlier entry explains."""
    for form in (term.key, *term.also):
        if form in explained and explained[form] != term.span:
            file.found.append(_explained_twice(form, term.span, explained[form]))
        explained.setdefault(form, term.span)


def _explained_twice(form: str, span: Span, first: Span) -> Diagnostic:
    return Diagnostic(
        code=_CODES.twice,
        span=span,
        message=f"two entries explain `{form}`",
        hints=(f"the first one is at {first}; join them, or drop the word from `also`",),
    )
