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


BROCHURE = """\
# Rest {#brochure}

## One two three {#panel-cover}

One two.

## In short {#panel-inside-left}

One.

### Not counted {#more}

::: {part="emergency"}
:::

::: {part="cost"}
:::
"""
BOX = {"emergency": "**Call**\n\nOne two three four.", "cost": "**Not counted**\n\nTwo three."}


def of_piece(checked: Checked, name: str, text: str, limits: str, **given: object) -> str:
    found = checked(
        "Rest.", "LEN", words=words(limits), pieces={f"pieces/{name}.md": text}, **given
    )
    return found.replace(f"pieces/{name}.md:", "")


def test_a_panel_has_no_headings_bold_lines_or_emergency_box(checked: Checked) -> None:
    assert of_piece(checked, "brochure", BROCHURE, "panel-words = [3, 3]", parts=BOX) == ""
    assert of_piece(checked, "brochure", BROCHURE, "panel-words = [1, 2]", parts=BOX) == (
        "7:1: warning[LEN003]: the panel `In short` has 3 words, not 1 to 2"
    )


def test_only_a_panel_inside_can_have_too_few_words(checked: Checked) -> None:
    assert of_piece(checked, "brochure", BROCHURE, "panel-words = [4, 9]", parts=BOX) == (
        "7:1: warning[LEN003]: the panel `In short` has 3 words, not 4 to 9"
    )


def test_every_word_of_a_poster_counts(checked: Checked) -> None:
    text = '# One two? {#poster}\n\n## Three {#ask}\n\n::: {part="emergency"}\n:::\n'

    assert of_piece(checked, "poster", text, "poster-words = [0, 8]", parts=BOX) == ""
    assert of_piece(checked, "poster", text, "poster-words = [0, 7]", parts=BOX) == (
        "1:1: warning[LEN003]: this poster has 8 words, not at most 7"
    )


def test_the_faces_of_a_card_are_the_emergency_box_and_the_rest(checked: Checked) -> None:
    text = '# One two {#card}\n\n- Three:\n\n::: {part="emergency"}\n:::\n'

    assert of_piece(checked, "card", text, "card-words = [0, 5]", parts=BOX) == ""
    assert of_piece(checked, "card", text, "card-words = [0, 2]", parts=BOX).splitlines() == [
        "1:1: warning[LEN003]: the back of this card has 5 words, not at most 2",
        "1:1: warning[LEN003]: the front of this card has 3 words, not at most 2",
    ]


def test_pieces_may_be_of_any_length_without_limits(checked: Checked) -> None:
    assert of_piece(checked, "brochure", BROCHURE, "", parts=BOX) == ""
