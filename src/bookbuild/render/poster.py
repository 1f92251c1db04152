"""The poster: one message, what to ask, when to call for help.

In: a copy whose document is the poster: its message before the first heading, then what to ask, the
emergency signs and a last line. Out: the artefact. The same page on every paper; its ground runs
over the trim, for a press.
"""

from __future__ import annotations

from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import PaperFamily
from bookbuild.model.walk import plain
from bookbuild.render.clinic import handed_out_html
from bookbuild.render.copy import Copy
from bookbuild.render.crowded import do_not_fit, is_to_blame, spoilt
from bookbuild.render.figures.furniture import diary
from bookbuild.render.frames import fill, html
from bookbuild.render.job import paper_of, print_job
from bookbuild.render.pdf import PrintJob
from bookbuild.render.piece import (
    Web,
    parts_of,
    print_piece,
    section_of,
    web_of,
    writer_of,
    written,
)

_CODE: Final = 96.0
_DAY: Final = 7.2
_ART_HEIGHTS: Final[dict[PaperFamily, float]] = {"letter": 84.0, "a4": 72.0}
"""A3 is lower than Tabloid: there the days must keep off the headline."""


def print_poster(copy: Copy) -> Outcome[Artefact]:
    """Print the poster; CLN010 where a clinic's details are to blame for what has no room."""
    made = _print(copy)
    clinic = copy.book.clinic
    if clinic and is_to_blame(copy, made.diagnostics, _print):
        found = made.diagnostics
        told = spoilt(clinic, found, lambda one: do_not_fit(clinic, one, "on the poster"))
        return Outcome(made.value, told)
    return made


def _print(copy: Copy) -> Outcome[Artefact]:
    section = section_of(copy)
    writer = writer_of(copy, under_headings=frozenset({"questions"}))
    title = writer.inlines(section.title)
    web = web_of(copy, _CODE)
    message, *parts = (html(written(writer, part)) for part in parts_of(section))
    page = fill(
        "poster.html.j2",
        copy.style,
        imprint=copy.book.imprint,
        standing=copy.book.standing,
        label=section.label,
        title=html(title),
        message=message,
        parts=parts,
        web=web,
        handed_out=html(handed_out_html(copy.book.clinic)),
    )
    return print_piece(copy, _job(copy, plain(section.title), web), page)


def _job(copy: Copy, title: str, web: Web | None) -> PrintJob:
    paper = paper_of(copy)
    height = _ART_HEIGHTS[paper.family]
    art = diary(paper.width_pt - copy.format.beside_pt, height, day=_DAY)
    code = {"web.svg": web.code} if web else {}
    return print_job(
        copy,
        title=f"{copy.book.imprint.title}: {title}",
        resources={"diary.svg": art.encode(), **code},
    )
