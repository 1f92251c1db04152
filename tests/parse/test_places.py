"""Every block and inline knows the line and column it came from."""

from __future__ import annotations

from typing import Final

from bookbuild.model.document import (
    Citation,
    CrossReference,
    Inline,
    NoteCall,
    Strong,
    TermUse,
    Text,
)
from bookbuild.model.source import Span
from bookbuild.model.walk import every_block, inlines_in
from kit import parsed

TEXT: Final = """\
# Title {#title}

One [two]{.term} **three** [@four; @five] six
and [seven](#title) eight.[^nine]

- ten
- eleven

  > twelve

::: {.warning}
| thirteen | fourteen | fifteen |
|--|--|--|
| same | same | [same]{.term key="x"} |
:::

![sixteen [@seventeen].](figures/rest.svg "Rest"){#fig}

[^nine]: eighteen **nineteen**
"""


def words_at(span: Span) -> str:
    """Give what stands in the text at a place: eleven letters are enough to know it."""
    return TEXT.split("\n")[span.line - 1][span.column - 1 :][:11]


def places_of(kind: type[Inline]) -> list[str]:
    """Give what stands in the text where the inlines of a kind begin."""
    found = inlines_in(parsed(TEXT)[0].blocks)
    return [words_at(one.span) for one in found if isinstance(one, kind)]


def test_text_knows_where_it_begins_on_every_line() -> None:
    assert places_of(Text) == [
        "One [two]{.",
        "two]{.term}",
        " **three** ",
        "three** [@f",
        " [@four; @f",
        " six",
        "and [seven]",
        "seven](#tit",
        " eight.[^ni",
        "ten",
        "eleven",
        "twelve",
        "thirteen | ",
        "fourteen | ",
        "fifteen |",
        "same | same",
        "same | [sam",
        "same]{.term",
        "sixteen [@s",
        ".](figures/",
    ]


def test_markup_in_a_line_begins_at_its_first_sign() -> None:
    assert places_of(TermUse) == ["[two]{.term", "[same]{.ter"]
    assert places_of(Strong) == ["**three** ["]
    assert places_of(Citation) == ["[@four; @fi", "[@seventeen"]
    assert places_of(CrossReference) == ["[seven](#ti"]
    assert places_of(NoteCall) == ["[^nine]"]


def test_each_key_of_a_citation_has_its_own_column() -> None:
    cited = [key for one in inlines_in(parsed(TEXT)[0].blocks) for key in getattr(one, "cited", ())]

    assert [(key.key, words_at(key.span)) for key in cited] == [
        ("four", "@four; @fiv"),
        ("five", "@five] six"),
        ("seventeen", "@seventeen]"),
    ]


def test_blocks_know_where_they_begin() -> None:
    blocks = every_block(parsed(TEXT)[0].blocks)

    assert [(type(one).__name__, words_at(one.span)) for one in blocks] == [
        ("Paragraph", "One [two]{."),
        ("BulletList", "- ten"),
        ("Paragraph", "ten"),
        ("Paragraph", "eleven"),
        ("Quote", "twelve"),
        ("Paragraph", "twelve"),
        ("Box", "::: {.warni"),
        ("Table", "| thirteen "),
        ("Figure", "![sixteen ["),
    ]


def test_words_of_a_note_know_where_they_begin() -> None:
    (note,) = parsed(TEXT)[0].notes.values()

    assert [words_at(one.span) for one in inlines_in(note.blocks)] == [
        "eighteen **",
        "**nineteen*",
        "nineteen**",
    ]
    assert words_at(note.span) == "[^nine]: ei"


def test_windows_line_ends_and_a_byte_order_mark_move_nothing() -> None:
    windows = parsed(TEXT.replace("\n", "\r\n"))[0]

    assert windows == parsed(TEXT)[0]
