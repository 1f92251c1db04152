"""A finding shows its line, with all of the words that it is about."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.source import Span
from bookbuild.serve.excerpts import excerpt_of, words_at
from bookbuild.system.memory import MemoryWorld

PATH = PurePosixPath("manuscript/a.md")


def excerpt(text, line, column, message="wrong"):
    found = Diagnostic(code="TYP001", message=message, span=Span(PATH, line, column))
    return excerpt_of(found, MemoryWorld({str(PATH): text}))


@pytest.mark.parametrize(
    ("line", "message", "meant"),
    [
        ("sleep more.", "the word stands twice", "sleep"),
        ("more.", "a stop is no part of a word", "more"),
        ("rest). More", "a bracket that opened before", "rest"),
        ("[drip]{.term} runs", "`drip` is not explained", "[drip]{.term}"),
        ("@frist2020].", "there is no source `frist2020`", "@frist2020"),
        ("high blood pressure rises", "`high blood pressure` is a term", "high blood pressure"),
        ("It runs on and on.", "`It runs on…` has 30 words", "It runs on"),
        ("#777777,legal", "`#777777` is too pale", "#777777"),
        (" two spaces", "a space too many", " "),
        ("…", "no word", "…"),
        ("", "the line has ended", ""),
    ],
)
def test_the_words_that_a_message_means_are_marked_whole(line, message, meant):
    assert words_at(line, message) == meant


def test_a_line_is_shown_in_three_parts():
    assert excerpt("One.\nYou may may sleep.\n", 2, 9) == ("You may ", "may", " sleep.")


def test_a_long_line_is_shown_from_a_whole_word_to_a_whole_word():
    before, meant, after = excerpt(f"{'ten ' * 50}here {'more ' * 50}", 1, 201)

    assert (before, meant, after) == (f"… {'ten ' * 14}", "here", f"{' more' * 11} …")


@pytest.mark.parametrize(("line", "column"), [(0, 0), (3, 1)])
def test_what_has_no_line_shows_none(line, column):
    assert excerpt("One.\nTwo.\n", line, column) is None


def test_a_file_that_is_gone_shows_none():
    found = Diagnostic(code="SRC001", message="gone", span=Span(PATH, 1, 1))

    assert excerpt_of(found, MemoryWorld({})) is None
