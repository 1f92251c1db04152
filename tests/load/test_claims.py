"""`claims.toml`, `numbers.toml` and `blocks.toml`: every fault at once, with its place."""

from __future__ import annotations

from bookbuild.load import load
from kit.evidence import ARTICLE, CLAIMS, NUMBERS, required
from kit.tiny import tiny_world


def loaded(**files):
    """Give what is read of some files, and what is wrong with them."""
    more = {f"manuscript/{name}.toml": text for name, text in files.items()}
    outcome = load(tiny_world("# Rest {#rest}\n\nText.\n", more=more))
    told = (str(one).partition("\n")[0].removeprefix("manuscript/") for one in outcome.diagnostics)
    return outcome.value, "\n".join(told)


def test_a_manuscript_without_the_files_has_none_of_the_tables():
    book, found = loaded()

    assert (book.claims, book.numbers, book.blocks) == (None, None, None)
    assert found == ""


def test_a_claim_knows_its_section_its_places_and_its_row():
    book, found = loaded(claims=ARTICLE + CLAIMS.replace("[[dis", 'also = ["rest"]\n\n[[dis'))

    (claim,) = book.claims.claims
    assert found == ""
    assert (claim.section, claim.verdict, claim.references) == (1, "wrong", ("a", "b"))
    assert [str(place) for place in claim.places] == ["rest#what-helps", "rest"]
    assert (claim.span.line, claim.places[0].span.line) == (7, 12)


def test_every_fault_of_a_ledger_is_told_at_once():
    wrong = CLAIMS.replace('"1.1"', '"2.1"').replace('["rest … cure"]', '["…"]')
    unknown = CLAIMS.replace("says", "say")
    disagreement = '\n[[disagreements]]\nid = "D2"\nmatter = "tea"\none = ["a"]\nother = "b"\n'

    _, found = loaded(claims=f"{ARTICLE}{wrong}\n{unknown}{disagreement}\n[other]\n")

    assert found.splitlines() == [
        "claims.toml:8:1: error[CLM104]: `2.1` is no claim of the article",
        "claims.toml:15:11: error[CLM104]: this wording has no words",
        "claims.toml:29:1: error[CLM103]: there is no key `say`",
        "claims.toml:43:1: error[CLM102]: the key `about` is missing",
        'claims.toml:47:1: error[CLM104]: `other` cannot be `"b"`',
        "claims.toml:49:1: error[CLM103]: there is no table or key `other`",
    ]


def test_a_ledger_says_which_article_was_checked():
    book, found = loaded(claims=CLAIMS)

    assert book.claims is None
    assert found == "claims.toml:1:1: error[CLM102]: the table `[source]` is missing"


def test_rows_are_written_as_rows():
    _, found = loaded(numbers="[numbers]\nid = 1\n")

    assert found == "numbers.toml:1:1: error[NUM104]: `numbers` is no list of rows"


def test_a_number_of_a_study_says_who_when_against_what_and_on_which_sources():
    bare = '[[numbers]]\nid = "N1"\nkind = "study"\nevent = "slept"\nprints = ["1 week"]\n'

    _, found = loaded(numbers=bare + "denominator = 100\n")

    assert [line.rpartition(" ")[2] for line in found.splitlines()] == [
        "`comparison`", "`n`", "`references`", "`who`", "`window`",
    ]  # fmt: skip


def test_a_date_needs_a_source_and_an_example_needs_none():
    row = '[[numbers]]\nid = "N1"\nkind = "{}"\nevent = "a day"\nprints = ["in 2020"]\n'

    assert "has no `references`" in loaded(numbers=row.format("date"))[1]
    assert loaded(numbers=row.format("example"))[1] == ""


def test_what_a_row_prints_has_its_number():
    _, found = loaded(numbers=NUMBERS.replace('"2 of 12"', '"2 of 12", "a few"'))

    assert found == "numbers.toml:35:22: error[NUM104]: there is no number in `a few`"


def test_a_part_is_declared_once():
    _, found = loaded(blocks=required() + required().partition("\n\n")[0])

    assert found == "blocks.toml:147:1: error[BLK105]: the number 1 is used twice"
