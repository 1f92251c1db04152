"""Find where glossary words are used: linked at first use per section, explained at first use.

In: the selected sections and the book's terms. Out: the places, and for each used word the sections
that use it; a diagnostic for each word marked but not in the glossary, and each word never marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bookbuild.model.book import Term
from bookbuild.model.diagnostic import Diagnostic, Outcome, Severity
from bookbuild.model.document import Citation, Cited, Edition, TermUse
from bookbuild.model.resolved import Place, TermEntry
from bookbuild.model.walk import inlines_in
from bookbuild.resolve.conditions import SelectedSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The keys of the words to be linked, by place; places of explanations; entries from a to z."""

    first_uses: Mapping[Place, str]
    explained: frozenset[Place]
    terms: Mapping[str, TermEntry]


def explain(
    sections: Sequence[SelectedSection], terms: Mapping[str, Term], edition: Edition
) -> Outcome[Glossary]:
    """Give the glossary of an edition; words that no page marks are a finding in the book alone."""
    names = names_of(terms)
    uses = list(_uses(sections))
    known = [(label, use, names[use.key]) for label, use in uses if use.key in names]
    faults = [_unknown(use, names) for _, use in uses if use.key not in names]
    if known and edition == "book" and not any(one.kind == "glossary" for one in sections):
        faults.append(_nowhere_to_lead(known[0][1]))

    used: dict[str, dict[str, TermUse]] = {}
    for label, use, key in known:
        used.setdefault(key, {}).setdefault(label, use)
    if edition == "book":
        faults += [_unused(term) for key, term in terms.items() if key not in used]

    first_uses = {
        (label, use.span): key for key, places in used.items() for label, use in places.items()
    }
    explained = (
        next((label, use.span) for label, use in places.items()) for places in used.values()
    )
    entries = {
        key: TermEntry(term=terms[key], sources=_sources(terms[key]), used_in=tuple(used[key]))
        for key in sorted(used, key=lambda key: terms[key].title.casefold())
    }
    glossary = Glossary(first_uses=first_uses, explained=frozenset(explained), terms=entries)
    return Outcome(glossary, tuple(faults))


def names_of(terms: Mapping[str, Term]) -> dict[str, str]:
    """Map every form in which a word may be marked, in small letters, to its key."""
    names: dict[str, str] = {}
    for key, term in terms.items():
        for form in (key, term.title, *term.also):
            names.setdefault(form.casefold(), key)
    return names


def _uses(sections: Sequence[SelectedSection]) -> Iterator[tuple[str, TermUse]]:
    for one in sections:
        for inline in inlines_in(one.section.blocks):
            if isinstance(inline, TermUse):
                yield one.section.label, inline


def _sources(term: Term) -> Citation | None:
    if not term.sources:
        return None
    cited = tuple(Cited(key=key, locator="", span=term.span) for key in term.sources)
    written = "[" + "; ".join(f"@{key}" for key in term.sources) + "]"
    return Citation(cited=cited, source=written, span=term.span)


def _unknown(use: TermUse, names: Mapping[str, str]) -> Diagnostic:
    near = get_close_matches(use.key, names, n=1)
    return Diagnostic(
        code="TRM001",
        span=use.span,
        message=f"the glossary does not explain `{use.key}`",
        hints=tuple(f"did you mean `{name}`?" for name in near)
        or ("add it to `manuscript/glossary.toml`",),
    )


def _nowhere_to_lead(use: TermUse) -> Diagnostic:
    return Diagnostic(
        code="TRM003",
        span=use.span,
        message="words are marked, but the book has no glossary to lead to",
        hints=("add `@glossary` to `back` in `[order]` of `manuscript/book.toml`",),
    )


def _unused(term: Term) -> Diagnostic:
    return Diagnostic(
        code="TRM002",
        severity=Severity.WARNING,
        span=term.span,
        message=f"no section marks `{term.key}`",
        hints=(f"mark its first use in a chapter, `[{term.key}]{{.term}}`, or remove the entry",),
        lacks=term.key,
    )
