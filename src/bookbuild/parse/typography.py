"""Typed marks become printed ones: curly quotes, dashes, the ellipsis.

In: a run of text as typed. Out: as printed, in the manner of Pandoc's `smart`. Quotes keep their
number of letters, so that places in the text stay true; dashes and dots are done last.
"""

from __future__ import annotations

from typing import Final

# Stands for a citation, a note or an escaped letter: neither space nor quote nor letter.
OBJECT: Final = "\ufffc"
_OPENERS: Final = frozenset("([{-\u2013\u2014\u201c\u2018\"'/" + OBJECT)


def curl(text: str) -> tuple[str, tuple[int, ...]]:
    """Curl the straight quotes of a whole paragraph; tell which double quotes have no partner."""
    letters = list(text)
    waiting: list[int] = []
    alone: list[int] = []
    for at, letter in enumerate(text):
        if letter == '"':
            _double(text, letters, at, waiting, alone)
        elif letter == "'":
            _single(text, letters, at, waiting)
    alone += [at for at in waiting if text[at] == '"']
    return "".join(letters), tuple(sorted(alone))


def dashes(text: str) -> str:
    """Join hyphens to dashes, and three dots to an ellipsis."""
    return text.replace("---", "\u2014").replace("--", "\u2013").replace("...", "\u2026")


def _double(text: str, letters: list[str], at: int, waiting: list[int], alone: list[int]) -> None:
    before = text[at - 1 : at] if at else ""
    partner = _last(waiting, text, '"')
    if partner is not None and before.strip():
        letters[at] = "\u201d"
        del waiting[partner:]
    elif not text[at + 1 : at + 2].strip() or _ends_words(text[max(at - 3, 0) : at]):
        letters[at] = "\u201d"
        alone.append(at)
    else:
        letters[at] = "\u201c"
        waiting.append(at)


def _ends_words(before: str) -> bool:
    """Tell whether a mark right behind some letters cannot open a quotation."""
    return before[-1:].isalnum() or (before.endswith(".") and before != "...")


def _single(text: str, letters: list[str], at: int, waiting: list[int]) -> None:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    partner = _last(waiting, text, "'")
    letters[at] = "\u2019"  # an apostrophe, until a partner is found
    if before.isalnum() and after.isalnum():
        return
    if partner is not None and before.strip() and not after.isalnum():
        letters[waiting[partner]] = "\u2018"
        del waiting[partner:]
    elif after.strip() and (not before.strip() or before in _OPENERS):
        waiting.append(at)


def _last(waiting: list[int], text: str, quote: str) -> int | None:
    """Give the index in `waiting` of the last open quote of a kind.

    Quotes are never nested deep; looking back over a few keeps hostile text from taking long.
    """
    nearest = range(len(waiting) - 1, max(-1, len(waiting) - 33), -1)
    return next((n for n in nearest if text[waiting[n]] == quote), None)
