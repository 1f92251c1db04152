"""Every letter of the running text knows where it stands in the manuscript."""

from __future__ import annotations

import pytest

from bookbuild.check.units import units_of
from kit.tiny import resolved, tiny_world

CHAPTER = """\
One [@a]. See [](#rest).

## Two

- three

::: {.warning}
**Four**

Five[^n].
:::

[^n]: Six.

| seven |
|-------|
| eight |

Table: Nine

::: {.worksheet}
- Ten:
:::
"""


def units(text: str, **given: str):
    book = resolved(tiny_world(f"# Rest {{#rest}}\n\n{text}", **given)).value
    return units_of(book)[0].units


def outline(text: str) -> str:
    return "\n".join(f"{unit.kind}: {unit.text}" for unit in units(text))


@pytest.mark.parametrize(
    "text",
    [
        "Rest *here* at home.",
        "Rest [@a]. Then here.",
        "Rest [@a]. Then [@b; @c]. And here.",
        "**Rest** and [drink](#rest) here.",
        "Rest\nat home\nand here.",
        "> Rest here.",
        "- rest\n- and here",
        "| a | b |\n|---|---|\n| c | and here |",
        "## Not `now` here".replace("`", ""),
    ],
)
def test_a_word_is_found_again_in_the_file(text: str) -> None:
    lines = f"# Rest {{#rest}}\n\n{text}".splitlines()
    unit = next(one for one in units(text) if "here" in one.text)
    span = unit.at(unit.text.index("here"))

    assert lines[span.line - 1][span.column - 1 :].startswith("here")


def test_units_are_what_a_reader_meets_in_order() -> None:
    assert outline(CHAPTER) == (
        "title: Rest\nparagraph: One. See Chapter 1.\nheading: Two\nitem: three\nlabel: Four\n"
        "paragraph: Five.\nparagraph: Six.\ncell: seven\ncell: eight\ncaption: Nine\nblank: Ten:"
    )


def test_a_bold_line_is_a_label_and_a_plain_one_without_a_stop_is_not() -> None:
    assert outline("**Rest**\n\nRest:\n\n**Rest** at home\n\n**Rest.**") == (
        "title: Rest\nlabel: Rest\nparagraph: Rest:\nparagraph: Rest at home\nparagraph: Rest."
    )


def test_the_words_of_a_mark_are_the_words_of_the_text() -> None:
    (paragraph,) = units("It [may **help**]{.sure} you.")[1:]

    assert paragraph.text == "It may help you."
    assert [paragraph.text[start:stop] for start, stop in paragraph.certain] == ["may help"]


def test_a_citation_keeps_its_place_behind_the_stop() -> None:
    unit = units("One [@a]. Two [@b; @c] three.")[1]

    assert (unit.text, unit.cited) == ("One. Two three.", (4, 8))


def test_the_glossary_is_read_like_a_chapter() -> None:
    world = tiny_world(
        "# Rest {#rest}\n\nA [nap]{.term}.", glossary='[terms.nap]\nexplanation = "A rest."\n'
    )
    glossary = units_of(resolved(world).value)[1]

    assert [(unit.kind, unit.text) for unit in glossary.units] == [
        ("title", "Words explained"), ("label", "nap"), ("paragraph", "A rest.")
    ]  # fmt: skip
