"""book.toml: every fault at once, each with its line and column."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from bookbuild.load.config import load_config
from bookbuild.model.book import HandoutPlan
from kit import BASE, loaded, world_of

BOOK = "manuscript/book.toml"
TEXT = (BASE / BOOK).read_text(encoding="utf-8")


def changed(*pairs: tuple[str, str]) -> dict[str, str | bytes | None]:
    text = TEXT
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return {BOOK: text}


def test_the_base_book_is_fine() -> None:
    assert loaded() == ""


def test_settings_are_typed_values() -> None:
    config = load_config(world_of(), PurePosixPath(BOOK)).value

    assert config is not None
    assert config.config.book.review_by.isoformat() == "2027-11-22"
    assert config.config.book.authors == ("The tiny project",)
    assert config.config.book.web is None
    assert [(one.matter, one.name, str(one.span)) for one in config.entries] == [
        ("chapters", "chapters/01-first.md", "manuscript/book.toml:24:13"),
        ("chapters", "chapters/02-second.md", "manuscript/book.toml:24:37"),
        ("back", "@glossary", "manuscript/book.toml:25:9"),
        ("back", "@references", "manuscript/book.toml:25:22"),
    ]


def test_all_faults_are_told_at_once() -> None:
    faulty = changed(
        ("publisher", "publsher"),
        ('version = "1.0"', "version = 1.0"),
        ('country = "US"', 'country = "FR"'),
        ('language = "en-US"\n', ""),
        ('authors = ["The tiny project"]', 'authors = ["The tiny project", 7]'),
        ("front = []\n", "frnt = []\nextra = 1\n"),
    )

    assert loaded(faulty) == (
        "manuscript/book.toml:1:1: error[CFG003]: `[book]`: the key `language` is missing\n"
        'manuscript/book.toml:5:1: error[CFG004]: `[book]`: `country` cannot be `"FR"`\n'
        "manuscript/book.toml:7:1: error[CFG004]: `[book]`: `version` cannot be `1.0`\n"
        "manuscript/book.toml:13:32: error[CFG004]: `[book]`: `authors.1` cannot be `7`\n"
        "manuscript/book.toml:14:1: error[CFG002]: `[book]`: there is no key `publsher`\n"
        "manuscript/book.toml:22:1: error[CFG002]: `[order]`: there is no key `frnt`\n"
        "manuscript/book.toml:23:1: error[CFG002]: `[order]`: there is no key `extra`"
    )


@pytest.mark.parametrize(
    ("before", "after", "hint"),
    [
        ("publisher", "publsher", "did you mean `publisher`?"),
        ("\ndate = 2026", '\ndate = "soon" #', "write a date without quotes: `2026-11-22`"),
        ('["The tiny project"]', '"me"', 'write a list: `authors = ["me"]`'),
        ('country = "US"', 'country = "FR"', 'write "US"'),
        ("[order]", "[oder]", "did you mean `[order]`?"),
        ('version = "1.0"', "version = true", 'write text in quotes: `key = "words"`'),
    ],
)  # fmt: skip
def test_a_hint_says_what_to_write(before: str, after: str, hint: str) -> None:
    assert f"  hint: {hint}" in loaded(changed((before, after)), hints=True).split("\n")


def test_a_missing_table_is_told() -> None:
    assert loaded({BOOK: TEXT[: TEXT.index("[order]")]}) == (
        "manuscript/book.toml:1: error[CFG003]: the table `[order]` is missing"
    )


def test_broken_toml_is_told_with_its_place() -> None:
    assert loaded(changed(('slug = "tiny"', 'slug = "tiny'))) == (
        'manuscript/book.toml:4:13: error[CFG001]: the closing `"` is missing in this line'
    )


def test_toml_that_ends_too_early_is_told_at_its_last_line() -> None:
    assert loaded({BOOK: "[book]\ntitle ="}) == (
        "manuscript/book.toml:2: error[CFG001]: this is not TOML: invalid value"
    )


def test_a_book_without_settings_is_no_book() -> None:
    assert loaded({BOOK: None}) == (
        "manuscript/book.toml: error[SRC001]: there is no file `manuscript/book.toml`"
    )


def test_a_book_without_chapters_is_told() -> None:
    faulty = changed(('["chapters/01-first.md", "chapters/02-second.md"]', "[]"))

    assert loaded(faulty).split("\n")[0] == (
        "manuscript/book.toml:24:1: error[CFG005]: the book has no chapters"
    )


def test_a_section_listed_twice_is_told_and_read_once() -> None:
    faulty = changed(('["@glossary"', '["chapters/01-first.md", "@glossary"'))

    assert loaded(faulty, hints=True) == (
        "manuscript/book.toml:25:9: error[CFG006]: `chapters/01-first.md` is listed twice\n"
        "  hint: it is listed first at manuscript/book.toml:24:13"
    )


def test_a_section_that_the_build_does_not_write_is_told() -> None:
    assert loaded(changed(("@glossary", "@glosary")), hints=True) == (
        "manuscript/book.toml:25:9: error[CFG007]: the build writes no section `@glosary`\n"
        "  hint: write `@glossary`"
    )


# What the handouts carry, and the pieces

HANDOUT = """
[handout]
before = ["off-label"]
in-person = [
    "second",
]

