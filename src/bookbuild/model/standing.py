"""How a text stands: which state of it this is, and who has signed it off.

In: made by `load` from the manuscript's files and `reviews.toml`. Out: frozen values. A text is a
draft until a clinician's approval covers exactly these words; nothing else ends a draft.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from bookbuild.model.source import Span

DRAFT_LINE: Final = "Draft: not reviewed by a clinician. Not for patients."
DRAFT_MARK: Final = "-draft"
CLINICAL: Final = "clinical review"
DAYS_OF_NOTICE: Final = 90

Instrument = Literal["clinical review", "PEMAT-P", "CDC Index", "DISCERN"]
ReviewVerdict = Literal["approved", "changes wanted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That a review was taken back: when, and why."""

    date: dt.date
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One sign-off: who looked at which text with which instrument, and what they said.

    ratings: what a person gave for each item of the instrument; scores are computed from these
    alone. text: SHA-256 of the text that was reviewed. withdrawn: None while the review stands; one
    that was taken back is kept, and counts as none.
    """

    reviewer: str
    role: str
    date: dt.date
    instrument: Instrument
    verdict: ReviewVerdict
    reasons: str
    text: str
    span: Span
    ratings: Mapping[str, int] = field(default_factory=dict)
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A released edition: its version, date and text, as `editions.toml` keeps it."""

    id: str
    version: str
    date: dt.date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The state of a text.

    text: SHA-256 of all that is printed. edition_id: what a released copy of this text is called,
    short enough to be copied into notes. clinic: the slug of the clinic that copies are made for,
    None when they are made for no one clinic. today: the day the text was read, for dates that have
    passed.
    """

    text: str
    edition_id: str
    review_by: dt.date
    today: dt.date
    reviews: tuple[Review, ...] = ()
    releases: tuple[Release, ...] = ()
    clinic: str | None = None

    @property
    def last(self) -> Mapping[Instrument, Review]:
        """Give the last review of exactly this text with each instrument that was used."""
        return {
            one.instrument: one
            for one in self.reviews
            if one.text == self.text and not one.withdrawn
        }

    @property
    def last_clinical(self) -> Review | None:
        """Give the last clinical review of exactly this text, or None."""
        return self.last.get(CLINICAL)

    @property
    def signed_off(self) -> bool:
        """Tell whether the last clinical review of exactly this text approves it."""
        return self.last_clinical is not None and self.last_clinical.verdict == "approved"

    @property
    def draft_line(self) -> str | None:
        """Give the words that stand on every page of a draft, or None."""
        return None if self.signed_off else DRAFT_LINE

    @property
    def copy_id(self) -> str:
        """Give the id of a copy that is made now, the same on every piece: a draft says so."""
        made_for = f"-{self.clinic}" if self.clinic else ""
        return f"{self.edition_id}{made_for}{'' if self.signed_off else DRAFT_MARK}"

    @property
    def stale(self) -> tuple[Review, ...]:
        """Give the reviews that cover another text than this one; one taken back is none."""
        return tuple(one for one in self.reviews if one.text != self.text and not one.withdrawn)

    def withdrawn(self, text: str) -> Review | None:
        """Give the last clinical approval of a text that was taken back, or None."""
        taken_back = [
            one
            for one in self.reviews
            if (one.text, one.instrument, one.verdict) == (text, CLINICAL, "approved")
            and one.withdrawn
        ]
        return taken_back[-1] if taken_back else None


def edition_id(prefix: str, version: str, text: str) -> str:
    """Give the id of a text, `KCP-2026.1-7F3A9C2E`: eight characters of its SHA-256."""
    return f"{prefix}-{version}-{text[:8].upper()}"
