"""Conditional text, standard parts, and numbers set behind the stops."""

from bookbuild.render.outline import outline_of
from kit.tiny import findings, resolved, tiny_world

CHAPTER = """# One {#one}

For all.

::: {only="book"}
For the book.
:::

::: {only="handout"}
For the sheet.
:::
"""


def text_of(world, edition="book"):
    """Give the resolved book as lines without its head."""
    return "\n".join(outline_of(resolved(world, edition).value, whole=True).split("\n")[2:])


def test_the_book_prints_what_is_for_all_and_for_the_book():
    assert text_of(tiny_world(CHAPTER, back=())) == "1 One #one\n  For all.\n  For the book."


def test_the_handout_prints_what_is_for_all_and_for_the_handout():
    printed = text_of(tiny_world(CHAPTER, back=()), "handout")

    assert printed == "1 One #one\n  For all.\n  For the sheet."


def test_a_part_is_printed_where_it_is_called():
    chapter = '# One {#one}\n\nBefore.\n\n::: {part="cost"}\n:::\n\nAfter.\n'

    printed = text_of(tiny_world(chapter, back=(), parts={"cost": "Ask what you pay.\n"}))

    assert printed == "1 One #one\n  Before.\n  Ask what you pay.\n  After."


def test_a_part_that_is_a_box_stays_a_box():
    chapter = '# One {#one}\n\n::: {part="emergency"}\n:::\n'

    printed = text_of(tiny_world(chapter, back=(), parts={"emergency": "Call 911.\n"}))

    assert printed == "1 One #one\n  [emergency]\n    Call 911."


def test_a_part_that_does_not_exist_is_found_where_it_is_called():
    chapter = '# One {#one}\n\nText.\n\n::: {part="emergncy"}\n:::\n'

    world = tiny_world(chapter, back=(), parts={"emergency": "Call 911.\n"})

    assert findings(world) == (
        "manuscript/chapters/01.md:5:1: error[PRT001]: there is no standard part `emergncy`"
    )
