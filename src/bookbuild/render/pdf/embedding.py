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

from bookbuild.render.pdf.press import Complaints

_FONTS_WORKED_OUT: Final[dict[Any, bytes]] = {}
"""Fonts as they were embedded in earlier files of this process, by all that they depend on."""
_MOST_FONTS: Final = 100
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
    """Take a font as it was worked out for the same glyphs, in place of working it out again.

    One that was complained of is worked out each time, so that it is told each time.
    """

    def ours(font: Any, to_unicode: Any, hinting: Any) -> None:
        key = _all_it_depends_on(font), frozenset(to_unicode), hinting
        if key in _FONTS_WORKED_OUT:
            font.file_content = _FONTS_WORKED_OUT[key]
            return
        complaints = Complaints()
        with complaints.listening():
            clean(font, to_unicode, hinting)
        if complaints.heard:
            return
        if len(_FONTS_WORKED_OUT) == _MOST_FONTS:
            _FONTS_WORKED_OUT.clear()
        _FONTS_WORKED_OUT[key] = font.file_content

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
