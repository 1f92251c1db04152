"""Which text this is, who signed it off, and which reviews no longer count."""

from __future__ import annotations

import re

from bookbuild.pipeline.checking import check_text
from kit.tiny import tiny_world

CHAPTER = "# One {#one}\n\nYou may rest [@a].\n"


def review(**changed):
    given = {
        "reviewer": "Ann Lee", "role": "pain nurse", "instrument": "clinical review",
        "verdict": "approved", "reasons": "Read it all.", "text": text_now(),
    } | changed  # fmt: skip
    ratings = given.pop("ratings", {})
    lines = [f'{key} = "{value}"' for key, value in given.items()]
    rated = [f'"{item}" = {points}' for item, points in ratings.items()]
    return "\n".join(
        [
            "[[review]]",
            "date = 2026-03-04",
            *lines,
            *(["[review.ratings]", *rated] if rated else []),
        ]
    )


def text_now():
    return check_text(tiny_world(CHAPTER, keys="a b")).book.standing.text


def reviews(*given):
    return {"reviews.toml": "\n\n".join(given)}


def test_a_text_is_told_with_its_id_its_digest_and_its_dates(report):
    state = report().part("state")

    assert re.search(r"This text BB-1-[0-9A-F]{8}-draft SHA-256 of this text [0-9a-f]{64} ", state)
    assert "Version 1, 2026-01-02" in state
    assert "Next review by 2027-01-02" in state
    assert "Released editions none Nobody has recorded a review." in state


def test_an_approved_text_says_by_whom_and_no_longer_that_it_is_a_draft(report):
    shown = report(more=reviews(review()))

    assert "Standing Signed off by Ann Lee, pain nurse, on 2026-03-04" in shown.part("state")
    assert b"Draft" not in shown.content
    assert shown.table("reviews") == (
        "Ann Lee, pain nurse | 2026-03-04 | clinical review | approved | Read it all."
        " | a clinical review is not rated | this text"
    )


def test_a_review_of_an_earlier_text_no_longer_counts(report):
    shown = report(more=reviews(review(text="0" * 64, instrument="DISCERN", ratings={"1": 5})))

    assert "Draft: not reviewed by a clinician." in shown.part("state")
    assert shown.table("reviews").endswith(
        "| of an earlier text: not shown | an earlier text: no longer counts"
    )


def test_a_review_that_was_taken_back_says_when_and_why(report):
    taken_back = (
        '[[withdrawal]]\nreviewer = "Ann Lee"\ninstrument = "clinical review"\n'
        f'text = "{text_now()}"\ndate = 2026-04-05\nreasons = "The wrong file."'
    )
    shown = report(more=reviews(review(), taken_back))

    assert "Draft: not reviewed by a clinician." in shown.part("state")
    assert shown.table("reviews").endswith(
        "| taken back on 2026-04-05: no longer counts (The wrong file.)"
    )


def test_a_review_without_ratings_has_no_score(report):
    shown = report(more=reviews(review(instrument="PEMAT-P")))

    assert "| no ratings recorded | this text" in shown.table("reviews")
    assert "%" not in shown.part("state")


def test_a_review_with_ratings_has_the_score_of_these(report):
    ratings = {str(item): 4 for item in range(1, 17)}

    assert "| 60 of 75; overall 4 of 5 | this text" in (
        report(more=reviews(review(instrument="DISCERN", ratings=ratings))).table("reviews")
    )


def test_a_released_edition_is_named_and_whether_it_is_this_text(report):
    edition = (
        f'[[edition]]\nid = "BB-1-X"\nversion = "1"\ndate = 2026-05-06\ntext = "{text_now()}"\n'
    )

    assert "Released editions BB-1-X of 2026-05-06 (this text)" in (
        report(more={"editions.toml": edition}).part("state")
    )