[handout.topics]
"what it costs" = "first"
"""


def test_a_book_need_not_say_what_its_handouts_carry() -> None:
    config = load_config(world_of(), PurePosixPath(BOOK)).value

    assert config is not None
    assert config.config.handout == HandoutPlan()


def test_what_the_handouts_carry_is_known_with_its_places() -> None:
    config = load_config(world_of({BOOK: TEXT + HANDOUT}), PurePosixPath(BOOK)).value

    assert config is not None
    plan = config.config.handout
    assert (plan.before, plan.in_person) == (("off-label",), ("second",))
    assert plan.topics == {"what it costs": "first"}
    assert {key: str(span)[-5:] for key, span in config.config.handout_places.items()} == {
        ("before", 0): "28:11",
        ("in-person", 0): ":30:5",
        ("topics", "what it costs"): ":34:1",
    }


def test_a_part_that_no_handout_carries_is_told() -> None:
    faulty = {BOOK: TEXT + HANDOUT.replace("off-label", "offlabel")}

    assert loaded(faulty, hints=True) == (
        "manuscript/book.toml:28:11: error[CFG004]: `[handout]`: "
        '`before.0` cannot be `"offlabel"`\n'
        '  hint: write "off-label", "stay-safe", "same-day" or "emergency"'
    )


def with_piece(name: str) -> dict[str, str | bytes | None]:
    """Give a book that names one piece, and has its file."""
    text = f'{TEXT}pieces = ["{name}"]\n'
    return {BOOK: text, f"manuscript/{name}": "# A piece {#piece}\n\nRest.\n"}


def test_a_piece_stands_after_the_sections_of_the_book() -> None:
    config = load_config(world_of(with_piece("pieces/card.md")), PurePosixPath(BOOK)).value

    assert config is not None
    assert [(one.matter, one.name) for one in config.entries][-1] == ("pieces", "pieces/card.md")
    assert loaded(with_piece("pieces/card.md")) == ""


@pytest.mark.parametrize("name", ["pieces/crad.md", "pieces/old/card.md", "chapters/card.md"])
def test_a_piece_with_the_name_of_no_piece_is_told(name: str) -> None:
    told = [
        line for line in loaded(with_piece(name), hints=True).split("\n") if "SRC006" not in line
    ]

    assert told[0] == (
        f"manuscript/book.toml:26:11: error[CFG008]: no piece has its text in `{name}`"
    )
    assert told[1] == "  hint: write `pieces/card.md`"


def test_a_section_that_the_build_writes_is_no_piece() -> None:
    faulty = {BOOK: f'{TEXT}pieces = ["@glossary2"]\n'}

    assert "error[CFG008]: no piece has its text in `@glossary2`" in loaded(faulty)


def test_a_piece_that_no_list_names_is_a_warning() -> None:
    assert loaded({"manuscript/pieces/card.md": "# A card {#card}\n\nRest.\n"}) == (
        "manuscript/pieces/card.md: warning[SRC006]: "
        "no list in book.toml names this file, so it is never printed"
    )
