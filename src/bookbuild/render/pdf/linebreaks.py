"""A text that fits its line stays whole.

In: nothing. Out: a WeasyPrint that lays out as its own does, but for one decision. Where a text is
followed by an element (`… for surgery (an <a>anesthetic</a>`) and all of it fits its line but for
the space at its end, WeasyPrint breaks it after its first word and leaves the rest of that line
empty (seen on six pages of the book). The space may hang, as it does at the end of any other line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from weasyprint.layout import inline

_RESUME: Final = 2
"""Where WeasyPrint's answer says at which letter the next line begins; None when there is none."""

_NARROWEST: Final = 0.15
"""The width of a letter, in parts of the type size: no letter of the book's fonts is so narrow."""


@contextmanager
def whole_texts() -> Iterator[None]:
    """Make the decision our way, for the length of a `with` block."""
    theirs = inline.split_first_line

    def ours(text: str, style: Any, context: Any, room: Any, *others: Any, **more: Any) -> Any:
        line = theirs(text, style, context, room, *others, **more)
        if line[_RESUME] is None or room is None or not _may_hang(text, style, room):
            return line
        bare = theirs(text.rstrip(" "), style, context, room, *others, **more)
        fits = bare[_RESUME] is None
        return theirs(text, style, context, None, *others, **more) if fits else line

    inline.split_first_line = ours
    try:
        yield
    finally:
        inline.split_first_line = theirs


def _may_hang(text: str, style: Any, room: float) -> bool:
    """Tell whether a text might fit without its last space; of a long one that is sure at once."""
    least = len(text) * _NARROWEST * style["font_size"]
    return text.endswith(" ") and style["white_space"] == "normal" and least < room
