"""`bookbuild verify-copy`: which text a printed copy holds, from the id that stands on it."""

from __future__ import annotations

from pathlib import Path

import click

from bookbuild.cli.console import root_option
from bookbuild.system import real_world


@click.command("verify-copy")
@root_option
@click.argument("copy_id")
def verify_copy(root: Path, copy_id: str) -> int:
    """Say which edition a printed copy is.

    COPY_ID stands on the page after the cover. Exit 1 when we do not know it.
    """
    from bookbuild.pipeline import check_text

    book = check_text(real_world(root)).book
    if book is None:
        raise click.UsageError(f"there is no readable book in {root / 'manuscript'}")
    standing, wanted = book.standing, copy_id.strip().upper()
    for release in standing.releases:
        if wanted == release.id.upper():
            click.echo(f"{release.id}: version {release.version}, released {release.date}")
            click.echo(f"text: SHA-256 {release.text}")
            if (review := standing.withdrawn(release.text)) and review.withdrawn:
                end = review.withdrawn
                click.echo(
                    f"the approval by {review.reviewer} was withdrawn on {end.date}: {end.reasons}"
                )
            click.echo(_compared(is_current=release.text == standing.text))
            return 0
    if wanted == standing.copy_id.upper():
        state = "signed off, not released" if standing.signed_off else "draft, not for patients"
        click.echo(f"{standing.copy_id}: the text in this folder ({state})")
        return 0
    click.echo(f"{copy_id}: not a copy of a released edition, nor of the text in this folder")
    return 1


def _compared(*, is_current: bool) -> str:
    return "it is the text in this folder" if is_current else "the text has changed since"
