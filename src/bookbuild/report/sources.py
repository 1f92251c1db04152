"""Where each source is used, and which sources of the library nothing cites.

In: the references, the resolved editions, the claims and numbers that rest on them. Out: a part of
the report, and links to its rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bookbuild.model.book import Book, Reference
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.report.markup import (
    Group,
    Markup,
    Row,
    Section,
    bullets,
    code,
    element,
    joined,
    link,
    table,
    together,
)
from bookbuild.report.places import sections_named


def sources(
    book: Book, editions: Sequence[ResolvedDocument], where: Mapping[str, frozenset[str]]
) -> Section:
    """Give every source that is cited, in the order of the book's list, then those that are not.

    where: the labels of the sections that cite it, by its key.
    """
    rests = _what_rests_on(book)
    numbers = {key: at for at, key in enumerate(editions[0].cited, start=1)}
    cited = sorted(
        (key for key in where if key in book.references),
        key=lambda key: (numbers.get(key, len(numbers) + 1), key),
    )
    rows = [
        Row(
            id=_row_id(key),
            cells=(
                together(f"{numbers.get(key, '–')} ", code(key)),
                _described(book.references[key]),
                sections_named(where[key], editions[0]),
                joined(rests.get(key, ["–"])),
            ),
        )
        for key in cited
    ]
    columns = ("Source", "What it is", "Cited in", "Rests on it")
    caption = f"Sources that are cited: {len(cited)} of {len(book.references)}"
    whole = table(caption, columns, [Group(rows=rows)], name="cited")
    body = together(whole, *_not_cited(book, frozenset(cited), rests))
    return Section(id="sources", title="Where each source is used", body=body)


def listed_sources(where: Mapping[str, frozenset[str]], book: Book) -> frozenset[str]:
    """Give the keys that have a row in the list. where: the sections that cite each."""
    return frozenset(where) & frozenset(book.references)


def source_links(keys: Iterable[str], known: Collection[str]) -> Markup:
    """Name sources by their keys; those that are listed lead to their row."""
    return joined(link(key, f"#{_row_id(key)}") if key in known else key for key in keys)


def _row_id(key: str) -> str:
    return f"source-{key}"


def _what_rests_on(book: Book) -> Mapping[str, list[str]]:
    """Give what else names each key: claims and numbers by their ids, or why it is background."""
    rests: dict[str, list[str]] = {}
    for claim in book.claims.claims if book.claims else ():
        for key in claim.references:
            rests.setdefault(key, []).append(link(f"claim {claim.id}", f"#claim-{claim.id}"))
    for row in book.numbers.rows if book.numbers else ():
        for key in row.references:
            rests.setdefault(key, []).append(f"number {row.id}")
    for one in book.claims.background if book.claims else ():
        rests.setdefault(one.reference, []).append(f"background: {one.reason}")
    return rests


def _not_cited(
    book: Book, cited: frozenset[str], rests: Mapping[str, Sequence[str]]
) -> Iterator[Markup]:
    left = sorted(key for key in book.references if key not in cited)
    if not left:
        yield element("p", "Every source in the library is cited.")
        return
    yield element("p", f"In the library and not cited: {len(left)}.")
    yield bullets(
        together(code(key), ": ", _described(book.references[key]), *_but_rests(rests.get(key)))
        for key in left
    )


def _but_rests(rests: Sequence[str] | None) -> Iterator[str]:
    if rests:
        yield together(" (named by ", joined(rests), ")")


def _described(reference: Reference) -> Markup:
    """Give authors, title, year and a link in short; the full form stands in the book."""
    csl = reference.csl
    pieces = (_authors(csl), f"{reference.title.rstrip('.')}.", _year(csl), _address(csl))
    return joined((piece for piece in pieces if piece), between=" ")


def _authors(csl: Mapping[str, Any]) -> str:
    names = [one.get("family") or one.get("literal", "") for one in csl.get("author", ())]
    match names:
        case []:
            return ""
        case [one]:
            return f"{one}."
        case [first, second]:
            return f"{first} and {second}."
        case _:
            return f"{names[0]} and others."


def _year(csl: Mapping[str, Any]) -> str:
    parts = csl.get("issued", {}).get("date-parts", [[]])
    return f"{parts[0][0]}." if parts and parts[0] else ""


def _address(csl: Mapping[str, Any]) -> str:
    if doi := csl.get("DOI"):
        return link(f"doi:{doi}", f"https://doi.org/{doi}")
    if pmid := csl.get("PMID"):
        return link(f"PMID {pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/")
    if url := csl.get("URL"):
        return link(str(url), str(url))
    return ""
