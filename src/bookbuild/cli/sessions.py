"""Opens a session for the commands that make or prove files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from bookbuild.cli.console import progress
from bookbuild.pipeline.cache import tools_digest
from bookbuild.pipeline.executors import executor_for
from bookbuild.pipeline.session import Session
from bookbuild.system import real_world
from bookbuild.system.disk import DiskShelf
from bookbuild.system.fonts import font_files
from bookbuild.system.memory import MemoryWorld
from bookbuild.system.profiles import cmyk_profile
from bookbuild.system.session import open_fonts, own_code, versions


def open_session(root: Path, dist: Path | None) -> Session:
    """Give a session for a book's folder; outputs go to `dist`, else to `dist/` beside the text."""
    notes = root / ".bookbuild"
    found = versions()
    return Session(
        world=real_world(root),
        shelf=DiskShelf(dist or root / "dist", notes),
        tools=tools_digest(found, own_code()),
        versions=found,
        executor=partial(executor_for, prepare=open_fonts, arguments=(notes.absolute(),)),
        style_world=MemoryWorld,
        tell=progress(),
        profile=cmyk_profile,
        fonts=font_files,
    )
