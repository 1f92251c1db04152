"""The words of a content document in the order in which they are read, from its tree.

In: the root of an XHTML document. Out: its words, by the rules of `verify.words`, which reads HTML
that need not be well-formed; a document of an e-book is, and its tree is read five times as fast.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

from bookbuild.verify.words import BLOCKS, UNREAD, VOID, normal_words


def words_in(root: etree._Element) -> list[str]:
    """Give the words of a document in the order in which they are read.

    A page-foot note comes after the block that calls it, a picture says its alternative, and what
    is hidden from reading is left out.
    """
    reader = _Reader()
    reader.take(root, unread=False, note=False, drawn=False)
    return normal_words("".join([*reader.read, *reader.notes]))


class _Reader:
    """Gathers text; the notes called in a run of text wait until the run ends."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.notes: list[str] = []
        self._svg_is_named = False

    def take(self, element: etree._Element, *, unread: bool, note: bool, drawn: bool) -> None:
        """Read an element.

        unread, note, drawn: it stands in what is hidden from reading, in a note, in a drawing.
        """
        tag = _name(element.tag)
        silent = unread or tag in UNREAD or _is_hidden(element)
        if not silent:
            self._name_picture(element, tag, note=note)
        edge = tag in BLOCKS
        if edge:
            self._part(tag, note=note)
        if tag in VOID:
            return
        is_note = not edge and element.get("role") == "doc-footnote"
        if is_note:
            self.notes.append(" ")
        note, drawn = note or is_note, drawn or tag == "svg"
        text = element.text
        if text and drawn and tag == "title" and not unread and not self._svg_is_named:
            self._say(f" {text} ", note=note)
        elif text and not silent and not drawn:
            self._say(text, note=note)
        for child in element:
            if isinstance(child.tag, str):
                self.take(child, unread=silent, note=note, drawn=drawn)
            if child.tail and not silent and not drawn:
                self._say(child.tail, note=note)
        if edge:
            self._part(tag, note=note)

    def _name_picture(self, element: etree._Element, tag: str, *, note: bool) -> None:
        if tag == "img":
            self._say(f" {element.get('alt', '')} ", note=note)
        elif tag == "svg":
            named = element.get("aria-label", "")
            self._say(f" {named} ", note=note)
            self._svg_is_named = bool(named)

    def _say(self, text: str, *, note: bool) -> None:
        (self.notes if note else self.read).append(text)

    def _part(self, tag: str, *, note: bool) -> None:
        """Part words where a block begins or ends, and let the notes called before it follow."""
        self._say(" ", note=note)
        if tag != "br" and not note:
            self.read += [*self.notes, " "]
            self.notes = []


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


@cache
def _name(tag: str) -> str:
    """Give the name of an element without its namespace."""
    return tag.rpartition("}")[2]
