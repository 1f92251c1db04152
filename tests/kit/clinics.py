"""A clinic that nobody runs, with reserved names and numbers, and logos made on the spot."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from bookbuild.model.clinic import Clinic, Logo
from bookbuild.model.source import Span

COLOUR: Final = "#5b2a6e"
KEYS: Final[Mapping[str, str]] = {
    "name": '"Oak Hill Pain Clinic"',
    "address": '["12 Oak Road", "Santa Fe, NM 87501"]',
    "phone": '"(505) 555-0100"',
    "nights": '"505.555.0101 ext. 12"',
    "web": '"https://www.example.org/pain"',
    "logo": '"logos/oak.svg"',
    "color": f'"{COLOUR}"',
}


def clinic_toml(*keys: str, **changed: str) -> str:
    """Give a clinic.toml with some of the keys above, all when none is named, and some changed."""
    written = {key: KEYS[key] for key in keys or KEYS} | changed
    return "[clinic]\n" + "".join(f"{key} = {value}\n" for key, value in written.items())


def files_of(*keys: str, **changed: str) -> dict[str, str | bytes]:
    """Give the files of a clinic: its clinic.toml, and its logo."""
    return {
        "manuscript/clinic.toml": clinic_toml(*keys, **changed),
        "manuscript/logos/oak.svg": drawing("<path d='M20 4 36 36H4z'/>"),
    }


def drawing(inside: str, size: str = "viewBox='0 0 120 40'") -> str:
    """Give an SVG that holds some shapes."""
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{inside}</svg>"


def png(width: int, height: int) -> bytes:
    """Give a black PNG of so many dots."""
    rows = zlib.compress((b"\0" * (1 + width)) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (b"IHDR" + head, b"IDAT" + rows, b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in chunks
    )


def widest() -> Clinic:
    """Give a clinic whose details are as long as they may be, in the widest letters; with a logo.

    Its address is written in line 3 of its file, the rest in line 2.
    """
    file = PurePosixPath("manuscript/clinic.toml")
    words = "Wwwwwwwwww " * 6
    return Clinic(
        name=words[:60].strip(),
        address=(words[:40],) * 4,
        phone="505-555-0100, extension 123456",
        nights="505-555-0101, extension 123456",
        web=f"www.{'m' * 52}.org",
        logo=Logo(
            content=drawing("<path d='M20 4 36 36H4z'/>").encode(), media_type="image/svg+xml"
        ),
        span=Span(file, 2, 1),
        places=(("address", Span(file, 3, 1)),),
    )


def unset() -> Clinic:
    """Give a clinic with letters that no font of the house has, one of them in two details."""
    file = PurePosixPath("manuscript/clinic.toml")
    return Clinic(
        name="Clinic 診療",
        address=("12 Oak Road 療", "Santa Fe, NM 87501"),
        span=Span(file, 2, 1),
        places=(("address", Span(file, 3, 1)),),
    )


UNSET: Final = """\
manuscript/clinic.toml:2:1: error[CLN010]: \
the name of `Clinic 診療` has letters that our fonts lack: `診 療`
manuscript/clinic.toml:3:1: error[CLN010]: \
the address of `Clinic 診療` has letters that our fonts lack: `療`
""".splitlines()
"""What is found where that clinic is printed."""
