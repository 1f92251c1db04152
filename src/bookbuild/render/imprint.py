"""What every piece says about itself: who made it, how it stands, which copy it is.

In: a resolved document. Out: plain sentences.
"""

from __future__ import annotations

import datetime as dt

from bookbuild.model.book import Imprint
from bookbuild.model.format import Paper
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.standing import Standing


def made_by(book: ResolvedDocument) -> str:
    """Say who wrote a piece, who has looked at it and who paid."""
    imprint = book.imprint
    written = f"Written for {_within(imprint.publisher)} from the published sources listed."
    if imprint.authors != (imprint.publisher,):
        written = f"Written by {' and '.join(imprint.authors)} from the published sources listed."
    return " ".join((written, _looked_at(book.standing), imprint.funding, imprint.conflicts))


def made_for(imprint: Imprint) -> str:
    """Say whom a piece is for, and what it cannot do."""
    audience = imprint.audience[:1].lower() + imprint.audience[1:]
    return f"For {audience}. It does not replace the advice of your care team."


def this_copy(book: ResolvedDocument, paper: Paper) -> str:
    """Give version, dates, licence and the id of a copy; where A4 is used, for which country."""
    imprint = book.imprint
    facts = [
        f"Version {imprint.version}, {long_date(imprint.date)}",
        f"Next review by {long_date(imprint.review_by)}",
        f"This copy: {book.standing.copy_id}",
        f"Text: {imprint.license}",
    ]
    if paper.family == "a4":
        facts.append(f"{imprint.country} edition")
    return ". ".join(facts) + "."


def long_date(date: dt.date) -> str:
    """Write a date as people in the US read it: November 22, 2026."""
    return f"{date:%B} {date.day}, {date.year}"


def _looked_at(standing: Standing) -> str:
    review = standing.last_clinical
    if not standing.signed_off or review is None:
        return "No clinician has reviewed it and no patient has tested it yet."
    return f"Reviewed by {review.reviewer}, {review.role}, {long_date(review.date)}."


def _within(name: str) -> str:
    """Write a name as it stands within a sentence."""
    return f"the {name[4:]}" if name.startswith("The ") else name
