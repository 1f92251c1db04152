"""The tri-fold brochure: six panels on two sides of a sheet across, folded inwards in thirds.

In: a copy whose document is the brochure, its parts in the order of reading. Out: the artefact.
The panels' places follow from the folds of the format's row. Looking at the outside, the tuck flap
lies at the left, the back in the middle and the cover at the right; the back is read last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.clinic import Clinic
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.format import PaperFamily
from bookbuild.model.source import Span
from bookbuild.render.bibliography import Bibliography
from bookbuild.render.clinic import colour_of, panel_html
from bookbuild.render.copy import Copy
from bookbuild.render.crowded import do_not_fit, is_to_blame, spoilt, too_much
from bookbuild.render.figures.furniture import diary
from bookbuild.render.figures.pens import Setting
from bookbuild.render.frames import fill, html
from bookbuild.render.html import SectionWriter
from bookbuild.render.job import paper_of, print_job
from bookbuild.render.pdf import PrintJob, Taken, taken_in
from bookbuild.render.pictures import Pictures, pictures_of
from bookbuild.render.piece import (
    Part,
    Web,
    parts_of,
    print_piece,
    section_of,
    web_of,
    writer_of,
    written,
)
from bookbuild.render.short_sources import short_bibliography

READING: Final = ("cover", "flap", "inside-left", "inside-centre", "inside-right", "back")
"""The panels as a reader comes to them who opens the folded sheet."""

SIDES: Final = (("flap", "back", "cover"), ("inside-left", "inside-centre", "inside-right"))
"""The panels of each side, from left to right."""

_DAY: Final = 5.4
_ART_HEIGHT: Final = 136.0
_REVERSED_HEIGHT: Final = 64.0
_CODE: Final = 74.0
_BACK: Final = "on-back"
_PAPERS: Final[Mapping[PaperFamily, str]] = {"letter": "letter paper", "a4": "A4 paper"}
_INSET: Final = 20.0
"""A solid cover has this much less room for its text, in points."""


def print_brochure(copy: Copy) -> Outcome[Artefact]:
    """Print the brochure; a text that has not six parts is a finding.

    Where all has room without a clinic's details, they are to blame for what has none: CLN010.
    """
    opening, *parts = parts_of(section_of(copy))
    if opening.blocks or len(parts) != len(READING):
        return Outcome(_nothing(copy), (_wrong_number(copy, len(parts)),))
    panels = dict(zip(READING, parts, strict=True))
    made = print_piece(copy, *_set(copy, panels))
    clinic = copy.book.clinic
    if clinic and is_to_blame(
        copy, made.diagnostics, lambda one: print_piece(one, *_set(one, panels))
    ):
        taken = taken_in(*_set(copy, panels), _BACK)
        told = spoilt(clinic, made.diagnostics, lambda one: _crowded(copy, clinic, taken, one))
        return Outcome(_nothing(copy), told)
    return made


def _crowded(copy: Copy, clinic: Clinic, taken: Taken, found: Diagnostic) -> Diagnostic:
    """Say how a clinic's details do not fit: they are too high for the back, or something else."""
    paper = _PAPERS[paper_of(copy).family]
    if taken.depth > taken.height:
        return too_much(clinic, taken, taken.height, f"for the back of the brochure on {paper}")
    return do_not_fit(clinic, found, f"on the brochure on {paper}")


def _set(copy: Copy, panels: dict[str, Part]) -> tuple[PrintJob, str]:
    """Give the job and the HTML of a brochure."""
    pictures = pictures_of(
        copy.book, Setting(width=_measure(copy), text=12, colour=colour_of(copy.book))
    )
    sources = short_bibliography(copy.book)
    writer = writer_of(
        copy,
        labels=sources.labels,
        alternatives=pictures.alternatives,
        under_headings=frozenset({"key-points"}),
    )
    web = web_of(copy, _CODE)
    page = _page(copy, writer, panels, sources, web)
    return _job(copy, pictures, panels, web), page


def _nothing(copy: Copy) -> Artefact:
    return Artefact(format=copy.format.name, path=copy.path, content=b"", html=())


def _wrong_number(copy: Copy, found: int) -> Diagnostic:
    return Diagnostic(
        code="PNL001",
        span=section_of(copy).span,
        message=f"a brochure has {len(READING)} panels, and this text has {found}",
        hints=("each panel begins with a heading `##`: " + ", ".join(READING),),
    )


def _page(
    copy: Copy,
    writer: SectionWriter,
    panels: dict[str, Part],
    sources: Bibliography,
    web: Web | None,
) -> str:
    """Write the HTML, panels in the order of reading."""
    section = section_of(copy)
    title = writer.inlines(section.title)
    texts = {name: html(written(writer, part)) for name, part in panels.items()}
    return fill(
        "brochure.html.j2",
        copy.style,
        imprint=copy.book.imprint,
        standing=copy.book.standing,
        label=section.label,
        title=html(title),
        panels=texts,
        clinic=html(panel_html(copy.book.clinic)),
        web=web,
        sources=sources.entries,
    )


def _job(copy: Copy, pictures: Pictures, panels: dict[str, Part], web: Web | None) -> PrintJob:
    drawn = {
        **pictures.files,
        "cover.svg": diary(_measure(copy), _ART_HEIGHT, day=_DAY, pen=colour_of(copy.book)),
        "cover-reversed.svg": diary(_measure(copy) - _INSET, _REVERSED_HEIGHT, day=_DAY),
    }
    code = {"web.svg": web.code} if web else {}
    job = print_job(
        copy,
        title=copy.book.imprint.title,
        css=_places_css(copy),
        resources={path: svg.encode() for path, svg in drawn.items()} | code,
    )
    return replace(job, places={**job.places, **dict(_spans(panels))})


def _spans(panels: dict[str, Part]) -> Iterator[tuple[str, Span]]:
    for name, part in panels.items():
        assert part.heading, "a panel begins with its heading"
        yield f"on-{name}", part.heading.span


def _measure(copy: Copy) -> float:
    """Give the width of the text of a full panel, in points."""
    return max(right - left for left, right in pairwise(_edges(copy, 0))) - copy.format.beside_pt


def _edges(copy: Copy, side: int) -> tuple[float, ...]:
    """Give where the panels of a side begin and end, from the left edge of the sheet."""
    return (0.0, *copy.format.folds_pt[side], paper_of(copy).width_pt)


def _places_css(copy: Copy) -> str:
    """Write where the panels lie: what CSS alone cannot know of a format."""
    rules, beside = [], copy.format.beside_pt
    for side, names in enumerate(SIDES):
        for name, (left, right) in zip(names, pairwise(_edges(copy, side)), strict=True):
            width = right - left - beside
            place = f"left: {left + beside / 2:.3f}pt; width: {width:.3f}pt"
            rules.append(f"#on-{name} {{ {place} }}\n")
    return "".join(rules)
