"""The text that the bench measures, as a copy to be printed: any length, the same each time.

In: a number of pages. Out: a copy of the book. `tools/bench/text.py` says what stands in it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from bookbuild.model.format import FORMATS
from bookbuild.model.world import World
from bookbuild.render.copy import Copy
from bookbuild.system.memory import MemoryWorld
from kit.ebooks import bibliography_of
from kit.tiny import resolved
from tools.bench.manuscript import for_bookbuild
from tools.bench.text import text_of

_ROOT: Final = Path(__file__).parents[2]


def generated_copy(pages: int, changed: str = "") -> Copy:
    """Give a book of about so many pages; `changed` stands at the end of its last chapter."""
    files = dict(for_bookbuild(text_of(pages)))
    last = max(name for name in files if name.endswith(".md"))
    outcome = resolved(MemoryWorld({**files, last: f"{files[last]}\n{changed}\n"}))
    assert not outcome.diagnostics
    return Copy(
        book=outcome.value,
        format=FORMATS["book"],
        style=house_style(),
        made_on=dt.date(2026, 1, 2),
        bibliography=bibliography_of(outcome.value),
    )


def house_style() -> World:
    """Give the house style as files that can be sent to another process."""
    files = (path for path in sorted((_ROOT / "styles").rglob("*")) if path.is_file())
    return MemoryWorld({path.relative_to(_ROOT).as_posix(): path.read_bytes() for path in files})
