"""Page numbers put right in type that stands.

In: a part of a book as it was set, and its HTML with other page numbers. Out: the part with these
numbers, as if it had been laid out again, or None when it has to be. Where the new figures are as
many and as wide as the old ones, no line of the part can run otherwise than it does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import create_layout, line_size

from bookbuild.render.pdf.galley import page_box
from bookbuild.render.pdf.setpart import SetPart
from bookbuild.render.pdf.source import tag_of

NUMBERS: Final = frozenset({"page", "page-ref"})
"""The classes of the elements that print a page number, and nothing but words besides."""
_NUMBER: Final = re.compile(rf'<span class="(?:{"|".join(sorted(NUMBERS))})">([^<]*)</span>')
_FIGURE: Final = re.compile("[0-9]")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Correction:
    """A page number, the box that shows it, and its new figures."""

    element: Element
    box: Any
    figures: str

    def is_as_wide(self) -> bool:
        """Tell whether the new figures take the room of the old ones."""
        style, text = self.box.style, str(self.box.text)
        return _width(text, style) == _width(_with(text, self.figures), style)

    def make(self) -> None:
        """Put the figures into the tree, the box, and the line that will be painted."""
        self.element.text = _with(self.element.text or "", self.figures)
        for text in (self.box, self.box.pango_layout):
            text.text = _with(text.text, self.figures)


def corrected(part: SetPart, html: str) -> SetPart | None:
    """Give a part with the page numbers of other HTML; the part that was given is used up."""
    changes = _changes(part, html)
    if changes is None:
        return None
    corrections = list(_corrections(part, changes))
    if len(corrections) < len(changes) or not all(one.is_as_wide() for one in corrections):
        return None
    for correction in corrections:
        correction.make()
    return replace(part, html=html)


def _changes(part: SetPart, html: str) -> Mapping[Element, str] | None:
    """Give the new figures of each number that changes; None where other things change, too."""
    if _FIGURE.sub("0", part.html) != _FIGURE.sub("0", html):
        return None
    if _NUMBER.sub("", part.html) != _NUMBER.sub("", html):
        return None
    old, new = _NUMBER.findall(part.html), _NUMBER.findall(html)
    elements = [one for one in part.root.iter("span") if one.get("class") in NUMBERS]
    if [element.text for element in elements] != old or _in_headings(part.root, elements):
        return None
    return {
        element: "".join(_FIGURE.findall(after))
        for element, before, after in zip(elements, old, new, strict=True)
        if before != after
    }


def _in_headings(root: Element, elements: Iterable[Element]) -> bool:
    """Tell whether one of these stands in a heading, which running heads and bookmarks repeat."""
    headings = (one for one in root.iter() if tag_of(one) in _HEADINGS)
    return not {inner for heading in headings for inner in heading.iter()}.isdisjoint(elements)


def _corrections(part: SetPart, changes: Mapping[Element, str]) -> Iterator[_Correction]:
    """Yield the corrections of the numbers that stand in one piece in one place."""
    found: dict[Element, list[Any]] = defaultdict(list)
    for page in part.pages:
        for box in page_box(page).descendants():
            if isinstance(box, boxes.TextBox) and box.element in changes:
                found[box.element].append(box)
    for element, shown in found.items():
        if len(shown) == 1 and len(_FIGURE.findall(shown[0].text)) == len(changes[element]):
            yield _Correction(element=element, box=shown[0], figures=changes[element])


def _with(text: str, figures: str) -> str:
    """Give a text with other figures."""
    following = iter(figures)
    return _FIGURE.sub(lambda _: next(following), text)


def _width(text: str, style: Any) -> float:
    layout = create_layout(text, style, None, None, 0)  # its lines live as long as it does
    width, _ = line_size(layout.get_first_line()[0], style)
    return float(width)
