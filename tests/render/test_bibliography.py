"""The sources, as citeproc writes them in the house's style.

`golden/references.txt` holds the printed form of every reference of the book: the forms that the
editors agreed on, with dates as Americans write them and dashes in ranges of pages.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from bookbuild.model.diagnostic import ToolFailedError
from bookbuild.model.world import Ran
from bookbuild.render.bibliography import Bibliography, Run, make_bibliography
from kit.tiny import tiny_world
from kit.written import ROOT, PandocWorld, book_of, sources_of

GOLDEN: Final = Path(__file__).with_name("golden") / "references.txt"
PRINTED: Final = dict(line.split("\t") for line in GOLDEN.read_text("utf-8").splitlines())
REFERENCES: Final = (ROOT / "manuscript" / "references.json").read_text("utf-8")

ARTICLE: Final = {
    "id": "a",
    "type": "article-journal",
    "title": "Rest",
    "author": [{"family": "Smith", "given": "Ann B."}],
    "container-title": "Sleep",
    "issued": {"date-parts": [[2020, 3, 9]]},
    "volume": "12",
    "issue": "3",
    "page": "100-110",
    "DOI": "10.1000/rest",
}


@pytest.fixture(scope="module")
def real() -> Bibliography:
    """Have every reference of the book written, each cited once, in the order of the file."""
    text = " ".join(f"Said [@{key}]." for key in PRINTED)
    return sources_of(book_of(text, more={"manuscript/references.json": REFERENCES}))


def sources(text: str, *entries: dict[str, Any]) -> Bibliography:
    """Have a chapter's sources written; without entries, articles called `a` to `f`."""
    more = {"manuscript/references.json": json.dumps(entries)} if entries else {}
    return sources_of(book_of(text, more=more))


def entry(**changed: Any) -> str:
    """Give the printed form of one article that differs in a few things; None takes one out."""
    csl = {key: value for key, value in {**ARTICLE, **changed}.items() if value is not None}
    (only,) = sources("Said [@a].", csl).entries
    return only.text


def people(number: int) -> list[dict[str, str]]:
    return [{"family": f"Name{letter}", "given": letter} for letter in "ABCDEFGH"[:number]]


def test_every_reference_of_the_book_has_its_golden_form():
    assert sorted(PRINTED) == sorted(one["id"] for one in json.loads(REFERENCES))


@pytest.mark.parametrize("key", PRINTED)
def test_a_reference_is_printed_as_the_editors_agreed(key, real):
    [found] = [one.text for one in real.entries if one.key == key]

    assert found == PRINTED[key]


def test_an_entry_leads_to_where_it_says(real):
    for one in real.entries:
        [link] = [run for run in one.runs if run.href] or [Run(words="")]
        number = link.words.removeprefix("doi:").removeprefix("PMID ")
        assert (link.href or "").removesuffix("/").endswith(number.removesuffix("/")), one.key
        assert one.text.count(link.words or one.text) == 1


def test_only_what_has_no_address_leads_nowhere(real):
    nowhere = [one.text for one in real.entries if not any(run.href for run in one.runs)]

    assert [text for text in nowhere if "doi:" in text or "PMID" in text or "http" in text] == []


def test_an_article_says_journal_year_volume_issue_and_pages():
    assert entry() == "Smith AB. Rest. Sleep. 2020;12(3):100–110. doi:10.1000/rest"


@pytest.mark.parametrize(
    ("changed", "address"),
    [
        ({}, "doi:10.1000/rest"),
        ({"DOI": None, "PMID": "123"}, "PMID 123."),
        ({"DOI": None, "URL": "https://example.org/"}, "https://example.org/"),
        ({"PMID": "123", "URL": "https://example.org/"}, "doi:10.1000/rest"),
    ],
    ids=["DOI", "PubMed", "web", "all"],
)
def test_an_entry_ends_with_its_doi_else_its_pubmed_number_else_its_address(changed, address):
    assert entry(**changed) == f"Smith AB. Rest. Sleep. 2020;12(3):100–110. {address}"


# Authors


