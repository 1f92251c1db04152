"""Copy-fitting: the largest type at which a sheet's text stands on its two sides.

In: a sheet's matter, and a way to measure it. Out: how it fits, or the finding that says by how
much it is too long. Type shrinks by the ladder alone, and never below 12 points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import ceil
from typing import Final

from bookbuild.model.artefact import Fit
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.render.fitting import Block, Layout, Sides, largest_that_fits, lay_out
from bookbuild.render.handout.matter import MOST_TERMS, Matter, Passage

_SIZES: Final = ((13.5, 18.0), (13.0, 17.5), (12.5, 17.0), (12.0, 16.5))
_SPACING: Final = (("loose", 1.2), ("normal", 1.0), ("tight", 0.7))
_SECTION_GAP: Final = 15.0
_MOST_HINTS: Final = 4
_WORDS_SHOWN: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A step of the ladder: type size and leading in points, and how wide the gaps are."""

    size: float
    leading: float
    spacing: str
    factor: float

    @property
    def name(self) -> str:
        """Give the name that the manifest shows: `12.5/17 normal`."""
        return f"{self.size:g}/{self.leading:g} {self.spacing}"

    @property
    def css_class(self) -> str:
        """Give the class that a sheet set on this rung bears."""
        return f"rung-{round(self.size * 10)}-{self.spacing}"

    @property
    def section_gap(self) -> float:
        """Give the space before a section, in points."""
        return _SECTION_GAP * self.factor

    @property
    def css(self) -> str:
        """Write the rung as CSS."""
        half = self.leading / 2
        return (
            f".{self.css_class} {{ font-size: {self.size:g}pt; line-height: {self.leading:g}pt; "
            f"--half: {half * self.factor:g}pt; --section: {self.section_gap:g}pt; "
            f"--item: {3 * self.factor:g}pt }}\n"
        )


LADDER: Final = tuple(
    Rung(size=size, leading=leading, spacing=spacing, factor=factor)
    for size, leading in _SIZES
    for spacing, factor in _SPACING
)
_USUAL: Final = next(at for at, rung in enumerate(LADDER) if rung.name == "12.5/17 tight")
RUNGS: Final[Mapping[str, Rung]] = {rung.name: rung for rung in LADDER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A sheet measured on one rung: its blocks, and the room that the fixed pieces leave."""

    blocks: tuple[Block, ...]
    sides: Sides


def fit(
    write: Callable[[int], Matter], measure: Callable[[Matter, Rung], Proof]
) -> Fit | Diagnostic:
    """Find the largest rung on which a sheet fits.

    write: gives the matter with so many words explained at most. A sheet explains as many as it can
    at the usual size of type; below that size it grows first, because each word was explained in
    the text already.
    """
    matter = cache(write)

    @cache
    def laid(most_terms: int, at: int) -> Layout:
        proof = measure(matter(most_terms), LADDER[at])
        return lay_out(proof.blocks, proof.sides)

    def fits(most_terms: int, at: int) -> bool:
        return not laid(most_terms, at).over

    for terms in range(MOST_TERMS, -1, -1):
        if fits(terms, _USUAL):
            found = largest_that_fits(_USUAL + 1, partial(fits, terms))
            break
    else:
        found = largest_that_fits(len(LADDER), partial(fits, 0))
        if found is None:
            return too_long(matter(0), measure(matter(0), LADDER[-1]))
        terms = max(number for number in range(MOST_TERMS + 1) if fits(number, found))
    assert found is not None, "the usual size fits"
    layout = laid(terms, found)
    return Fit(
        rung=LADDER[found].name,
        front=layout.front,
        columns=layout.columns,
        leads=tuple(round(lead, 2) for lead in layout.leads),
        terms=matter(terms).terms,
    )


def too_long(matter: Matter, proof: Proof) -> Diagnostic:
    """Say by how many words a sheet is too long, and which paragraphs the book could keep."""
    over = lay_out(proof.blocks, proof.sides).over
    rung = LADDER[-1]
    return Diagnostic(
        code="FIT001",
        span=matter.span,
        message=f"sheet {matter.number} is too long for its two sides by about "
        f"{_words_in(over, matter.passages, proof.blocks)} words, "
        f"at the smallest type ({rung.size:g}/{rung.leading:g})",
        hints=tuple(_hints(matter.passages, proof)),
    )


def _words_in(over: float, passages: Sequence[Passage], blocks: Sequence[Block]) -> int:
    """Turn points of a side into words: a side has two columns."""
    measured = [
        (len(passage.words.split()), block.height)
        for passage, block in zip(passages, blocks, strict=True)
        if passage.words and not passage.opens
    ]
    words, height = (sum(column) for column in zip(*measured, strict=True)) if measured else (7, 17)
    return ceil(2 * over * words / height)


def _hints(passages: Sequence[Passage], proof: Proof) -> list[str]:
    """Name paragraphs that could move: one that is enough, else several, the longest first."""
    movable = sorted(
        (at for at, passage in enumerate(passages) if passage.words and not passage.opens),
        key=lambda at: -proof.blocks[at].height,
    )
    enough = [at for at in reversed(movable) if _fits_without(proof, (at,))]
    taken: list[int] = enough[:1]
    while not taken and len(taken) < len(movable):
        taken = _several(proof, movable)
    return [_hint(passages[at], alone=bool(enough)) for at in taken[:_MOST_HINTS]]


def _several(proof: Proof, movable: Sequence[int]) -> list[int]:
    """Take one after the other until the rest fits."""
    for count in range(2, len(movable) + 1):
        if _fits_without(proof, movable[:count]):
            return list(movable[:count])
    return list(movable)


def _fits_without(proof: Proof, left_out: Sequence[int]) -> bool:
    rest = [block for at, block in enumerate(proof.blocks) if at not in left_out]
    return not lay_out(rest, proof.sides).over


def _hint(passage: Passage, *, alone: bool) -> str:
    words = passage.words.split()
    first = " ".join(words[:_WORDS_SHOWN])
    what = f"`{first} …` ({len(words)} words, {passage.span})"
    if alone:
        return f'it fits when {what} moves into `::: {{only="book"}}`'
    return f'could move into `::: {{only="book"}}`: {what}'
