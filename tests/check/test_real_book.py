"""The house rules on the book itself."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from bookbuild.check import check
from bookbuild.load import load
from bookbuild.model.diagnostic import Severity
from bookbuild.model.document import Edition
from bookbuild.parse import parse
from bookbuild.resolve import resolve
from bookbuild.system import real_world
from kit.speed import quickest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def book():
    """Read the book, and resolve all editions."""
    loaded = load(real_world(ROOT)).value
    document = parse(loaded).value
    editions = [resolve(loaded, document, edition).value for edition in get_args(Edition)]
    return loaded, editions


def test_every_chapter_and_the_whole_can_be_read_at_grade_8(book) -> None:
    loaded, editions = book
    scores = [one for one in check(editions, loaded.wording).value.scores if not one.indicative]

    assert len(scores) >= 14
    assert [one for one in scores if max(one.smog, one.fkgl) >= 8.05 or one.mean > 15] == []


def test_the_book_has_no_error_of_the_house_rules(book) -> None:
    loaded, editions = book
    found = check(editions, loaded.wording).diagnostics

    assert [str(one) for one in found if one.severity is Severity.ERROR] == []


def test_every_text_of_all_editions_has_its_grades_kept(book) -> None:
    loaded, editions = book
    labels = {(one.edition, one.label) for one in check(editions, loaded.wording).value.scores}

    assert set(loaded.wording.ratchet) == labels


def test_the_check_takes_less_than_15_hundredths_of_a_second(book) -> None:
    loaded, editions = book

    assert quickest(lambda: check(editions, loaded.wording), limit=0.15) < 0.15
