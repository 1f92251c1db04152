"""`bookbuild check`: read the manuscript and say everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import click

from bookbuild.cli.console import (
    findings_json,
    format_option,
    root_option,
    show_findings,
    show_json,
    summary,
)
from bookbuild.model.diagnostic import has_errors
from bookbuild.system import real_world


@click.command()
@root_option
@format_option
def check(root: Path, as_format: str) -> int:
    """Check the manuscript without making anything."""
    from bookbuild.pipeline import check_text  # `--help` needs no stage

    checked = check_text(real_world(root))
    if as_format == "json":
        show_json({"findings": findings_json(checked.diagnostics)})
    else:
        show_findings(checked.diagnostics)
        click.echo(f"checked {root / 'manuscript'}: {summary(checked.diagnostics)}")
    return int(has_errors(checked.diagnostics))
