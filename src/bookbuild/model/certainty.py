"""The words by which the book says how sure we are: one scale for all that it says of benefit.

In: words. Out: where words of the scale stand in them, and the level that each names. Words that
mean nearly the same (`might`, `could`) are left out on purpose: a reader looks a marked word up in
the table that explains the scale, and must find it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

Level = Literal["can", "probably", "may", "unclear", "no-difference", "not-shown"]


SCALE: Final = "`can`, `probably`, `may`, `unclear`, `no clear difference`, `not shown`"
"""The scale as an author is told of it."""


class Stated(NamedTuple):
    """Words of the scale in a text: the stretch they take, and the level they name."""

    start: int
    stop: int
    level: Level


def levels_in(text: str) -> Iterator[Stated]:
    """Yield the words of the scale in a text, in order."""
    for found in _WORDS.finditer(text):
        yield Stated(found.start(), found.end(), _LEVELS[str(found.lastgroup)])


_LEVELS: Final[dict[str, Level]] = {
    "no_difference": "no-difference",
    "not_shown": "not-shown",
    "unclear": "unclear",
    "probably": "probably",
    "may": "may",
    "can": "can",
}
# `has not been shown`, `nobody has shown`, `no study has yet shown` are all `not shown`.
_WORDS: Final = re.compile(
    r"\b(?:(?P<no_difference>no\s+clear\s+difference)"
    r"|(?P<not_shown>not(?:\s+yet)?(?:\s+been)?\s+shown|(?:no|nobody|none)(?:\s+\w+){1,4}?\s+shown)"
    r"|(?P<unclear>unclear)|(?P<probably>probably)|(?P<may>may)|(?P<can>can))\b",
    re.IGNORECASE,
)
