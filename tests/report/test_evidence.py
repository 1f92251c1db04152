"""Claims, sources, numbers and required parts: what rests on what, and where it stands."""

from __future__ import annotations

LEDGER = """
[source]
title = "Rest cures"
kind = "an article"
checked = "We checked it."
sections = ["Beginning", "End"]

[[claims]]
id = "1.1"
claim = "Rest always helps."
verdict = "overstated"
says = "Rest may help."
place = "one#resting"
references = ["a"]

[[claims]]
id = "2.1"
claim = "Nobody needs rest."
verdict = "wrong"
says = "People need rest."
place = "two"
also = ["one#resting"]
references = ["a", "b"]
dropped = "It is about sleep."
"""
NUMBERS = """
[[numbers]]
id = "N1"
kind = "study"
event = "rested well"
who = "adults"
size = 1200
n = ["3", "4"]
denominator = 100
window = "after a week"
comparison = "no rest"
prints = ["3 out of 100", "4 out of 100"]
references = ["a"]

[[numbers]]
id = "N2"
kind = "phone"
event = "the number to call"
prints = ["911"]
"""
ONE = "# One {#one}\n\n## Resting {#resting}\n\nOf 1200 people, 3 out of 100 rested [@a].\n"
TWO = "# Two {#two}\n\nYou may rest [@b; @a].\n"


def test_claims_are_counted_by_verdict_and_add_up(report):
    assert report(ONE, TWO, more={"claims.toml": LEDGER}).table("verdicts") == (
        "Right | 0\nRight in part | 0\nGoes too far | 1\nWrong | 1\nNot evidence | 0\n"
        "Left out | 0\n"
        "All claims and omissions | 2"
    )


def test_a_claim_is_told_with_its_verdict_what_the_book_says_where_and_on_what(report):
    assert report(ONE, TWO, more={"claims.toml": LEDGER}).table("ledger") == (
        "Beginning\n"
        "1.1 | Rest always helps. | Goes too far | Rest may help. | Chapter 1, “Resting” | a\n"
        "End\n"
        "2.1 | Nobody needs rest. | Wrong | People need rest. Not taken up: It is about sleep."
        " | Chapter 2; Chapter 1, “Resting” | a, b"
    )


def test_a_place_that_is_not_there_is_told_as_it_is_written(report):
    gone = LEDGER.replace('place = "two"', 'place = "gone#away"')

    assert "| gone#away; Chapter 1, “Resting” |" in (
        report(ONE, TWO, more={"claims.toml": gone}).table("ledger")
    )


def test_all_76_claims_of_the_real_ledger_are_there(real):
    rows = [line for line in real.table("ledger").splitlines() if line[0].isdigit()]

    assert len(rows) == 76
    assert real.table("verdicts").splitlines()[-1] == "All claims and omissions | 76"


def test_a_source_is_told_with_the_chapters_that_cite_it_and_what_rests_on_it(report):
    shown = report(ONE, TWO, more={"claims.toml": LEDGER, "numbers.toml": NUMBERS})

    assert shown.table("cited") == (
        "1 a | a. Title a. | Chapters 1 and 2 | claim 1.1, claim 2.1, number N1\n"
        "2 b | b. Title b. | Chapter 2 | claim 2.1"
    )


def test_a_source_counts_where_a_note_or_the_glossary_cites_it(report):
    text = "# One {#one}\n\nYou may [rest]{.term} today.[^n]\n\n[^n]: Or not [@a].\n"
    glossary = '[terms."rest"]\nexplanation = "Doing nothing."\nalso = []\nsources = ["b"]\n'

    assert report(text, glossary=glossary).table("cited") == (
        "1 a | a. Title a. | Chapter 1 | –\n2 b | b. Title b. | Words explained | –"
    )


def test_sources_that_nothing_cites_are_named(report):
    shown = report(ONE, keys="a b c", more={"claims.toml": LEDGER})

    assert (
        "In the library and not cited: 2. b: b. Title b. (named by claim 2.1) c: c. Title c."
        in (shown.part("sources"))
    )


def test_a_library_that_is_used_up_says_so(report):
    assert "Every source in the library is cited." in report(ONE, keys="a").part("sources")


def test_background_is_told_with_its_reason(report):
    ledger = LEDGER + '\n[[background]]\nreference = "b"\nreason = "For more."\n'

    assert (
        report(ONE, TWO, more={"claims.toml": ledger})
        .table("cited")
        .endswith("| Chapter 2 | claim 2.1, background: For more.")
    )


def test_a_number_is_told_with_all_a_reader_must_know_and_where_it_stands(report):
    assert report(ONE, TWO, more={"numbers.toml": NUMBERS}).table("number-table") == (
        "Numbers of studies\n"
        "N1 | rested well; adults, 1,200 in all; 3, 4 out of 100; after a week;"
        " compared with no rest | “3 out of 100”; “4 out of 100” | Chapter 1 | a\n"
        "Telephone numbers\n"
        "N2 | the number to call | “911” | nowhere | none needed"
    )


def test_a_number_is_not_found_inside_another(report):
    text = "# One {#one}\n\nSo many were 13 out of 100 [@a].\n"

    assert "| nowhere | a" in report(text, more={"numbers.toml": NUMBERS}).table("number-table")


def test_a_number_is_found_across_a_space_that_may_not_break(report):
    text = "# One {#one}\n\nSo many were 3\u00a0out of\u00a0100 [@a].\n"

    assert "| Chapter 1 | a" in report(text, more={"numbers.toml": NUMBERS}).table("number-table")


def test_a_required_part_is_told_with_its_places(report):
    blocks = '[[blocks]]\nnumber = 3\nname = "what rest is"\nplaces = ["one#resting", "two"]\n'
    shown = report(ONE, TWO, more={"blocks.toml": blocks})

    assert "3 | what rest is | Chapter 1, “Resting”; Chapter 2" in shown.table("required-parts")
