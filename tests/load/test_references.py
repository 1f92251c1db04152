"""references.json: every entry has a key of its own and a title."""

from __future__ import annotations

from bookbuild.load import load
from kit import BASE, loaded, world_of

REFERENCES = "manuscript/references.json"
TEXT = (BASE / REFERENCES).read_text(encoding="utf-8")


def said(text: str) -> str:
    return loaded({REFERENCES: text})


def test_references_are_known_by_key_with_their_data_and_place() -> None:
    book = load(world_of()).value

    assert book is not None
    reference = book.references["first2020"]
    assert (reference.title, str(reference.span)) == (
        "Rest and what it does",
        "manuscript/references.json:2:3",
    )
    assert reference.csl["container-title"] == "Journal of Rest"


def test_a_missing_comma_is_told_with_line_and_column() -> None:
    assert said(TEXT.replace('does",', 'does"')) == (
        "manuscript/references.json:6:5: error[REF001]: this is not JSON: expecting ',' delimiter"
    )


def test_a_broken_file_does_not_make_its_keys_unknown() -> None:
    book = load(world_of({REFERENCES: TEXT.replace('does",', 'does"')})).value

    assert book is not None
    assert "first2020" in book.references


def test_what_is_not_a_list_is_told() -> None:
    assert said("{}").startswith("manuscript/references.json:1:1: error[REF001]")
    assert said("").startswith("manuscript/references.json:1:1: error[REF001]")
    assert said(TEXT + "]").startswith("manuscript/references.json:13:1: error[REF001]")
    assert said('[{"id": "a", "title": "A"} {"id": "b"}]').startswith(
        "manuscript/references.json:1:28: error[REF001]"
    )


def test_hostile_json_is_told() -> None:
    assert said("[" * 100_000).startswith("manuscript/references.json:1: error[REF001]")


def test_all_faulty_entries_are_told_at_once() -> None:
    entries = [
        '{"id": "a", "title": "A"}',
        '{"title": "No key"}',
        '{"id": "b"}',
        '{"id": "c", "title": " "}',
        '{"id": "a", "title": "Again"}',
        '{"id": "no spaces", "title": "Spaces"}',
        "7",
    ]

    assert said("[\n" + ",\n".join(entries) + "\n]") == (
        "manuscript/references.json:3:1: error[REF002]: this reference has no `id`\n"
        "manuscript/references.json:4:1: error[REF003]: the reference `b` has no title\n"
        "manuscript/references.json:5:1: error[REF003]: the reference `c` has no title\n"
        "manuscript/references.json:6:1: error[REF004]: the key `a` is used twice\n"
        "manuscript/references.json:7:1: error[REF002]: `no spaces` cannot be cited as a key\n"
        "manuscript/references.json:8:1: error[REF005]: this entry is not a reference"
    )


def test_a_book_without_references_is_a_book() -> None:
    assert loaded({REFERENCES: None}) == ""
