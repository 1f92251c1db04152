"""The real texts of the pieces fit their papers with all that a clinic may add, too.

As they are, they are made with the real book: `tests/outputs` has their pages, and no finding.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from bookbuild.load import load
from bookbuild.model.document import Edition
from bookbuild.model.format import FORMATS
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.parse import parse
from bookbuild.pipeline.build import make
from bookbuild.render.copy import Copy
from bookbuild.resolve import resolve
from bookbuild.system.memory import MemoryWorld
from bookbuild.system.profiles import cmyk_profile
from kit.clinics import files_of
from kit.pieces import STYLE
from kit.printing import open_fonts

ROOT: Final = Path(__file__).parents[2]
KINDS: Final = {"brochure", "brochure-solid", "poster", "card", "how-to-print"}
TOML: Final = "manuscript/book.toml"
WEB: Final = "https://www.example.org/ketamine-for-chronic-pain"
PIECES: Final = [fmt.name for fmt in FORMATS.values() if fmt.kind in KINDS]


@cache
def text_of(edition: Edition) -> ResolvedDocument:
    """Resolve the real manuscript with an address and every detail of a clinic."""
    files: dict[str, str | bytes] = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "manuscript").rglob("*")
        if path.is_file()
    }
    settings = (ROOT / TOML).read_text(encoding="utf-8")
    with_web = settings.replace("[book]\n", f'[book]\nweb = "{WEB}"\n', 1)
    files |= {**files_of(), TOML: with_web}
    book = load(MemoryWorld(files)).value
    assert book
    return resolve(book, parse(book).value, edition).value


@pytest.mark.slow
@pytest.mark.parametrize("name", PIECES)
def test_a_piece_has_no_fault_with_all_that_a_clinic_may_add(name):
    open_fonts()
    fmt = FORMATS[name]
    outcome = make(
        Copy(
            book=text_of(fmt.edition),
            format=fmt,
            style=MemoryWorld(STYLE),
            made_on=dt.date(2026, 1, 2),
            profile=cmyk_profile() if fmt.finish == "press" else b"",
        )
    )

    assert outcome.diagnostics == ()
    assert outcome.value.page_count == fmt.pages
