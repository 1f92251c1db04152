"""What the text rests on: the claims that were checked, the numbers, and the parts it must have.

In: filled by `load` from `claims.toml`, `numbers.toml` and `blocks.toml`. Out: frozen values that
`check` holds the text against and that the appendix prints. A manuscript without one of these files
has None in its place, and is not held against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from bookbuild.model.document import Citation, Cited
from bookbuild.model.source import Span

Verdict = Literal["supported", "qualified", "overstated", "wrong", "not-evidence", "omitted"]
NumberKind = Literal["study", "date", "law", "phone", "example"]

VERDICTS: Final[Mapping[Verdict, str]] = MappingProxyType(
    {
        "supported": "Right",
        "qualified": "Right in part",
        "overstated": "Goes too far",
        "wrong": "Wrong",
        "not-evidence": "Not evidence",
        "omitted": "Left out",
    }
)
"""Each verdict in the words that a reader meets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlace:
    """A place of the book as an author names it: `section`, or `section#label` within it."""

    section: str
    label: str | None
    span: Span

    def __str__(self) -> str:
        """Give the place as it is written."""
        return f"{self.section}#{self.label}" if self.label else self.section

    @property
    def labels(self) -> tuple[str, ...]:
        """Give the labels that it names, the section's first."""
        return (self.section, self.label) if self.label else (self.section,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of the source article, or one thing it leaves out.

    says: what this book says instead. places: where; the first is the main one, and there is none
    when the row names none. references: what the verdict rests on; uncited: those of them that the
    places do not cite. dropped: why the book does not take the claim up, or an empty string.
    banned: wordings of the claim that must not come back.
    """

    id: str
    claim: str
    verdict: Verdict
    says: str
    places: tuple[TextPlace, ...]
    references: tuple[str, ...]
    uncited: tuple[str, ...] = ()
    dropped: str = ""
    banned: tuple[str, ...] = ()
    span: Span

    @property
    def section(self) -> int:
        """Give the section of the article, counted from 1: the first half of the id."""
        return int(self.id.partition(".")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """A source that no claim rests on, and why the book cites it."""

    reference: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two sides that disagree on a matter: who cites one on it gives the other as well.

    about: words of which one stands in a paragraph on the matter. one_way: only the side `one`,
    which sounds better, needs the other beside it.
    """

    id: str
    matter: str
    about: tuple[str, ...]
    one: tuple[str, ...]
    other: tuple[str, ...]
    one_way: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article whose claims were checked: its title, what kind of text it is, its sections.

    checked: a sentence that says who checked it and who has not.
    """

    title: str
    kind: str
    checked: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCitations:
    """The sources that a place cited when its citations were last looked at, each as often."""

    place: str
    references: tuple[str, ...]
    span: Span

    @property
    def labels(self) -> tuple[str, ...]:
        """Give the labels that its place names, the section's first; a standard part has none."""
        place = self.place.removeprefix("handout/")
        return () if place.startswith("parts/") else tuple(place.split("#"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All claims in the order of the article, and what belongs to them.

    kept: the citations of the editions, so that none is lost unnoticed; empty when nothing keeps
    them.
    """

    source: Article
    claims: tuple[Claim, ...]
    background: tuple[Background, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    kept: tuple[KeptCitations, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number that may be printed, with all that a reader must know of it.

    prints: the words in which it may stand. event: what is counted or said. Of a study also who was
    counted, how many people it had (size), the numbers of the event as printed (n), what they are
    out of (denominator), when (window), and compared with what.
    """

    id: str
    kind: NumberKind
    event: str
    prints: tuple[str, ...]
    references: tuple[str, ...] = ()
    who: str = ""
    size: int | None = None
    n: tuple[str, ...] = ()
    denominator: int | None = None
    window: str = ""
    comparison: str = ""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberTable:
    """The only numbers that the book prints."""

    rows: tuple[NumberRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredBlock:
    """A part that a text for patients must have, and where this book has it.

    words: must all stand at the places taken together. first_third: one of the places must begin in
    the first third of the book.
    """

    number: int
    name: str
    places: tuple[TextPlace, ...]
    words: tuple[str, ...] = ()
    first_third: bool = False
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredBlocks:
    """The required parts that the manuscript declares; `span` is the file."""

    blocks: tuple[RequiredBlock, ...]
    span: Span


def citation_of(claim: Claim) -> Citation:
    """Give the sources of a claim as one citation, as the appendix prints it."""
    cited = tuple(Cited(key=key, locator="", span=claim.span) for key in claim.references)
    written = "[" + "; ".join(f"@{key}" for key in claim.references) + "]"
    return Citation(cited=cited, source=written, span=claim.span)
