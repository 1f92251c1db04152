"""Page numbers reckoned before the pages are known.

In: a book's HTML, and the parts of it that are set. Out: where each id will come to stand, more or
less: by the letters before it, and the letters that a page took so far. Only the number of figures
has to be right: then the true number takes the room that was left for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Final

from bookbuild.render.pdf.job import Compose
from bookbuild.render.pdf.pages import page_map
from bookbuild.render.pdf.parts import parts_of
from bookbuild.render.pdf.setpart import SetPart

_ID: Final = re.compile(r"""\sid=["']([^"']+)""")
_SAMPLE: Final = 3
"""A part of so many pages tells how much of the text a page takes."""


class Reckoning:
    """Gives the parts of a book one by one, with the best page numbers that are known by then."""

    def __init__(self, compose: Compose) -> None:
        """Begin with no page known."""
        self._compose = compose
        self._page_of: Mapping[str, str] = {}
        self._texts = parts_of(compose({}))

    def text(self, parts: Sequence[SetPart]) -> str | None:
        """Give the HTML of the part after these, None when they are the whole book."""
        if len(parts) == len(self._texts):
            return None
        page_of = dict(self._reckoned(parts))
        if _figures(page_of) != _figures(self._page_of):
            self._page_of = page_of
            self._texts = parts_of(self._compose(page_of))
        return self._texts[len(parts)]

    def _reckoned(self, parts: Sequence[SetPart]) -> Iterator[tuple[str, str]]:
        """Yield the page of each id: as it is in the parts that are set, else as it may be."""
        samples = [part for part in parts if len(part.pages) >= _SAMPLE]
        if not samples:
            return
        letters = max(len(part.html) / len(part.pages) for part in samples)
        yield from page_map([page for part in parts for page in part.pages]).items()
        first = parts[-1].after.page
        for text in self._texts[len(parts) :]:
            for found in _ID.finditer(text):
                yield found[1], str(first + int(found.start() / letters))
            first += ceil(len(text) / letters)


def _figures(page_of: Mapping[str, str]) -> Mapping[str, int]:
    return {identity: len(page) for identity, page in page_of.items()}
