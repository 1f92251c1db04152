"""Page numbers reckoned before the pages are known.

In: a book's HTML, and the parts of it that are set. Out: where each id will come to stand, more or
less: by the letters before it, and the letters that a page took so far. Only the number of figures
has to be right: then the true number takes the room that was left for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Final

from bookbuild.render.pdf.job import Compose
from bookbuild.render.pdf.pages import page_map
from bookbuild.render.pdf.parts import parts_of
from bookbuild.render.pdf.setpart import SetPart

_ID: Final = re.compile(r"""\sid=["']([^"']+)""")
_USUAL: Final = 2000
"""Letters of HTML on a page of the half-letter book."""
_SAMPLE: Final = 3
"""A part of so many pages tells how much of the text a page takes."""


class Reckoning:
    """Gives the parts of a book one by one, with the best page numbers that are known by then."""

    def __init__(self, compose: Compose) -> None:
        """Begin with no page known."""
        self._compose = compose
        self._page_of = _Asked()
        self._texts = parts_of(compose(self._page_of))

    def text(self, parts: Sequence[SetPart]) -> str | None:
        """Give the HTML of the part after these, None when they are the whole book."""
        if len(parts) == len(self._texts):
            return None
        page_of = _Asked(self._reckoned(parts))
        if self._page_of.is_outdated_by(page_of):
            self._page_of = page_of
            self._texts = parts_of(self._compose(page_of))
        return self._texts[len(parts)]

    def _reckoned(self, parts: Sequence[SetPart]) -> Iterator[tuple[str, str]]:
        """Yield the page of each id: as it is in the parts that are set, else as it may be."""
        samples = [part for part in parts if len(part.pages) >= _SAMPLE]
        letters = max((len(part.html) / len(part.pages) for part in samples), default=_USUAL)
        yield from page_map([page for part in parts for page in part.pages]).items()
        first = parts[-1].after.page if parts else 1
        for text in self._texts[len(parts) :]:
            for found in _ID.finditer(text):
                yield found[1], str(first + int(found.start() / letters))
            first += ceil(len(text) / letters)


class _Asked(Mapping[str, str]):
    """A page map that remembers which pages were asked for: the others are printed nowhere."""

    def __init__(self, page_of: Iterable[tuple[str, str]] = ()) -> None:
        self._page_of = dict(page_of)
        self._asked: set[str] = set()

    def __getitem__(self, identity: str) -> str:
        self._asked.add(identity)
        return self._page_of[identity]

    def __iter__(self) -> Iterator[str]:
        return iter(self._page_of)

    def __len__(self) -> int:
        return len(self._page_of)

    def is_outdated_by(self, newer: _Asked) -> bool:
        """Tell whether a page that was asked for has more or fewer figures in a newer map."""
        old, new = self._page_of, newer._page_of
        return any(len(old.get(one, "")) != len(new.get(one, "")) for one in self._asked)
