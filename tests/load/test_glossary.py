"""glossary.toml: every word has one explanation."""

from __future__ import annotations

from bookbuild.load import load
from kit import loaded, world_of

GLOSSARY = "manuscript/glossary.toml"


def said(text: str) -> str:
    return loaded({GLOSSARY: text})


def test_words_are_known_in_small_letters_and_printed_as_written() -> None:
    text = '[terms."The  FDA"]\nexplanation = "An agency."\nalso = ["US FDA"]\nsources = ["a"]\n'
    book = load(world_of({GLOSSARY: text})).value

    assert book is not None
    term = book.terms["the fda"]
    assert (term.title, term.also, term.sources) == ("The  FDA", ("us fda",), ("a",))
    assert str(term.span) == "manuscript/glossary.toml:1:1"


def test_a_title_of_its_own_is_printed() -> None:
    text = '[terms."crps"]\ntitle = "CRPS (a pain)"\nexplanation = "A pain."\n'
    book = load(world_of({GLOSSARY: text})).value

    assert book is not None
    assert book.terms["crps"].title == "CRPS (a pain)"


def test_all_faulty_entries_are_told_at_once() -> None:
    text = """\
strange = 1

[terms."rest"]
explanation = ""

[terms."sleep"]
explanation = "Rest with closed eyes."
also = "sleeping"
source = ["a"]

[terms."Rest "]
explanation = "Again."

[terms."nap"]
also = ["napping", 7]
"""

    assert said(text) == (
        "manuscript/glossary.toml:1:1: error[GLO003]: there is no table or key `strange`\n"
        "manuscript/glossary.toml:3:1: error[GLO002]: `rest` is not explained\n"
        'manuscript/glossary.toml:8:1: error[GLO004]: `sleep`: `also` cannot be `"sleeping"`\n'
        "manuscript/glossary.toml:9:1: error[GLO003]: `sleep`: there is no key `source`\n"
        "manuscript/glossary.toml:11:1: error[GLO005]: two entries explain `rest`\n"
        "manuscript/glossary.toml:14:1: error[GLO002]: `nap`: the key `explanation` is missing\n"
        "manuscript/glossary.toml:15:20: error[GLO004]: `nap`: `also.1` cannot be `7`"
    )


def test_broken_toml_is_told_with_its_place() -> None:
    assert said("[terms\n") == (
        "manuscript/glossary.toml:1:7: error[GLO001]: this is not TOML: "
        "expected ']' at the end of a table declaration"
    )


def test_terms_that_are_no_table_are_told() -> None:
    assert said("terms = 7\n") == "manuscript/glossary.toml:1:1: error[GLO004]: `terms` is no table"
    assert said("[terms]\nrest = 7\n") == (
        "manuscript/glossary.toml:2:1: error[GLO004]: `rest`: this cannot be `7`"
    )


def test_a_book_without_a_glossary_is_a_book() -> None:
    assert loaded({GLOSSARY: None}) == ""
