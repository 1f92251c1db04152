"""`bookbuild build`: make what is stale."""

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
from bookbuild.cli.sessions import open_session
from bookbuild.model.diagnostic import has_errors
from bookbuild.pipeline.session import Result, run
from bookbuild.pipeline.targets import UnknownTargetError, wanted


@click.command()
@click.argument("outputs", nargs=-1)
@root_option
@click.option("--dist", type=click.Path(path_type=Path), help="Where outputs go (default: dist/).")
@click.option(
    "--paper",
    type=click.Choice(["half-letter", "a5"]),
    default="half-letter",
    help="The page of the PDF book.",
)
@click.option("--why", is_flag=True, help="Say why each output was or was not made.")
@click.option("--fresh", is_flag=True, help="Make everything, whatever is known.")
@format_option
def build(  # one argument per option
    outputs: tuple[str, ...],
    root: Path,
    dist: Path | None,
    paper: str,
    why: bool,
    fresh: bool,
    as_format: str,
) -> int:
    """Make OUTPUTS (pdf, epub, all; default: all) and prove them."""
    session = open_session(root, dist)
    try:
        asked = wanted(_on_paper(name, paper) for name in outputs or ("all",))
    except UnknownTargetError as error:
        hint = f"; did you mean `{error.near[0]}`?" if error.near else ""
        raise click.UsageError(f"{error}{hint}") from None
    result = run(session, asked, fresh=fresh)
    if as_format == "json":
        show_json(_as_json(result))
    else:
        _show(result, dist or root / "dist", why=why)
    return int(has_errors(result.diagnostics))


def _on_paper(name: str, paper: str) -> str:
    return f"pdf-{paper}" if name == "pdf" and paper != "half-letter" else name


def _show(result: Result, dist: Path, *, why: bool) -> None:
    show_findings(result.diagnostics)
    if has_errors(result.diagnostics):
        click.echo(f"{summary(result.diagnostics)}; nothing was written", err=True)
        return
    for output in result.outputs:
        state = "made" if output.why else "up to date"
        pages = f", {output.pages} pages" if output.pages else ""
        reason = f" ({output.why})" if why and output.why else ""
        click.echo(f"{dist / output.path}: {state}{pages}{reason}")
    if result.diagnostics:
        click.echo(summary(result.diagnostics), err=True)


def _as_json(result: Result) -> dict[str, object]:
    return {
        "findings": findings_json(result.diagnostics),
        "outputs": [
            {
                "format": output.format,
                "path": output.path,
                "made": output.why is not None,
                "why": output.why,
                "pages": output.pages,
            }
            for output in result.outputs
        ],
    }
