"""The sections that the build writes itself: words explained, and sources.

In: a resolved document, the entries that citeproc made, a `Dress`. Out: XHTML fragments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Final

from bookbuild.model.resolved import ResolvedDocument, TermEntry
from bookbuild.render.bibliography import Entry, Run
from bookbuild.render.dress import Dress
from bookbuild.render.html import capital, citation_html, element, reference_id, term_id

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def glossary_html(book: ResolvedDocument, dress: Dress) -> str:
    """Write the words explained, each with the chapters that use it."""
    return element(
        "dl",
        "".join(_term(entry, key, book, dress) for key, entry in book.terms.items()),
        {"class": "glossary"},
    )


def references_html(entries: Sequence[Entry], behind: Mapping[str, str] = NOTHING) -> str:
    """Write the list of sources; an entry's place in the list is its number in the text.

    behind: HTML that follows an entry, by its key.
    """
    items = "".join(
        element(
            "li",
            "".join(_run(run) for run in entry.runs) + behind.get(entry.key, ""),
            {"id": reference_id(entry.key)},
        )
        for entry in entries
    )
    return element("ol", items, {"class": "references"})


def used_in(
    labels: Sequence[str], book: ResolvedDocument, href: Callable[[str], str | None]
) -> str:
    """Write `Used in chapters 1 and 8`, each number a link; other sections by name."""
    numbers = {section.label: section.number for section in book.sections}
    chapters = [label for label in labels if numbers[label]]
    others = [label for label in labels if not numbers[label]]
    named = [element("a", str(numbers[label]), {"href": href(label)}) for label in chapters]
    places = []
    if named:
        places.append(("chapter " if len(named) == 1 else "chapters ") + _listed(named))
    places += [
        element("a", escape(book.targets[label].name), {"href": href(label)}) for label in others
    ]
    return f"Used in {_listed(places)}."


def _run(run: Run) -> str:
    words = escape(run.words, quote=False)
    return element("a", words, {"href": run.href}) if run.href else words


def _term(entry: TermEntry, key: str, book: ResolvedDocument, dress: Dress) -> str:
    term = entry.term
    head = element("dfn", escape(capital(term.title), quote=False))
    sources = citation_html(entry.sources, dress, book.cited) if entry.sources else ""
    meaning = escape(term.explanation, quote=False) + sources
    used = element("span", used_in(entry.used_in, book, dress.href), {"class": "used-in"})
    written = f"{meaning} {used}"
    if not dress.epub_types:
        return element("dt", head, {"id": term_id(key)}) + element("dd", written)
    # Reading systems pop up what a link leads to: the word and what it means, as one element.
    word = element("dt", head, {"epub:type": "glossterm"})
    meant = element("dd", written, {"epub:type": "glossdef"})
    return element("div", word + meant, {"id": term_id(key)})


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
