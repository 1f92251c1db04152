"""Dates that come near, reviews that no longer count, and what keeps an edition back."""

import datetime as dt
from dataclasses import replace

import pytest

from bookbuild.check.standing import release_faults, standing_findings
from bookbuild.load import load
from kit.tiny import resolved, tiny_world

BOOK = load(tiny_world("# One {#one}\n\nText.\n")).value
RESOLVED = resolved(tiny_world("# One {#one}\n\nText.\n")).value
DUE = BOOK.standing.review_by


def codes(findings):
    """Give the codes of some findings."""
    return [one.code for one in findings]


@pytest.mark.parametrize(
    ("left", "expected"), [(91, []), (90, ["REV004"]), (0, ["REV004"]), (-1, ["REV004"])]
)
def test_the_date_of_the_next_review_warns_ninety_days_before(left, expected):
    standing = replace(BOOK.standing, today=DUE - dt.timedelta(days=left))

    assert codes(standing_findings(standing)) == expected


def test_a_draft_is_not_released():
    assert codes(release_faults(RESOLVED)) == ["REL001"]


def test_a_text_past_its_date_is_not_released():
    standing = replace(BOOK.standing, today=DUE + dt.timedelta(days=1))

    assert codes(release_faults(replace(RESOLVED, standing=standing))) == ["REL001", "REL002"]


def test_an_address_for_examples_is_not_released():
    imprint = replace(BOOK.config.book, web="https://example.org/pain")

    assert codes(release_faults(replace(RESOLVED, imprint=imprint))) == ["REL001", "REL003"]


def test_a_text_that_calls_itself_a_draft_is_not_released():
    chapter = "# One {#one}\n\nThis is a draft.\n\nNo clinician has reviewed it. Rest helps.\n"
    found = list(release_faults(resolved(tiny_world(chapter)).value))

    assert [(one.code, one.span and one.span.line) for one in found] == [
        ("REL001", None),
        ("REL006", 3),
        ("REL006", 5),
    ]


def test_a_cover_that_says_draft_is_not_released():
    imprint = replace(BOOK.config.book, cover_lines=("Draft 2026.1",))

    assert codes(release_faults(replace(RESOLVED, imprint=imprint))) == ["REL001", "REL006"]
