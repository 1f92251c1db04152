"""How large type is in the finished file, and whether what is small may be small.

In: the texts of the pages with their sizes, as the content streams set them, and the HTML that
they were made from. Out: a finding for what is set smaller than its role allows. Which role a text
has is known from the HTML alone: the words of the file are those of the HTML, letter by letter, so
each text's place in the one is its place in the other. No name that the layout wrote is believed.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.format import Format
from bookbuild.verify.pdf.content import Content
from bookbuild.verify.pdf.tree import Element, Leaf, spoken
from bookbuild.verify.words import Said, normal_words, texts_in

_NOTES: Final = frozenset({"[doc-footnote]", "figcaption", "caption"})
_SMALL: Final = frozenset(
    {"sup", ".series", ".imprint", ".references", ".sources", ".colophon", ".draft"}
)
_SAME_PT: Final = 0.05
_SHOWN: Final = 40


class Role(NamedTuple):
    """What a text is, in words, and the smallest type that it may have, in points."""

    name: str
    floor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The smallest type of a format, in points: of text, notes and captions, figures, the rest."""

    text: float
    note: float
    small: float
    figure: float

    @classmethod
    def of(cls, fmt: Format) -> Floors:
        """Read the floors of a format's row."""
        return cls(text=fmt.floor_pt, note=fmt.note_pt, small=fmt.small_pt, figure=fmt.figure_pt)

    def within(self, names: frozenset[str]) -> Role:
        """Tell the role of a text by the names of what it stands in."""
        if names & _SMALL:
            return Role("a raised number, a source or the imprint", self.small)
        if names & _NOTES:
            return Role("a note or caption", self.note)
        return Role("text", self.text)


class _Set(NamedTuple):
    """A text as it is set: its page (from 0), its words, its size in points, its role."""

    page: int
    words: str
    size: float
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The texts of the HTML: those that are read, in order, and those hidden from reading."""

    said: Sequence[Said]
    unread: Sequence[Said] = ()

    @classmethod
    def of(cls, html: Iterable[str]) -> Written:
        """Read some pages of HTML."""
        pages = [texts_in(page) for page in html]
        return cls(
            said=[said for page in pages for said in page.said],
            unread=[said for page in pages for said in page.unread],
        )


def too_small(
    tree: Element, contents: Sequence[Content], written: Written, floors: Floors
) -> Iterator[Diagnostic]:
    """Yield what is set smaller than it may be, once for each size on a page."""
    told = set[tuple[int, float, Role]]()
    texts = (*_read(tree, written.said, floors), *_furniture(contents, written.unread, floors))
    for text in texts:
        key = (text.page, round(text.size, 1), text.role)
        if text.size < text.role.floor - _SAME_PT and key not in told:
            told.add(key)
            yield Diagnostic(
                code="PDF027",
                message=f"page {text.page + 1}: `{_short(text.words)}` is set in {text.size:.1f} "
                f"pt; {text.role.name} has at least {text.role.floor:g} pt",
            )


def _read(tree: Element, said: Sequence[Said], floors: Floors) -> Iterator[_Set]:
    """Yield the texts that are read, and the lettering of pictures."""
    letters = [_letters(one.text) for one in said]
    read = [(one, _letters(one.text)) for one in spoken(tree)]
    if "".join(letters) != "".join(spelled for _, spelled in read):
        return  # another check has found it: the words of the file are not those of the text
    roles = [floors.within(one.within) for one in said]
    ends = list(accumulate(map(len, letters)))
    place = 0
    for one, spelled in read:
        number = min(bisect_right(ends, place), len(roles) - 1)
        role = Role("the lettering of a figure", floors.figure) if one.picture else roles[number]
        yield from (_set(leaf, role) for leaf in one.leaves if leaf.size < math.inf)
        place += len(spelled)


def _set(leaf: Leaf, role: Role) -> _Set:
    return _Set(page=leaf.page, words=leaf.text, size=leaf.size, role=role)


def _furniture(
    contents: Iterable[Content], unread: Iterable[Said], floors: Floors
) -> Iterator[_Set]:
    """Yield what artifacts say: running heads and folios, what is hidden, what CSS has added.

    What is hidden has no place among the letters that are read. It is known by its words.
    """
    head = Role("a running head or folio", floors.small)
    added = Role("what decorates", floors.text)
    hidden = [(_letters(one.text), floors.within(one.within)) for one in unread]
    for page, content in enumerate(contents):
        for one in content.furniture:
            spelled = _letters(one.text)
            roles = [role for letters, role in hidden if spelled in letters]
            role = head if one.kind == "Pagination" else min(roles, key=_floor, default=added)
            yield _Set(page=page, words=one.text, size=one.size, role=role)


def _floor(role: Role) -> float:
    return role.floor


def _letters(text: str) -> str:
    return "".join(normal_words(text))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"
