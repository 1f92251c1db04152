"""`bookbuild outline`: the resolved book as plain text, a window into the pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from bookbuild.cli.console import root_option, show_findings
from bookbuild.model.diagnostic import has_errors
from bookbuild.model.document import Edition
from bookbuild.system import real_world


@click.command()
@root_option
@click.option("--edition", type=click.Choice(get_args(Edition)), default="book")
@click.option("--words", is_flag=True, help="Print the words of every block, not its beginning.")
def outline(root: Path, edition: str, words: bool) -> int:
    """Print the book as bookbuild understands it."""
    from bookbuild.pipeline.checking import check_text  # `--help` needs no stage
    from bookbuild.render.outline import outline_of

    checked = check_text(real_world(root))
    show_findings(checked.diagnostics)
    if checked.editions is None:
        return 1
    click.echo(outline_of(checked.editions[edition], whole=words))  # type: ignore[index]  # click has checked it
    return int(has_errors(checked.diagnostics))
