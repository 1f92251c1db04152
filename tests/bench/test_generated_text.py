"""The generated text: one text in all dialects, that bookbuild has nothing to say against."""

import re
from collections import Counter

import pytest

from bookbuild.pipeline.checking import check_text
from bookbuild.system.memory import MemoryWorld
from tools.bench.manuscript import for_bookbuild, for_pandoc, for_sphinx
from tools.bench.text import Paragraph, text_of


@pytest.mark.parametrize("pages", [12, 60, 312])
def test_bookbuild_finds_nothing_in_it(pages):
    checked = check_text(MemoryWorld(dict(for_bookbuild(text_of(pages)))))

    assert [str(found) for found in checked.diagnostics] == []


def test_it_is_the_same_each_time():
    assert for_bookbuild(text_of(40)) == for_bookbuild(text_of(40))


def test_more_pages_are_a_longer_text_that_begins_alike():
    short, long = text_of(100), text_of(312)

    assert len(short.chapters) < len(long.chapters) == 12
    assert short.chapters[0].sections[0].blocks[1:3] == long.chapters[0].sections[0].blocks[1:3]


@pytest.mark.parametrize("dialect", [for_bookbuild, for_pandoc, for_sphinx])
def test_every_dialect_has_every_sentence_once(dialect):
    text = text_of(40)
    written = " ".join(
        content for name, content in dialect(text).items() if name.endswith((".md", ".toml"))
    )
    said = [
        sentence.removesuffix(".")
        for chapter in text.chapters
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
        for sentence in (*block.sentences, *filter(None, [block.note]))
    ]

    assert len(said) > 50
    for sentence, times in Counter(said).items():
        assert len(re.findall(rf"\b{re.escape(sentence)}(?! the)\b", written)) >= times


def test_it_holds_what_a_patient_text_holds():
    [chapter, *_] = (
        content for name, content in for_bookbuild(text_of(40)).items() if "chapters/" in name
    )

    assert all(
        mark in chapter
        for mark in (
            "[^section-",
            "See [](#chapter-",
            "[@source",
            "- ",
            "| Who |",
            "::: {.questions}",
        )
    )
