"""The search index holds each passage's words once, in small letters without accents."""

from __future__ import annotations

import json

from bookbuild.render.web.search import folded, search_index
from kit.ebooks import text_of


def index(*chapters: str, **more: str) -> dict[str, list[list[str]]]:
    script = search_index(text_of(*chapters, **more))
    assert script.startswith("var searchIndex = ")
    return json.loads(script.removeprefix("var searchIndex = ").removesuffix(";\n"))


def test_each_heading_has_a_passage_with_its_words_once() -> None:
    found = index("# One {#one}\n\nRest, rest.\n\n## Café life {#cafe}\n\nSit **down** [@a].\n")

    assert found["pages"][0] == ["book/one.html", "1 One"]
    assert found["passages"][:2] == [
        [0, "", "", "Rest, rest.", "rest"],
        [0, "cafe", "Café life", "Sit down.", "sit down"],
    ]


def test_a_long_passage_shows_how_it_begins_and_ends_at_a_word() -> None:
    opening = index(f"# One {{#one}}\n\n{'word ' * 40}\n")["passages"][0][3]

    assert opening == " ".join(["word"] * 16) + " …"


def test_a_word_explained_is_found_by_its_other_forms_too() -> None:
    glossary = '[terms.drip]\nexplanation = "Slow."\nalso = ["infusion"]\n'

    found = index("# One {#one}\n\nA [drip]{.term}.\n", glossary=glossary)["passages"]

    assert [1, "term-drip", "Drip", "Slow. infusion", "slow infusion"] in found


def test_accents_and_capitals_do_not_matter() -> None:
    assert folded("Łódź CAFÉ Ænima ﬁ") == "łodz cafe ænima fi"
