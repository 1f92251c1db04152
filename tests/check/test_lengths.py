"""How much there is, is counted in the right places."""

from __future__ import annotations

from collections.abc import Callable

Checked = Callable[..., str]

CHAPTER = """\
::: {.standfirst}
Not counted here.
:::

::: {.key-points}
1. Not counted.
2. Not this.
:::

One two three [@a].

## Not counted

- four

::: {only="book"}
| five |
|------|
| six seven |

Table: Not counted
:::

::: {part="cost"}
:::

::: {.worksheet}
- Eight:
:::

::: {.questions}
1. Not counted?
:::
"""
PARTS = {"cost": "Not counted, as it is a part."}


def words(limits: str) -> str:
    return f"[limits]\n{limits}\n"


def test_the_body_of_a_chapter_has_no_headings_captions_parts_or_boxes_beside(
    checked: Checked,
) -> None:
    assert checked(CHAPTER, "LEN", words=words("chapter-words = [8, 8]"), parts=PARTS) == ""
    assert checked(CHAPTER, "LEN", words=words("chapter-words = [9, 20]"), parts=PARTS) == (
        "chapters/01.md:1:1: warning[LEN001]: this chapter's body has 8 words, not 9 to 20"
    )


def test_the_handout_has_what_is_not_for_the_book_alone(checked: Checked) -> None:
    assert checked(CHAPTER, "LEN", words=words("handout-words = [5, 5]"), parts=PARTS) == ""
    assert checked(CHAPTER, "LEN", words=words("handout-words = [1, 4]"), parts=PARTS) == (
        "chapters/01.md:1:1: warning[LEN002]: the handout's body has 5 words, not 1 to 4"
    )


def test_without_limits_any_length_will_do(checked: Checked) -> None:
    assert checked("Rest.", "LEN") + checked("Rest.", "TYP007") == ""


def test_key_points_and_questions_are_counted_at_their_box(checked: Checked) -> None:
    limits = words("key-points = [3, 5]\nquestions = [3, 3]")

    assert checked(CHAPTER, "TYP007", words=limits, parts=PARTS).splitlines() == [
        "chapters/01.md:7:1: error[TYP007]: this chapter has 2 key points, not 3 to 5",
        "chapters/01.md:33:1: error[TYP007]: this chapter has 1 questions, not 3",
    ]


def test_there_may_be_too_many_questions(checked: Checked) -> None:
    text = "Rest.\n\n::: {.questions}\n1. Why?\n2. How?\n3. When?\n:::"

    assert checked(text, "TYP007", words=words("questions = [1, 3]")) == ""
    assert checked(text, "TYP007", words=words("questions = [1, 2]")) == (
        "chapters/01.md:5:1: error[TYP007]: this chapter has 3 questions, not 1 to 2"
    )


def test_a_chapter_without_key_points_has_none(checked: Checked) -> None:
    assert checked("Rest.", "TYP007", words=words("key-points = [3, 5]")) == (
        "chapters/01.md:1:1: error[TYP007]: this chapter has 0 key points, not 3 to 5"
    )