def test_six_authors_are_all_named():
    assert entry(author=people(6)).startswith(
        "NameA A, NameB B, NameC C, NameD D, NameE E, NameF F. Rest."
    )


def test_of_seven_authors_three_are_named():
    assert entry(author=people(7)).startswith("NameA A, NameB B, NameC C, et al. Rest.")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_note_of_the_editors_adds_et_al_to_authors_who_are_not_all_known(number):
    named = ", ".join(f"Name{letter} {letter}" for letter in "ABC"[:number])
    note = "Author list truncated: print with 'et al.' after the listed names."

    assert entry(author=people(number), note=note).startswith(f"{named}, et al. Rest.")


def test_another_note_of_the_editors_is_not_printed():
    assert entry(note="Checked 'et al.' with the publisher.") == entry()


def test_pages_go_with_a_volume_that_the_editors_do_not_know():
    note = "Volume not confirmed: print without volume, with DOI."

    assert (
        entry(volume=None, issue=None, note=note) == "Smith AB. Rest. Sleep. 2020. doi:10.1000/rest"
    )


@pytest.mark.parametrize("given", ["A.-B.", "A-B", "Ann-Beth", "A. B.", "Ann Beth"])
def test_the_initials_of_a_double_name_stand_together(given):
    assert entry(author=[{"family": "Smith", "given": given}]).startswith("Smith AB. ")


def test_an_institution_keeps_its_name():
    assert entry(author=[{"literal": "World Health Organization"}]).startswith(
        "World Health Organization. Rest."
    )


# Raised numbers


@pytest.mark.parametrize(
    ("bracket", "label"),
    [
        ("[@a]", "1"),
        ("[@a; @b]", "1,2"),
        ("[@a; @b; @c]", "1–3"),
        ("[@c; @a; @b]", "1–3"),
        ("[@a; @c]", "1,3"),
        ("[@a; @c; @d; @e]", "1,3–5"),
        ("[@f; @e; @b; @a]", "1,2,5,6"),
    ],
)
def test_the_numbers_of_a_bracket_are_sorted_and_three_in_a_row_are_a_range(bracket, label):
    first = " ".join(f"Said [@{key}]." for key in "abcdef")

    assert sources(f"{first} All {bracket}.").labels[bracket] == label


def test_sources_are_listed_in_the_order_of_their_first_use():
    made = sources("Said [@c]. And [@a; @c]. Then [@b].")

    assert [one.key for one in made.entries] == ["c", "a", "b"]
    assert made.labels == {"[@c]": "1", "[@a; @c]": "1,2", "[@b]": "3"}


def test_a_book_that_cites_nothing_asks_no_program():
    assert make_bibliography(book_of("Words."), tiny_world()) == Bibliography(labels={}, entries=())


# When Pandoc fails


class Failing(PandocWorld):
    """A World whose Pandoc says something else."""

    def __init__(self, ran: Ran) -> None:
        super().__init__({})
        self._ran = ran

    def run(self, command: Any, **given: Any) -> Ran:  # noqa: ARG002  # the World's signature
        return self._ran


def test_what_pandoc_complains_of_is_passed_on():
    failed = Failing(Ran(code=0, out=b"{}", err=b"[WARNING] Citeproc: citation a not found\n"))

    with pytest.raises(ToolFailedError, match="citation a not found"):
        make_bibliography(book_of("Said [@a]."), failed)


def test_sources_in_another_order_than_the_numbers_are_refused():
    swapped = PandocWorld({}).run(
        "pandoc --from=markdown --to=json --citeproc --bibliography=r.json --csl=s.csl".split(),
        given=b"[@b]\n\n[@a]",
        files={
            "r.json": json.dumps([{**ARTICLE, "id": "a"}, {**ARTICLE, "id": "b"}]).encode(),
            "s.csl": (ROOT / "styles" / "citations.csl").read_bytes(),
        },
    )

    with pytest.raises(ToolFailedError, match="not in the order of first use"):
        make_bibliography(book_of("Said [@a]. And [@b]."), Failing(swapped))
