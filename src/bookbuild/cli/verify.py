"""`bookbuild verify`: the finished files before the outside validators."""

from __future__ import annotations

from pathlib import Path

import click

from bookbuild.cli.console import counted, format_option, root_option, show_json
from bookbuild.cli.sessions import open_session
from bookbuild.pipeline.proving import Proof, prove


@click.command()
@root_option
@click.option("--dist", type=click.Path(path_type=Path), help="Where outputs are (default: dist/).")
@format_option
def verify(root: Path, dist: Path | None, as_format: str) -> int:
    """Show what is in dist/ to the outside validators.

    They are veraPDF, page-validation, qpdf, EPUBCheck and Ace; `make test` installs them.
    Exit 1 when a validator finds a fault, 2 when one could not be asked or nothing is built.
    """
    proof = prove(open_session(root, dist), lambda tool: click.echo(f"asking {tool} …", err=True))
    if as_format == "json":
        show_json(_as_json(proof))
    else:
        _show(proof)
    if any(not verdict.passed for verdict in proof.verdicts):
        return 1
    return 2 if proof.unasked or not proof.files else 0


def _show(proof: Proof) -> None:
    if not proof.files:
        click.echo("nothing to prove: build something first (.venv/bin/bookbuild build)", err=True)
    for verdict in proof.verdicts:
        word = "passed" if verdict.passed else "FAILED"
        click.echo(f"{verdict.subject}: {word} {verdict.tool} ({verdict.version})")
        for finding in verdict.findings:
            click.echo(f"  {finding}")
    for unasked in proof.unasked:
        click.echo(f"NOT CHECKED by {unasked.tool}: {unasked.lacking}", err=True)
        click.echo(f"  hint: {unasked.lacking.mend}", err=True)
    if proof.files:
        click.echo(
            f"{counted(len(proof.files), 'file')}, {counted(len(proof.verdicts), 'verdict')}"
        )


def _as_json(proof: Proof) -> dict[str, object]:
    return {
        "verdicts": [
            {
                "tool": verdict.tool,
                "version": verdict.version,
                "file": verdict.subject,
                "passed": verdict.passed,
                "counts": dict(verdict.counts),
                "findings": list(verdict.findings),
            }
            for verdict in proof.verdicts
        ],
        "not_checked": [
            {"tool": unasked.tool, "mend": unasked.lacking.mend} for unasked in proof.unasked
        ],
    }
