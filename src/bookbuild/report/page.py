"""How the text and the outputs stand, on one page: `dist/report.html`.

In: the book with its editions, what `check` found and scored, what is known of each file. Out: one
page of HTML that is well-formed XML too, needs nothing from anywhere, and can be heard and printed.
Nothing on it depends on the clock: the same text and verdicts give the same bytes.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bookbuild.model.assessment import Assessment
from bookbuild.model.book import Book
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.report import Made
from bookbuild.report.advice import advice, count_of_advice
from bookbuild.report.findings import counted, findings
from bookbuild.report.ledger import claims
from bookbuild.report.markup import Markup, Section, bullets, element, link, together
from bookbuild.report.numbers import numbers
from bookbuild.report.outputs import count_of_checks, outputs, shown_count
from bookbuild.report.places import citing_sections
from bookbuild.report.required import required
from bookbuild.report.scores import hardest, scores
from bookbuild.report.sign_off import sign_off_sheet
from bookbuild.report.sources import listed_sources, sources
from bookbuild.report.standing import state

_MAIN: Final = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a text, whatever was made of it.

    parts: its claims, sources, numbers and advice. boxes: how many boxes of general advice it has.
    """

    parts: tuple[Section, ...]
    boxes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What the report is about.

    text: what is told of its words. made: the outputs that are up to date with this text. not_made:
    paths below `dist/` of the outputs that are not.
    """

    book: Book
    text: Told
    assessment: Assessment
    found: Sequence[Diagnostic]
    made: Sequence[Made]
    not_made: Sequence[str] = ()


def told_of(book: Book, editions: Sequence[ResolvedDocument]) -> Told:
    """Tell of a text; editions: the whole book first."""
    return Told(parts=tuple(_parts(book, editions)), boxes=count_of_advice(editions))


def page(reported: Reported) -> bytes:
    """Write the report."""
    imprint = reported.book.config.book
    sections = tuple(_sections(reported))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"Report: {imprint.title}, {reported.book.standing.copy_id}"),
        element("style", _style()),
    )
    body = element(
        "body",
        element("a", "Skip to the report", href=f"#{_MAIN}", class_="skip"),
        _header(reported),
        _contents(sections),
        element("main", *(_written(one) for one in sections), id=_MAIN, tabindex="-1"),
    )
    # The language is that of the report, not of the book.
    whole = element("html", head, body, xmlns="http://www.w3.org/1999/xhtml", lang="en-US")
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def _sections(reported: Reported) -> Iterator[Section]:
    book = reported.book
    yield state(book.config.book, book.standing)
    yield outputs(reported.made, reported.not_made)
    yield findings(reported.found, reported.assessment.waived)
    yield scores(reported.assessment.scores, book.wording.limits)
    yield from reported.text.parts
    yield sign_off_sheet(book.config.book, book.standing)


def _parts(book: Book, editions: Sequence[ResolvedDocument]) -> Iterator[Section]:
    where = citing_sections(editions)
    known = listed_sources(where, book)
    if book.claims:
        yield claims(book.claims, editions[0], known)
    if book.blocks:
        yield required(book.blocks, editions[0])
    yield sources(book, editions, where)
    if book.numbers:
        yield numbers(book.numbers, editions, known)
    yield advice(editions)


def _header(reported: Reported) -> Markup:
    imprint, standing = reported.book.config.book, reported.book.standing
    series = f"Report on the text and its outputs · version {imprint.version} · {standing.copy_id}"
    draft = [element("p", standing.draft_line, class_="draft")] if standing.draft_line else []
    return element(
        "header",
        element("p", series, class_="series"),
        element("h1", imprint.title),
        *draft,
        bullets(_summary(reported), class_="summary"),
    )


def _summary(reported: Reported) -> Iterator[Markup]:
    """Yield the whole in a few lines, each of which leads to its part."""
    made, book = reported.made, reported.book
    files = f": {len(made)} made from this text, {len(reported.not_made)} not made; "
    yield together(link("Files", "#outputs"), files, shown_count(count_of_checks(made)))
    waived = len(reported.assessment.waived)
    yield together(link("Findings", "#findings"), f": {counted(reported.found)}, {waived} waived")
    yield together(link("Hardest to read", "#scores"), f": {hardest(reported.assessment.scores)}")
    if book.claims:
        answered = sum(bool(one.places) for one in book.claims.claims)
        of = len(book.claims.claims)
        yield together(link("Claims", "#claims"), f": {answered} of {of} have a place in the book")
    boxes = reported.text.boxes
    noun = "box" if boxes == 1 else "boxes"
    yield together(link("General advice", "#advice"), f": {boxes} {noun} without a source")


def _contents(sections: Sequence[Section]) -> Markup:
    links = [link(one.title, f"#{one.id}") for one in sections]
    return element("nav", bullets(links), aria_label="Contents")


def _written(one: Section) -> Markup:
    return element("section", element("h2", one.title), one.body, id=one.id)


def _style() -> Markup:
    """Give the looks. They come with the program like its code, so the World is not asked."""
    content = pkgutil.get_data(__name__, "report.css")
    assert content, "the report's looks were not shipped"
    return Markup(content.decode())
