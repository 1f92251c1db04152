"""The pages of the web edition: one for each section of the book, and one for each sheet.

In: the text with its bibliography, its sheets and the words of its pictures. Out: whole pages of
HTML. Everything can be read and reached without a script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Final

from bookbuild.model.document import Block, Box, TermUse
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.sheets import is_in_person, sheet_name
from bookbuild.model.walk import inlines_in, plain
from bookbuild.model.world import World
from bookbuild.render.backmatter import glossary_html, references_html, used_in
from bookbuild.render.bibliography import Bibliography
from bookbuild.render.clinic import handed_out, logo_html, panel_html
from bookbuild.render.dress import Dress
from bookbuild.render.frames import fill, html
from bookbuild.render.html import Pieces, SectionWriter, capital, element, term_id
from bookbuild.render.ledger import ledger_html
from bookbuild.render.short_sources import short_bibliography
from bookbuild.render.web.addresses import (
    HOME,
    SEARCH,
    above,
    homes_of,
    homes_on_sheets,
    link,
    linker,
    page_of,
    page_of_sheet,
)
from bookbuild.render.web.calls import call_id, let_call, mark_calls
from bookbuild.render.web.offers import Offered
from bookbuild.render.web.spoken import expected, words_of_section, words_of_text

SEARCH_TITLE: Final = "Search"
_MARKS: Final = re.compile(r"[^\w .,:;?!·–’-]")
"""What is written as a number in a string of CSS: what could end it, or the HTML it stands in."""
_QUESTIONS: Final = re.compile(r'<section class="questions".*?</section>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the pages are made from; stylesheets are their paths in the edition.

    drawn_narrow: where a figure is drawn for a telephone, by its path.
    """

    book: ResolvedDocument
    sheets: tuple[ResolvedDocument, ...]
    bibliography: Bibliography
    alternatives: Mapping[str, str]
    drawn_narrow: Mapping[str, str]
    offers: tuple[Offered, ...]
    stylesheets: tuple[str, ...]
    style: World


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its path in the edition, the whole of its HTML, and the words it must hold."""

    path: str
    html: str
    words: str


def pages_of(site: Site) -> tuple[Page, ...]:
    """Write all pages, in reading order."""
    sections = tuple(_section_pages(site))
    sheets = tuple(_sheet_page(site, sheet) for sheet in site.sheets)
    return (_home(site), *sections, *sheets, _search(site))


# The book


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A section's HTML, and the sources that its page calls."""

    section: ResolvedSection
    pieces: Pieces
    keys: tuple[str, ...]


def _section_pages(site: Site) -> Iterator[Page]:
    """Yield the pages of the book; the list of sources is written last, to lead back to calls."""
    homes = homes_of(site.book)
    written = [_written(site, section, homes) for section in site.book.sections]
    callers: dict[str, list[str]] = {}
    for one in written:
        for key in one.keys:
            callers.setdefault(key, []).append(one.section.label)
    for at, one in enumerate(written):
        pieces = one.pieces
        if one.section.kind == "references":
            pieces = replace(pieces, body=_sources(site, page_of(one.section), callers))
        around = tuple(
            written[place].section if 0 <= place < len(written) else None
            for place in (at - 1, at + 1)
        )
        yield _section_page(site, one.section, pieces, around)


def _written(site: Site, section: ResolvedSection, homes: Mapping[str, str]) -> _Written:
    dress = _dress(site, page_of(section), homes, site.bibliography.labels)
    pieces = SectionWriter(site.book, section, dress).pieces()
    match section.kind:
        case "glossary":
            pieces = replace(pieces, body=glossary_html(site.book, dress))
        case "ledger":
            pieces = replace(pieces, body=ledger_html(site.book, dress))
        case "references" | "text":
            pass
    return _called(section, pieces, site.book.cited)


def _called(section: ResolvedSection, pieces: Pieces, cited: Sequence[str]) -> _Written:
    """Mark the calls of sources, through all pieces in the order in which they stand on a page."""
    keys: tuple[str, ...] = ()
    marked: dict[str, str] = {}
    for name in ("standfirst", "key_points", "body", "notes"):
        called = mark_calls(let_call(getattr(pieces, name)), cited, keys)
        marked[name] = called.html
        keys += called.keys
    return _Written(section=section, pieces=replace(pieces, **marked), keys=keys)


def _sources(site: Site, page: str, callers: Mapping[str, Sequence[str]]) -> str:
    """Write the list of sources; behind each one links lead back to the sections that call it."""
    pages = {section.label: page_of(section) for section in site.book.sections}

    def back(key: str) -> str:
        words = used_in(
            callers[key],
            site.book,
            lambda label: link(page, f"{pages[label]}#{call_id(key)}"),
        )
        return " " + element("span", words, {"class": "used-in"})

    behind = {entry.key: back(entry.key) for entry in site.bibliography.entries}
    return references_html(site.bibliography.entries, behind)


