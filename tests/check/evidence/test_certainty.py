"""Words that say how sure we are of a benefit stand in a mark, and other words need none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = Callable[..., str]

CLAIMS = [
    "Ketamine may ease pain [@a].",
    "Movement can help many people [@a].",
    "It can help [@a].",
    "They may also help a little [@a].",
    "The drip may have eased pain [@a].",
    "The drug probably lowers pain [@a].",
    "Ketamine puts you to sleep (it is old), and may ease pain [@a].",
    "Pain may be a little lower for weeks [@a].",
    "How it acts is not all, and ketamine may ease pain [@a].",
    "The spray may be helpful [@a].",
    "Relief may last for hours [@a].",
    "It is unclear whether the drug helps [@a].",
    "The benefit is unclear [@a].",
    "A lasting benefit has not been shown [@a].",
    "No study has shown that the drug helps [@a].",
    "By week 12 there was no clear difference [@a].",
    "Ketamine might ease pain [@a].",
    "::: {.key-points}\n1. It may ease pain.\n:::",
    "::: {.standfirst}\nKetamine may ease pain.\n:::",
    "::: {.general}\nA treatment may ease pain.\n:::",
    "- **Drip.** It may ease pain [@a].",
    "| Way |\n|---|\n| May ease pain |",
    "| Way |\n|---|\n| One trial; may help |",
    "May help [@a].",
    "Ketamine May Also Ease Pain [@a].",
    "Relief MAY LAST [@a].",
    "| Pain | How sure |\n|---|---|\n| Nerves | Unclear |",
    "| Way |\n|---|\n| drip |\n\nTable: It may ease pain [@a].",
]
NO_CLAIMS = [
    "Ketamine can harm the liver [@a].",
    "It can cause strange feelings [@a].",
    "Safety over years has not been shown [@a].",
    "How many people it harms is unclear [@a].",
    "Nurses can help you.",
    "You may choose a treatment.",
    "Ketamine may not help [@a].",
    "Ketamine can't help [@a].",
    "Ketamine may be used when other care has not helped [@a].",
    "We tell you how the drug may help.",
    "In 2018 experts judged that the drug can help [@a].",
    "The body advises that care may help [@a].",
    "Do you think the drug may help?",
    "::: {.questions}\n1. I read that the drug may help. Is it so?\n:::",
    "::: {.general}\nStories matter, and they can help you.\n:::",
    "## What the drug can ease",
]


@pytest.mark.parametrize("text", CLAIMS)
def test_words_of_certainty_on_a_benefit_need_a_mark(text: str, told: Told) -> None:
    assert "EVD005" in told("EVD005", text)


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_harm_questions_helpers_and_the_judgement_of_others_need_none(
    text: str, told: Told
) -> None:
    assert told("EVD005", text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine [may ease]{.sure} pain [@a].",
        "It is [unclear]{.sure} whether the drug can help [@a].",
        "A lasting benefit [has **not** been shown]{.sure} [@a].",
        "There was [no clear difference]{.sure}, and it [may help]{.sure} [@a].",
    ],
)
def test_a_mark_around_the_words_is_enough(text: str, told: Told) -> None:
    assert told("EVD005", text) == ""


def test_each_of_two_places_in_a_sentence_needs_its_own_mark(told: Told) -> None:
    text = "It [may help]{.sure} for weeks, with no clear difference later [@a]."

    assert told("EVD005", text) == (
        "1:38 EVD005 `no clear difference` says how sure we are of a benefit, and is not marked"
    )


def test_a_book_without_a_ledger_needs_no_marks(told: Told) -> None:
    assert told("EVD005", "Ketamine may ease pain.", claims="") == ""
