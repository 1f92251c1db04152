"""Waits for files to be saved: the only importer of watchfiles.

In: the folder of a book. Out: a turn for each save, as soon as the disk tells of it. Nothing is
asked again and again: the system tells (inotify, FSEvents).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from threading import Event
from typing import Final

from watchfiles import watch

from bookbuild.system.disk import DiskWorld

_FOLDERS: Final = ("manuscript", "styles")
_SETTLED_MS: Final = 20
"""So long nothing more may happen before a save counts as done: editors write in several steps."""


def saves(root: Path, stop: Event) -> Iterator[None]:
    """Yield whenever something was saved in the text or the house style, until `stop` is set.

    What is saved while a turn is being used is told by the next one.
    """
    world = DiskWorld(root)
    folders = [
        folder
        for name in _FOLDERS
        if (folder := world.home_of(PurePosixPath(name)) / name).is_dir()
    ]
    turns = watch(
        *folders,
        step=_SETTLED_MS,
        debounce=10 * _SETTLED_MS,
        rust_timeout=500,
        stop_event=stop,
        raise_interrupt=True,
    )
    for _changes in turns:
        yield
