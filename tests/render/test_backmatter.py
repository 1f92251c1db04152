"""The sections that the build writes: words explained, and sources."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest

from bookbuild.render.backmatter import glossary_html, references_html
from bookbuild.render.bibliography import Entry, Run
from kit.written import book_of, dressed, written

GLOSSARY: Final = """\
[terms."rest"]
explanation = "Doing <nothing> & more."
also = ["rests"]
sources = ["d"]

[terms."awake"]
title = "awake state"
explanation = "Not asleep."
"""
USED: Final = "[Rest]{.term} and [awake]{.term}."


def glossary(*chapters: str, dress: dict[str, Any] | None = None, **given: Any) -> str:
    """Give the words explained of a book."""
    book = book_of(*chapters, glossary=GLOSSARY, **given)
    return glossary_html(book, dressed(book, **(dress or {})))


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def where(*chapters: str, **given: Any) -> str:
    """Say where the first word of the glossary is used, as it is printed."""
    found = re.search(r'<span class="used-in">(.*?)</span>', glossary(*chapters, **given))
    assert found
    return plain(found[1])


def test_a_word_has_its_explanation_its_sources_and_the_chapters_that_use_it():
    assert glossary("[Rests]{.term} help.") == (
        '<dl class="glossary"><dt id="term-rest"><dfn>Rest</dfn></dt>'
        "<dd>Doing &lt;nothing&gt; &amp; more."
        '<sup class="cite"><a role="doc-biblioref" href="#ref-d">1</a></sup>'
        ' <span class="used-in">Used in chapter <a href="#c1">1</a>.</span></dd></dl>'
    )


def test_the_words_stand_in_the_order_of_their_titles():
    assert re.findall(r"<dfn>(.*?)</dfn>", glossary(USED)) == ["Awake state", "Rest"]


def test_a_word_that_no_chapter_marks_is_left_out():
    assert re.findall(r"<dfn>(.*?)</dfn>", glossary("[Rest]{.term}.")) == ["Rest"]


@pytest.mark.parametrize(
    ("used_in", "said"),
    [
        ((1,), "Used in chapter 1."),
        ((1, 3), "Used in chapters 1 and 3."),
        ((1, 2, 3), "Used in chapters 1, 2 and 3."),
    ],
)
def test_the_chapters_of_a_word_are_told_by_number(used_in, said):
    chapters = ["[Rest]{.term}." if number in used_in else "Words." for number in (1, 2, 3)]

    assert where(*chapters) == said


def test_a_section_without_a_number_is_told_by_name_behind_the_chapters():
    front = {"front/how.md": "# How & why {#how}\n\n[Rest]{.term}.\n"}

    assert where("[Rest]{.term}.", front=front) == "Used in chapter 1 and How &amp; why."
    assert where("Words.", front=front) == "Used in How &amp; why."


def test_every_place_is_a_link_that_the_output_can_follow():
    html = glossary("[Rest]{.term}.", dress={"href": lambda label: f"{label}.xhtml#{label}"})

    assert re.findall(r'href="([^"]*)"', html) == ["ref-d.xhtml#ref-d", "c1.xhtml#c1"]


def test_the_word_in_the_text_leads_to_its_entry():
    [link] = re.findall(r'href="#(term[^"]*)"', written("[Rests]{.term}.", {"glossary": GLOSSARY}))

    assert f'<dt id="{link}">' in glossary("[Rests]{.term}.")


def test_an_e_book_says_what_is_word_and_what_is_explanation():
    html = glossary("[Rest]{.term}.", dress={"epub_types": True})

    assert re.findall(r'epub:type="(\w+)"', html) == ["glossterm", "glossdef", "biblioref"]


def test_a_source_has_the_id_that_its_number_leads_to():
    runs = (Run(words="Smith A. <Rest> & more. "), Run(words="doi:1/a", href="https://doi.org/1/a"))

    assert references_html([Entry(key="a", runs=runs)]) == (
        '<ol class="references"><li id="ref-a">Smith A. &lt;Rest&gt; &amp; more. '
        '<a href="https://doi.org/1/a">doi:1/a</a></li></ol>'
    )
    assert 'href="#ref-a"' in written("Said [@a].")


def test_sources_stand_in_the_order_given():
    entries = [Entry(key=key, runs=(Run(words=key),)) for key in "cab"]

    assert re.findall(r'id="ref-(\w)"', references_html(entries)) == ["c", "a", "b"]


def test_there_may_be_nothing_to_list():
    book = book_of("Words.")

    assert glossary_html(book, dressed(book)) == '<dl class="glossary"></dl>'
    assert references_html([]) == '<ol class="references"></ol>'
