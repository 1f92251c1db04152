"""Opens a session for the commands that make or prove files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookbuild.cli.console import progress
from bookbuild.pipeline.cache import tools_digest
from bookbuild.pipeline.session import Session
from bookbuild.system import real_world
from bookbuild.system.disk import DiskShelf
from bookbuild.system.fonts import font_files
from bookbuild.system.memory import MemoryWorld
from bookbuild.system.profiles import cmyk_profile
from bookbuild.system.session import open_fonts, open_fonts_for_now, own_code, versions

if TYPE_CHECKING:
    from bookbuild.pipeline.executors import Hands


def open_session(root: Path, dist: Path | None, at: str | None = None) -> Session:
    """Give a session for a book's folder; outputs go to `dist`, else to `dist/` beside the text.

    at: the address of a cluster that jobs run on; without one they run here.
    """
    notes = root / ".bookbuild"
    found = versions()
    tools = tools_digest(found, own_code())
    return Session(
        world=real_world(root),
        shelf=DiskShelf(
            dist or root / "dist",
            notes,
            waits=_wait,
            has_book=(root / "manuscript/book.toml").exists(),
        ),
        tools=tools,
        versions=found,
        executor=lambda jobs: _cluster(at, tools) if at else _processes(jobs, notes),
        style_world=MemoryWorld,
        tell=progress(),
        profile=cmyk_profile,
        fonts=font_files,
    )


def make_ready() -> str:
    """Make a worker of a cluster ready for our jobs; give the digest of its tools."""
    open_fonts_for_now()
    return tools_digest(versions(), own_code())


def _cluster(at: str, tools: str) -> AbstractContextManager[Hands]:
    from bookbuild.pipeline.cluster import cluster  # opens an extra

    return cluster(at, make_ready, tools)


@contextmanager
def _processes(jobs: int, notes: Path) -> Iterator[Hands]:
    from bookbuild.pipeline.executors import executor_for  # few runs need processes

    with executor_for(jobs, prepare=open_fonts, arguments=(notes.absolute(),)) as executor:
        try:
            yield executor
        except KeyboardInterrupt:
            click.echo("stopping …", err=True)
            raise


def _wait() -> None:
    says = "another build is at work in this folder; waiting for it (Ctrl-C is safe) …"
    click.echo(says, err=True)
