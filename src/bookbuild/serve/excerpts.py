"""The line that a finding is about, with the words it means.

In: a finding, and the World as it is now. Out: what stands before the words, the words, and what
stands behind them; nothing where a finding has no line.
"""

from __future__ import annotations

import re
from typing import Final

from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.world import OutsideError, World

_AROUND: Final = 60
"""Signs of the line on either side of the place."""
_QUOTED: Final = re.compile(r"`([^`]+?)…?`")
"""The author's own words in a message; long ones are cut off there."""
_PAIRS: Final = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘"}
_STOPS: Final = ".,;:!?"


def excerpt_of(found: Diagnostic, world: World) -> tuple[str, str, str] | None:
    """Give the line of a finding as it is saved now, in three parts; the middle one is meant."""
    span = found.span
    if span is None or not span.line:
        return None
    try:
        lines = world.read(span.path).decode(errors="replace").splitlines()
    except OutsideError:
        return None
    if span.line > len(lines):
        return None
    line, at = lines[span.line - 1], max(span.column - 1, 0)
    meant = words_at(line[at:], found.message)
    return _end_of(line[:at]), meant, _beginning_of(line[at + len(meant) :])


def _end_of(words: str) -> str:
    """Give what has room of the end of some words, from a whole word on."""
    return words if len(words) <= _AROUND else f"… {words[-_AROUND:].partition(' ')[2]}"


def _beginning_of(words: str) -> str:
    return words if len(words) <= _AROUND else f"{words[:_AROUND].rpartition(' ')[0]} …"


def words_at(line: str, message: str) -> str:
    """Give the words at the beginning of a line that a message means.

    They are those it quotes, else the word that stands there with its marks, else one sign.
    """
    quoted = [words for words in _QUOTED.findall(message) if line.startswith(words)]
    return max(quoted, key=len, default="") or _word(line) or line[:1]


def _word(line: str) -> str:
    """Give what stands up to the next space, without stops and brackets that it did not open."""
    word = (line.split(maxsplit=1) or [""])[0] if line[:1].strip() else ""
    while word and (word[-1] in _STOPS or _left_over(word)):
        word = word[:-1]
    return word


def _left_over(word: str) -> bool:
    """Tell whether a word ends with a bracket or quotation mark that opens before the word."""
    close = word[-1]
    return close in _PAIRS and word.count(close) > word.count(_PAIRS[close])
