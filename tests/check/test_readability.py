"""How hard a text is to read is found out, and where."""

from __future__ import annotations

from collections.abc import Callable

Checked = Callable[..., str]

EASY = "Rest at home."
START = "chapters/01.md:1:1: "
HARD = "Administration necessitates observation."


def words(count: int) -> str:
    """Give a sentence of so many words."""
    return " ".join(["Rest"] + ["at home"] * ((count - 1) // 2) + ["now"] * ((count - 1) % 2)) + "."


def paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)


def test_smog_is_judged_from_thirty_sentences_on(checked: Checked) -> None:
    assert checked(paragraphs(*[HARD] * 29), "RDB001") == ""
    assert checked(paragraphs(*[HARD] * 30), "RDB001").splitlines() == [
        "error[RDB001]: the text of all handouts reads at SMOG grade 13.0, above 8.0",
        "error[RDB001]: the whole book reads at SMOG grade 13.0, above 8.0",
        f"{START}error[RDB001]: the handout of this chapter reads at SMOG grade 13.0, above 8.0",
        f"{START}error[RDB001]: this chapter reads at SMOG grade 13.0, above 8.0",
    ]


def test_the_hint_names_the_long_words_met_most_often(assessed: Callable) -> None:
    text = paragraphs(*[HARD] * 20, *["Medicine necessitates observation."] * 10)
    found = next(one for one in assessed(text).diagnostics if one.code == "RDB001")

    assert found.hints[0].partition(" are ")[2] == (
        "`necessitates` (30), `observation` (30), `administration` (20), `medicine` (10)"
    )


def test_flesch_kincaid_is_judged_from_a_hundred_words_on(checked: Checked) -> None:
    assert checked(paragraphs(*[HARD] * 33), "RDB002") == ""
    assert "this chapter reads at Flesch-Kincaid grade" in checked(
        paragraphs(*[HARD] * 34), "RDB002"
    )


def test_the_limits_and_the_spoken_words_are_those_of_the_book(checked: Checked) -> None:
    text = paragraphs(*["Medicine may help."] * 30)  # SMOG grade 8.8

    assert checked(text, "RDB001") != ""
    assert checked(text, "RDB001", words="[limits]\nsmog = 8.8") == ""
    assert checked(text, "RDB001", words="[limits]\nsmog = 8.8\n[syllables]\nmay = 3") != ""


def test_a_sentence_of_25_words_is_long_and_one_of_26_too_long(checked: Checked) -> None:
    text = paragraphs(EASY + " " + words(20), EASY + " " + words(25), EASY + " " + words(26))

    assert checked(text, "RDB00").splitlines() == [
        "chapters/01.md:5:15: warning[RDB004]: this sentence has 25 words; aim at 20 or fewer",
        "chapters/01.md:7:15: error[RDB003]: this sentence has 26 words, more than 25",
    ]


def test_items_of_lists_and_captions_are_sentences_too(checked: Checked) -> None:
    text = f"- {words(26)}\n\n| a |\n|---|\n| b |\n\nTable: {words(26)}"

    assert checked(text, "RDB003").count("26 words") == 2


def test_a_heading_and_a_cell_that_is_no_sentence_may_be_long(checked: Checked) -> None:
    long = words(26).removesuffix(".")

    assert checked(f"## {long}\n\n| a |\n|---|\n| {long} |\n\nRest.", "RDB00") == ""


def test_the_mean_is_over_the_sentences_of_a_chapter(checked: Checked) -> None:
    assert checked(paragraphs(*[words(16), words(14)] * 5), "RDB005") == ""
    assert checked(paragraphs(*[words(16), words(15)] * 5), "RDB005").splitlines()[-1] == (
        "chapters/01.md:1:1: error[RDB005]: the sentences of this chapter have 15.5 words "
        "in the mean, more than 15.0"
    )


def test_the_fourth_sentence_of_a_paragraph_is_named(checked: Checked) -> None:
    assert checked("Rest. Drink. Eat.", "RDB006") == ""
    assert checked("Rest. Drink. Eat. Sleep.", "RDB006") == (
        "chapters/01.md:3:19: error[RDB006]: this paragraph has 4 sentences, more than 3"
    )


def test_a_list_has_seven_items_at_most_wherever_it_stands(checked: Checked) -> None:
    box = "::: {{.steps}}\n{}\n:::"
    seven = "\n".join(f"{at}. rest" for at in range(1, 8))

    assert checked(box.format(seven), "RDB007") == ""
    assert checked(box.format(seven + "\n8. rest"), "RDB007") == (
        "chapters/01.md:4:1: error[RDB007]: this list has 8 items, more than 7"
    )


def test_a_grade_may_fall_and_stay_but_not_rise(checked: Checked) -> None:
    text = paragraphs(*["Medicine may help."] * 30)
    grades = "[book.rest]\nsmog = {}\nfkgl = {}\n"

    assert checked(text, "RDB008", grades=grades.format(8.9, 5.3)) == ""
    assert checked(text, "RDB008", grades=grades.format(8.8, 5.2)) == ""
    assert checked(text, "RDB008", grades=grades.format(8.7, 1)).splitlines() == [
        f"{START}warning[RDB008]: this chapter has gone from Flesch-Kincaid grade 1.0 to 5.2",
        f"{START}warning[RDB008]: this chapter has gone from SMOG grade 8.7 to 8.8",
    ]
