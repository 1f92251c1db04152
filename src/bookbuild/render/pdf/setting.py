"""A book set part by part, and joined.

In: a press, the HTML of a book. Out: its parts as WeasyPrint laid them out, and the one document
that they make together, with one tree of elements. Type stands until the book is set again: parts
that stay as they are are not laid out twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.render.pdf.corrections import corrected
from bookbuild.render.pdf.galley import page_box
from bookbuild.render.pdf.pages import page_map
from bookbuild.render.pdf.parts import LEAD, Start, parts_of
from bookbuild.render.pdf.press import Complaints, Press
from bookbuild.render.pdf.setpart import SetPart
from bookbuild.render.pdf.source import tag_of

NextText = Callable[[Sequence[SetPart]], str | None]
"""Gives the HTML of the part that follows some parts, None behind the last."""


class Setting:
    """Sets books on one press; the type of the last one stands."""

    def __init__(self, press: Press) -> None:
        """Start with nothing set."""
        self._press = press
        self._standing: Mapping[tuple[str, Start], SetPart] = {}
        self._order: Sequence[SetPart] = ()
        self.laid = 0
        """How many parts were laid out so far."""
        self.stock: dict[Any, Any] = {}
        """The fonts that pages were painted with (`painting.py`)."""

    @property
    def missed(self) -> Sequence[str]:
        """All resources that were ever asked for in vain on this press."""
        return self._press.shelf.missed

    @property
    def page_of(self) -> Mapping[str, str]:
        """The pages of the last book."""
        return page_map([page for part in self._order for page in part.pages])

    def set(self, html: str) -> list[SetPart]:
        """Set a book whose whole HTML is known."""
        texts = parts_of(html)
        return self.set_on(lambda parts: texts[len(parts)] if len(parts) < len(texts) else None)

    def set_on(self, next_text: NextText) -> list[SetPart]:
        """Set a book part after part; when that fails, nothing stands any more.

        Numbers may have been put right by then in type that is known by its old ones.
        """
        try:
            parts = self._set(next_text)
        except BaseException:
            self._standing, self._order = {}, ()
            raise
        self._standing = {(part.html, part.start): part for part in parts}
        self._order = parts
        return parts

    def _set(self, next_text: NextText) -> list[SetPart]:
        parts: list[SetPart] = []
        start = Start()
        while (text := next_text(parts)) is not None:
            part = self._part(text, start, len(parts))
            start = part.after
            parts.append(part)
        return parts

    def _part(self, html: str, start: Start, place: int) -> SetPart:
        """Take a part as it stands, or with other page numbers, or lay it out."""
        if (standing := self._standing.get((html, start))) is not None:
            return standing
        last = self._order[place] if place < len(self._order) else None
        put_right = corrected(last, html) if last and last.start == start else None
        return put_right or self._lay_out(html, start)

    def _lay_out(self, html: str, start: Start) -> SetPart:
        self.laid += 1
        complaints, missed = Complaints(), len(self.missed)
        with complaints.listening():
            document, root = self._press.lay_out(html, start.css())
        _take_out_lead(root)
        pages = document.pages if start.page == 1 else document.pages[1:]
        return SetPart(
            html=html,
            start=start,
            document=document,
            root=root,
            pages=pages,
            after=start.after(len(pages), _heads(pages)),
            heard=tuple(complaints.heard),
            missed=tuple(self.missed[missed:]),
        )


def joined(parts: Sequence[SetPart]) -> tuple[Any, Element]:
    """Give one document with the pages of all parts, and the root of one tree with their elements.

    Links, fonts and tags come out as those of one document (`Document.copy`); boxes know the
    elements they were made for, so those are the parts' own.
    """
    first = parts[0]
    if len(parts) == 1:
        return first.document, first.root
    root = Element(first.root.tag, first.root.attrib)
    root.extend(child for child in first.root if tag_of(child) != "body")
    body = Element("body", _body(first.root).attrib)
    body.extend(child for part in parts for child in _body(part.root))
    root.append(body)
    return first.document.copy([page for part in parts for page in part.pages]), root


def _take_out_lead(root: Element) -> None:
    body = _body(root)
    for child in [child for child in body if LEAD in child.attrib]:
        body.remove(child)


def _body(root: Element) -> Element:
    return next((child for child in root if tag_of(child) == "body"), root)


def _heads(pages: Sequence[Any]) -> Mapping[str, str]:
    """Give what the running heads say at the end of some pages, as far as they set it."""
    boxes = (box for page in pages for box in page_box(page).descendants())
    return {name: text for box in boxes for name, text in box.string_set or ()}
