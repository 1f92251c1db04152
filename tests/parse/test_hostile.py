"""Any text is understood somehow: no text stops the parser, none takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import outline, parsed

PIECES = [
    "# ", "## ", "{#a}", "{.term}", '{key="x"}', "::: {.warning}\n", ":::\n", "- ", "1. ", "> ",
    "    ", "| a | b |\n", "|---|---|\n", "Table: ", ": ", "![", "[", "](", ")", "]", "[@a; @b]",
    "@a", "[^n]", "[^n]: ", "**", "*", "_", '"', "'", "--", "...", "\\", "`", "<b>", "<!--",
    "&amp;", "\n", "\n\n", " ", "word", "\t", "\r", "\0", "\u2028", "\ufffc", "\U0001f600", "~",
    "^", "$",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_mixture_of_markup_gives_a_tree(text: str) -> None:
    chapter, found = parsed(text)

    assert isinstance(outline(chapter.blocks), str)
    assert all(one.span is not None and one.span.column > 0 for one in found)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_letters_give_a_tree(text: str) -> None:
    assert isinstance(outline(parsed(text)[0].blocks), str)


HOSTILE = {
    "quotes": ">" * 5000 + " x",
    "lists": "\n".join("  " * n + "- x" for n in range(300)),
    "divs": "::: {.warning}\n" * 3000,
    "closed divs": "::: {.warning}\n" * 3000 + ":::\n" * 3000,
    "brackets": "[" * 5000 + "x" + "]" * 5000,
    "pictures": "![" * 2000 + "x" + "](y)" * 2000,
    "spans": "[" * 2000 + "x" + "]{.term}" * 2000,
    "stars": "**a *b " * 2000,
    "braces": "[x]{" * 5000,
    "double quotes": '"a ' * 10000,
    "single quotes": "'a " * 10000 + '" ' * 5000,
    "keys": "[@" * 5000,
    "notes": "[^a]: " * 2000,
    "definitions": ":   x\n" * 3000,
    "pipes": "|" * 5000 + "\n" + "|-" * 5000 + "|\n" + "|" * 5000,
    "dollars": "$a" * 10000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_understood_in_reasonable_time(name: str) -> None:
    start = time.process_time()
    chapter, _ = parsed("# Title {#title}\n\n" + HOSTILE[name])

    assert isinstance(outline(chapter.blocks), str)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("name", ["quotes", "lists", "divs", "spans"])
def test_nesting_without_end_is_reported_as_too_deep(name: str) -> None:
    _, found = parsed("# Title {#title}\n\n" + HOSTILE[name])

    assert "MDN009" in {one.code for one in found}


def test_markup_in_a_line_may_be_eight_deep_and_no_deeper() -> None:
    def codes(depth: int) -> list[str]:
        words = "[" * depth + "mot" + ']{lang="fr"}' * depth
        return [one.code for one in parsed(f"# Title {{#title}}\n\n{words}")[1]]

    assert codes(8) == []
    assert codes(9) == ["MDN009"]


def test_eight_levels_are_not_too_deep() -> None:
    text = "# Title {#title}\n\n" + "\n".join("  " * n + "- x" for n in range(8))

    assert parsed(text)[1] == ()
