"""Helpers that let a test read like the document it is about.

In: text as an author writes it. Out: text again: an outline of what was understood, or the
diagnostics as people read them.
"""

from kit.books import BASE, world_of
from kit.outlines import outline
from kit.texts import diagnosed, diagnosed_part, loaded, outlined, parsed

__all__ = [
    "BASE",
    "diagnosed",
    "diagnosed_part",
    "loaded",
    "outline",
    "outlined",
    "parsed",
    "world_of",
]
