"""`bookbuild list`: what can be made, and from what."""

from __future__ import annotations

from pathlib import Path

import click

from bookbuild.cli.console import format_option, root_option, show_json
from bookbuild.model.format import FORMATS
from bookbuild.system import real_world


@click.command("list")
@root_option
@format_option
def list_outputs(root: Path, as_format: str) -> int:
    """List the outputs that can be made."""
    slug = _slug(root)
    rows = [
        {
            "name": fmt.kind,
            "file": f"dist/{fmt.path.format(slug=slug, name='…')}",
            "paper": fmt.paper.name if fmt.paper else None,
            "edition": fmt.edition,
        }
        for fmt in FORMATS.values()
    ]
    if as_format == "json":
        show_json(rows)
        return 0
    width = max(len(str(row["file"])) for row in rows)
    for row in rows:
        click.echo(f"{row['name']:<12} {row['file']:<{width}} {row['paper'] or 'reflowable'}")
    return 0


def _slug(root: Path) -> str:
    """Give the short name of the book in a folder, and where there is none a word for it."""
    from bookbuild.pipeline.checking import check_text  # `--help` needs no stage

    book = check_text(real_world(root)).book
    return book.config.book.slug if book else "NAME"
