"""Scores count what a reader reads, and are kept from getting worse."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

from bookbuild.check.ratchet import ratchet

Assessed = Callable[..., object]

CHAPTER = """\
::: {.key-points}
1. You may rest.
:::

## A heading is not read aloud

You may rest at home [@a]. See [](#rest) about 100 people.

::: {only="book"}
| Not this | This is. |
|----------|----------|
| nor this | (So is this.) |

Table: This caption is not counted.
:::

::: {.warning}
**Not this**

Call us[^a].

[^a]: A note is read.
:::

::: {.worksheet}
- Not this:
- Is this read?
:::

::: {part="cost"}
:::
"""


def scores(assessed: Assessed, text: str = CHAPTER) -> dict[tuple[str, str], object]:
    found = assessed(text, parts={"cost": "It costs you."}).value.scores
    return {(score.edition, score.label): score for score in found}


def test_running_text_is_counted_and_what_names_it_is_not(assessed: Assessed) -> None:
    chapter = scores(assessed)["book", "rest"]

    # You may rest. | You may rest at home. | See Chapter 1 about 100 people. | This is. |
    # (So is this.) | Call us. | A note is read. | Is this read? | It costs you.
    assert (chapter.sentences, chapter.words, chapter.longest) == (9, 31, 6)
    assert f"{chapter.mean:.2f}" == "3.44"


def test_the_handout_has_scores_of_its_own(assessed: Assessed) -> None:
    assert scores(assessed)["handout", "rest"].sentences == 7


def test_the_whole_comes_last_and_has_neither_label_nor_number(assessed: Assessed) -> None:
    found = scores(assessed)

    assert [(edition, label, score.number) for (edition, label), score in found.items()] == [
        ("book", "rest", 1),
        ("book", "", None),
        ("handout", "rest", 1),
        ("handout", "", None),
    ]


def test_figures_count_as_one_syllable_and_are_read_aloud_besides(assessed: Assessed) -> None:
    chapter = scores(assessed, "About 100 people rest.")["book", "rest"]

    assert (chapter.syllables, chapter.polysyllables) == (6, 0)
    assert f"{chapter.smog:.2f} {chapter.smog_aloud:.2f}" == "3.13 8.84"


def test_a_text_of_less_than_thirty_sentences_is_indicative(assessed: Assessed) -> None:
    rows = {count: scores(assessed, "Rest.\n\n" * count)["book", "rest"] for count in (29, 30)}

    assert (rows[29].indicative, rows[30].indicative) == (True, False)


def test_a_chapter_of_headings_alone_has_no_score(assessed: Assessed) -> None:
    assert scores(assessed, '## Rest\n\n::: {part="cost"}\n:::')["book", "rest"].sentences == 1
    assert assessed("## Rest\n\n## More").value.scores == ()


def test_the_ratchet_file_holds_every_score_and_is_read_back(assessed: Assessed) -> None:
    before = assessed(CHAPTER, parts={"cost": "It costs you."}).value.scores
    tables = tomllib.loads(ratchet(before))

    assert {(edition, label) for edition in tables for label in tables[edition]} == {
        (score.edition, score.label) for score in before
    }
    assert tables["book"]["rest"] == {
        "smog": round(before[0].smog, 1), "fkgl": round(before[0].fkgl, 1), "passive": 22
    }  # fmt: skip
