"""Each claim is answered at a place, with a source; none that was found wrong comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

import pytest

from bookbuild.check.sentences import sentences_of
from bookbuild.check.wordings import Wordings
from bookbuild.load.claims import load_claims
from bookbuild.system import real_world
from kit.evidence import ARTICLE, CLAIMS

Told = Callable[..., str]

ROOT: Final = Path(__file__).parents[3]

# What a seller of ketamine might write; each is an assertion of the article that was found wrong.
PLANTED: Final = """\
2.6 Ketamine offers a brighter, pain-free future.
2.6 After three drips you will be free of pain.
3.2 It puts you to sleep without affecting your breathing.
3.2 It does not slow breathing, even with opioids.
4.1 Unlike other pain medicines, ketamine acts in the brain.
4.4 Ketamine carries no risk of addiction.
4.4 Unlike opioids, it does not cause physical dependence.
4.4 The drug is non-addictive.
4.4 You cannot become dependent on it.
4.5 That makes it a safer option for your pain.
4.5 It can be used safely for months.
4.9 It is a unique combination of effect and speed.
5.4 You can use the spray at home whenever pain flares.
5.6 Oral tablets are available too.
5.8 Ketamine clinics ensure safe care.
7.3 Ketamine has a lower risk of addiction than morphine.
7.4 It is safer than the opioids you take now.
7.7 Many people find lasting relief.
8.3 When staff watch you, long-term use is safe.
9.2 It eases the pain of dying people.
11.3 This treatment is transforming pain care.
12.3 There is new hope for people like you.
12.4 Its use must be expanded to more clinics.
"""

# The book's own corrections, and sentences that stand near a wrong claim and are none.
HARMLESS: Final = """\
Some websites say that ketamine cannot cause dependence. That is wrong.
It is often said that the drug is not addictive. This is a myth.
It has not been shown to be safer than other medicines for long-term use.
No study has shown a pain-free future.
Lasting benefit has not been shown.
Is ketamine safe in the long term?
It is unclear whether any way gives lasting relief.
Safety over months to years has not been shown.
Nobody should use a ketamine spray at home.
Do not use a spray at home.
Breathing can slow or stop.
It is not true that ketamine carries no risk of addiction.
"""


@pytest.fixture(scope="module")
def said() -> Callable[[str], list[str]]:
    """Give the ids of the claims that some sentences repeat, by the wordings of the real ledger."""
    ledger = load_claims(real_world(ROOT), PurePosixPath("manuscript/claims.toml"), ()).value
    wordings = Wordings((words, claim.id) for claim in ledger.claims for words in claim.banned)
    return lambda text: [found.value for found in wordings.found_in(text, sentences_of(text))]


@pytest.mark.parametrize("line", PLANTED.splitlines())
def test_a_planted_sentence_is_found_as_the_claim_it_repeats(line: str, said) -> None:
    claim, _, sentence = line.partition(" ")

    assert claim in said(sentence)


@pytest.mark.parametrize("sentence", HARMLESS.splitlines())
def test_a_sentence_that_denies_a_wrong_claim_is_let_pass(sentence: str, said) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "repeats"),
    [
        ("Rest always cures a cold.", True),
        ("Rest can cure the worst cold.", True),
        ("Resting has cured her.", True),
        ("Rest, sleep, tea, soup, quiet and time can cure it.", False),
        ("It cures all, and rest helps.", False),
        ("We do not say that rest cures.", False),
        ("Do not worry: rest cures.", True),
        ("Rest cures. It is so.", True),
        ("Rest cures. That is not true.", False),
        ("Rest is no cure.", False),
        ("Does rest cure?", False),
    ],
)
def test_a_wording_stands_for_its_endings_and_not_for_its_denial(sentence: str, repeats) -> None:
    wordings = Wordings([("rest … cure", 1)])

    assert bool(list(wordings.found_in(sentence, sentences_of(sentence)))) is repeats


def test_a_returning_claim_is_told_where_it_stands_with_what_the_book_says(told: Told) -> None:
    assert told("CLM005", "A story [@a]. Long rest soon cures you [@a].") == (
        "1:20 CLM005 claim 1.1, which was found wrong, returns: `rest soon cures`"
    )


def test_what_the_ledger_says_instead_must_not_repeat_the_claim(told: Told) -> None:
    claims = ARTICLE + CLAIMS.replace("Rest may help a little.", "Rest soon cures you.")

    found = told("CLM005", claims=claims, back=("@glossary", "@ledger", "@references"))
    assert found.startswith("claims.toml:7:1 CLM005 ")


def test_what_a_reader_fills_in_is_not_held_against_the_claims(told: Told) -> None:
    assert told("CLM005", "::: {.worksheet}\n- Rest that cures:\n:::") == ""


def test_a_claim_without_a_place_is_found(told: Told) -> None:
    claims = ARTICLE + CLAIMS.replace('place = "rest#what-helps"\n', "")

    assert told("CLM", claims=claims) == (
        "claims.toml:7:1 CLM001 claim 1.1 has no place in the book"
    )


def test_every_place_of_a_claim_must_be_there(told: Told) -> None:
    claims = ARTICLE + CLAIMS.replace(
        'place = "rest#what-helps"\n', 'place = "rest#what-helps"\nalso = ["rest#naps", "sleep"]\n'
    )

    assert told("CLM", claims=claims).splitlines() == [
        "claims.toml:13:9 CLM002 claim 1.1 names `rest#naps`, which the book does not have",
        "claims.toml:13:22 CLM002 claim 1.1 names `sleep`, which the book does not have",
    ]


def test_a_label_of_another_section_is_no_place(told: Told) -> None:
    claims = ARTICLE + CLAIMS.replace("rest#what-helps", "glossary#what-helps")

    assert told("CLM002", claims=claims).endswith(
        "names `glossary#what-helps`, which the book does not have"
    )


def test_a_place_ends_where_the_next_heading_of_its_level_begins(told: Told) -> None:
    text = "# Rest {#rest}\n\n## What helps {#what-helps}\n\nTea.\n\n{}Naps [@a].\n"

    below = text.replace("{}", "### Naps\n\n")
    beside = text.replace("{}", "## Naps\n\n")
    assert told("CLM003", below) == ""
    assert told("CLM003", beside) == (
        "claims.toml:12:1 CLM003 `rest#what-helps` cites no source of claim 1.1"
    )


def test_a_place_below_a_heading_ends_with_it(told: Told) -> None:
    text = "# Rest {#rest}\n\n## What helps\n\n### Naps {#naps}\n\nTea.\n\n## More\n\nNaps [@a].\n"
    claims = ARTICLE + CLAIMS.replace("rest#what-helps", "rest#naps")

    assert told("CLM003", text, claims=claims) == (
        "claims.toml:12:1 CLM003 `rest#naps` cites no source of claim 1.1"
    )


def test_a_claim_that_the_book_does_not_take_up_needs_no_source_at_its_place(told: Told) -> None:
    dropped = CLAIMS.replace('["a", "b"]', '["c"]\ndropped = "It is a promise."')

    assert told("CLM003", claims=ARTICLE + CLAIMS.replace('["a", "b"]', '["c"]')) != ""
    assert told("CLM003", claims=ARTICLE + dropped) == ""


def test_every_source_of_a_claim_is_cited_at_one_of_its_places_or_let_off(told: Told) -> None:
    bare = CLAIMS.replace('uncited = ["b"]\n', "")
    two = bare.replace("references =", 'also = ["rest#more"]\nreferences =')
    more = "## More {#more}\n\nMore rest [@b].\n"

    assert told("CLM006", claims=ARTICLE + bare) == (
        "claims.toml:7:1 CLM006 no place of claim 1.1 cites `b`"
    )
    assert told("CLM006", claims=ARTICLE + CLAIMS) == ""
    assert told("CLM006", more, claims=ARTICLE + two) == ""


@pytest.mark.parametrize("key", ["a", "c"])
def test_what_is_cited_or_no_source_of_the_claim_is_not_let_off(key: str, told: Told) -> None:
    claims = CLAIMS.replace('uncited = ["b"]', f'uncited = ["b", "{key}"]')

    assert told("CLM006", claims=ARTICLE + claims) == (
        f"claims.toml:7:1 CLM006 claim 1.1 need not list `{key}` as uncited"
    )


def test_a_lost_citation_is_told_at_its_heading(told: Told) -> None:
    kept = '[[cited]]\nplace = "rest#naps"\nreferences = ["a", "b", "b"]\n'
    also = {"manuscript/citations.toml": kept}
    text = "## Naps {#naps}\n\nNaps [@b; @a].\n"

    assert told("CLM007", text, also=also) == "1:1 CLM007 `rest#naps` has lost a citation of `b`"
    assert told("CLM007", text + "\nMore [@b].\n", also=also) == ""
    assert told("CLM007", also=also).startswith("citations.toml:1:1 CLM007 `rest#naps` has lost")


def test_a_broken_table_of_citations_is_told(told: Told) -> None:
    also = {"manuscript/citations.toml": "[[cite]]\n"}

    assert told("CLM103", also=also) == "citations.toml:1:1 CLM103 there is no table or key `cite`"


def test_a_source_is_told_once_unless_it_is_background(told: Told) -> None:
    text = "Rest [@a; @d]. More rest [@d]."
    background = '\n[[background]]\nreference = "d"\nreason = "Further reading."\n'

    assert told("CLM004", text) == "1:11 CLM004 no claim rests on `d`"
    assert told("CLM004", text, claims=ARTICLE + CLAIMS + background) == ""


def test_a_book_without_a_ledger_is_not_held_against_one(told: Told) -> None:
    assert told("CLM", "Rest soon cures you [@d].", claims="") == ""
