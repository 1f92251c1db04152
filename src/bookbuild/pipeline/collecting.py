"""Puts garbage collection off in a process that makes outputs for a build.

In: nothing. Out: a `with` block in which the collector rests, or rest until the process ends. A
text is some hundred thousand small values; going through all of them again and again took a fifth
of the time of an e-book, and found nothing to throw away.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_no_more() -> None:
    """Let the collector rest until the process ends, and then too.

    A run is short, and its frozen values hold no cycles worth looking for. Before it leaves, Python
    would look through all of them once more.
    """
    gc.disable()
    atexit.register(gc.freeze)


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
