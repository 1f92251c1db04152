"""Puts garbage collection off in a process that makes outputs for a build.

In: nothing. Out: a `with` block in which the collector rests. A text is some hundred thousand small
values; going through all of them again and again took a fifth of the time of an e-book, and found
nothing to throw away. In a command's own process the collector rests from the start (`cli`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Let the collector rest for the length of a `with` block, if it was at work before."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
