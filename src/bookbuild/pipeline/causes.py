"""What was found in a text, told by its causes.

In: all findings of a text, and the text. Out: those that tell how to mend it. A chapter that cannot
be read takes its labels, words and citations with it; a wrong letter in a label leaves every place
that names it without one; references that cannot be read leave every citation without one. What may
follow from such a cause is counted there and told no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain
from typing import Final

from bookbuild.model.book import Book
from bookbuild.model.diagnostic import Diagnostic, Severity, causes_first
from bookbuild.model.document import Box, CrossReference, Document, Figure, Heading, Part, Section
from bookbuild.model.evidence import KeptCitations, TextPlace
from bookbuild.model.source import Span
from bookbuild.model.walk import every_block, inlines_in

_UNREADABLE: Final = frozenset({"SRC001", "SRC002", "SRC003", "SRC004", "SRC005"})
_REFERENCES: Final = "references.json"
_NO_JSON: Final = "REF001"
_UNKNOWN: Final = "CIT001"
_NO_REFERENCES: Final = f"`manuscript/{_REFERENCES}` has no reference at all, or is not there"
_ALIKE: Final = 0.8
"""How like two labels are of which one is the other with a wrong letter or two (0 to 1)."""


def causes_of(
    found: tuple[Diagnostic, ...], book: Book, document: Callable[[], Document]
) -> tuple[Diagnostic, ...]:
    """Give the findings of a text without those that may follow from another of them.

    document: gives the text; it is not asked for while nothing is lacking.

    While a text is missing nobody can tell what else is, so all that lack something wait until it
    is read, and so do those on the book as a whole, which have no place. Else those wait that lack
    a label which LBL004 tells of. While the references are missing, citations wait.
    """
    found = _without_citations(found, book)
    lost = next((one for one in found if _loses_text(one)), None)
    if lost:
        return _held_back(found, lost, [one for one in found if _lacks(one)])
    if not any(one.lacks for one in found):
        return found
    wrong = dict(_wrong_labels(found, book, document()))
    rest = (one for one in found if one.lacks not in wrong)
    return causes_first((*rest, *wrong.values()))


def _loses_text(one: Diagnostic) -> bool:
    """Tell whether a finding keeps a text out of the book: book.toml names those that are in it."""
    if one.span is None or one.code not in _UNREADABLE:
        return False
    return one.span.path.suffix == ".md" or one.span.path.name == "book.toml"


def _lacks(one: Diagnostic) -> bool:
    """Tell whether a finding may follow from a text that is missing."""
    return one.lacks is not None or one.span is None


def _without_citations(found: tuple[Diagnostic, ...], book: Book) -> tuple[Diagnostic, ...]:
    """Hold citations back while references are missing: until their file is mended, or written.

    Where no file is at fault and there is no reference, the first citation tells of it.
    """
    unknown = [one for one in found if one.code == _UNKNOWN]
    lost = next((one for one in found if _loses_references(one, book)), None)
    if lost is None and (book.references or not unknown):
        return found
    if lost:
        return _held_back(found, lost, unknown)
    return _held_back(found, unknown[0], unknown[1:], _NO_REFERENCES)


def _loses_references(one: Diagnostic, book: Book) -> bool:
    """Tell whether a finding keeps references out of the book; an error does, if there are none."""
    if one.span is None or one.span.path.name != _REFERENCES:
        return False
    if one.code in _UNREADABLE or one.code == _NO_JSON:
        return True
    return one.severity is Severity.ERROR and not book.references


def _held_back(
    found: tuple[Diagnostic, ...], cause: Diagnostic, waiting: Sequence[Diagnostic], *says: str
) -> tuple[Diagnostic, ...]:
    """Give findings without those that wait, and count these at their cause; says: more hints."""
    if not waiting:
        return found
    more = "1 more finding" if len(waiting) == 1 else f"{len(waiting)} more findings"
    hint = f"mend this first: {more} may follow from it"
    told = replace(cause, hints=(*cause.hints, *says, hint))
    held = set(waiting)
    return tuple(told if one is cause else one for one in found if one not in held)


def _wrong_labels(
    found: tuple[Diagnostic, ...], book: Book, document: Document
) -> Iterator[tuple[str, Diagnostic]]:
    """Find labels that nobody names and that look like one which several places name in vain.

    A single place is more likely wrong itself; it is told with the label that was meant.
    """
    given = dict(_given(document))
    named = set(_named(book, document))
    unnamed = [label for label in given if label not in named]
    for label in sorted(named - given.keys()):
        places = {one.span for one in found if one.lacks == label and one.span}
        near = get_close_matches(label, unnamed, n=1, cutoff=_ALIKE)
        if near and len(places) > 1:
            yield label, _wrong_label(near[0], given[near[0]], label, places)


def _wrong_label(label: str, span: Span, wanted: str, places: set[Span]) -> Diagnostic:
    first = min(places, key=lambda place: (str(place.path), place.line, place.column))
    return Diagnostic(
        code="LBL004",
        span=span,
        message=f"nothing names the label `{label}`, and {len(places)} places name `{wanted}`, "
        "which is nowhere",
        hints=(f"write `{{#{wanted}}}` here, or mend those places; the first is {first}",),
    )


def _given(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield each label with the place that gives it."""
    for text in _texts(document):
        if isinstance(text, Section):
            yield text.label, text.span
        for block in every_block(text.blocks):
            if isinstance(block, Heading | Figure | Box) and block.label:
                yield block.label, block.span


def _named(book: Book, document: Document) -> Iterator[str]:
    """Yield the labels that the text, the settings and the tables name."""
    for text in _texts(document):
        notes = chain.from_iterable(note.blocks for note in text.notes.values())
        for inline in chain(inlines_in(text.blocks), inlines_in(notes)):
            if isinstance(inline, CrossReference):
                yield inline.label
    yield from book.config.handout.in_person
    yield from book.config.handout.topics.values()
    for place in _places(book):
        yield from place.labels


def _places(book: Book) -> Iterator[TextPlace | KeptCitations]:
    if book.claims:
        yield from chain.from_iterable(claim.places for claim in book.claims.claims)
        yield from book.claims.kept
    if book.blocks:
        yield from chain.from_iterable(block.places for block in book.blocks.blocks)


def _texts(document: Document) -> Iterable[Section | Part]:
    sections = (one for one in document.sections if isinstance(one, Section))
    return chain(sections, document.parts.values())
