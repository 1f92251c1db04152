"""A table of clinics that nobody runs, and the smallest book whose handouts they hand out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageChops

from bookbuild.model.clinic import Clinic
from bookbuild.model.format import FORMATS
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.source import Span
from bookbuild.render.copy import Copy
from bookbuild.system.memory import MemoryWorld
from kit.books import world_of
from kit.clinics import drawing
from kit.handouts import BODY, sheet_of
from kit.pieces import STYLE

TABLE: Final = """\
name,address,phone,nights,web,logo,color,papers,language
Oak Hill Pain Clinic,"12 Oak Road | Santa Fe, NM 87501",505-555-0100,505-555-0101,\
www.example.org,logos/oak.svg,#5b2a6e,letter a4,en
Elm Street Pain Service,,505-555-0110,,,,,letter,
Mesa Clinic,,,,,,#14452f,a4,
"""
LOGO: Final = drawing("<path d='M20 4 36 36H4z' fill='#5b2a6e'/>")
NOBODY: Final = Span(Path("clinics.csv"), 2, 1)
"""Where the clinics of tests stand."""


def copy_of(name: str = "handouts-letter", book: ResolvedDocument | None = None) -> Copy:
    """Give the job of the sheet on rest, for no clinic."""
    book = book or sheet_of(BODY)
    return Copy(
        book=book, format=FORMATS[name], style=MemoryWorld(STYLE), made_on=book.imprint.date
    )


def world_with(table: str = TABLE, changed: Mapping[str, str] | None = None) -> MemoryWorld:
    """Give the base book, which has two sheets, with a table of clinics, and the house style."""
    files: dict[str, str | bytes | None] = {
        **STYLE,
        "clinics.csv": table,
        "manuscript/logos/oak.svg": LOGO,
        **(changed or {}),
    }
    return world_of(files)


def pictures(content: bytes, scale: float = 2.0) -> list[Image.Image]:
    """Draw the pages of a PDF."""
    with pypdfium2.PdfDocument(BytesIO(content)) as pdf:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in pdf]


def differing(one: bytes, other: bytes) -> list[int]:
    """Name the pages, from 1, that do not look the same to the last pixel.

    A 255th of white or of a colour at the rim of a line is the rounding of a coordinate.
    """
    pairs: Iterable[tuple[Image.Image, Image.Image]] = zip(
        pictures(one), pictures(other), strict=True
    )
    return [
        number
        for number, (left, right) in enumerate(pairs, start=1)
        if max(most for _, most in ImageChops.difference(left, right).getextrema()) > 1
    ]


def clinic(name: str = "Oak Hill Pain Clinic", **given: object) -> Clinic:
    """Give a clinic."""
    return Clinic(name=name, span=NOBODY, **given)  # type: ignore[arg-type]  # fields of a clinic
