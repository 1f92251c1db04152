"""The whole manuscript is understood fast enough to check it while it is written."""

from __future__ import annotations

from pathlib import Path

from bookbuild.load import load
from bookbuild.parse import parse
from bookbuild.system import real_world
from kit.speed import quickest

ROOT = Path(__file__).parents[2]


def test_the_manuscript_is_parsed_in_a_quarter_of_a_second_of_cpu() -> None:
    book = load(real_world(ROOT)).value
    assert book is not None

    assert quickest(lambda: parse(book), limit=0.25) < 0.25


def test_the_manuscript_has_no_fault_of_markup() -> None:
    book = load(real_world(ROOT))
    assert book.value is not None

    assert [str(one) for one in (*book.diagnostics, *parse(book.value).diagnostics)] == []
