"""Find out how the text stands: its digest, its reviews, its released editions.

In: the manuscript's files, `reviews.toml`, `editions.toml`. Out: the standing. The digest covers
every file whose words are printed; what only steers the checks is left out, so that a new waiver
does not undo a clinician's approval.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeVar

from bookbuild.load.toml_rows import Codes, given, rows_of
from bookbuild.model.book import Imprint
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.source import Span
from bookbuild.model.standing import (
    Instrument,
    Release,
    Review,
    ReviewVerdict,
    Standing,
    copy_id,
)
from bookbuild.model.world import OutsideError, World

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PRINTED: Final = frozenset({".md", ".toml", ".json", ".svg"})
NOT_PRINTED: Final = frozenset({"reviews.toml", "editions.toml", "words.toml", "readability.toml"})
T = TypeVar("T", bound="DataclassInstance")
_CODES: Final = Codes(broken="REV001", missing="REV002", unknown="REV002", wrong="REV002")


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReviewKeys:
    """The keys of one `[[review]]`."""

    reviewer: str
    role: str
    date: dt.date
    instrument: Instrument
    verdict: ReviewVerdict
    reasons: str
    text: str
    ratings: dict[str, int] = field(default_factory=dict)


def load_standing(world: World, manuscript: PurePosixPath, imprint: Imprint) -> Outcome[Standing]:
    """Read the reviews and editions, and digest the text they are held against."""
    text = digest_of_text(world, manuscript)
    reviews = _rows(world, manuscript / "reviews.toml", "review", _ReviewKeys)
    editions = _rows(world, manuscript / "editions.toml", "edition", Release)
    standing = Standing(
        text=text,
        copy_id=copy_id(imprint.id_prefix, imprint.version, text),
        review_by=imprint.review_by,
        today=world.today(),
        reviews=tuple(_review(keys, span) for keys, span in reviews.value),
        releases=tuple(release for release, _ in editions.value),
    )
    return Outcome(standing, (*reviews.diagnostics, *editions.diagnostics))


def digest_of_text(world: World, manuscript: PurePosixPath) -> str:
    """Give the SHA-256 of every printed file, names and contents in order, any line end as one."""
    whole = sha256()
    for path in world.files(manuscript):
        if path.suffix not in PRINTED or (path.name in NOT_PRINTED and path.parent == manuscript):
            continue
        try:
            content = world.read(path)
        except OutsideError:  # whoever needs the file reports it
            continue
        whole.update(str(path.relative_to(manuscript)).encode() + b"\0")
        whole.update(content.replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()


def _rows(
    world: World, path: PurePosixPath, name: str, shape: type[T]
) -> Outcome[tuple[tuple[T, Span], ...]]:
    """Read a file of `[[name]]` tables; a manuscript without the file has none."""
    file, found = rows_of(world, path, _CODES)
    if file is None:
        return Outcome((), found)
    file.only(name)
    rows = tuple((row, file.span(*at)) for row, at in file.rows(shape, name))
    return Outcome(rows, tuple(file.found))


def _review(keys: _ReviewKeys, span: Span) -> Review:
    return Review(**given(keys), span=span)
