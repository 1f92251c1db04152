"""A waiver lets one kind of finding pass in one file, and is told of when nothing needs it."""

from __future__ import annotations

from collections.abc import Callable

Assessed = Callable[..., object]
Checked = Callable[..., str]

FAULTY = "Rest at at home. We’ll help help."


def waiver(code: str = "TYP002", place: str = "chapters/01.md", words: str = "") -> str:
    return (
        f'[[waiver]]\ncode = "{code}"\nplace = "{place}"\nwords = "{words}"\nreason = "a quote"\n'
    )


def test_a_waived_finding_is_kept_apart_with_its_reason(assessed: Assessed) -> None:
    outcome = assessed(FAULTY, words=waiver())

    assert [found.code for found in outcome.diagnostics] == ["RDB010"]
    assert [
        (one.finding.code, one.finding.span.column, one.reason) for one in outcome.value.waived
    ] == [
        ("TYP002", 9, "a quote"),
        ("TYP002", 29, "a quote"),
    ]


def test_a_waiver_with_words_covers_findings_that_hold_them(checked: Checked) -> None:
    assert checked(FAULTY, words=waiver(words="`at`")) == (
        "chapters/01.md:3:18: error[RDB010]: `We’ll` is a contraction\n"
        "chapters/01.md:3:29: error[TYP002]: `help` stands here twice"
    )


def test_a_waiver_for_another_file_code_or_words_is_not_needed(checked: Checked) -> None:
    words = waiver(code="TYP001") + waiver(place="chapters/02.md") + waiver(words="rest")

    found = checked(FAULTY, "WVR", words=words).replace("warning[WVR001]: nothing needs this ", "")
    assert found.splitlines() == [
        "words.toml:1:1: waiver: `chapters/01.md` has no TYP001",
        "words.toml:6:1: waiver: `chapters/02.md` has no TYP002",
        "words.toml:11:1: waiver: `chapters/01.md` has no TYP002 with `rest`",
    ]


def test_a_waiver_that_the_handout_needs_is_used(checked: Checked) -> None:
    words = "[limits]\nhandout-words = [9, 9]\n" + waiver(code="LEN002")

    assert checked(FAULTY, "WVR", words=words) == ""
