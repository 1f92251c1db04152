"""A tiny whole book in memory, and what `resolve` makes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from bookbuild.load import load
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.document import Edition
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.parse import parse
from bookbuild.resolve import resolve
from bookbuild.system.memory import MemoryWorld

_IMPRINT: Final = """\
[book]
title = "A tiny book"
subtitle = "For tests"
slug = "tiny"
language = "en-US"
country = "US"
identifier = "urn:uuid:00000000-0000-5000-8000-000000000000"
version = "1"
date = 2026-01-02
review-by = 2027-01-02
audience = "Testers"
message = "It works."
action = "Test it."
authors = ["Nobody"]
publisher = "Nobody"
funding = "No funding."
conflicts = "No conflicts of interest."
license = "CC BY 4.0"
search-date = 2026-01-02
update-policy = "Never."
"""


def tiny_world(
    *chapters: str,
    front: Mapping[str, str] | None = None,
    back: tuple[str, ...] = ("@glossary", "@references"),
    pieces: Mapping[str, str] | None = None,
    parts: Mapping[str, str] | None = None,
    glossary: str = "",
    keys: str = "a b c d e f",
    settings: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> MemoryWorld:
    """Give a book of some chapters; each key of `keys` is a journal article called after it.

    front, pieces: text by file name below `manuscript/`. settings: more tables of book.toml.
    """
    names = [f"chapters/{at:02}.md" for at in range(1, len(chapters) + 1)]
    order = {
        "front": list(front or {}),
        "chapters": names,
        "back": list(back),
        "pieces": list(pieces or {}),
    }
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in order.items())
    references = [
        {"id": key, "type": "article-journal", "title": f"Title {key}", "author": [{"family": key}]}
        for key in keys.split()
    ]
    files: dict[str, str | bytes] = {
        "manuscript/book.toml": f"{_IMPRINT}\n[order]\n{lines}\n\n{settings}",
        "manuscript/references.json": json.dumps(references),
        "manuscript/glossary.toml": glossary,
    }
    apart = {**(front or {}), **(pieces or {})}
    files |= {f"manuscript/{name}": text for name, text in apart.items()}
    files |= {f"manuscript/{name}": text for name, text in zip(names, chapters, strict=True)}
    files |= {f"manuscript/parts/{name}.md": text for name, text in (parts or {}).items()}
    return MemoryWorld(files | dict(more or {}))


def resolved(world: MemoryWorld, edition: Edition = "book") -> Outcome[ResolvedDocument]:
    """Resolve a book; it must load and parse without a finding."""
    book = load(world)
    assert book.value, [str(found) for found in book.diagnostics]
    document = parse(book.value)
    assert not [*book.diagnostics, *document.diagnostics], [
        str(found) for found in (*book.diagnostics, *document.diagnostics)
    ]
    return resolve(book.value, document.value, edition)


def findings(world: MemoryWorld, edition: Edition = "book") -> str:
    """Give what resolve finds, a line each, without hints."""
    lines = (str(found).partition("\n")[0] for found in resolved(world, edition).diagnostics)
    return "\n".join(lines)
