"""book.toml: every fault at once, each with its line and column."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from bookbuild.load.config import load_config
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
        ('["The tiny project"]', '"me"', 'write a list: `key = ["first", "second"]`'),
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
        "manuscript/book.toml:4:13: error[CFG001]: this is not TOML: illegal character '\\n'"
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
