"""`bookbuild list`: what can be made, and from what."""

from __future__ import annotations

import click

from bookbuild.cli.console import format_option, show_json
from bookbuild.model.format import FORMATS


@click.command("list")
@format_option
def list_outputs(as_format: str) -> int:
    """List the outputs that can be made."""
    rows = [
        {
            "name": fmt.group,
            "file": f"dist/{fmt.path}",
            "paper": fmt.paper.name if fmt.paper else None,
            "edition": fmt.edition,
        }
        for fmt in FORMATS.values()
    ]
    if as_format == "json":
        show_json(rows)
        return 0
    for row in rows:
        click.echo(f"{row['name']:<10} {row['file']:<28} {row['paper'] or 'reflowable'}")
    return 0
