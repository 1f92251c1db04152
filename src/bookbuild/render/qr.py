"""A square code that a telephone reads, as a drawing.

In: an address. Out: SVG in points: pure black on white with its quiet zone, which a press prints
with black alone.
"""

from __future__ import annotations

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
    modules = code.symbol_size(border=_QUIET)[0]
    module = size / modules
    dark = "".join(
        f"M{(column + _QUIET) * module:.3f} {(row + _QUIET) * module:.3f}"
        f"h{module:.3f}v{module:.3f}h-{module:.3f}z"
        for row, bits in enumerate(code.matrix)
        for column, bit in enumerate(bits)
        if bit
    )
    ground = rectangle(0, 0, size, size, fill="#FFFFFF")
    return document(size, size, ground, path(dark, fill="#000000"))


def page_address(web: str, name: str) -> str:
    """Give the address of a piece's page below the book's address."""
    return f"{web.rstrip('/')}/{name}"


def printed_address(address: str) -> str:
    """Give an address as people type it."""
    return address.removeprefix("https://").removeprefix("http://")
