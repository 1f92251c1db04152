"""The print job that all printed pieces have in common.

In: a copy, and what a piece adds to it. Out: a `PrintJob`: the shared stylesheets and those of its
theme, the facts of the file, and the small marks that stylesheets repeat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from bookbuild.model.clinic import ALARM
from bookbuild.model.format import Paper
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.source import Span
from bookbuild.model.world import World
from bookbuild.render.clinic import colour_of, logo_files, palette_css
from bookbuild.render.copy import Copy
from bookbuild.render.figures.furniture import (
    arrow,
    dotted_line,
    hatch_tile,
    icon,
    icon_tile,
    square,
    thread,
)
from bookbuild.render.figures.pens import INK, PAPER
from bookbuild.render.pdf import PrintJob

_SHARED: Final = PurePosixPath("styles/shared")
_MARK: Final = 18.0
_LONGEST_STEP: Final = 1300.0
"""The first line between steps begins in its square, so it may not repeat: longer than any page."""
_MARKS: Final = ("phone", "question")
"""Icons that stand beside the title of a box."""


def print_job(
    copy: Copy, *, title: str, resources: Mapping[str, bytes], css: str = "", **more: Any
) -> PrintJob:
    """Give what stays the same in every layout pass of a printed piece.

    title: of the file, to which the clinic is added. resources: besides the marks. css: what no
    fixed stylesheet can know; the page size, the colour and one of two equal margins are written
    here. more: other fields of the PrintJob.
    """
    imprint = copy.book.imprint
    paper = page_css(paper_of(copy), copy.format.bleed_pt)
    side = f":root {{ --side: {copy.format.beside_pt / 2:.3f}pt }}\n"
    generated = f"{palette_css(copy.book)}{paper}{side}{css}"
    return PrintJob(
        title=titled(title, copy.book.clinic.name) if copy.book.clinic else title,
        language=imprint.language,
        authors=imprint.authors,
        subject=imprint.subtitle,
        keywords=(copy.book.standing.copy_id,),
        date=copy.made_on.isoformat(),
        stylesheets=(*_stylesheets(copy), ("generated.css", generated)),
        resources={**marks(copy), **logo_files(copy.book), **resources},
        safe_pt=copy.format.safe_pt,
        folds_pt=copy.format.folds_pt,
        cuts_pt=copy.format.cuts_pt,
        rows_pt=copy.format.rows_pt,
        places=places(copy.book),
        **more,
    )


def titled(title: str, clinic: str) -> str:
    """Give the title of a file with who hands it out; else all clinics' files are called alike."""
    return f"{title} ({clinic})" if clinic else title


def paper_of(copy: Copy) -> Paper:
    """Give the paper that a copy is printed on."""
    assert copy.format.paper, f"{copy.format.name} has no paper"
    return copy.format.paper


def page_css(paper: Paper, bleed: float = 0.0) -> str:
    """Write the size of the pages after trimming, and how far they bleed, in points.

    The size stands in two properties too, for CSS to reckon with.
    """
    width, height = f"{paper.width_pt:.3f}pt", f"{paper.height_pt:.3f}pt"
    beyond = f"; bleed: {bleed:.3f}pt" if bleed else ""
    root = f":root {{ --page-width: {width}; --page-height: {height} }}\n"
    return f"@page {{ size: {width} {height}{beyond} }}\n{root}"


def places(book: ResolvedDocument) -> dict[str, Span]:
    """Give the place in the manuscript of each id that came from there."""
    sections = {section.label: section.span for section in book.sections}
    return sections | {identity: span for (_, span), identity in book.ids.items()}


def drawn(style: World, name: str) -> str:
    """Give an icon of the house as it was drawn."""
    return style.read(PurePosixPath(f"styles/icons/{name}.svg")).decode()


def tile(copy: Copy, name: str, size: float) -> bytes:
    """Give an icon on its tile, `size` points wide."""
    return icon_tile(drawn(copy.style, name), size, colour_of(copy.book)).encode()


def marks(copy: Copy) -> dict[str, bytes]:
    """Give the small drawings that stylesheets name, by their address."""
    style, colour = copy.style, colour_of(copy.book)
    files = {f"marks/{name}.svg": icon(drawn(style, name), _MARK, ink=colour) for name in _MARKS}
    files |= {
        "marks/square.svg": square(colour),
        "marks/bullet.svg": square(colour, side=5),
        "marks/alarm.svg": square(ALARM, side=5),
        "marks/thread.svg": thread(colour),
        "marks/first-thread.svg": thread(colour, length=_LONGEST_STEP),
        "marks/arrow.svg": arrow(colour),
        "marks/dots.svg": dotted_line(),
        "marks/phone-ink.svg": icon(drawn(style, "phone"), _MARK),
        "hatch.svg": hatch_tile(colour),
        "warning-on-ink.svg": icon(drawn(style, "warning"), _MARK, ground=INK, ink=PAPER),
    }
    return {path: svg.encode() for path, svg in files.items()}


def _stylesheets(copy: Copy) -> Iterator[tuple[str, str]]:
    """Yield the shared stylesheets, then those of the theme, each folder in order of names."""
    fmt = copy.format
    themes = [PurePosixPath("styles") / name for name in (fmt.over, fmt.theme) if name]
    for folder in (_SHARED, *themes):
        for path in copy.style.files(folder):
            if path.suffix == ".css":
                yield path.name, copy.style.read(path).decode()
