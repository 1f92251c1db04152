"""The appendix that shows how the source article was checked, claim by claim.

In: a resolved document with its ledger, a `Dress`. Out: an XHTML fragment: who checked what, a
count of the verdicts, then for each section of the article its claims, each with the verdict, what
this book says instead, the numbers of the sources, and the place where the book says it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Final

from bookbuild.model.evidence import VERDICTS, Claim, Ledger, TextPlace, Verdict, citation_of
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.render.dress import Dress
from bookbuild.render.html import citation_html, element

_HOW_TO_READ: Final = (
    "Each entry gives the claim in our own words and our verdict. Then it says what this book says"
    " instead, and where."
)


def ledger_html(book: ResolvedDocument, dress: Dress) -> str:
    """Write the appendix; a book that prints it has a ledger."""
    ledger = book.claims
    assert ledger is not None, "`load` reports a book that prints a ledger it does not have"
    written = [
        _paragraph(_about(ledger), {"id": "ledger-about"}),
        _paragraph(_counted(ledger), {"id": "ledger-counted", "class": "counted"}),
        _paragraph(_HOW_TO_READ, {"id": "ledger-how-to-read", "class": "counted"}),
    ]
    for section, claims in groupby(ledger.claims, key=_section):
        title = f"{section}. {ledger.source.sections[section - 1]}"
        written.append(element("h2", escape(title, quote=False), {"id": f"ledger-{section}"}))
        entries = "".join(_entry(claim, book, dress) for claim in claims)
        written.append(element("dl", entries, {"class": "ledger"}))
    return "".join(written)


def _paragraph(words: str, attributes: dict[str, str | None]) -> str:
    return element("p", escape(words, quote=False), attributes)


def _section(claim: Claim) -> int:
    return claim.section


def _about(ledger: Ledger) -> str:
    source = ledger.source
    return f"This book answers {source.kind}, “{source.title}.” {source.checked}"


def _counted(ledger: Ledger) -> str:
    """Say how the claims fared: `Of its 68 claims, 16 are right, …`."""
    count = Counter(claim.verdict for claim in ledger.claims)
    said: tuple[tuple[Verdict, str, str], ...] = (
        ("supported", "is right", "are right"),
        ("qualified", "is right in part", "are right in part"),
        ("overstated", "goes too far", "go too far"),
        ("wrong", "is wrong", "are wrong"),
        ("not-evidence", "is no evidence", "are no evidence"),
    )
    fates = [
        f"{count[kind]} {one if count[kind] == 1 else more}"
        for kind, one, more in said
        if count[kind]
    ]
    left_out = count["omitted"]
    claims = len(ledger.claims) - left_out
    sentences = [
        f"Of its {claims} claims, {_listed(fates)}." if claims else "",
        f"It leaves out {left_out} things that a patient needs to know." if left_out else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _entry(claim: Claim, book: ResolvedDocument, dress: Dress) -> str:
    identity = f"claim-{claim.id.replace('.', '-')}"
    where = element("span", _where(claim.places, book, dress), {"class": "used-in"})
    body = f"{_answer(claim, book, dress)} {where}"
    return element("dt", _head(claim), {"id": identity}) + element(
        "dd", body, {"id": f"{identity}-answer"}
    )


def _head(claim: Claim) -> str:
    """Write the claim, marked as one: nobody must take it for what this book says."""
    number = element("span", claim.id, {"class": "claim-number"})
    what = f"{VERDICTS['omitted']}:" if claim.verdict == "omitted" else "Claim:"
    kind = element("span", what, {"class": "claim-kind"})
    return f"{number} {kind} {escape(claim.claim, quote=False)}"


def _answer(claim: Claim, book: ResolvedDocument, dress: Dress) -> str:
    said = " ".join(words for words in (claim.dropped, claim.says) if words)
    answer = _with_sources(said, claim, book, dress)
    if claim.verdict == "omitted":
        return answer
    return element("b", f"{VERDICTS[claim.verdict]}.", {"class": "verdict"}) + " " + answer


def _with_sources(words: str, claim: Claim, book: ResolvedDocument, dress: Dress) -> str:
    """Write some words with the numbers of the claim's sources on the line of the last one."""
    if not claim.references:
        return escape(words, quote=False)
    before, space, last = words.rpartition(" ")
    numbers = citation_html(citation_of(claim), dress, book.cited)
    kept = element("span", escape(last, quote=False) + numbers, {"class": "keep"})
    return escape(before + space, quote=False) + kept


def _where(places: Sequence[TextPlace], book: ResolvedDocument, dress: Dress) -> str:
    """Write `See “What you may notice,” chapter 8 (page 70).`, each place a link."""
    return f"See {_listed([_place(place, book, dress) for place in places])}."


def _place(place: TextPlace, book: ResolvedDocument, dress: Dress) -> str:
    label = place.label or place.section
    target = book.targets[place.section]
    section = target.name if target.kind == "section" else _numbered(target.name)
    words = f"“{book.targets[label].name},” {section}" if place.label else section
    link = element("a", escape(words, quote=False), {"href": dress.href(label)})
    return link + _page(label, dress)


def _numbered(name: str) -> str:
    """Give `Chapter 7` as it stands within a sentence, on one line."""
    return name.lower().replace(" ", "\N{NO-BREAK SPACE}")


def _page(label: str, dress: Dress) -> str:
    """Write ` (page 12)` where the output has pages, as cross-references do."""
    if dress.page_of is None:
        return ""
    page = dress.page_of.get(label, "00")
    return element("span", f" (page\N{NO-BREAK SPACE}{page})", {"class": "page-ref"})


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