def _section_page(
    site: Site,
    section: ResolvedSection,
    pieces: Pieces,
    around: Sequence[ResolvedSection | None],
) -> Page:
    path = page_of(section)
    sheets = {sheet.sections[0].label: page_of_sheet(sheet) for sheet in site.sheets}
    before, after = (_neighbor(path, one) for one in around)
    markup = _fill(
        "section",
        site,
        path,
        name=_name(section),
        kind="chapter" if section.number else section.kind,
        **_opener(section, pieces),
        outline=_on_this_page(section),
        body=html(pieces.body),
        notes=html(pieces.notes),
        words=html(_words_here(site.book, section, linker(path, homes_of(site.book)))),
        sheet=link(path, sheets[section.label]) if section.label in sheets else None,
        before=before,
        after=after,
    )
    words = words_of_section(site.book, section, site.bibliography.entries)
    return Page(path=path, html=markup, words=expected(path, words))


def _on_this_page(section: ResolvedSection) -> list[tuple[str, str]]:
    """List the headings of a page; nothing may stand before emergency signs that open one."""
    if section.blocks and _is_emergency(section.blocks[0]):
        return []
    return [(entry.id, plain(entry.title)) for entry in section.outline]


def _neighbor(path: str, section: ResolvedSection | None) -> tuple[str, str] | None:
    return (link(path, page_of(section)), _name(section)) if section else None


def _opener(section: ResolvedSection, pieces: Pieces) -> dict[str, Any]:
    return {
        "label": section.label,
        "number": section.number,
        "icon": section.icon,
        "title": html(pieces.title),
        "standfirst": html(pieces.standfirst),
        "key_points": html(pieces.key_points),
    }


def _name(section: ResolvedSection) -> str:
    """Give a section's title as plain words, after its number if it has one."""
    words = plain(section.title)
    return f"{section.number} {words}" if section.number else words


# The sheets


def _sheet_page(site: Site, sheet: ResolvedDocument) -> Page:
    (section,) = sheet.sections
    path = page_of_sheet(sheet)
    sources = short_bibliography(sheet)
    homes = homes_on_sheets(site.sheets, site.book)
    dress = replace(_dress(site, path, homes, sources.labels), on_sheet=True)
    called = _called(section, _sheet_pieces(sheet, section, dress), sheet.cited)
    back = {key: _back(key, number) for number, key in enumerate(sheet.cited, 1)}
    chapter = next(one for one in site.book.sections if one.label == section.label)
    markup = _fill(
        "sheet",
        site,
        path,
        name=f"Sheet {section.number}: {plain(section.title)}",
        kind="sheet",
        **_opener(section, called.pieces),
        of=len(site.sheets),
        handed_over=sheet.handout.in_person_line if is_in_person(sheet) else None,
        body=html(called.pieces.body),
        notes=html(called.pieces.notes),
        words=html(_words_here(sheet, section, linker(path, homes))),
        sources=html(references_html(sources.entries, back)) if sources.entries else None,
        chapter=link(path, page_of(chapter)),
        offers=[
            (link(path, offer.path), offer.words, offer.facts)
            for offer in site.offers
            if offer.sheet == sheet_name(sheet)
        ],
    )
    words = (plain(section.title), *words_of_text(sheet, section))
    return Page(path=path, html=markup, words=expected(path, words))


def _sheet_pieces(sheet: ResolvedDocument, section: ResolvedSection, dress: Dress) -> Pieces:
    """Write a sheet; what a care team puts before the emergency signs stands outside their box."""
    written = SectionWriter(sheet, section, dress).pieces()
    body = _beside_questions(written.body, panel_html(sheet.clinic, dress.above))
    if is_in_person(sheet):
        first = element("p", escape(sheet.handout.in_person_first), {"class": "call-first"})
        box = '<aside class="emergency"'
        body = body.replace(box, first + box, 1)
    return replace(written, body=body)


def _beside_questions(body: str, panel: str) -> str:
    """Put the clinic's panel where a sheet has it: beside the questions, else behind the text."""
    found = _QUESTIONS.search(body)
    before, questions, after = (
        (body[: found.start()], found[0], body[found.end() :]) if found else (body, "", "")
    )
    return before + element("div", questions + panel, {"class": "work"}) + after


def _back(key: str, number: int) -> str:
    attributes = {
        "class": "back",
        "role": "doc-backlink",
        "href": f"#{call_id(key)}",
        "aria-label": f"Back to source {number} in the text",
    }
    return " " + element("a", "Back", attributes)


