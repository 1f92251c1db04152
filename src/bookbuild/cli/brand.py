"""`bookbuild brand`: the handouts of every clinic in a table."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from bookbuild.cli.console import (
    counted,
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
from bookbuild.pipeline.branding import Result, Served, Wish
from bookbuild.pipeline.branding import brand as make
from bookbuild.pipeline.clinicfolders import FOLDER, Stranger


@click.command()
@click.argument("table", type=click.Path(path_type=Path))
@root_option
@click.option("--dist", type=click.Path(path_type=Path), help="Where outputs go (default: dist/).")
@click.option("--release", is_flag=True, help="Refuse what is not signed off, and examples.")
@click.option("--exact", is_flag=True, help="Lay out every handout anew: slow, for comparison.")
@click.option("--clean", is_flag=True, help="Take away the files of clinics not in the table.")
@click.option("--fresh", is_flag=True, help="Make everything, whatever is known.")
@executor_option
@format_option
def brand(  # one argument per option
    table: Path,
    root: Path,
    dist: Path | None,
    release: bool,
    exact: bool,
    clean: bool,
    fresh: bool,
    at: str | None,
    as_format: str,
) -> int:
    """Make the handouts of every clinic in TABLE, a CSV or TOML file in the book's folder.

    They go to dist/clinics/, a folder for each clinic, with a proof sheet of all panels.
    """
    inside = PurePosixPath(Path(os.path.relpath(table, root)).as_posix())
    wish = Wish(table=inside, release=release, exact=exact, clean=clean, fresh=fresh)
    result = make(open_session(root, dist, at), wish)
    if as_format == "json":
        show_json(_as_json(result))
    else:
        _show(result, (dist or root / "dist") / FOLDER)
    return int(has_errors(result.diagnostics))


def _show(result: Result, folder: Path) -> None:
    show_findings(result.diagnostics)
    if has_errors(result.diagnostics):
        click.echo(f"{summary(result.diagnostics)}; the run has stopped", err=True)
        return
    for one in result.served:
        for state in of_served(one):
            click.echo(f"{folder / one.slug}: {state}")
    for stranger in result.strangers:
        for state in of_stranger(stranger, result.cleaned):
            click.echo(f"{folder / stranger.slug}: {state}")
    made = sum(one.made for one in result.served)
    click.echo(
        f"{counted(len(result.served), 'clinic')}, {counted(made, 'file')} made; "
        f"look at {folder / 'proof.pdf'}"
    )


def of_served(served: Served) -> Iterator[str]:
    """Say what was done in the folder of a clinic of the table."""
    made = f"{served.made} of {counted(served.files, 'file')} made"
    yield made if served.made else "up to date"
    if served.gone:
        folders = ", ".join(dict.fromkeys(str(PurePosixPath(one).parent) for one in served.gone))
        yield f"{counted(len(served.gone), 'file')} taken away, wanted no more: {folders}"
    if served.kept:
        yield f"kept, changed or put there by somebody, wanted no more: {', '.join(served.kept)}"


def of_stranger(stranger: Stranger, cleaned: bool) -> Iterator[str]:
    """Say what became of a folder of a clinic that is not in the table."""
    if stranger.ours and not cleaned:
        yield "not in the table; `--clean` takes its files away"
    if stranger.kept:
        yield f"kept, changed by somebody: {', '.join(stranger.kept)}"
    elif cleaned:
        yield "emptied"


def _as_json(result: Result) -> dict[str, object]:
    return {
        "findings": findings_json(result.diagnostics),
        "clinics": [
            {
                "slug": one.slug,
                "made": one.made,
                "files": one.files,
                "gone": list(one.gone),
                "kept": list(one.kept),
            }
            for one in result.served
        ],
        "strangers": [one.slug for one in result.strangers],
        "kept": {one.slug: list(one.kept) for one in result.strangers if one.kept},
        "cleaned": result.cleaned,
    }
