"""`bookbuild verify-copy`: which text a printed copy holds, from the id that stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bookbuild.cli.console import root_option
from bookbuild.model.clinic import Clinic
from bookbuild.model.standing import DRAFT_MARK, Release, Standing
from bookbuild.system import real_world

if TYPE_CHECKING:  # `--help` needs no stage
    from bookbuild.pipeline.checking import Checked

_DRAFT: Final = "draft, not for patients"
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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
    whole = asked.removesuffix(DRAFT_MARK)
    is_draft = asked != whole
    pieces = {} if has_errors(checked.diagnostics) else _pieces(checked)
    wanted, made_for = _parted(book.standing, pieces, whole)
    said = _about(book.standing, wanted, is_draft=is_draft)
    if not said and is_draft and wanted in pieces:
        said = (f"{copy_id}: these words in this folder ({_DRAFT}):", *pieces[wanted])
    if said and made_for:
        said = (*said, _made_for(made_for, book.clinic))
    for line in said or (f"{copy_id}: not a copy of a released edition, nor of this text",):
        click.echo(line)
    return 0 if said else 1


def _pieces(checked: Checked) -> dict[str, list[str]]:
    """Give the outputs of this text by the id of their own words, after which a draft is called."""
    from bookbuild.pipeline.pieces import standings

    named: dict[str, list[str]] = {}
    for path, standing in standings(checked).items():
        named.setdefault(standing.edition_id.casefold(), []).append(path)
    return named


def _parted(standing: Standing, pieces: Iterable[str], whole: str) -> tuple[str, str]:
    """Split the id of a copy into that of the text and the slug of its clinic, or nothing."""
    known = [*(one.id for one in standing.releases), standing.edition_id, *pieces]
    for edition in sorted(map(str.casefold, known), key=len, reverse=True):
        slug = whole.removeprefix(f"{edition}-")
        if slug != whole and _SLUG.fullmatch(slug):
            return edition, slug
    return whole, ""


def _made_for(slug: str, clinic: Clinic | None) -> str:
    if clinic and clinic.slug == slug:
        return f"made for the clinic in this folder: {clinic.name}"
    return (
        f"the end of the id says that it was made for `{slug}`; this folder holds no such clinic, "
        "so only the text is known"
    )


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
