"""Blocks: what an author writes, and the outline of what is understood."""

from kit import outlined, parsed


def test_a_div_with_a_class_is_a_box() -> None:
    assert outlined("::: {.warning #mix}\n**Ask first**\n\nText.\n:::") == (
        "box warning #mix\n  p **Ask first**\n  p Text."
    )


def test_a_div_may_name_its_class_without_braces() -> None:
    assert outlined("::: warning :::\nText.\n:::") == "box warning\n  p Text."


def test_text_for_one_edition_keeps_its_boxes() -> None:
    text = '::: {only="book handout"}\n::: {.steps}\n1. One\n:::\n\nAfter.\n:::'

    assert (
        outlined(text)
        == "only book handout\n  box steps\n    ol 1\n      -\n        p One\n  p After."
    )


def test_a_box_for_one_edition_is_a_box_inside_the_edition() -> None:
    assert outlined('::: {.know only="book"}\nText.\n:::') == "only book\n  box know\n    p Text."


def test_a_closing_fence_closes_the_div_opened_last_whatever_its_length() -> None:
    text = "::: {.warning}\n:::: {.know}\nIn.\n:::\nOut.\n:::::\n\nAfter."

    assert outlined(text) == "box warning\n  box know\n    p In.\n  p Out.\np After."


def test_an_empty_div_with_part_calls_a_standard_part() -> None:
    assert outlined('::: {part="off-label"}\n:::') == "part off-label"


def test_lists_keep_their_start_and_their_items() -> None:
    assert outlined("3. three\n4. four\n   - under four") == (
        "ol 3\n  -\n    p three\n  -\n    p four\n    ul\n      -\n        p under four"
    )


def test_a_definition_list_has_terms_and_meanings() -> None:
    assert outlined("Rest\n:   Doing little.\n\n:   Lying down.") == (
        "dl\n  term Rest\n    means\n      p Doing little.\n    means\n      p Lying down."
    )


def test_a_quotation_is_a_quote() -> None:
    assert outlined("> Rest.\n>\n> Sleep.") == "quote\n  p Rest.\n  p Sleep."


def test_the_dashes_of_a_table_set_the_widths_and_its_colons_the_sides() -> None:
    text = "| A | B | C |\n|:--|:----:|--:|\n| 1 | 2 | 3 |"

    assert outlined(text) == "table left center right 0.25 0.50 0.25\n  | A | B | C\n  | 1 | 2 | 3"


def test_a_paragraph_after_a_table_becomes_its_caption() -> None:
    text = "| A |\n|---|\n| 1 |\n\nTable: What *it* shows\n\nAfter."

    assert outlined(text) == "table left 1.00 What *it* shows\n  | A\n  | 1\np After."


def test_an_escaped_upright_line_stays_in_its_cell() -> None:
    assert outlined("| A | B |\n|---|---|\n| 1 \\| 2 | 3 |").endswith("  | 1 | 2 | 3")


def test_a_picture_alone_in_its_paragraph_is_a_figure() -> None:
    text = '![Rest [@a].](figures/rest.svg "Who\'s resting"){#fig-rest alt="A \\"bed\\""}'

    assert outlined(text) == (
        "figure figures/rest.svg #fig-rest 'Who’s resting' alt='A \"bed\"' Rest [@a]."
    )


def test_a_figure_without_words_for_those_who_cannot_see_it_has_no_alternative() -> None:
    assert outlined('![Rest.](figures/rest.svg "Rest")') == "figure figures/rest.svg 'Rest' Rest."


def test_notes_are_taken_out_of_the_text_and_kept_by_name() -> None:
    chapter, _ = parsed("# T {#t}\n\nText.[^why]\n\n[^why]: Because.\n\n    And so.\n\nAfter.")

    assert [type(block).__name__ for block in chapter.blocks] == ["Paragraph", "Paragraph"]
    assert [len(note.blocks) for note in chapter.notes.values()] == [2]


def test_the_title_gives_the_section_its_label_and_icon() -> None:
    chapter, found = parsed('# Rest --- "well" {#rest icon="clock"}\n\nText.')

    assert (chapter.label, chapter.icon, found) == ("rest", "clock", ())
    assert [one.text for one in chapter.title] == ["Rest — “well”"]  # type: ignore[union-attr]


def test_a_section_without_a_label_is_known_by_its_file() -> None:
    assert parsed("# Rest\n\nText.")[0].label == "text"
