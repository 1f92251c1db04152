"""How much of a box its content takes, and how many lines each detail of a clinic in it.

In: a box as it was laid out, or a print job whose HTML has it. Out: points and lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from bookbuild.model.format import POINTS_PER_PIXEL
from bookbuild.render.pdf.galley import page_box
from bookbuild.render.pdf.job import PrintJob, Taken
from bookbuild.render.pdf.linebreaks import whole_texts
from bookbuild.render.pdf.press import Press, at_full_speed
from bookbuild.render.pdf.shortcuts import shortcuts

_PANEL: Final = "clinic"
"""The id of a clinic's panel."""


def taken_in(job: PrintJob, html: str, name: str) -> Taken:
    """Lay out HTML and measure the element of an id."""
    press = Press.set_up(job.stylesheets, job.resources)
    with at_full_speed(), shortcuts(), whole_texts():
        document, _ = press.lay_out(html)
    found = (box_of(page_box(page), name) for page in document.pages)
    return taken(next(box for box in found if box is not None))


def taken(box: Any) -> Taken:
    """Measure what stands in a box, and the fields in it."""
    top = box.content_box_y()
    inside = max((one.position_y + one.margin_height() for one in _in_flow(box)), default=top)
    fields = list(_fields(box))
    panel = [one for one in all_boxes(box_of(box, _PANEL)) if isinstance(one, boxes.BlockBox)]
    heights = (line.height for field in fields for line in _lines(field))
    return Taken(
        height=box.height * POINTS_PER_PIXEL,
        depth=(inside - top) * POINTS_PER_PIXEL,
        lines=tuple((field.element.get("data-field"), len(_lines(field))) for field in fields),
        line=min(heights, default=0.0) * POINTS_PER_PIXEL,
        letters=_letters(fields),
        blanks=tuple(_height(one) for one in _blanks(panel)),
        logo=sum(map(_height, _logos(panel))),
    )


def all_boxes(box: Any) -> Iterator[Any]:
    """Yield a box and all in it."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001  # WeasyPrint has no other way to it
    yield box
    if isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from all_boxes(child)


def box_of(page: Any, identity: str) -> Any:
    """Find the innermost box of an element by its id; None where there is none."""
    found = None
    for box in all_boxes(page):
        if box.element is not None and box.element.get("id") == identity:
            found = box
    return found


def _in_flow(box: Any) -> Iterator[Any]:
    return (child for child in box.children if not isinstance(child, AbsolutePlaceholder))


def _fields(box: Any) -> Iterator[Any]:
    """Yield the blocks that show a detail of a clinic."""
    for inner in all_boxes(box):
        if isinstance(inner, boxes.BlockBox) and inner.element.get("data-field"):
            yield inner


def _blanks(blocks: list[Any]) -> Iterator[Any]:
    """Yield the lines of a clinic's panel that somebody is to write on."""
    for block in blocks:
        if block.element_tag == "li" and not block.element.get("data-field"):
            yield block


def _logos(blocks: list[Any]) -> Iterator[Any]:
    return (block for block in blocks if block.element.get("class") == "clinic-logo")


def _height(block: Any) -> float:
    """Give what a block takes of its column, in points."""
    return float(block.margin_height() * POINTS_PER_PIXEL)


def _lines(block: Any) -> list[Any]:
    return [line for line in block.children if isinstance(line, boxes.LineBox)]


def _letters(fields: list[Any]) -> int:
    """Reckon how many letters a line holds, from those that stand there; 0 where none do."""
    texts = [one for field in fields for one in all_boxes(field) if isinstance(one, boxes.TextBox)]
    if not texts:
        return 0
    width: float = sum(text.width for text in texts)
    return int(fields[0].width * sum(len(text.text) for text in texts) / width)
