"""One build: checked once, the longest jobs first, all faults told, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from bookbuild.model.document import Edition
from bookbuild.pipeline.checking import assess, check_text, read_text
from bookbuild.pipeline.targets import PAPERS
from bookbuild.system.memory import MemoryWorld
from kit.formats import BOOK, BUNDLE, HANDOUTS, lay
from kit.tiny import tiny_world

FAULTY = "# One {#one}\n\nSee [](#two).\n"


def test_every_edition_is_checked_and_their_findings_told_once():
    checked = check_text(tiny_world(FAULTY))

    assert [found.code for found in checked.diagnostics] == ["LBL002"]
    assert checked.editions is not None
    assert set(checked.editions) == set(get_args(Edition))


def test_a_book_without_settings_is_no_book():
    checked = check_text(MemoryWorld({}))

    assert [found.code for found in checked.diagnostics] == ["SRC001"]
    assert checked.book is None


def test_each_format_is_told_when_it_is_begun(house):
    house.build("all", on=PAPERS)

    assert house.told == ["book", "book-a5", "epub"] == house.press.made


def test_the_longest_job_of_the_last_build_is_begun_first(house):
    house.press.seconds = {"book": 1.0, "book-a5": 3.0}
    house.build("pdf", on=PAPERS)

    house.build("pdf", on=PAPERS, fresh=True)

    assert house.press.made == ["book-a5", "book"]


def test_before_there_was_a_build_a_book_is_begun_before_a_sheet(house, monkeypatch):
    lay(monkeypatch, HANDOUTS, BOOK)

    house.build("all")

    assert house.press.made == ["book", "handouts"]


def test_a_job_begins_when_what_it_needs_is_there_and_not_later(house, monkeypatch):
    lay(monkeypatch, HANDOUTS, BOOK, BUNDLE)
    house.press.seconds = {"book": 9.0}
    house.build("all")
    house.holds = ("book", "bundle")

    house.build("all", fresh=True)

    assert house.press.made == ["handouts", "bundle", "book"]


def test_a_fault_in_one_output_keeps_no_other_fault_from_being_told(house):
    house.press.fails |= {"book", "book-a5"}

    result = house.build("pdf", on=PAPERS)

    assert [found.message for found in result.diagnostics] == [
        "a word of book is lost",
        "a word of book-a5 is lost",
    ]
    assert house.shelf.outputs == {}


def test_a_verdict_is_kept_of_what_was_read_or_not_at_all() -> None:
    read = replace(read_text(tiny_world()), reads={})

    with pytest.raises(AssertionError, match="any text"):
        assess(read)
