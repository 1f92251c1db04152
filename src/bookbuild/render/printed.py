"""The printed book: the frames of its pages around the HTML of its sections.

In: a resolved document, its bibliography and pictures, the format's row. Out: an artefact: the PDF,
where its pages begin, and the words that it must hold. Which page a label is on is known only after
layout, so the whole HTML is written as a function of the page map.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Diagnostic, Outcome, has_errors, in_order
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.walk import plain
from bookbuild.model.world import World
from bookbuild.render.backmatter import glossary_html, references_html
from bookbuild.render.bibliography import Bibliography
from bookbuild.render.clinic import colour_of, handed_out_html
from bookbuild.render.copy import Copy
from bookbuild.render.crowded import do_not_fit, is_to_blame, spoilt
from bookbuild.render.dress import UNKNOWN_PAGE, Dress
from bookbuild.render.figures.furniture import Side, diary, ruler
from bookbuild.render.figures.pens import Setting
from bookbuild.render.frames import fill, html
from bookbuild.render.html import Pieces, SectionWriter
from bookbuild.render.job import paper_of, print_job, tile
from bookbuild.render.ledger import ledger_html
from bookbuild.render.pdf import Printed, PrintJob, print_pdf
from bookbuild.render.pdf.parts import parts_of
from bookbuild.render.pictures import Pictures, pictures_of

if TYPE_CHECKING:
    from bookbuild.render.pdf.standing import StandingType

SIDES: Final[tuple[Side, ...]] = ("left", "right")

_TILE: Final = 60.0


def print_copy(copy: Copy, standing: StandingType | None = None) -> Outcome[Artefact]:
    """Print the book on its format's paper; CLN010 where a clinic's details have no room in it.

    standing: what a process that prints it again and again keeps, from `standing_type()`.
    """
    printed = print_pdf(book_job(copy), printed_book(copy).html, copy.last_map, standing)
    made = Artefact(
        format=copy.format.name,
        path=copy.path,
        content=printed.value.pdf,
        html=(printed.value.html,),
        page_count=printed.value.pages.count,
        pages=printed.value.pages,
        checked=("page numbers agree with the pages", "nothing overflows its page"),
    )
    return Outcome(made, _without_details(copy, printed.diagnostics))


def _without_details(copy: Copy, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Tell what a clinic's details spoil in the imprint, where all of them are, as its fault.

    What one of them spoils in a worksheet is told as it was found, at its page.
    """
    clinic = copy.book.clinic
    if clinic is None or not has_errors(found):
        return found
    first = _print_first(copy).diagnostics
    if not is_to_blame(copy, first, _print_first):
        return found
    others = (one for one in found if one not in first)
    where = f"in the imprint of `{copy.path}`"
    told = spoilt(clinic, first, lambda one: do_not_fit(clinic, one, where))
    return in_order((*told, *others))


def _print_first(copy: Copy) -> Outcome[Printed]:
    """Print the cover and the imprint alone."""
    first, *_ = parts_of(printed_book(copy).html({}))
    return print_pdf(book_job(copy), lambda _map: first, {})


def printed_book(copy: Copy) -> PrintedBook:
    """Give the book with its figures drawn, to be written for any page map."""
    return PrintedBook(
        book=copy.book,
        bibliography=copy.bibliography,
        pictures=_pictures(copy),
        world=copy.style,
    )


def book_job(copy: Copy) -> PrintJob:
    """Give what stays the same in every layout pass: styles, pictures, facts of the file."""
    return print_job(
        copy,
        title=copy.book.imprint.title,
        css=generated_css(copy.book) if copy.format.ruler else "",
        resources=_resources(copy),
        cover="Cover",
        open_pages=frozenset({"cover"}),
    )


def _pictures(copy: Copy) -> Pictures:
    """Draw the figures for the measure of the page."""
    return pictures_of(copy.book, Setting(width=_measure(copy), text=copy.format.figure_pt))


