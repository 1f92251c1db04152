"""Find out how the text stands: its digest, its reviews, its released editions.

In: the manuscript's files, `reviews.toml`, `editions.toml`. Out: the standing; a review that was
taken back stands in it as such. The digest covers
every file whose words are printed; what only steers the checks is left out, so that a new waiver
does not undo a clinician's approval, and so are a clinic's details and logos: they are no part of
what was reviewed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final

from bookbuild.load.toml_rows import Codes, given, rows_of
from bookbuild.model.book import Imprint
from bookbuild.model.clinic import LOGOS
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.source import Span
from bookbuild.model.standing import (
    Instrument,
    Release,
    Review,
    ReviewVerdict,
    Standing,
    Withdrawal,
    edition_id,
)
from bookbuild.model.world import OutsideError, World

PRINTED: Final = frozenset({".md", ".toml", ".json", ".svg"})
NOT_PRINTED: Final = frozenset(
    {"reviews.toml", "editions.toml", "words.toml", "readability.toml", "clinic.toml"}
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _WithdrawalKeys:
    """The keys of one `[[withdrawal]]`: whose review of which text, then when and why."""

    reviewer: str
    instrument: Instrument
    text: str
    date: dt.date
    reasons: str


def load_standing(world: World, manuscript: PurePosixPath, imprint: Imprint) -> Outcome[Standing]:
    """Read the reviews and editions, and digest the text they are held against."""
    text = digest_of_text(world, manuscript)
    reviews = _reviews(world, manuscript / "reviews.toml")
    editions = _editions(world, manuscript / "editions.toml")
    standing = Standing(
        text=text,
        edition_id=edition_id(imprint.id_prefix, imprint.version, text),
        review_by=imprint.review_by,
        today=world.today(),
        reviews=reviews.value,
        releases=editions.value,
    )
    return Outcome(standing, (*reviews.diagnostics, *editions.diagnostics))


def digest_of_text(world: World, manuscript: PurePosixPath) -> str:
    """Give the SHA-256 of every printed file, names and contents in order, any line end as one."""
    whole = sha256()
    for path in world.files(manuscript):
        if path.suffix not in PRINTED or _is_no_text(path.relative_to(manuscript)):
            continue
        try:
            content = world.read(path)
        except OutsideError:  # whoever needs the file reports it
            continue
        whole.update(str(path.relative_to(manuscript)).encode() + b"\0")
        whole.update(content.replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()


def _is_no_text(path: PurePosixPath) -> bool:
    """Tell whether a file, by its path below the manuscript, holds nothing of the text itself."""
    return str(path) in NOT_PRINTED or path.parts[0] == LOGOS


def _editions(world: World, path: PurePosixPath) -> Outcome[tuple[Release, ...]]:
    """Read the released editions; a manuscript without the file has none."""
    file, found = rows_of(world, path, _CODES)
    if file is None:
        return Outcome((), found)
    file.only("edition")
    rows = tuple(row for row, _ in file.rows(Release, "edition"))
    return Outcome(rows, tuple(file.found))


def _reviews(world: World, path: PurePosixPath) -> Outcome[tuple[Review, ...]]:
    """Read the reviews, each with its withdrawal; a manuscript without the file has none."""
    file, found = rows_of(world, path, _CODES)
    if file is None:
        return Outcome((), found)
    file.only("review", "withdrawal")
    reviews = tuple(
        Review(**given(keys), span=file.span(*at)) for keys, at in file.rows(_ReviewKeys, "review")
    )
    withdrawals = [(keys, file.span(*at)) for keys, at in file.rows(_WithdrawalKeys, "withdrawal")]
    lost = [_lost(keys, span) for keys, span in withdrawals if not _earlier(reviews, keys, span)]
    return Outcome(tuple(_withdrawn(reviews, withdrawals)), (*file.found, *lost))


def _withdrawn(
    reviews: Sequence[Review], withdrawals: Sequence[tuple[_WithdrawalKeys, Span]]
) -> Iterator[Review]:
    """Yield the reviews, with what was taken back marked as such."""
    ends: dict[Span, Withdrawal] = {}
    for keys, at in withdrawals:
        taken_back = Withdrawal(date=keys.date, reasons=keys.reasons)
        for one in _earlier(reviews, keys, at):
            ends.setdefault(one.span, taken_back)
    for one in reviews:
        yield replace(one, withdrawn=ends.get(one.span))


def _earlier(reviews: Sequence[Review], keys: _WithdrawalKeys, at: Span) -> list[Review]:
    """Give the reviews that a withdrawal takes back: those above it, so that a later one counts."""
    wanted = (keys.reviewer, keys.instrument, keys.text)
    return [
        one
        for one in reviews
        if (one.reviewer, one.instrument, one.text) == wanted and one.span.line < at.line
    ]


def _lost(keys: _WithdrawalKeys, span: Span) -> Diagnostic:
    return Diagnostic(
        code="REV006",
        span=span,
        message=f"there is no {keys.instrument} of this text by `{keys.reviewer}` to take back",
        hints=("let `.venv/bin/bookbuild withdraw` write the table",),
    )
