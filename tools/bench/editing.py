"""The change of one word that is built again after.

In: a folder with a text in Markdown. Out: the same with one word of its first chapter changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

WORDS: Final = ("gardener", "neighbor")
"""Of the same length in print, nearly: no page moves."""


def change_a_word(folder: Path) -> None:
    """Change one word of the first chapter, each time to another one."""
    chapters = [
        path
        for path in sorted(folder.rglob("*.md"))
        if {"dist", "_build"}.isdisjoint(path.parts)
        and any(word in path.read_text(encoding="utf-8") for word in WORDS)
    ]
    text = chapters[0].read_text(encoding="utf-8")
    old, new = WORDS if WORDS[0] in text else WORDS[::-1]
    chapters[0].write_text(text.replace(old, new, 1), encoding="utf-8")
