"""The wallet card: eight copies on a sheet, fronts on one side and backs on the other.

In: a copy whose document is the card: what a person fills in, and the emergency signs. Out: the
artefact. The eight stand in the middle of the sheet, so that flipped on its long edge each front
meets its back. One copy of each face is read aloud; the others are decoration.
"""

from __future__ import annotations

import re
from itertools import pairwise, product
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.document import Block, Box
from bookbuild.model.walk import plain
from bookbuild.render.copy import Copy
from bookbuild.render.figures.svg import document, line
from bookbuild.render.frames import fill, html
from bookbuild.render.job import paper_of, print_job
from bookbuild.render.pdf import PrintJob
from bookbuild.render.piece import print_piece, section_of, writer_of

_MARK: Final = (9.0, 24.0)
"""A cut mark runs from here to there, in points from the outermost card."""
_HAIRLINE: Final = 0.5
_REGISTRATION: Final = "#000000"
_NAMES: Final = re.compile(r' (?:id|aria-labelledby)="[^"]*"')


def print_card(copy: Copy) -> Outcome[Artefact]:
    """Print the sheet of cards."""
    section = section_of(copy)
    writer = writer_of(copy, under_headings=frozenset())
    title = writer.inlines(section.title)
    front = writer.blocks(block for block in section.blocks if not _is_emergency(block))
    back = writer.blocks(block for block in section.blocks if _is_emergency(block))
    page = fill(
        "card.html.j2",
        copy.style,
        imprint=copy.book.imprint,
        standing=copy.book.standing,
        label=section.label,
        title=html(title),
        places=range(len(_corners(copy))),
        front=html(front),
        back=html(back),
        unnamed=lambda markup: html(_NAMES.sub("", markup)),
    )
    return print_piece(copy, _job(copy, plain(section.title)), page)


def _is_emergency(block: Block) -> bool:
    return isinstance(block, Box) and block.kind == "emergency"


def _job(copy: Copy, title: str) -> PrintJob:
    return print_job(
        copy,
        title=f"{copy.book.imprint.title}: {title}",
        css=_places_css(copy),
        resources={"cut-marks.svg": cut_marks(copy).encode()},
    )


def _corners(copy: Copy) -> list[tuple[float, float]]:
    """Give the top left corner of each card, row by row, in points."""
    return list(product(copy.format.rows_pt[:-1], copy.format.cuts_pt[:-1]))


def _places_css(copy: Copy) -> str:
    """Write where the cards lie and how large they are."""
    (left, right), *_ = pairwise(copy.format.cuts_pt)
    (top, bottom), *_ = pairwise(copy.format.rows_pt)
    size = f":root {{ --card-width: {right - left:.3f}pt; --card-height: {bottom - top:.3f}pt }}\n"
    return size + "".join(
        f".place-{number} {{ top: {y:.3f}pt; left: {x:.3f}pt }}\n"
        for number, (y, x) in enumerate(_corners(copy))
    )


def cut_marks(copy: Copy) -> str:
    """Draw the cut marks of a sheet, all of them outside the cards."""
    paper = paper_of(copy)
    columns, rows = copy.format.cuts_pt, copy.format.rows_pt
    near, far = _MARK
    ends = [(rows[0] - far, rows[0] - near), (rows[-1] + near, rows[-1] + far)]
    upright = [_mark(x, top, x, bottom) for x in columns for top, bottom in ends]
    ends = [(columns[0] - far, columns[0] - near), (columns[-1] + near, columns[-1] + far)]
    level = [_mark(left, y, right, y) for y in rows for left, right in ends]
    return document(paper.width_pt, paper.height_pt, *upright, *level)


def _mark(x1: float, y1: float, x2: float, y2: float) -> str:
    return line(x1, y1, x2, y2, stroke=_REGISTRATION, stroke_width=_HAIRLINE)
