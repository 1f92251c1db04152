"""The fonts that stand in a file, without the clock, and each worked out once.

In: nothing. Out: a WeasyPrint that embeds fonts as its own does, but for the time in them, and less
often. Of a font it takes the glyphs of the text, and of a variable one an instance; that is a tenth
of the time of a sheet. The heading of a handout on A4 has the letters that it has on letter paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from typing import Any, Final

from weasyprint.pdf import fonts

_KNOWN: Final[dict[Any, bytes]] = {}
"""Fonts as they were embedded in earlier files of this process, by all that they depend on."""
_MOST_KNOWN: Final = 100
"""How many are kept: each has some ten kilobytes."""


@contextmanager
def embedded_fonts() -> Iterator[None]:
    """Embed fonts so, for the length of a `with` block.

    WeasyPrint saves instances of a variable font with fontTools, which stamps them with the time.
    """
    font_class, clean = fonts.TTFont, fonts.Font.clean
    fonts.TTFont = partial(font_class, recalcTimestamp=False)
    fonts.Font.clean = _once(clean)
    try:
        yield
    finally:
        fonts.TTFont, fonts.Font.clean = font_class, clean


def _once(clean: Callable[..., None]) -> Callable[..., None]:
    """Take a font as it was worked out for the same glyphs, in place of working it out again."""

    def ours(font: Any, to_unicode: Any, hinting: Any) -> None:
        key = _all_it_depends_on(font), frozenset(to_unicode), hinting
        if key not in _KNOWN:
            clean(font, to_unicode, hinting)
            if len(_KNOWN) == _MOST_KNOWN:
                _KNOWN.clear()
            _KNOWN[key] = font.file_content
        font.file_content = _KNOWN[key]

    return ours


def _all_it_depends_on(font: Any) -> tuple[Any, ...]:
    return (
        sha256(font.file_content).digest(),
        font.index,
        font.weight,
        font.style,
        font.font_size,
        *sorted(font.variations.items()),
        bool(font.missing),
    )
