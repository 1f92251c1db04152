"""`bookbuild check --format json` tells the scores, so that other programs can watch them."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def scores(bookbuild):
    def said() -> list[dict[str, object]]:
        return json.loads(bookbuild("check", "--format", "json")[1])["scores"]

    return said


def test_every_chapter_and_the_whole_of_each_edition_have_scores(scores):
    assert [(one["edition"], one["label"]) for one in scores()] == [
        ("book", "first"),
        ("book", "second"),
        ("book", ""),
        ("handout", "first"),
        ("handout", "second"),
        ("handout", ""),
    ]


def test_grades_have_two_decimals_and_say_whether_there_is_enough_text(scores):
    first = scores()[0]

    assert first["indicative"] is True
    for name in ("smog", "smog_aloud", "fkgl", "mean"):
        assert first[name] == round(first[name], 2)
    assert first["words"] > first["sentences"] > 0


def test_a_text_that_cannot_be_read_has_no_scores(scores, book):
    (book / "manuscript/book.toml").unlink()

    assert scores() == []
