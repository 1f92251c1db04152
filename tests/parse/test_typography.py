"""Typed marks become printed ones, as Pandoc makes them (tests/pandoc compares the two)."""

import pytest

from kit import outlined


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('They say "rest".', "They say “rest”."),
        ('"**Rest**," they say.', "“**Rest**,” they say."),
        ("A 'quiet' day", "A ‘quiet’ day"),
        ("\"A 'quiet' day\"", "“A ‘quiet’ day”"),
        ("It's the patients' right", "It’s the patients’ right"),
        ("In the '90s", "In the ’90s"),
        ('("rest")', "(“rest”)"),
        ('["rest"]{.term}', "<term “rest”: “rest”>"),
        ("10--20 people", "10–20 people"),
        ("Rest---then sleep", "Rest—then sleep"),
        ("Rest ... then", "Rest … then"),
        ('\\"as typed\\"', '"as typed"'),
        ('Six inches (6") wide', "Six inches (6”) wide"),
        ('Words." Then', "Words.” Then"),
        ('Rest ..."then', "Rest …“then"),
        ('(")', "(“)"),
        ('A " alone', "A ” alone"),
        ('She said "rest [@a]."', "She said “rest [@a].”"),
    ],
)
def test_marks_as_printed(typed: str, printed: str) -> None:
    assert outlined(typed) == f"p {printed}"
