"""The words a reader must meet, in order, read from HTML.

In: a page of HTML or XHTML as text. Out: its words in reading order: a page-foot note after the
block that calls it, a picture by its alternative, nothing that is hidden from reading. What is
found in a finished PDF or EPUB is compared with these, so this module knows nothing of how either
is made.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final, NamedTuple

BLOCKS: Final = frozenset(
    "html body main section article aside nav header footer hgroup div figure figcaption blockquote"
    " p pre address h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td"
    " hr br details summary fieldset legend form".split()
)
VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
UNREAD: Final = frozenset({"head", "title", "script", "style", "template"})
# Characters that leave no mark on paper: soft hyphen, zero-width space and joiners, word joiner,
# byte-order mark.
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# One glyph may serve both hyphens, and then a PDF names only the first it met.
_HYPHENS: Final = "\u2010\u2011"


def normal_words(text: str) -> list[str]:
    """Split text into words as they are compared.

    Compatibility forms are folded (NFKC: ligatures, no-break spaces), both kinds of hyphen are
    one, invisible characters are gone.
    """
    for letter in _UNSEEN:  # few texts have one; to translate every letter would cost more
        text = text.replace(letter, "")
    text = unicodedata.normalize("NFKC", text)
    for letter in _HYPHENS:
        text = text.replace(letter, "-")
    return text.split()


def words_of_html(html: str) -> list[str]:
    """Give the words of a page of HTML or XHTML in the order in which they are read.

    Left out is what carries `hidden` or `aria-hidden="true"`, and a picture without alternative.
    """
    return words_said(texts_in(html).said)


def words_said(said: Iterable[Said]) -> list[str]:
    """Give the words of some texts."""
    return normal_words("".join(one.text for one in said))


class Said(NamedTuple):
    """A text that is read, and the names of all that it stands in.

    A name is an element's tag, a class with its dot, or a role in brackets.
    """

    text: str
    within: frozenset[str] = frozenset()


class Texts(NamedTuple):
    """The texts of a page: those that are read, in order, and those that are shown and not read."""

    said: list[Said]
    unread: list[Said]


def texts_in(html: str) -> Texts:
    """Give the texts of a page of HTML or XHTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Texts(said=reader.said(), unread=reader.unread())


@dataclass(slots=True)
class _Open:
    """An element that has started and not ended. names: its own, and those of all it stands in.

    unread, note: whether it, or one that it stands in, is hidden from reading or a note.
    """

    tag: str
    unread: bool
    note: bool
    names: frozenset[str]


class _Reader(HTMLParser):
    """Gathers text; the notes called in a run of text wait until the run ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[_Open] = []
        self._read: list[Said] = []
        self._notes: list[Said] = []
        self._shown: list[Said] = []
        self._svg_is_named = False
        self._in_svg_title = False

    def said(self) -> list[Said]:
        """Give all that was read."""
        return [*self._read, *self._notes]

    def unread(self) -> list[Said]:
        """Give what is shown and was not read."""
        return self._shown

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        hidden = "hidden" in given or given.get("aria-hidden") == "true"
        unread = self._unread or hidden or tag in UNREAD
        if tag == "img" and not unread:
            self._write(f" {given.get('alt', '')} ")
        if tag == "svg" and not unread:
            self._write(f" {given.get('aria-label', '')} ")
            self._svg_is_named = bool(given.get("aria-label"))
        self._edge(tag)
        if tag in VOID:
            return
        names_svg = tag == "title" and self._stands_in("svg") and not self._svg_is_named
        self._in_svg_title = names_svg and not self._unread
        note = given.get("role") == "doc-footnote" and tag not in BLOCKS
        if note:
            self._notes.append(Said(" "))
        names = self._names | _names(tag, given)
        self._open.append(_Open(tag, unread, note or self._in_note, names))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self._stands_in(tag):
            return
        while self._open.pop().tag != tag:
            pass
        self._in_svg_title = False
        self._edge(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._in_svg_title:
            self._write(f" {data} ")
        elif self._unread and not self._names & UNREAD:
            self._shown.append(Said(data, self._names))
        elif not self._unread and not self._stands_in("svg"):
            self._write(data)

    @property
    def _names(self) -> frozenset[str]:
        return self._open[-1].names if self._open else frozenset()

    @property
    def _unread(self) -> bool:
        return bool(self._open) and self._open[-1].unread

    @property
    def _in_note(self) -> bool:
        return bool(self._open) and self._open[-1].note

    def _stands_in(self, tag: str) -> bool:
        return tag in self._names

    def _write(self, text: str) -> None:
        (self._notes if self._in_note else self._read).append(Said(text, self._names))

    def _edge(self, tag: str) -> None:
        """Part words where a block begins or ends, and let the notes called before it follow."""
        if tag not in BLOCKS:
            return
        self._write(" ")
        if tag != "br" and not self._in_note:
            self._read += [*self._notes, Said(" ")]
            self._notes = []


def _names(tag: str, given: Mapping[str, str]) -> set[str]:
    classes = (f".{name}" for name in given.get("class", "").split())
    return {tag, f"[{given.get('role', '')}]", *classes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The first place where two lists of words part, with the words around it."""

    index: int
    expected: str
    found: str


def first_difference(expected: Sequence[str], found: Sequence[str]) -> Difference | None:
    """Compare two lists of words; None when they are equal."""
    if list(expected) == list(found):
        return None
    pairs = zip(expected, found, strict=False)
    shorter = min(len(expected), len(found))
    index = next((place for place, (a, b) in enumerate(pairs) if a != b), shorter)
    around = slice(max(0, index - 4), index + 5)
    return Difference(index=index, expected=_shown(expected[around]), found=_shown(found[around]))


def _shown(words: Iterable[str]) -> str:
    return " ".join(words) or "(nothing)"