# What all pages share


def _dress(site: Site, page: str, homes: Mapping[str, str], labels: Mapping[str, str]) -> Dress:
    return Dress(
        href=linker(page, homes),
        page_of=None,
        notes_at_foot=False,
        explained_at_foot=False,
        epub_types=False,
        labels=labels,
        alternatives=site.alternatives,
        narrow=True,
        drawn_narrow=site.drawn_narrow,
        above=above(page),
    )


def _words_here(
    book: ResolvedDocument, section: ResolvedSection, href: Callable[[str], str]
) -> str:
    """Write the words that a page explains, in the order in which it uses them."""
    used = (
        book.first_uses.get((section.label, one.span))
        for one in inlines_in(section.blocks)
        if isinstance(one, TermUse)
    )
    return "".join(_word(book, key, href) for key in dict.fromkeys(filter(None, used)))


def _word(book: ResolvedDocument, key: str, href: Callable[[str], str]) -> str:
    term = book.terms[key].term
    name = element("a", escape(capital(term.title), quote=False), {"href": href(term_id(key))})
    meaning = escape(term.explanation, quote=False)
    return element("dt", name, {"id": f"here-{term_id(key)}"}) + element("dd", meaning)


def _home(site: Site) -> Page:
    imprint = site.book.imprint
    markup = _fill(
        "home",
        site,
        HOME,
        name=imprint.title,
        kind="home",
        emergency=html(_emergency(site)),
        contents=[
            (
                matter,
                [
                    (link(HOME, page_of(one)), one.number, plain(one.title))
                    for one in site.book.sections
                    if one.matter == matter
                ],
            )
            for matter in ("front", "chapters", "back")
        ],
        sheets=[_listed_sheet(sheet) for sheet in site.sheets],
        offers=[offer for offer in site.offers if offer.sheet is None],
        logo=html(logo_html(site.book.clinic)),
    )
    words = (imprint.title, imprint.subtitle, imprint.message, imprint.action)
    return Page(path=HOME, html=markup, words=expected(HOME, words))


def _emergency(site: Site) -> str:
    """Write the emergency box as it stands where the book has it first."""
    homes = homes_of(site.book)
    dress = _dress(site, HOME, homes, site.bibliography.labels)
    for section in site.book.sections:
        for block in section.blocks:
            if _is_emergency(block):
                return let_call(SectionWriter(site.book, section, dress).block(block))
    return ""


def _is_emergency(block: Block) -> bool:
    return isinstance(block, Box) and block.kind == "emergency"


def _listed_sheet(sheet: ResolvedDocument) -> dict[str, Any]:
    (section,) = sheet.sections
    return {
        "href": link(HOME, page_of_sheet(sheet)),
        "number": section.number,
        "words": plain(section.title),
        "icon": section.icon,
        "handed_over": sheet.handout.in_person_line if is_in_person(sheet) else None,
    }


def _search(site: Site) -> Page:
    markup = _fill("search", site, SEARCH, name=SEARCH_TITLE, kind="search")
    return Page(path=SEARCH, html=markup, words=expected(SEARCH, [SEARCH_TITLE]))


def _fill(template: str, site: Site, path: str, *, name: str, kind: str, **values: Any) -> str:
    """Fill the frame of a page: what all pages have comes from here."""
    book = site.book
    return fill(
        f"web/{template}.html.j2",
        site.style,
        imprint=book.imprint,
        draft=book.standing.draft_line,
        copy_id=book.standing.copy_id,
        handed_out=handed_out(book.clinic) if book.clinic else "",
        name=name,
        kind=kind,
        here=path,
        foot=html(_foot(name, book.standing.draft_line)),
        up=above(path),
        stylesheets=[link(path, one) for one in site.stylesheets],
        ways=[(link(path, target), words, target == path) for target, words in _ways(book)],
        chapters=[one.number for one in book.sections if one.number],
        **values,
    )


def _foot(name: str, draft: str | None) -> str:
    """Give what stands below each printed page: its name and the draft line, as a string of CSS."""
    return _MARKS.sub(
        lambda found: f"\\{ord(found[0]):x} ", " · ".join(filter(None, (name, draft)))
    )


def _ways(book: ResolvedDocument) -> Iterator[tuple[str, str]]:
    """Yield where every page leads: path and words."""
    yield f"{HOME}#contents", "Contents"
    for section in book.sections:
        if any(map(_is_emergency, section.blocks)) and not section.number:
            yield page_of(section), "Emergency signs"
            break
    for section in book.sections:
        if section.kind in {"glossary", "references"}:
            yield page_of(section), plain(section.title)
    yield SEARCH, SEARCH_TITLE


__all__ = ["Page", "Site", "pages_of"]
