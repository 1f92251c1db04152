"""How high blocks stand when they are set: the galley proof that copy-fitting reads.

In: a print job and HTML whose blocks to be measured have ids. Out: their heights in points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.model.format import POINTS_PER_PIXEL
from bookbuild.render.pdf.crowding import taken
from bookbuild.render.pdf.galley import page_box
from bookbuild.render.pdf.job import PrintJob
from bookbuild.render.pdf.linebreaks import whole_texts
from bookbuild.render.pdf.press import Press, at_full_speed
from bookbuild.render.pdf.shortcuts import shortcuts


class Proofs:
    """Sets galley proofs of one job, one after the other."""

    def __init__(self, job: PrintJob) -> None:
        """Make the press ready."""
        self._press = Press.set_up(job.stylesheets, job.resources)

    def heights(self, html: str) -> Mapping[str, float]:
        """Set a page and measure every block that has an id, from border to border, in points.

        What the layout engine complains about is not told here: the same blocks are printed next.
        """
        with at_full_speed(), shortcuts(), whole_texts():
            document, _ = self._press.lay_out(html)
        assert len(document.pages) == 1, "a galley is one page, however long"
        return dict(_heights(page_box(document.pages[0])))


def _heights(box: Any) -> Iterator[tuple[str, float]]:
    """Yield the height of each block with an id; of a table, that of its inner box comes last.

    Of a cell it is that of what stands in it: all cells of a row are as high as the highest.
    """
    identity = None if box.element is None else box.element.get("id")
    if identity and isinstance(box, boxes.TableCellBox):
        yield identity, taken(box).depth
    if identity and isinstance(box, boxes.BlockLevelBox):
        yield identity, box.border_height() * POINTS_PER_PIXEL
    if isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.LineBox):
        for child in box.children:
            yield from _heights(child)
