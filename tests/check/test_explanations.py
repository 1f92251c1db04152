"""A marked word is explained where it stands first; the glossary says by which words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Checked = Callable[..., str]

GLOSSARY = """\
[terms.siesta]
explanation = "A short sleep after lunch, when the day is hot."
also = ["siestas"]

[terms.nap]
explanation = "Any short sleep."
"""


@pytest.mark.parametrize(
    "text",
    [
        "Sleep after lunch, as in a [siesta]{.term}, may help.",
        "Have lunch. Then a [siesta]{.term} may help. Sleep well.",
        "Have a [siesta]{.term}.\n\nSleeping on hot days may help.",
        "Lunch, then rest ([siesta]{.term}), may help.",
        "It may help to have a [siesta]{.term} (rest on hot days).",
        "Rest on hot days is called a [siesta]{.term}.",
        "A [siesta]{.term} is rest on hot days.",
        "[Siestas]{.term key=siesta} are for hot days.",
        "A short [nap]{.term} may help.",
        "- **[Siesta]{.term}:** sleep after lunch",
        "Sleep after lunch: a [siesta]{.term}.\n\n## More\n\nA [siesta]{.term} may help.",
    ],
)
def test_a_word_is_explained_by_words_of_its_explanation(checked: Checked, text: str) -> None:
    assert checked(text, "RDB012", glossary=GLOSSARY) == ""


@pytest.mark.parametrize(
    "text",
    [
        "A [siesta]{.term} may help.",
        "Have lunch, or a [siesta]{.term}, today.",
        "A rest ([siesta]{.term}) may help.",
        "It is called a [siesta]{.term}.",
        "A [siesta]{.term} is the best.",
        "(Have lunch.) A [siesta]{.term} may help.",
        "A siesta is for siestas: a [siesta]{.term}.",
        "Sleep after lunch.\n\nIt may help. A [siesta]{.term} is good.",
        "::: {.key-points}\n1. Sleep after lunch.\n:::\n\nHave a [siesta]{.term}.",
        "A [nap]{.term} may help.",
    ],
)
def test_a_word_that_nothing_near_explains_is_found(checked: Checked, text: str) -> None:
    assert "is not explained" in checked(text, "RDB012", glossary=GLOSSARY)


def test_the_first_use_counts_and_is_told_where_it_stands(checked: Checked) -> None:
    text = "Have a\n[siesta]{.term}.\n\nHave tea.\n\nA [siesta]{.term} is sleep after lunch."

    assert checked(text, "RDB012", glossary=GLOSSARY) == (
        "chapters/01.md:4:2: error[RDB012]: "
        "`siesta` is not explained at its first use in this section"
    )


def test_a_handout_explains_its_words_itself(checked: Checked) -> None:
    text = '::: {only="book"}\nSleep after lunch.\n:::\n\nHave a [siesta]{.term}.'

    assert "is not explained" in checked(text, "RDB012", glossary=GLOSSARY)
