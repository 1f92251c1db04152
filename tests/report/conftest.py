"""Reports on a tiny book, and one on the real book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bookbuild.report import Made
from bookbuild.system import real_world
from kit.reports import Read, report_on
from kit.tiny import tiny_world

CHAPTER = "# One {#one}\n\nYou may rest [@a].\n"


@pytest.fixture
def report() -> Callable[..., Read]:
    """Give the report on a tiny book; `more` are files below `manuscript/`."""

    def make(
        *chapters: str,
        more: Mapping[str, str] | None = None,
        glossary: str = "",
        keys: str = "a b",
        pieces: Mapping[str, str] | None = None,
        **given: Any,
    ) -> Read:
        files = {f"manuscript/{name}": text for name, text in (more or {}).items()}
        world = tiny_world(
            *(chapters or (CHAPTER,)), glossary=glossary, keys=keys, pieces=pieces, more=files
        )
        return report_on(world, **given)

    return make


@pytest.fixture(scope="session")
def real() -> Read:
    """Give the report on the real text, with a file of each kind and a verdict of each word."""
    about = {"sha256": "7f" * 32, "size": 1_000_000, "own": ("every word",)}
    made = [
        Made(path="pdf/b.pdf", kind="pdf", pages=120, outside={"qpdf": "FAILED (11)"}, **about),
        Made(path="epub/b.epub", kind="epub", outside={"EPUBCheck": "passed (5)"}, **about),
    ]
    world = real_world(Path(__file__).parents[2])
    return report_on(world, made=made, not_made=["pdf/b-a5.pdf"])
