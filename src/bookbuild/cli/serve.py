"""`bookbuild serve`: the book in a browser, which follows what is saved."""

from __future__ import annotations

import traceback
from pathlib import Path
from signal import SIGINT, SIGTERM, default_int_handler, signal
from threading import Event
from typing import Final

import click

from bookbuild.cli.console import root_option
from bookbuild.pipeline.executors import one_process
from bookbuild.serve import PORT, Presses, Service
from bookbuild.serve import serve as show
from bookbuild.system import real_world
from bookbuild.system.fonts import font_files
from bookbuild.system.memory import MemoryWorld
from bookbuild.system.profiles import cmyk_profile
from bookbuild.system.session import open_fonts
from bookbuild.system.watching import saves

_FIRST_PORT: Final = 1024


def _port(_context: click.Context, _option: click.Parameter, port: int) -> int:
    """Refuse the ports of the system (RFC 6335).

    Of an address with port 80 browsers leave the port out, so they would be refused there.
    """
    if 0 < port < _FIRST_PORT:
        raise click.BadParameter(f"{port} is kept for the system; take one from {_FIRST_PORT}")
    return port


@click.command()
@root_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    callback=_port,
    default=PORT,
    show_default=True,
    help="Where to listen on this machine, from 1024; 0 takes any port that is free.",
)
@click.option("--open", "opens", is_flag=True, help="Open the browser.")
def serve(root: Path, port: int, opens: bool) -> int:
    """Show the book in a browser, and follow what is saved.

    Web pages, printed pages and e-books side by side, with what is wrong with the text. Nothing is
    written, and nobody but this machine can see it. Ctrl-C ends it.
    """
    if not (root / "manuscript").is_dir():
        raise click.UsageError(f"there is no folder {root / 'manuscript'}")
    notes = ((root / ".bookbuild").absolute(),)
    with one_process(open_fonts, notes) as books, one_process(open_fonts, notes) as pieces:
        service = Service(
            presses=Presses(books=books, pieces=pieces),
            style_world=MemoryWorld,
            profile=cmyk_profile,
            fonts=font_files(),
            fault=lambda: click.echo(traceback.format_exc(), err=True),
        )
        for told in (SIGINT, SIGTERM):
            signal(told, default_int_handler)
        try:
            show(
                real_world(root),
                service,
                port=port,
                saves=saves(root, Event()),
                ready=lambda address: _ready(address, opens=opens),
            )
        except KeyboardInterrupt:
            click.echo("\nended", err=True)
    return 0


def _ready(address: str, *, opens: bool) -> None:
    click.echo(f"{address} shows the book and follows what you save; Ctrl-C ends it")
    if opens:
        click.launch(address)
