"""The real texts of the pieces fit their papers, and still do with all that a clinic may add."""

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
PIECES: Final = [fmt.name for fmt in FORMATS.values() if fmt.kind in KINDS]


@cache
def text_of(edition: Edition, *, with_clinic: bool) -> ResolvedDocument:
    """Resolve the real manuscript, for a clinic with every detail or for none."""
    files: dict[str, str | bytes] = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "manuscript").rglob("*")
        if path.is_file()
    }
    book = load(MemoryWorld(files | (files_of() if with_clinic else {}))).value
    assert book
    return resolve(book, parse(book).value, edition).value


@pytest.mark.parametrize("with_clinic", [False, True], ids=["house", "clinic"])
@pytest.mark.parametrize("name", PIECES)
def test_a_piece_has_no_finding(name, with_clinic):
    open_fonts()
    fmt = FORMATS[name]
    outcome = make(
        Copy(
            book=text_of(fmt.edition, with_clinic=with_clinic),
            format=fmt,
            style=MemoryWorld(STYLE),
            made_on=dt.date(2026, 1, 2),
            profile=cmyk_profile() if fmt.finish == "press" else b"",
        )
    )

    assert [str(found) for found in outcome.diagnostics] == []
    assert outcome.value.page_count == fmt.pages
