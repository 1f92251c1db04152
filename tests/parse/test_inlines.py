"""Inlines: what an author writes in a line, and what is understood."""

import pytest

from kit import outlined


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("**Strong** and *stressed* words", "**Strong** and *stressed* words"),
        ("[un jour]{lang=fr} more", "<fr un jour> more"),
        ("See [](#rest).", "See <#rest>."),
        ("See [the **next** part](#rest).", "See <#rest the **next** part>."),
        ("[A site](https://example.org/a)", "<https://example.org/a A site>"),
        ("<https://example.org>", "<https://example.org https://example.org>"),
        ("A break\\\nhere", "A break/here"),
        ("One line\nand the next", "One line and the next"),
        ("Stars \\* and \\[brackets\\]", "Stars * and [brackets]"),
        ("Fish &amp; chips", "Fish & chips"),
    ],
)
def test_markup_in_a_line(written: str, understood: str) -> None:
    assert outlined(written) == f"p {understood}"


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("Rest [@a].", "Rest [@a]."),
        ("Rest [@a; @b].", "Rest [@a; @b]."),
        ("Rest [@a, p. 4; @b pp. 5--6].", "Rest [@a p. 4; @b pp. 5--6]."),
        ("Rest [@a_b-c:d.e/f].", "Rest [@a_b-c:d.e/f]."),
        ("Rest [@{10.1000/x(1)}].", "Rest [@10.1000/x(1)]."),
        ("Write to me@example.org.", "Write to me@example.org."),
        ("Rest [not @ all].", "Rest [not @ all]."),
    ],
)
def test_a_bracket_with_keys_is_a_citation(written: str, understood: str) -> None:
    assert outlined(written) == f"p {understood}"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("[rest]{.term}", "rest"),
        ("[Rest]{.term}", "rest"),
        ("[to  rest]{.term}", "to rest"),
        ("[**to** rest]{.term}", "to rest"),
        ("[to\nrest]{.term}", "to rest"),
        ("[resting]{.term key=Rest}", "rest"),
        ("[patient's rest]{.term}", "patient's rest"),
    ],
)
def test_a_term_is_known_by_its_key_or_by_its_words_in_small_letters(
    written: str, key: str
) -> None:
    assert outlined(written).startswith(f"p <term {key}: ")


def test_words_can_be_a_term_and_in_another_language() -> None:
    assert outlined('[repos]{.term key="rest" lang="fr"}') == "p <term rest: <fr repos>>"


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("can help", "can"),
        ("probably eases", "probably"),
        ("May", "may"),
        ("is unclear", "unclear"),
        ("no clear\ndifference", "no-difference"),
        ("not shown", "not-shown"),
        ("has not yet been shown", "not-shown"),
        ("No good study has shown", "not-shown"),
    ],
)
def test_a_mark_of_certainty_has_the_level_that_its_words_name(words: str, level: str) -> None:
    assert outlined(f"It [{words}]{{.sure}} it.").startswith(f"p It <sure {level}: ")


@pytest.mark.parametrize("written", ["[**no** rest]{.term .sure}", "[[**no** rest]{.sure}]{.term}"])
def test_a_term_can_be_a_mark_too(written: str) -> None:
    written = written.replace("rest", "clear difference")
    assert outlined(written) == (
        "p <term no clear difference: <sure no-difference: **no** clear difference>>"
    )


def test_a_note_is_called_by_its_name() -> None:
    assert outlined("Rest.[^why]\n\n[^why]: Because.") == "p Rest.[^why]"
