"""Text that is read at another place than where it lies on the sheet.

In: the element tree in reading order. Out: the tree as it is laid out, for the length of a `with`
block. A folded sheet has its panels in another order than that of reading: the back of a tri-fold
lies beside its cover and is read last. An element says so with `data-laid-in`, the id of the
element that it lies in; everything but the layout (tags, page map, checks) meets it where it is
read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

LAID_IN: Final = "data-laid-in"


class _Moved(NamedTuple):
    """An element, and where it is read."""

    element: Element
    parent: Element
    place: int


@contextmanager
def as_laid(root: Element) -> Iterator[None]:
    """Put each such element where it lies, at the end, and back in the end where it is read."""
    moved = list(_moved(root))
    sheets = {element.get("id"): element for element in root.iter()}
    for one in moved:
        sheet = sheets.get(one.element.get(LAID_IN))
        assert sheet is not None, f"nothing has the id {one.element.get(LAID_IN)}"
        one.parent.remove(one.element)
        sheet.append(one.element)
    try:
        yield
    finally:
        for one in moved:
            sheets[one.element.get(LAID_IN)].remove(one.element)
        for one in moved:
            one.parent.insert(one.place, one.element)


def _moved(root: Element) -> Iterator[_Moved]:
    """Yield what lies elsewhere, in reading order, so that it can be put back in that order."""
    for parent in root.iter():
        for place, child in enumerate(parent):
            if LAID_IN in child.attrib:
                yield _Moved(child, parent, place)
