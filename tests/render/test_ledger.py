"""The appendix shows each claim with its verdict, the book's own words, and where they stand."""

from __future__ import annotations

import re
from html import unescape

from bookbuild.render.dress import Dress
from bookbuild.render.ledger import ledger_html
from kit.evidence import ARTICLE, CLAIMS
from kit.tiny import resolved, tiny_world

TEXT = "# Rest {#rest}\n\n## What helps {#what-helps}\n\nRest may help [@b; @a].\n"
RIGHT = """
[[claims]]
id = "1.2"
claim = "People with a cold rest."
verdict = "supported"
says = "Many rest."
place = "rest"
references = []
"""
LEFT_OUT = """
[[claims]]
id = "1.3"
claim = "Soup."
verdict = "omitted"
says = "Soup is warm."
place = "references"
references = []

[[claims]]
id = "1.4"
claim = "Tea & naps."
verdict = "omitted"
says = "Tea may help."
place = "rest"
also = ["rest#what-helps"]
references = []
"""
BACK = ("@glossary", "@ledger", "@references")


def html(claims: str = ARTICLE + CLAIMS, *, pages: dict[str, str] | None = None) -> str:
    world = tiny_world(TEXT, back=BACK, more={"manuscript/claims.toml": claims})
    book = resolved(world).value
    dress = Dress(
        href=lambda label: f"#{label}",
        page_of=pages,
        notes_at_foot=False,
        explained_at_foot=False,
        epub_types=False,
        labels={"[@b; @a]": "1,2", "[@a; @b]": "1,2"},
    )
    return ledger_html(book, dress)


def words(markup: str) -> str:
    """Give the words of some HTML, a line each for terms and their meanings."""
    lined = re.sub(r"</(?:p|h2|dt|dd)>", "\n", markup)
    return unescape(re.sub(r"<[^>]+>", "", lined)).strip()


def test_the_appendix_reads_as_sentences():
    assert words(
        html(ARTICLE + CLAIMS + RIGHT + LEFT_OUT, pages={"rest": "5", "what-helps": "7"})
    ) == (
        "This book answers an article on the web, “Rest for all.” We checked it.\n"
        "Of its 2 claims, 1 is right and 1 is wrong."
        " It leaves out 2 things that a patient needs to know.\n"
        "Each entry gives the claim in our own words and our verdict."
        " Then it says what this book says instead, and where.\n"
        "1. All about rest\n"
        "1.1 Claim: Rest cures a cold.\n"
        "Wrong. Rest may help a little.1,2 See “What helps,” chapter\xa01 (page\xa07).\n"
        "1.2 Claim: People with a cold rest.\n"
        "Right. Many rest. See chapter\xa01 (page\xa05).\n"
        "1.3 Left out: Soup.\n"
        "Soup is warm. See Sources (page\xa000).\n"
        "1.4 Left out: Tea & naps.\n"
        "Tea may help. See chapter\xa01 (page\xa05) and “What helps,” chapter\xa01 (page\xa07)."
    )


def test_why_a_claim_is_not_taken_up_stands_before_what_the_book_says():
    claims = CLAIMS.replace("[[dis", 'dropped = "It is a promise."\n\n[[dis')

    assert "Wrong. It is a promise. Rest may help a little." in words(html(ARTICLE + claims))


def test_an_output_without_pages_names_none():
    assert "page" not in html()


def test_each_entry_can_be_pointed_at_and_its_numbers_lead_to_the_sources():
    markup = html()

    assert '<dt id="claim-1-1">' in markup
    assert '<dd id="claim-1-1-answer">' in markup
    assert re.findall(r'doc-biblioref" href="#ref-(\w)"', markup) == ["b", "a"]
    assert 'href="#what-helps"' in markup


def test_a_claim_is_not_set_as_if_the_book_said_it():
    head = re.search(r"<dt[^>]*>(.*?)</dt>", html())[1]

    assert "<b>" not in head
    assert "<strong>" not in head
    assert "Claim:" in head
