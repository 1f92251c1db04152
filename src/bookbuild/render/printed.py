"""The printed book: the frames of its pages around the HTML of its sections.

In: a resolved document, its bibliography and pictures, the format's row. Out: an artefact: the PDF,
where its pages begin, and the words that it must hold. Which page a label is on is known only after
layout, so the whole HTML is written as a function of the page map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import Format
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.walk import plain
from bookbuild.model.world import World
from bookbuild.render.backmatter import glossary_html, references_html
from bookbuild.render.bibliography import Bibliography
from bookbuild.render.copy import Copy
from bookbuild.render.draft import DRAFT_LINE
from bookbuild.render.dress import Dress
from bookbuild.render.figures.furniture import (
    Side,
    diary,
    hatch_tile,
    icon,
    icon_tile,
    ruler,
)
from bookbuild.render.figures.pens import INK, PAPER
from bookbuild.render.frames import fill, html
from bookbuild.render.html import Pieces, SectionWriter
from bookbuild.render.pdf import PrintJob, print_pdf
from bookbuild.render.pictures import Pictures, pictures_of

SIDES: Final[tuple[Side, ...]] = ("left", "right")
UNKNOWN_PAGE: Final = "00"


def print_copy(copy: Copy) -> Outcome[Artefact]:
    """Print the book on its format's paper; without content when a finding is an error."""
    pictures = pictures_of(copy.book)
    pages = PrintedBook(
        book=copy.book, bibliography=copy.bibliography, pictures=pictures, world=copy.style
    )
    theme = PurePosixPath("styles") / copy.format.theme
    sheets = [path for path in copy.style.files(theme) if path.suffix == ".css"]
    stylesheets = [(path.name, copy.style.read(path).decode()) for path in sheets]
    imprint = copy.book.imprint
    job = PrintJob(
        title=imprint.title,
        language=imprint.language,
        authors=imprint.authors,
        subject=imprint.subtitle,
        date=copy.made_on.isoformat(),
        stylesheets=(*stylesheets, ("generated.css", generated_css(copy.book, copy.format))),
        resources=resources_of(copy.book, pictures, copy.style),
        cover="Cover",
        open_pages=frozenset({"cover"}),
    )
    printed = print_pdf(job, pages.html, copy.last_map)
    path = copy.format.path.format(slug=imprint.slug)
    if printed.value is None:
        empty = Artefact(format=copy.format.name, path=path, content=b"", html=())
        return Outcome(empty, printed.diagnostics)
    made = Artefact(
        format=copy.format.name,
        path=path,
        content=printed.value.pdf,
        html=(printed.value.html,),
        pages=printed.value.pages,
        checked=("page numbers agree with the pages", "nothing overflows its page"),
    )
    return Outcome(made, printed.diagnostics)


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
            draft=DRAFT_LINE,
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
            case "text":
                return pieces
        return Pieces(title=pieces.title, standfirst="", key_points="", body=body, notes="")


def resources_of(book: ResolvedDocument, pictures: Pictures, world: World) -> dict[str, bytes]:
    """Give every file that the HTML and the CSS may name: figures, tiles, rulers, the cover's art."""
    files = {path: svg.encode() for path, svg in pictures.files.items()}
    chapters = [section for section in book.sections if section.number]
    for section in book.sections:
        if section.icon:
            drawn = world.read(PurePosixPath(f"styles/icons/{section.icon}.svg")).decode()
            files[f"tiles/{section.icon}.svg"] = icon_tile(drawn, 60).encode()
    for chapter in chapters:
        assert chapter.number
        for side in SIDES:
            drawn = ruler(len(chapters), chapter.number, side)
            files[f"rulers/{chapter.number}-{side}.svg"] = drawn.encode()
    files["cover.svg"] = diary(297, 262).encode()
    files["hatch.svg"] = hatch_tile().encode()
    warning = world.read(PurePosixPath("styles/icons/warning.svg")).decode()
    files["warning-on-ink.svg"] = icon(warning, 18, ground=INK, ink=PAPER).encode()
    return files


def generated_css(book: ResolvedDocument, fmt: Format) -> str:
    """Write what no fixed stylesheet can know: the sheet, and each chapter's ruler in the margin."""
    assert fmt.paper, f"{fmt.name} has no paper"
    size = f"@page {{ size: {fmt.paper.width_pt:.2f}pt {fmt.paper.height_pt:.2f}pt }}\n"
    return size + "".join(_ruler_css(section) for section in book.sections if section.number)


def _ruler_css(chapter: ResolvedSection) -> str:
    name = f"chapter-{chapter.number}"
    margins = (
        f'@page {name}:{side} {{ @{side}-middle {{ content: url("rulers/{chapter.number}-{side}.svg") }} }}\n'
        for side in SIDES
    )
    return f".{name} {{ page: {name} }}\n" + "".join(margins)
