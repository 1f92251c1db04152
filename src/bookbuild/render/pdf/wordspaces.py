"""Word spaces where a line ends.

In: a galley. Out: the same boxes, with a space after each piece whose word ends at a line's end.
WeasyPrint drops the space at which it broke the line, so that a reader of the tags would hear
"foodsleep"; PDF/UA-1 wants real word spaces (ISO 14289-1, 7.2 with ISO 32000-1, 14.8.2.5).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from bookbuild.render.pdf.galley import Galley, Piece
from bookbuild.render.pdf.source import is_block, is_hidden, is_note, tag_of


def add_word_spaces(galley: Galley) -> None:
    """Append a space to the text of each piece after which one is missing.

    It changes the texts that WeasyPrint will paint, so call it before painting. Calling it again
    changes nothing.
    """
    _Compositor(galley).visit(galley.root)


class _Compositor:
    """Walks the source and remembers the last piece, and whether white space came after it."""

    def __init__(self, galley: Galley) -> None:
        self._galley = galley
        self._last: Piece | None = None
        self._gap = False

    def visit(self, element: Element) -> None:
        """Go through an element's texts and children in the order of reading."""
        if is_block(element):
            self._end_run()
        self._text(element, 0, element.text or "")
        for number, child in enumerate(element):
            self._child(child)
            self._text(element, number + 1, child.tail or "")
        if is_block(element):
            self._end_run()

    def _child(self, child: Element) -> None:
        if tag_of(child) == "br":
            self._gap = True
        elif is_note(child):
            # A note stands elsewhere: the run goes on after it as if it were not there.
            _Compositor(self._galley).visit(child)
        elif tag_of(child) and not is_hidden(child):
            self.visit(child)

    def _text(self, element: Element, number: int, text: str) -> None:
        own = self._galley.text(element)
        start = own.starts[number]
        self._gap |= text[:1].isspace()
        for piece in self._galley.set_text(element, number):
            if self._gap or (piece.start > start and piece.start in own.gaps):
                self._space(piece)
            self._last, self._gap = piece, False
        self._gap |= text[-1:].isspace()

    def _space(self, following: Piece) -> None:
        """Append a space to the last piece, unless one is already set between the two."""
        if self._last is None:
            return
        before, after = self._last.box.pango_layout, following.box.pango_layout
        if not (before.text[-1:].isspace() or after.text[:1].isspace()):
            before.text += " "

    def _end_run(self) -> None:
        self._last, self._gap = None, False
