"""`bookbuild build`: make what is stale."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from bookbuild.cli.console import (
    executor_option,
    findings_json,
    format_option,
    root_option,
    show_findings,
    show_json,
    summary,
)
from bookbuild.cli.sessions import open_session
from bookbuild.model.diagnostic import has_errors
from bookbuild.model.format import PaperFamily
from bookbuild.pipeline.run import run
from bookbuild.pipeline.session import EDITIONS, Result, Session
from bookbuild.pipeline.targets import PAPERS, UnknownTargetError, wanted


@click.command()
@click.argument("outputs", nargs=-1)
@root_option
@click.option("--dist", type=click.Path(path_type=Path), help="Where outputs go (default: dist/).")
@click.option(
    "--paper",
    "papers",
    type=click.Choice(PAPERS, case_sensitive=False),
    multiple=True,
    default=PAPERS,
    help="Print on this family of papers alone (default: both).",
)
@click.option("--press", is_flag=True, help="Make the files for a printing house besides.")
@click.option("--why", is_flag=True, help="Say why each output was made anew.")
@click.option("--release", is_flag=True, help="Refuse what is not proven and signed off.")
@click.option("--fresh", is_flag=True, help="Make everything, whatever is known.")
@executor_option
@format_option
def build(  # one argument per option
    outputs: tuple[str, ...],
    root: Path,
    dist: Path | None,
    papers: tuple[PaperFamily, ...],
    press: bool,
    why: bool,
    fresh: bool,
    release: bool,
    at: str | None,
    as_format: str,
) -> int:
    """Make OUTPUTS and prove them: kinds that `bookbuild list` names, pdf or all (the default)."""
    session = open_session(root, dist, at)
    if release and not _may_be_released(session):
        return 1
    try:
        asked = wanted(outputs or ("all",), papers, press=press)
    except UnknownTargetError as error:
        hint = f"; did you mean `{error.near[0]}`?" if error.near else ""
        raise click.UsageError(f"{error}{hint}") from None
    result = run(session, asked, fresh=fresh)
    if as_format == "json":
        show_json(_as_json(result))
    else:
        _show(result, dist or root / "dist", why=why)
    if release and not has_errors(result.diagnostics):
        return _release(session, root)
    return int(has_errors(result.diagnostics))


def _may_be_released(session: Session) -> bool:
    """Tell what keeps the text back, before anything is built."""
    from bookbuild.pipeline.releasing import faults_before

    faults = faults_before(session)
    show_findings(faults)
    if faults:
        click.echo(f"{summary(faults)}; nothing was written", err=True)
    return not faults


def _release(session: Session, root: Path) -> int:
    """Prove the outputs and note the edition."""
    from bookbuild.pipeline.rebuild import tell_again
    from bookbuild.pipeline.releasing import release
    from bookbuild.system.tables import add_table

    released = release(session, lambda tool: click.echo(f"asking {tool} …", err=True))
    show_findings(released.faults)
    edition = released.edition
    if edition is None:
        click.echo(f"{summary(released.faults)}; this is not a release", err=True)
        return 1
    if not released.known:
        add_table(root / EDITIONS, "edition", asdict(edition), head=_EDITIONS_HEAD)
        tell_again(session)
    click.echo(f"released {edition.id}")
    return 0


_EDITIONS_HEAD: Final = """\
# Released editions, one table each, written by `bookbuild build --release`. `bookbuild verify-copy`
# looks up the id that stands on every copy.
"""


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
                "fit": asdict(output.fit) if output.fit else None,
            }
            for output in result.outputs
        ],
    }
