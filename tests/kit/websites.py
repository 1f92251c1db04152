"""A tiny web edition: Markdown in; the finished folder, or a spoilt copy of it, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.format import FORMATS
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.sheets import sheets_of
from bookbuild.render import render
from bookbuild.render.copy import Copy
from bookbuild.system import real_world
from bookbuild.system.fonts import font_files
from kit.ebooks import ALL_KINDS, FIGURE, NEXT, TERMS, bibliography_of
from kit.tiny import resolved, tiny_world

ROOT: Final = Path(__file__).parents[2]
EMERGENCY: Final = """\
# Emergency signs and who to call {#emergency icon="phone"}

::: {part="emergency"}
:::

Poison Help is at 1-800-222-1222.
"""
PARTS: Final = {
    "emergency": "**Emergency signs**\n\nCall 911 now if anyone:\n\n- cannot be woken\n",
}
WHOLE: Final[Mapping[str, Any]] = {
    "front": {"front/emergency.md": EMERGENCY},
    "parts": PARTS,
    "glossary": TERMS,
    "more": {"manuscript/figures/square.svg": FIGURE},
    "settings": '[handout]\nafter = ["emergency"]\nin-person = ["next"]\n'
    'in-person-first = "Call your hospice team first."\n',
}
SHEET: Final = Artefact(
    format="handouts-letter",
    path="pdf/handouts/letter/01.pdf",
    content=b"%PDF sheet",
    html=(),
    page_count=2,
)
BOOK: Final = Artefact(format="book", path="pdf/tiny.pdf", content=b"%PDF", html=(), page_count=12)


def site_of(*chapters: str, sources: tuple[Artefact, ...] = (), **more: Any) -> Artefact:
    """Make the web edition of a tiny book, with its sheets."""
    return _made(*_editions(*chapters, **more), sources)


@cache
def whole_site() -> Artefact:
    """Give the web edition of a book that holds everything an author can write."""
    return site_of(ALL_KINDS, NEXT, sources=(BOOK, SHEET), **WHOLE)


@cache
def whole_book() -> ResolvedDocument:
    """Give the text that `whole_site` was made from."""
    return _editions(ALL_KINDS, NEXT, **WHOLE)[0]


def page(site: Artefact, path: str) -> str:
    """Give a page of a site as text."""
    return site.files[f"web/{path}"].decode()


def spoilt(site: Artefact, path: str, there: str, instead: str | None) -> Artefact:
    """Put something else into a file of the folder, or with None take the file away."""
    files = dict(site.files)
    name = f"web/{path}"
    if instead is None:
        del files[name]
    else:
        text = files[name].decode()
        assert there in text, there
        files[name] = text.replace(there, instead, 1).encode()
    first = files.pop(site.path)
    return replace(site, content=first, beside=files)


def _editions(*chapters: str, **more: Any) -> tuple[ResolvedDocument, ResolvedDocument]:
    world = tiny_world(*chapters, **more)
    outcomes = (resolved(world, "book"), resolved(world, "handout"))
    found = [str(one) for outcome in outcomes for one in outcome.diagnostics]
    assert not found, found
    return outcomes[0].value, outcomes[1].value


def _made(
    book: ResolvedDocument, handouts: ResolvedDocument, sources: tuple[Artefact, ...]
) -> Artefact:
    outcome = render(
        Copy(
            book=book,
            sheets=sheets_of(handouts),
            format=FORMATS["web"],
            bibliography=bibliography_of(book),
            style=real_world(ROOT),
            made_on=dt.date(2026, 1, 2),
            sources=sources,
            fonts=font_files(),
        )
    )
    assert not outcome.diagnostics
    return outcome.value
