"""The claims of the source article: what was found, what the book says instead, and where.

In: the ledger of claims, the resolved book, the keys that have a row in the list of sources. Out: a
part of the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from bookbuild.model.evidence import VERDICTS, Claim, Ledger
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.report.markup import Group, Markup, Row, Section, element, joined, table, together
from bookbuild.report.places import NOWHERE, place_named
from bookbuild.report.sources import source_links


def claims(ledger: Ledger, book: ResolvedDocument, known: Collection[str]) -> Section:
    """Count the verdicts, then give every claim in the order of the article."""
    about = element(
        "p", f"Checked was “{ledger.source.title}”, {ledger.source.kind}. {ledger.source.checked}"
    )
    body = together(about, _counts(ledger.claims), _rows(ledger, book, known))
    return Section(id="claims", title="Claims of the source article", body=body)


def _counts(given: Sequence[Claim]) -> Markup:
    counts = Counter(one.verdict for one in given)
    rows = [Row(cells=(words, str(counts[verdict]))) for verdict, words in VERDICTS.items()]
    foot = [Row(cells=("All claims and omissions", str(len(given))))]
    caption, columns = "Verdicts on the claims", ("Verdict", "Claims")
    groups = [Group(rows=rows)]
    return table(caption, columns, groups, name="verdicts", shape="figures", foot=foot)


def _rows(ledger: Ledger, book: ResolvedDocument, known: Collection[str]) -> Markup:
    groups = [
        Group(title=title, rows=rows)
        for number, title in enumerate(ledger.source.sections, start=1)
        if (rows := [_row(one, book, known) for one in ledger.claims if one.section == number])
    ]
    columns = ("No.", "The article says", "Verdict", "This book says", "Where", "Sources")
    return table("Every claim, by section of the article", columns, groups, name="ledger")


def _row(one: Claim, book: ResolvedDocument, known: Collection[str]) -> Row:
    dropped = [element("p", f"Not taken up: {one.dropped}")] if one.dropped else []
    places = joined((place_named(place, book) for place in one.places), between="; ")
    return Row(
        id=f"claim-{one.id}",
        cells=(
            one.id,
            one.claim,
            VERDICTS[one.verdict],
            together(one.says, *dropped),
            places or NOWHERE,
            source_links(one.references, known),
        ),
    )
