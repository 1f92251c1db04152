"""The stone is cleared once the type is set: what only a layout needs goes when it ends.

In: nothing. Out: a WeasyPrint that lays out as its own does, and then lets go of its workings: the
boxes before they were broken into lines and pages, the rules and styles of all elements. A picture
holds on to the layout that first met it, and through it to all of these: a third of the memory of
a laid-out book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import weasyprint.document
from weasyprint.formatting_structure.boxes import Box, FootnoteAreaBox

_KEPT: Final = frozenset(
    {"font_config", "counter_style", "get_image_from_uri", "tables", "dictionaries"}
)
"""What a picture may ask of its layout when it is drawn: fonts, other pictures, hyphenation."""

_NO_SIDES: Final = frozenset[str]()
"""Each box has a set of its own for the borders that a page break takes from it."""


@contextmanager
def cleared_after() -> Iterator[None]:
    """Clear the workings of each layout when its pages are made, for the length of a `with`."""
    theirs = weasyprint.document.layout_document

    def ours(html: Any, root: Any, context: Any, *given: Any) -> list[Any]:
        pages = list(theirs(html, root, context, *given))
        _clear(context)
        _lighten(pages)
        return pages

    weasyprint.document.layout_document = ours
    try:
        yield
    finally:
        weasyprint.document.layout_document = theirs


def _clear(context: Any) -> None:
    workings = vars(context)
    for name in workings.keys() - _KEPT:
        del workings[name]


def _lighten(pages: Iterable[Any]) -> None:
    """Take from the boxes on pages what only the making of the page asks for.

    A stack of boxes: a generator in a generator for each level is four times as long on its way.
    """
    boxes = list(pages)
    while boxes:
        box = boxes.pop()
        box.remove_decoration_sides = _NO_SIDES
        if isinstance(box, FootnoteAreaBox):
            box.page = None  # or each would keep the other until somebody collects garbage
        boxes += [child for child in box.children if isinstance(child, Box)]
