"""Dates that come near, reviews that no longer count, and what keeps an edition back."""

import datetime as dt
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from bookbuild.check.standing import release_faults, standing_findings
from bookbuild.load import load
from bookbuild.model.source import Span
from bookbuild.model.standing import Review, Withdrawal
from kit.clinics import files_of
from kit.tiny import resolved, tiny_world

BOOK = load(tiny_world("# One {#one}\n\nText.\n")).value
RESOLVED = resolved(tiny_world("# One {#one}\n\nText.\n")).value
REVIEWS = PurePosixPath("manuscript/reviews.toml")
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


def review(verdict, **changed):
    """Give a review of the text as it is."""
    given = {
        "reviewer": "A. Tester", "role": "nobody", "date": DUE, "instrument": "clinical review",
        "reasons": "A warning is missing.", "text": BOOK.standing.text, "span": Span(REVIEWS, 3),
    } | changed  # fmt: skip
    return Review(verdict=verdict, **given)


@pytest.mark.parametrize(
    ("reviews", "told"),
    [
        ([review("changes wanted")], True),
        ([review("approved"), review("changes wanted")], True),
        ([review("changes wanted"), review("approved")], False),
        ([review("changes wanted"), review("approved", instrument="DISCERN")], True),
        ([review("changes wanted", instrument="DISCERN"), review("approved")], True),
        ([review("changes wanted", withdrawn=Withdrawal(date=DUE, reasons="No."))], False),
        ([review("approved", text="0" * 64, withdrawn=Withdrawal(date=DUE, reasons=""))], False),
    ],
)
def test_the_last_review_of_the_text_that_wants_changes_is_told(reviews, told):
    standing = replace(BOOK.standing, reviews=tuple(reviews))

    assert codes(standing_findings(standing)) == (["REV005"] if told else [])


def test_what_a_reviewer_wants_is_told_with_its_reasons_and_its_place():
    standing = replace(BOOK.standing, reviews=(review("changes wanted"),))

    [found] = standing_findings(standing)
    assert str(found).partition("\n")[0] == (
        "manuscript/reviews.toml:3: warning[REV005]: the last clinical review, by `A. Tester`, "
        "wants changes: A warning is missing."
    )


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


@pytest.mark.parametrize(
    ("details", "kept_back"),
    [
        ({"phone": '"505-555-0100"'}, True),
        ({"nights": '"1-800-555-0199 x3"'}, True),
        ({"web": '"www.example.org/pain"'}, True),
        ({"phone": '"505-555-0200"', "web": '"www.oak-example.org"'}, False),
        ({}, False),
    ],
)
def test_a_release_does_not_tell_patients_to_call_a_number_for_examples(details, kept_back):
    world = tiny_world("# One {#one}\n\nText.\n", more=files_of("name", **details))

    assert ("REL003" in codes(release_faults(resolved(world).value))) == kept_back


def test_what_is_for_examples_is_named_on_its_own_line():
    world = tiny_world("# One {#one}\n\nText.\n", more=files_of())
    found = [one for one in release_faults(resolved(world).value) if one.code == "REL003"]

    assert [(one.message, one.span and one.span.line) for one in found] == [
        ("`505-555-0100` is for examples", 4),
        ("`505-555-0101, extension 12` is for examples", 5),
        ("`www.example.org/pain` is for examples", 6),
    ]
