"""The pages of a finished file as sheets of paper: how many, how large, and which way up.

In: an open file, and what its format's row says. Out: a finding for each page whose boxes are not
those of the paper, that is turned, or that should not be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

import pikepdf

from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.format import Format, Paper

_TOLERANCE_PT: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """What a format's row says of its sheets: their paper, its bleed, how many pages.

    bleed: in points, on all sides. pages: None where their number depends on the text.
    """

    paper: Paper
    bleed: float = 0.0
    pages: int | None = None

    @classmethod
    def of(cls, fmt: Format) -> Stack:
        """Read the sheets of a format's row."""
        assert fmt.paper, f"{fmt.name} has no paper"
        return cls(paper=fmt.paper, bleed=fmt.bleed_pt, pages=fmt.pages)


def wrong_sheets(pdf: pikepdf.Pdf, stack: Stack) -> Iterator[Diagnostic]:
    """Yield what is wrong with the number, the boxes and the turn of the pages."""
    count = len(pdf.pages)
    if stack.pages is not None and count != stack.pages:
        yield Diagnostic(
            code="PDF028", message=f"the number of pages is {count}, not {stack.pages}"
        )
    for number, page in enumerate(pdf.pages, start=1):
        if turn := int(page.obj.get("/Rotate", 0)):
            yield Diagnostic(code="PDF025", message=f"page {number} is turned by {turn} degrees")
        if float(page.obj.get("/UserUnit", 1)) != 1:
            yield Diagnostic(code="PDF025", message=f"page {number} is not measured in points")
        yield from islice(_wrong_boxes(page, number, stack), 1)


def _wrong_boxes(page: pikepdf.Page, number: int, stack: Stack) -> Iterator[Diagnostic]:
    """Hold a page's boxes (ISO 32000-1, 14.11.2) against its paper with and without the bleed."""
    paper, bleed = stack.paper, stack.bleed
    trim = (0.0, 0.0, paper.width_pt, paper.height_pt)
    around = (-bleed, -bleed, paper.width_pt + bleed, paper.height_pt + bleed)
    boxes = (
        ("trim", page.trimbox, trim),
        ("media", page.mediabox, around),
        ("crop", page.cropbox, around),
        ("bleed", page.bleedbox, around),
    )
    for name, box, wanted in boxes:
        sides = tuple(map(float, box))
        if max(abs(side - edge) for side, edge in zip(sides, wanted, strict=True)) > _TOLERANCE_PT:
            yield Diagnostic(
                code="PDF025",
                message=f"the {name} box of page {number} is {_said(sides)}, "
                f"not {_said(wanted)} ({paper.name})",
            )


def _said(sides: tuple[float, ...]) -> str:
    """Say a box: its size, and where it begins unless that is the corner of the page."""
    left, bottom, right, top = sides
    size = f"{right - left:.1f} × {top - bottom:.1f} pt"
    corner = max(abs(left), abs(bottom)) <= _TOLERANCE_PT
    return size if corner else f"{size} from {left:.1f}, {bottom:.1f}"
