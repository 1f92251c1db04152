"""Read `glossary.toml`: the words that the book explains.

In: the file, a table `[terms."word"]` for each. Out: terms by key, which is the word in small
letters; keys that are unknown, words without explanation and words explained twice are reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from bookbuild.load.doors import Kind, Misfit, fill
from bookbuild.load.files import read_text
from bookbuild.load.toml_places import Places
from bookbuild.load.toml_text import read_toml
from bookbuild.model.book import Term
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.source import Span
from bookbuild.model.world import World

_CODES: Final[dict[Kind, str]] = {"unknown": "GLO003", "missing": "GLO002", "wrong": "GLO004"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """The keys of one table."""

    explanation: str
    also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    title: str | None = None


def load_glossary(world: World, path: PurePosixPath) -> Outcome[Mapping[str, Term]]:
    """Read the glossary; a book without the file explains nothing."""
    if not world.exists(path):
        return Outcome({})
    text = read_text(world, path)
    if text.value is None:
        return Outcome({}, text.diagnostics)
    tables = read_toml(text.value, "GLO001")
    if tables.value is None:
        return Outcome({}, tables.diagnostics)
    places = Places(text.value.text)
    found = [
        _fault("GLO003", Span(path, *places.of((name,))), f"there is no key `{name}`", _SHAPE)
        for name in tables.value
        if name != "terms"
    ]
    return _terms(path, places, tables.value.get("terms", {}), found)


_SHAPE: Final = 'each word has a table: `[terms."word"]`'


def _terms(
    path: PurePosixPath, places: Places, entries: object, found: list[Diagnostic]
) -> Outcome[Mapping[str, Term]]:
    if not isinstance(entries, dict):
        fault = _fault("GLO004", Span(path, *places.of(("terms",))), "`terms` is no table", _SHAPE)
        return Outcome({}, (*found, fault))
    terms: dict[str, Term] = {}
    for name, values in entries.items():
        span = Span(path, *places.of(("terms", name)))
        entry, misfits = fill(_Entry, values)
        found += [_misfit(path, places, name, one) for one in misfits]
        if entry is not None:
            found += _without_explanation(entry, name, span)
            term = _term(name, entry, span)
            found += _explained_twice(term, terms)
            terms.setdefault(term.key, term)
    return Outcome(terms, tuple(found))


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


def _misfit(path: PurePosixPath, places: Places, name: str, misfit: Misfit) -> Diagnostic:
    span = Span(path, *places.of(("terms", name, *misfit.path)))
    return _fault(_CODES[misfit.kind], span, f"`{name}`: {misfit.message}", misfit.hint)


def _without_explanation(entry: _Entry, name: str, span: Span) -> Iterator[Diagnostic]:
    if not entry.explanation:
        yield _fault("GLO002", span, f"`{name}` is not explained", 'add `explanation = "…"`')


def _explained_twice(term: Term, terms: Mapping[str, Term]) -> Iterator[Diagnostic]:
    taken: dict[str, Any] = {form: one for one in terms.values() for form in (one.key, *one.also)}
    for form in (term.key, *term.also):
        if form in taken:
            yield _fault(
                "GLO005",
                term.span,
                f"two entries explain `{form}`",
                f"the first one is at {taken[form].span}; join them, or drop the word from `also`",
            )


def _fault(code: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, span=span, message=message, hints=(hint,))
