"""Look words up in a long sorted list.

In: lines of a word alone, or of a word, a space and what is known of it, sorted by their bytes.
Out: what the list says of one word. The lines stay one piece of memory, and only the first word
of each page of them is taken out: a dictionary of so many words would cost more time than a check.
"""

from __future__ import annotations

import pkgutil
import zlib
from bisect import bisect_right
from functools import cache
from typing import Final

_PAGE: Final = 4096


class Lexicon:
    """A sorted list of words that can be looked into."""

    def __init__(self, lines: bytes) -> None:
        """Take the lines; each ends with a newline."""
        self._lines = b"\n" + lines
        self._starts = [0]
        self._firsts = [b""]
        for at in range(_PAGE, len(self._lines), _PAGE):
            self._open_page(self._lines.find(b"\n", at))

    def _open_page(self, start: int) -> None:
        first = self._lines[start + 1 : self._lines.find(b"\n", start + 1)].partition(b" ")[0]
        if first:
            self._starts.append(start)
            self._firsts.append(first)

    def look_up(self, word: str) -> str | None:
        """Give what stands behind a word, mostly nothing; None for a word that is not there."""
        key = word.encode()
        page = bisect_right(self._firsts, key) - 1
        # Of all words that begin with the same letters the word itself comes first.
        at = self._lines.find(b"\n" + key, self._starts[page], self._starts[page] + 2 * _PAGE)
        if at < 0:
            return None
        stop = at + 1 + len(key)
        rest = self._lines[stop : self._lines.find(b"\n", stop)]
        return rest[1:].decode() if rest[:1] in {b"", b" "} else None


@cache
def lexicon(name: str) -> Lexicon:
    """Open a list that comes with the program: `data/<name>`, deflated when it ends in `.z`.

    The lists are a part of the program like its code, so they are not asked of the World.
    """
    content = pkgutil.get_data(__name__, f"data/{name}")
    assert content, f"the list {name} was not shipped"
    return Lexicon(zlib.decompress(content) if name.endswith(".z") else content)
