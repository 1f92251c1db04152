"""A square code that a telephone reads, as a drawing.

In: an address. Out: SVG in points: pure black on white with its quiet zone, which a press prints
with black alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

import segno

from bookbuild.render.figures.svg import document, path, rectangle

_QUIET: Final = 4
"""Light modules around the code (ISO/IEC 18004, 6.3.8)."""


def qr_code(address: str, size: float) -> str:
    """Draw the code of an address, `size` points wide with its quiet zone.

    Error correction M mends 15 % of the code where the paper is creased or stained.
    """
    code = segno.make_qr(address, error="m")
    module = size / code.symbol_size(border=_QUIET)[0]
    dark = "".join(
        _stretch(row, first, length, module)
        for row, bits in enumerate(code.matrix)
        for first, length in _stretches(bits)
    )
    ground = rectangle(0, 0, size, size, fill="#FFFFFF")
    return document(size, size, ground, path(dark, fill="#000000"))


def _stretches(bits: bytearray) -> Iterator[tuple[int, int]]:
    """Yield where dark modules of a row begin, and how many stand side by side."""
    at = 0
    for dark, run in groupby(bits):
        length = len(list(run))
        if dark:
            yield at, length
        at += length


def _stretch(row: int, first: int, length: int, module: float) -> str:
    x, y = (first + _QUIET) * module, (row + _QUIET) * module
    return f"M{x:.3f} {y:.3f}h{length * module:.3f}v{module:.3f}h-{length * module:.3f}z"


def page_address(web: str, name: str) -> str:
    """Give the address of a piece's page below the book's address."""
    return f"{web.rstrip('/')}/{name}"


def printed_address(address: str) -> str:
    """Give an address as people type it."""
    return address.removeprefix("https://").removeprefix("http://")
