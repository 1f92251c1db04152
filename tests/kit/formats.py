"""A small table of formats, so that a row more in the real one breaks no test of the pipeline."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

import bookbuild
from bookbuild.model.format import A5, HALF_LETTER, LETTER, Format, Offer

BOOK: Final = Format(
    name="book",
    kind="book",
    edition="book",
    renderer="pdf",
    frame="book",
    theme="book",
    paper=HALF_LETTER,
    path="pdf/{slug}.pdf",
)
BOOK_A5: Final = replace(BOOK, name="book-a5", paper=A5, path="pdf/{slug}-a5.pdf")
EPUB: Final = Format(
    name="epub",
    kind="epub",
    edition="book",
    renderer="epub",
    frame="epub",
    theme="epub",
    paper=None,
    path="epub/{slug}.epub",
    paged_by="book",
)
HANDOUTS: Final = replace(
    BOOK,
    name="handouts",
    kind="handouts",
    edition="handout",
    paper=LETTER,
    path="handouts/{name}.pdf",
    per_sheet=True,
)
BUNDLE: Final = replace(
    HANDOUTS,
    name="bundle",
    kind="bundle",
    path="pdf/{slug}-handouts.pdf",
    per_sheet=False,
    made_from="handouts",
)
SHOP: Final = replace(
    EPUB,
    name="shop",
    kind="shop",
    path="shop/index.html",
    paged_by=None,
    with_sheets=True,
    offers=(
        Offer(format="book", words="The book"),
        Offer(format="handouts", words="This sheet", of_sheet=True),
    ),
)
BROCHURE: Final = replace(
    HANDOUTS,
    name="brochure",
    kind="brochure",
    edition="brochure",
    path="pdf/{slug}-brochure.pdf",
    per_sheet=False,
)

SMALL: Final = (BOOK, BOOK_A5, EPUB)


def lay(monkeypatch: pytest.MonkeyPatch, *rows: Format) -> None:
    """Put a table of these rows in the place of the real one, wherever that is read."""
    for module in _readers():
        monkeypatch.setattr(module, "FORMATS", {row.name: row for row in rows})


def files_of(row: Format, dist: Path) -> list[Path]:
    """Give the files of the real book that a row has made; some sheets lie in a folder deeper."""
    pattern = row.path.replace("{slug}", "ketamine-for-chronic-pain").replace("{name}", "**/*")
    return sorted(dist.glob(pattern))


def _readers() -> list[ModuleType]:
    package = Path(bookbuild.__file__).parent
    named = [
        ".".join(("bookbuild", *path.relative_to(package).with_suffix("").parts))
        for path in sorted(package.rglob("*.py"))
        if "FORMATS" in path.read_text(encoding="utf-8")
    ]
    modules = [importlib.import_module(name) for name in named if name != "bookbuild.model.format"]
    return [module for module in modules if hasattr(module, "FORMATS")]
