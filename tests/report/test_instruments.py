"""A score comes from what a person rated, all of it, and from nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath

import pytest

from bookbuild.model.source import Span
from bookbuild.model.standing import Review
from bookbuild.report.instruments import QUESTIONNAIRES, score_of


def score(instrument, ratings):
    return score_of(
        Review(
            reviewer="Ann Lee", role="nurse", date=dt.date(2026, 3, 4), instrument=instrument,
            verdict="approved", reasons="", text="", span=Span(PurePosixPath("reviews.toml")),
            ratings={str(item): points for item, points in ratings.items()},
        )
    )  # fmt: skip


def every(instrument, points, **changed):
    items = QUESTIONNAIRES[instrument].items
    return dict.fromkeys(items, points) | {int(key[1:]): to for key, to in changed.items()}


@pytest.mark.parametrize(("name", "items"), [("PEMAT-P", 24), ("CDC Index", 20), ("DISCERN", 16)])
def test_an_instrument_has_as_many_items_as_its_authors_gave_it(name, items):
    assert len(QUESTIONNAIRES[name].items) == items


def test_pemat_has_17_items_to_understand_and_7_to_act_as_two_scores():
    assert score("PEMAT-P", every("PEMAT-P", 1, _3=0, _26=0)) == (
        "understandability 94 % (16 of 17 items); actionability 86 % (6 of 7 items)"
    )


def test_what_does_not_apply_is_taken_off_the_count():
    ratings = every("PEMAT-P", 1, _3=0)
    del ratings[19]

    assert score("PEMAT-P", ratings).startswith("understandability 94 % (15 of 16 items)")


def test_without_a_main_message_its_place_and_looks_earn_nothing():
    assert score("CDC Index", every("CDC Index", 1, _1=0)) == "80 % (16 of 20 items)"


def test_discern_adds_up_15_items_and_keeps_the_last_apart():
    assert score("DISCERN", every("DISCERN", 5, _16=2)) == "75 of 75; overall 2 of 5"


@pytest.mark.parametrize(
    ("instrument", "item", "points", "said"),
    [
        ("DISCERN", 3, None, "no score: not rated: 3"),
        ("PEMAT-P", 1, None, "no score: not rated: 1"),
        ("CDC Index", 11, None, "no score: not rated: 11"),
        ("DISCERN", 4, 6, "no score: rated outside 1 to 5: 4"),
        ("PEMAT-P", 2, 5, "no score: rated outside 0 to 1: 2"),
        ("PEMAT-P", 13, 1, "no score: there is no item 13"),
        ("DISCERN", "aims", 5, "no score: there is no item aims"),
    ],
)
def test_half_a_rating_gives_no_score_at_all(instrument, item, points, said):
    ratings = every(instrument, QUESTIONNAIRES[instrument].high)
    if points is None:
        del ratings[item]
    else:
        ratings[item] = points

    assert score(instrument, ratings) == said
