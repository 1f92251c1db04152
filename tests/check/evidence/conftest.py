"""A tiny book with a ledger, a number table and required parts in; its findings out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

import pytest

from bookbuild.check import check
from bookbuild.load import load
from bookbuild.model.diagnostic import Diagnostic, in_order
from bookbuild.parse import parse
from bookbuild.resolve import resolve
from kit.evidence import ARTICLE, CLAIMS, NUMBERS, OPENING, ordered, required
from kit.tiny import tiny_world

Found = Callable[..., list[Diagnostic]]
Told = Callable[..., str]

EDITIONS: Final = ("book", "handout", "brochure", "poster", "card")


@pytest.fixture
def found() -> Found:
    """Check a book of one chapter, below whose title and first paragraph the text stands."""

    def find(
        text: str = "",
        *,
        claims: str = ARTICLE + CLAIMS,
        numbers: str = NUMBERS,
        blocks: str | None = None,
        order: str = "",
        also: Mapping[str, str] | None = None,
        **given: object,
    ) -> list[Diagnostic]:
        tables = {"claims": claims, "numbers": numbers, "blocks": blocks or required()}
        files = {f"manuscript/{name}.toml": rows for name, rows in tables.items() if rows.strip()}
        files |= dict(also or {})
        chapter = text if text.startswith("# ") else f"# Rest {{#rest}}\n\n{OPENING}{text}"
        if order:
            path = PurePosixPath("manuscript/book.toml")
            files[str(path)] = ordered(order, tiny_world(chapter).read(path).decode())
        loaded = load(tiny_world(chapter, more=files, **given))
        if loaded.value is None:
            return list(loaded.diagnostics)
        document = parse(loaded.value)
        assert not document.diagnostics, [str(one) for one in document.diagnostics]
        editions = [resolve(loaded.value, document.value, edition) for edition in EDITIONS]
        checked = check([one.value for one in editions], loaded.value.wording)
        stages = (loaded, *editions, checked)
        return list(in_order(one for stage in stages for one in stage.diagnostics))

    return find


@pytest.fixture
def told(found: Found) -> Told:
    """Give the findings of some codes, a line each; the text's own first line is line 1."""

    def tell(code: str, text: str = "", **given: object) -> str:
        above = 2 + OPENING.count("\n")
        lines = []
        for one in found(text, **given):
            if one.code.startswith(code):
                place = str(one.span).removeprefix("manuscript/")
                if one.span.path.suffix == ".md" and not text.startswith("# "):
                    place = f"{one.span.line - above}:{one.span.column}"
                lines.append(f"{place} {one.code} {one.message}")
        return "\n".join(lines)

    return tell
