"""Copy-fitting: the largest type at which a sheet's text stands on its two sides.

In: a sheet's matter, and a way to measure it. Out: how it fits, or the finding that says by how
much it is too long. Type shrinks by the ladder alone, and never below 12 points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import ceil
from typing import Final

from bookbuild.model.artefact import Fit
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.render.fitting import Block, Layout, Sides, first_that_fits, lay_out
from bookbuild.render.handout.matter import Matter, Passage

_SIZES: Final = ((13.5, 18.0), (13.0, 17.5), (12.5, 17.0), (12.0, 16.5))
_SPACING: Final = (("loose", 1.2), ("normal", 1.0), ("tight", 0.7))
_SECTION_GAP: Final = 15.0
_BELOW_RULE: Final = 6.0
"""What a rule and the space below it take; a column without one begins as much lower, as
styles/handout/handout.css has it."""
_RULED: Final = frozenset({"section", "off-label", "figure", "elsewhere"})
_LEAST_ON_FRONT: Final = 2
"""Blocks: what the law says, and the beginning of the chapter."""
_HOLES: Final = (100.0, 150.0)
"""Points below a column: six lines are no hole, nine no large one."""
_MOST_HINTS: Final = 4
_WORDS_SHOWN: Final = 6
_LINE: Final = (7, 16.5)
"""Words and points of a line of the smallest type, for a sheet without a paragraph."""


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
    def gap(self) -> float:
        """Give the space above a block: half a line, more or less."""
        return self.leading / 2 * self.factor

    @property
    def section_gap(self) -> float:
        """Give the space above a section, in points."""
        return _SECTION_GAP * self.factor

    @property
    def css(self) -> str:
        """Write the rung as CSS."""
        return (
            f".{self.css_class} {{ font-size: {self.size:g}pt; line-height: {self.leading:g}pt; "
            f"--half: {self.leading / 2:g}pt; --gap: {self.gap:g}pt; "
            f"--section: {self.section_gap:g}pt }}\n"
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
    """What was measured at one type size, in points.

    text, words, after: the heights of the matter's blocks. front, back: the room that the fixed
    pieces leave on each side. panel: the height of what stands in the clinic's panel.
    """

    text: tuple[float, ...]
    words: tuple[float, ...]
    after: tuple[float, ...]
    front: float
    back: float
    panel: float = 0.0

    def heights(self, terms: int) -> tuple[float, ...]:
        """Give the heights of the blocks that are dealt out when so many words are explained."""
        return (*self.text, *self.words[terms - 1 : terms], *self.after)


def fit(matter: Matter, measure: Callable[[Rung], Proof]) -> Fit | Diagnostic:
    """Find the largest rung on which a sheet fits.

    measure: sets a galley proof; rungs of one size differ in nothing that it measures. A sheet
    explains as many words as it can at the usual size of type. Below that size it grows first,
    because each word was explained in the text already.
    """
    proof = cache(lambda size: measure(_of_size(size)))

    @cache
    def laid(terms: int, at: int) -> Layout:
        rung = LADDER[at]
        return lay_out(
            _blocks(matter, proof(rung.size), rung, terms), _sides(proof(rung.size), rung)
        )

    def fits(terms: int, at: int) -> bool:
        return not laid(terms, at).over

    chosen = _choose(len(matter.words), fits)
    if chosen is None:
        return too_long(matter, proof(LADDER[-1].size))
    terms, found = _without_hole(chosen, len(matter.words), laid)
    layout = laid(terms, found)
    return Fit(
        rung=LADDER[found].name,
        front=layout.front,
        columns=layout.columns,
        leads=tuple(round(lead, 2) for lead in layout.leads),
        terms=terms,
    )


def _choose(most_terms: int, fits: Callable[[int, int], bool]) -> tuple[int, int] | None:
    """Choose how many words are explained, and the rung."""
    for terms in range(most_terms, -1, -1):
        if fits(terms, _USUAL):
            return terms, _as_large_as(partial(fits, terms))
    smallest = len(LADDER) - 1
    if not fits(0, smallest):
        return None
    found = first_that_fits(_USUAL + 1, smallest, partial(fits, 0))
    return max(terms for terms in range(most_terms + 1) if fits(terms, found)), found


def _as_large_as(fits: Callable[[int], bool]) -> int:
    """Find the largest rung that fits of those of the usual size and above; the usual one does.

    Rungs of the usual size are asked first: its galley proof is there, and larger type needs none
    when not even the widest gaps fit.
    """
    widest = next(at for at, rung in enumerate(LADDER) if rung.size == LADDER[_USUAL].size)
    found = first_that_fits(widest, _USUAL, fits)
    return first_that_fits(0, widest, fits) if found == widest else found


def _without_hole(
    chosen: tuple[int, int], most_terms: int, laid: Callable[[int, int], Layout]
) -> tuple[int, int]:
    """Step down to the next rung that leaves no hole, or else no large one; else stay.

    More or fewer words explained may fill a side better, too.
    """
    steps = range(chosen[1], len(LADDER))
    ways = [chosen, *((terms, at) for at in steps for terms in range(most_terms, -1, -1))]
    full = (
        way for most in _HOLES for way in ways if laid(*way).hole <= most and not laid(*way).over
    )
    return next(full, chosen)


def _of_size(size: float) -> Rung:
    return next(rung for rung in LADDER if rung.size == size)


def _blocks(matter: Matter, proof: Proof, rung: Rung, terms: int) -> tuple[Block, ...]:
    return tuple(
        Block(
            height=height,
            above=rung.section_gap if passage.opens else rung.gap,
            at_head=0.0 if passage.wide or passage.kind in _RULED else _BELOW_RULE,
            wide=passage.wide,
            opens=passage.opens,
            early=passage.early,
            floats=passage.kind == "figure",
        )
        for passage, height in zip(matter.passages(terms), proof.heights(terms), strict=True)
    )


def _sides(proof: Proof, rung: Rung) -> Sides:
    return Sides(
        front=proof.front, back=proof.back, between=rung.section_gap, least=_LEAST_ON_FRONT
    )


def too_long(matter: Matter, proof: Proof) -> Diagnostic:
    """Say by how many words a sheet is too long, and which paragraphs the book could keep."""
    rung, passages = LADDER[-1], matter.passages(0)
    blocks, sides = _blocks(matter, proof, rung, 0), _sides(proof, rung)
    over = lay_out(blocks, sides).over
    return Diagnostic(
        code="FIT001",
        span=matter.span,
        message=f"sheet {matter.number} is too long for its two sides by about "
        f"{_words_in(over, passages, blocks)} words, "
        f"at the smallest type ({rung.size:g}/{rung.leading:g})",
        hints=tuple(_hints(passages, blocks, sides)),
    )


def _words_in(over: float, passages: Sequence[Passage], blocks: Sequence[Block]) -> int:
    """Turn points of a side into words: a side has two columns."""
    measured = [
        (len(passage.words.split()), block.height)
        for passage, block in zip(passages, blocks, strict=True)
        if passage.words
    ]
    words, height = (sum(column) for column in zip(*measured, strict=True)) if measured else _LINE
    return ceil(2 * over * words / height)


def _hints(passages: Sequence[Passage], blocks: Sequence[Block], sides: Sides) -> Iterator[str]:
    """Name the shortest paragraph that is enough by itself, else the longest ones."""
    movable = sorted(
        (at for at, passage in enumerate(passages) if passage.words and not passage.opens),
        key=lambda at: blocks[at].height,
    )
    enough = next((at for at in movable if _fits_without(at, blocks, sides)), None)
    if enough is not None:
        yield f'it fits when {_named(passages[enough])} moves into `::: {{only="book"}}`'
        return
    for at in reversed(movable[-_MOST_HINTS:]):
        yield f'{_named(passages[at])} could move into `::: {{only="book"}}`'


def _fits_without(left_out: int, blocks: Sequence[Block], sides: Sides) -> bool:
    rest = [block for at, block in enumerate(blocks) if at != left_out]
    return not lay_out(rest, sides).over


def _named(passage: Passage) -> str:
    words = passage.words.split()
    return f"`{' '.join(words[:_WORDS_SHOWN])} …` ({len(words)} words, {passage.span})"