def _measure(copy: Copy) -> float:
    """Give the width of the text block, in points."""
    return paper_of(copy).width_pt - copy.format.beside_pt


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBook:
    """What a printed book is made from; `html()` writes it for one page map."""

    book: ResolvedDocument
    bibliography: Bibliography
    pictures: Pictures
    world: World

    def html(self, page_of: Mapping[str, str]) -> str:
        """Write the whole book with page numbers as literals from `page_of`."""
        dress = Dress(
            href=lambda label: f"#{label}",
            page_of=page_of,
            notes_at_foot=True,
            explained_at_foot=True,
            epub_types=False,
            labels=self.bibliography.labels,
            alternatives=self.pictures.alternatives,
        )
        return fill(
            "book.html.j2",
            self.world,
            imprint=self.book.imprint,
            draft=self.book.standing.draft_line,
            copy_id=self.book.standing.copy_id,
            handed_out=html(handed_out_html(self.book.clinic)),
            sections=[self._section(section, dress, page_of) for section in self.book.sections],
        )

    def _section(
        self, section: ResolvedSection, dress: Dress, page_of: Mapping[str, str]
    ) -> dict[str, Any]:
        """Give one section as the template takes it."""
        pieces = self._pieces(section, dress)
        return {
            "kind": section.kind,
            "matter": section.matter,
            "label": section.label,
            "number": section.number,
            "icon": section.icon,
            "words": plain(section.title),
            "page": page_of.get(section.label, UNKNOWN_PAGE),
            "title": html(pieces.title),
            "standfirst": html(pieces.standfirst),
            "key_points": html(pieces.key_points),
            "body": html(pieces.body),
            "outline": [
                {
                    "id": entry.id,
                    "words": plain(entry.title),
                    "page": page_of.get(entry.id, UNKNOWN_PAGE),
                }
                for entry in section.outline
            ],
        }

    def _pieces(self, section: ResolvedSection, dress: Dress) -> Pieces:
        pieces = SectionWriter(self.book, section, dress).pieces()
        match section.kind:
            case "glossary":
                body = glossary_html(self.book, dress)
            case "references":
                body = references_html(self.bibliography.entries)
            case "ledger":
                body = ledger_html(self.book, dress)
            case "text":
                return pieces
        return Pieces(title=pieces.title, standfirst="", key_points="", body=body, notes="")


def _resources(copy: Copy) -> dict[str, bytes]:
    """Give the files that the HTML and the CSS may name: figures, tiles, rulers, the cover."""
    sections = copy.book.sections
    tiles = {
        f"tiles/{section.icon}.svg": tile(copy, section.icon, _TILE)
        for section in sections
        if section.icon
    }
    files = dict(_pictures(copy).files)
    if copy.format.ruler:
        numbers = [section.number for section in sections if section.number]
        files |= _rulers(numbers, colour_of(copy.book))
    files["cover.svg"] = diary(_measure(copy), paper_of(copy).height_pt - copy.format.around_art_pt)
    return tiles | {path: svg.encode() for path, svg in files.items()}


def _rulers(chapters: Sequence[int], colour: str) -> dict[str, str]:
    """Draw the ruler of each chapter, for each side of the spread."""
    return {
        f"rulers/{chapter}-{side}.svg": ruler(len(chapters), chapter, colour, side)
        for chapter in chapters
        for side in SIDES
    }


def generated_css(book: ResolvedDocument) -> str:
    """Write what no fixed stylesheet can know: what hangs in the margins of each chapter."""
    numbers = [section.number for section in book.sections if section.number]
    return "".join(_chapter_css(number) for number in numbers)


def _chapter_css(number: int) -> str:
    """Hang the ruler in the outer margin; the chapter's first spread has no running heads."""
    name = f"chapter-{number}"
    css = f".{name} {{ page: {name} }}\n"
    for page, side in enumerate(SIDES, start=1):
        drawn = f'url("rulers/{number}-{side}.svg")'
        css += f"@page {name}:{side} {{ @{side}-middle {{ content: {drawn} }} }}\n"
        css += f"@page :nth({page} of {name}) {{ @top-{side} {{ content: none }} }}\n"
    return css
