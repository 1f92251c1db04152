"""Dates that come near, reviews that no longer count, and what keeps an edition back."""

import datetime as dt
from dataclasses import replace

import pytest

from bookbuild.check.standing import release_faults, standing_findings
from bookbuild.load import load
from kit.tiny import tiny_world

BOOK = load(tiny_world("# One {#one}\n\nText.\n")).value
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
    assert codes(release_faults(BOOK.standing, BOOK.config.book)) == ["REL001"]


def test_a_text_past_its_date_is_not_released():
    standing = replace(BOOK.standing, today=DUE + dt.timedelta(days=1))

    assert codes(release_faults(standing, BOOK.config.book)) == ["REL001", "REL002"]


def test_an_address_for_examples_is_not_released():
    imprint = replace(BOOK.config.book, web="https://example.org/pain")

    assert codes(release_faults(BOOK.standing, imprint)) == ["REL001", "REL003"]
