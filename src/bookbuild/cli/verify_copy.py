"""`bookbuild verify-copy`: which text a printed copy holds, from the id that stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bookbuild.cli.console import root_option
from bookbuild.model.standing import DRAFT_MARK, Release, Standing
from bookbuild.system import real_world

if TYPE_CHECKING:  # `--help` needs no stage
    from bookbuild.pipeline.checking import Checked

_DRAFT: Final = "draft, not for patients"


@click.command("verify-copy")
@root_option
@click.argument("copy_id")
def verify_copy(root: Path, copy_id: str) -> int:
    """Say which edition a printed copy is.

    COPY_ID stands on the page after the cover. Exit 1 when we do not know it.
    """
    from bookbuild.model.diagnostic import has_errors
    from bookbuild.pipeline.checking import check_text

    checked = check_text(real_world(root))
    book = checked.book
    if book is None:
        raise click.UsageError(f"there is no readable book in {root / 'manuscript'}")
    asked = copy_id.strip().casefold()
    wanted = asked.removesuffix(DRAFT_MARK)
    said = _about(book.standing, wanted, is_draft=asked != wanted)
    if not said and not has_errors(checked.diagnostics):
        said = _piece(checked, asked)
    for line in said or (f"{copy_id}: not a copy of a released edition, nor of this text",):
        click.echo(line)
    return 0 if said else 1


def _about(standing: Standing, wanted: str, *, is_draft: bool) -> tuple[str, ...]:
    """Say what is known of a copy by its id without the mark of a draft; nothing if unknown."""
    released = next((one for one in standing.releases if one.id.casefold() == wanted), None)
    if released and is_draft:
        words = f"the same words were released on {released.date} as {released.id}"
        return (f"{released.id}{DRAFT_MARK}: {_DRAFT}; {words}",)
    if released:
        return tuple(_released(standing, released))
    if standing.edition_id.casefold() != wanted:
        return ()
    if is_draft:
        return (f"{standing.edition_id}{DRAFT_MARK}: the text in this folder ({_DRAFT})",)
    return (f"{standing.edition_id}: the text in this folder ({_unreleased(standing)})",)


def _piece(checked: Checked, asked: str) -> tuple[str, ...]:
    """Say what is known of the draft of one piece; it is called after the piece's own words."""
    from bookbuild.pipeline.pieces import ids_of_copies

    ids = ids_of_copies(checked)
    found = next((name for name in ids if name.casefold() == asked), None)
    return (f"{found}: these words in this folder ({_DRAFT}):", *ids[found]) if found else ()


def _released(standing: Standing, release: Release) -> Iterator[str]:
    yield f"{release.id}: version {release.version}, released {release.date}"
    yield f"text: SHA-256 {release.text}"
    if (review := standing.withdrawn(release.text)) and (end := review.withdrawn):
        yield f"the approval by {review.reviewer} was withdrawn on {end.date}: {end.reasons}"
    is_current = release.text == standing.text
    yield "it is the text in this folder" if is_current else "the text has changed since"


def _unreleased(standing: Standing) -> str:
    if standing.signed_off:
        return "signed off, not released"
    return "no longer signed off: not for patients"
