"""How the text stands, as findings: reviews that no longer cover it, dates that come near.

In: the standing. Out: warnings while a draft is worked on; `release_faults` gives the errors that
keep an edition from being released.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from bookbuild.model.clinic import Clinic, Detail
from bookbuild.model.diagnostic import Diagnostic, Severity
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.source import Span
from bookbuild.model.standing import DAYS_OF_NOTICE, Standing
from bookbuild.model.walk import every_block, own_inlines, plain

_BOOK_TOML: Final = Span(PurePosixPath("manuscript/book.toml"))
_DRAFT: Final = re.compile(
    r"\bdraft\b|\bno clinician has (?:yet )?(?:reviewed|approved|signed)", re.IGNORECASE
)
_RESERVED: Final = "example.org"
_EXAMPLE: Final = re.compile(r"(?<![\w-])example\.(?:org|com|net)\b|-555-01\d\d\b")
"""Addresses of RFC 2606, 3, and the numbers of North America for fiction, 555-0100 to 555-0199."""

_LEADS_SOMEWHERE: Final[tuple[Detail, ...]] = ("phone", "nights", "web")
"""What somebody calls or opens."""


def standing_findings(standing: Standing) -> Iterator[Diagnostic]:
    """Yield a warning for each stale review, each wish for changes, and a date that is near."""
    for review in standing.stale:
        yield Diagnostic(
            code="REV003",
            severity=Severity.WARNING,
            span=review.span,
            message=f"the {review.instrument} by `{review.reviewer}` covers an earlier text",
            hints=("have the text reviewed again, then `.venv/bin/bookbuild sign-off`",),
        )
    for review in standing.last.values():
        if review.verdict == "changes wanted":
            yield Diagnostic(
                code="REV005",
                severity=Severity.WARNING,
                span=review.span,
                message=f"the last {review.instrument}, by `{review.reviewer}`, wants changes: "
                f"{review.reasons}",
                hints=(
                    "mend the text and have it reviewed again, or `.venv/bin/bookbuild withdraw`",
                ),
            )
    left = (standing.review_by - standing.today).days
    if left <= DAYS_OF_NOTICE:
        yield _due(left, standing.review_by)


def release_faults(book: ResolvedDocument) -> Iterator[Diagnostic]:
    """Yield an error for everything that must be true before an edition goes to patients."""
    standing, imprint = book.standing, book.imprint
    if not standing.signed_off:
        yield Diagnostic(
            code="REL001",
            message="no clinician has approved this text"
            if standing.last_clinical is None
            else f"the last clinical review, by `{standing.last_clinical.reviewer}`, wants changes",
            hints=("a clinician reads it and then runs `.venv/bin/bookbuild sign-off`",),
        )
    if standing.today > standing.review_by:
        yield Diagnostic(
            code="REL002",
            span=_BOOK_TOML,
            message=f"the text was to be reviewed by {standing.review_by}",
            hints=("review the sources again, then set a later `review-by`",),
        )
    if imprint.web and _RESERVED in imprint.web:
        yield Diagnostic(
            code="REL003",
            span=_BOOK_TOML,
            message=f"`{imprint.web}` is an address for examples",
            hints=("give the real address of the web edition, or take `web` out",),
        )
    if book.clinic:
        yield from only_examples(book.clinic)
    yield from _still_a_draft(book)


def not_released(standing: Standing) -> Iterator[Diagnostic]:
    """Yield an error unless the book itself was released with exactly this text."""
    if standing.edition_id not in {one.id for one in standing.releases}:
        yield Diagnostic(
            code="REL007",
            message=f"the edition `{standing.edition_id}` has not been released",
            hints=(
                "run `.venv/bin/bookbuild build --release` first: it asks the outside validators",
            ),
        )


def only_examples(clinic: Clinic) -> Iterator[Diagnostic]:
    """Find details that stand for nobody's: a patient would call a number that nobody answers."""
    for asked in _LEADS_SOMEWHERE:
        words = clinic.detail(asked)
        if words and _EXAMPLE.search(words):
            yield Diagnostic(
                code="REL003",
                span=clinic.place(asked),
                message=f"`{words}` is for examples",
                hints=("give the clinic's own, or take it out",),
            )


def _still_a_draft(book: ResolvedDocument) -> Iterator[Diagnostic]:
    """Find words that call the text a draft; on a released copy they would be untrue."""
    for line in book.imprint.cover_lines:
        if _DRAFT.search(line):
            yield _says_draft(line, _BOOK_TOML)
    for section in book.sections:
        for block in every_block(section.blocks):
            for words in map(plain, own_inlines(block)):
                if found := _DRAFT.search(words):
                    yield _says_draft(found[0], block.span)


def _says_draft(words: str, span: Span) -> Diagnostic:
    return Diagnostic(
        code="REL006",
        span=span,
        message=f"`{words}` is not true of a released edition",
        hints=("say who reviewed the text and when, before the clinician signs it off",),
    )


def _due(left: int, review_by: dt.date) -> Diagnostic:
    when = f"in {left} days" if left >= 0 else f"{-left} days ago"
    return Diagnostic(
        code="REV004",
        severity=Severity.WARNING,
        span=_BOOK_TOML,
        message=f"the next review is due by {review_by}, {when}",
        hints=("look at the sources again, then set a later `review-by`",),
    )
