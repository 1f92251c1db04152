"""Facts have a source, benefit has a certainty, and both sides are heard."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bookbuild.model.diagnostic import Diagnostic

Found = Callable[..., list[Diagnostic]]
Told = Callable[..., str]

FACT = "The drug can harm the liver"
ADVICE = "::: {.general}\nTake your time.\n:::\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{FACT}.",
        f"{FACT} [@a]. It can also cause a coma.",
        f"It helps:\n\n- {FACT.lower()}\n- it can cause a coma [@a]\n- it can slow your breathing",
        f"| Drug |\n|------|\n| {FACT} |\n\nTable: A drug",
        "It is approved for this.",
        "No license covers this drug.",
    ],
)
def test_a_fact_with_no_source_behind_it_is_found(text: str, told: Told) -> None:
    assert "EVD001" in told("EVD001", text)


@pytest.mark.parametrize(
    "text",
    [
        f"{FACT} [@a].",
        f"{FACT}. It can also cause a coma [@a].",
        f"It can do this [@a]:\n\n- {FACT.lower()}\n- it can cause a coma",
        f"It can do this:\n\n- {FACT.lower()}\n- it can cause a coma [@a]",
        f"- {FACT.lower()} [@a]\n- it can cause a coma [@a]",
        f"| Drug |\n|------|\n| {FACT} |\n\nTable: A drug [@a]",
        f"::: {{.general}}\n{FACT}.\n:::",
        f"::: {{.key-points}}\n1. {FACT}.\n:::",
        f"::: {{.questions}}\n1. {FACT}?\n:::",
        "Can this drug harm the liver?",
        "Ask if the drug can harm the liver.",
        "If the drug harms you, call us.",
        "You can ask for another drug.",
        "Figure 1 shows what the drug can do.",
        "Take your time.",
    ],
)
def test_a_fact_with_its_source_and_advice_without_are_let_pass(text: str, told: Told) -> None:
    assert told("EVD001", text) == ""


def test_a_fact_without_source_is_told_once_a_passage_with_its_first_words(told: Told) -> None:
    text = "First rest [@a]. The drug can harm the liver and the bile ducts. It can cause a coma."

    assert told("EVD001", text) == (
        "1:18 EVD001 this paragraph states a fact and cites no source for it: "
        "`The drug can harm the liver …`"
    )


@pytest.mark.parametrize(("general", "too_much"), [(1, False), (2, True)])
def test_one_paragraph_in_ten_may_be_general_advice(general: int, too_much, told: Told) -> None:
    text = ADVICE * general + "Rest now.\n\n" * (17 - general) + "- a list\n- counts once\n"

    assert bool(told("EVD002", text)) is too_much


def test_general_advice_is_told_at_its_last_place(told: Told) -> None:
    assert told("EVD002", f"Rest now.\n\n{ADVICE}Rest now.") == (
        "4:1 EVD002 1 of 4 paragraphs in this chapter have no source"
    )


def test_standard_parts_tables_and_figures_do_not_count_as_advice(told: Told) -> None:
    table = "::: {.general}\n| A |\n|---|\n| b |\n:::\n\n"
    part = '::: {part="cost"}\n:::\n'

    assert told("EVD002", table + part, parts={"cost": ADVICE}) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Ketamine eases pain [@a].",
        "These treatments help most people [@a].",
        "The drip lowers pain [@a].",
        "Some drugs lower pain [@a].",
        "A treatment that works [@a].",
        "The spray is effective [@a].",
    ],
)
def test_a_benefit_without_certainty_is_found(sentence: str, told: Told) -> None:
    assert "EVD003" in told("EVD003", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ketamine may ease pain [@a].",
        "Ketamine can help some people [@a].",
        "It is unclear whether the drip lowers pain [@a].",
        "The drug does not cure pain [@a].",
        "With ketamine, pain was 2 points lower [@a].",
        "The drug eased pain in one trial [@a].",
        "New pain eases as you heal [@a].",
        "Does ketamine help?",
        "Chapter 2 helps you to choose a treatment.",
    ],
)
def test_a_benefit_with_certainty_a_result_and_a_question_are_let_pass(
    sentence: str, told: Told
) -> None:
    assert told("EVD003", sentence) == ""


NAPS = "Naps may help [@a]."


def test_one_side_of_a_disagreement_needs_the_other_in_its_section(told: Told) -> None:
    assert told("EVD004", NAPS) == "1:1 EVD004 `a` stands alone on naps (D1)"
    assert told("EVD004", f"{NAPS}\n\n## Later\n\nIt is unclear [@b].") == ""


def test_a_disagreement_is_asked_only_where_the_matter_is_named(told: Told) -> None:
    assert told("EVD004", "Rest may help [@a].") == ""


def test_the_other_side_needs_the_first_unless_it_goes_one_way(told: Told) -> None:
    from kit.evidence import ARTICLE, CLAIMS  # noqa: PLC0415  # used here alone

    text = "# Rest {#rest}\n\n## What helps {#what-helps}\n\nOn naps it is unclear [@b].\n"

    both = ARTICLE + CLAIMS.replace("one-way = true", "")
    assert told("EVD004", text) == ""
    assert told("EVD004", text, claims=both).endswith("`b` stands alone on naps (D1)")


def test_a_book_without_a_ledger_is_not_held_against_these_rules(told: Told) -> None:
    assert told("EVD", f"{FACT}. Ketamine eases pain. {NAPS}", claims="") == ""


def on(piece: str, text: str) -> dict[str, dict[str, str]]:
    return {"pieces": {f"pieces/{piece}.md": f"# Tired? {{#{piece}}}\n\n{text}\n"}}


def says(found: Found, piece: str, text: str, book: str = "") -> list[str]:
    return [
        f"{one.code} {one.message}"
        for one in found(book, **on(piece, text))
        if one.span and one.span.path.stem == piece and one.code.startswith("EVD")
    ]


NOT_SAID = "EVD006 the book does not say this with a source: `Rest may help a lot.`"


@pytest.mark.parametrize("piece", ["poster", "card"])
def test_a_piece_without_sources_says_what_the_book_says(found: Found, piece: str) -> None:
    assert says(found, piece, f"{FACT}.", f"{FACT} [@a].") == []
    assert says(found, piece, "Rest may help a lot.") == [NOT_SAID]


def test_a_sentence_that_the_book_prints_without_a_source_is_not_enough(found: Found) -> None:
    general = "::: {.general}\nRest may help a lot.\n:::\n"

    assert says(found, "poster", "Rest may help a lot.", general) == [NOT_SAID]
    assert says(found, "poster", "Rest may help a lot.", "It may [@b]. Rest may help a lot.") == [
        NOT_SAID
    ]
    assert says(found, "poster", "Rest may help a lot.", "Rest may help a lot [@b].") == []


def test_key_points_of_a_poster_stand_for_themselves(found: Found) -> None:
    points = "::: {.key-points}\n1. Rest may help a lot.\n:::\n"

    assert says(found, "poster", points) == [NOT_SAID]


@pytest.mark.parametrize(
    "text", ["What helps?", "Ask us.", "::: {.general}\nA friend can bring a hat.\n:::"]
)
def test_questions_and_advice_on_a_piece_need_no_source(found: Found, text: str) -> None:
    assert says(found, "poster", text) == []


def test_advice_behind_a_statement_does_not_excuse_it(found: Found) -> None:
    assert [one[:6] for one in says(found, "card", "Tea is good, so rest; ask us.")] == ["EVD006"]


def test_a_brochure_cites_as_the_book_does_its_key_points_too(found: Found) -> None:
    points = "::: {.key-points}\n1. This medicine can harm the liver.\n:::\n"

    assert [one[:6] for one in says(found, "brochure", points)] == ["EVD001"]
    assert says(found, "brochure", points.replace("liver.", "liver [@a].")) == []
