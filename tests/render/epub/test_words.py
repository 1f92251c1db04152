"""No word is lost on the way from the tree to the e-book."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.load import load
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.parse import parse
from bookbuild.render.pictures import pictures_of
from bookbuild.resolve import resolve
from bookbuild.system import real_world
from kit.ebooks import ROOT, bibliography_of, ebook, whole_text
from kit.readings import words_of, written_words


def real_text() -> ResolvedDocument:
    book = load(real_world(Path(ROOT))).value
    assert book
    return resolve(book, parse(book).value, "book").value


@pytest.mark.parametrize("text", [whole_text, real_text])
def test_every_word_of_the_tree_stands_in_the_xhtml_in_order(text) -> None:
    book = text()
    expected = words_of(book, bibliography_of(book), pictures_of(book).alternatives)
    _cover, _contents, *sections = ebook(book).html

    written = [word for xhtml in sections for word in written_words(xhtml)]

    assert written == list(expected)
