"""The real outside: disk and programs, as a `World`.

In: the folder of the book. Out: a World that reads below that folder.
"""

from __future__ import annotations

from pathlib import Path

from bookbuild.system.disk import DiskWorld


def real_world(root: Path) -> DiskWorld:
    """Give the World of a folder that holds `manuscript/`."""
    return DiskWorld(root)
