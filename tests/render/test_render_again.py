"""A process that stays keeps the layout of the books that it printed last."""

from __future__ import annotations

from dataclasses import replace

import pytest

import bookbuild.render
from bookbuild.render import render, render_again
from kit.generated import generated_copy
from kit.printing import open_fonts


@pytest.fixture(autouse=True)
def _nothing_standing(monkeypatch):
    monkeypatch.setattr(bookbuild.render, "_STANDING", {})


def test_a_book_that_is_printed_again_comes_out_as_for_the_first_time():
    open_fonts()
    render_again(generated_copy(1))
    changed = generated_copy(1, changed="A new word.")

    assert render_again(changed) == render(changed)


def test_the_layout_of_the_last_two_books_is_kept(monkeypatch):
    monkeypatch.setattr("bookbuild.render.printed.print_copy", lambda _copy, standing: standing)
    copy = generated_copy(1)
    books = [replace(copy, format=replace(copy.format, name=name)) for name in "abc"]
    a, b, _ = map(render_again, books)

    assert render_again(books[1]) is b
    assert render_again(books[0]) is not a
    assert list(bookbuild.render._STANDING) == ["b", "a"]


def test_what_is_not_a_book_is_made_as_ever(monkeypatch):
    copy = generated_copy(1)
    monkeypatch.setitem(bookbuild.render._WRITERS, "poster", lambda _copy: "A poster")

    assert render_again(replace(copy, format=replace(copy.format, frame="poster"))) == "A poster"
    assert bookbuild.render._STANDING == {}
