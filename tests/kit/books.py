"""The smallest whole book, and books that differ from it in a few files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bookbuild.system.memory import MemoryWorld

BASE: Final = Path(__file__).parents[1] / "broken" / "base"


def world_of(
    changed: Mapping[str, str | bytes | None] | None = None,
    *,
    faults: Mapping[str, str] | None = None,
) -> MemoryWorld:
    """Give the base book with some files changed, added, or taken out (None)."""
    files: dict[str, str | bytes] = {
        path.relative_to(BASE).as_posix(): path.read_bytes()
        for path in sorted(BASE.rglob("*"))
        if path.is_file()
    }
    for name, content in (changed or {}).items():
        if content is None:
            del files[name]
        else:
            files[name] = content
    return MemoryWorld(files, faults=faults)
