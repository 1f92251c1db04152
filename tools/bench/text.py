"""The generated text that all are measured on: about gardens, as long as is asked, always the same.

In: a number of pages. Out: a `Text`, which says nothing about Markdown: `manuscript.py` writes it
down for each program in its own dialect. It holds what a patient text holds: titles, paragraphs
with sources, notes, references to other chapters, lists, tables. It passes `bookbuild check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, TypeVar

T = TypeVar("T")

SECTIONS: Final = 5
"""Sections of a chapter, until the text has as many chapters as the real book."""
MOST_CHAPTERS: Final = 12
MOST_SOURCES: Final = 8
"""Sources of a chapter: those of all chapters have numbers of two digits."""
PAGES_OF_A_SECTION: Final = 2.6
"""What a section comes to on half-letter paper, with its share of the chapter's opening."""
_PAGES_BESIDE: Final = 8
"""Cover, contents, sources and the last pages."""

_NOUNS: Final = (
    "garden gate pond bench wall path roof window door lamp table chair basket ladder bucket rake "
    "shovel barrel fence hedge meadow orchard river bridge tower barn stable kitchen cellar attic"
).split()
_LOOKS: Final = (
    "old small green quiet broad narrow warm bright plain round steep shady open wooden heavy"
).split()
_LINKS: Final = "near behind beside above below across".split()
_BIRDS: Final = "robin sparrow owl heron finch swan duck crow lark thrush".split()
_DEEDS: Final = "sits sleeps sings waits rests walks lands hides".split()
_PEOPLE: Final = "gardener baker neighbor teacher painter farmer carpenter miller".split()
_ACTS: Final = "opens closes paints cleans mends carries sees keeps".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that rest on a source; `note` is said at the foot, `see` is a chapter's label."""

    sentences: tuple[str, ...]
    source: str
    note: str = ""
    see: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list, with the source of its first item."""

    items: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a head, and the source that its title names."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    source: str


Block = Paragraph | Points | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands below it."""

    label: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: standfirst, key points, sections, questions."""

    label: str
    title: str
    standfirst: str
    key_points: tuple[str, ...]
    sections: tuple[Section, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A whole text; sources by key, with the title of each."""

    title: str
    chapters: tuple[Chapter, ...]
    sources: tuple[tuple[str, str], ...]


def text_of(pages: int) -> Text:
    """Generate a text of about so many pages of half-letter paper; at least one section."""
    sections = max(1, round((pages - _PAGES_BESIDE) / PAGES_OF_A_SECTION))
    number_of_chapters = min(MOST_CHAPTERS, ceil(sections / SECTIONS))
    each, over = divmod(sections, number_of_chapters)
    counts = [each + (number < over) for number in range(number_of_chapters)]
    chapters = tuple(
        _chapter(_Dice(number), number, count, len(counts))
        for number, count in enumerate(counts, start=1)
    )
    sources = tuple(
        (source_key(chapter, at), _title(_Dice(1000 * chapter + at)))
        for chapter in range(1, len(counts) + 1)
        for at in range(1, min(MOST_SOURCES, counts[chapter - 1]) + 1)
    )
    return Text(title="The generated garden", chapters=chapters, sources=sources)


def chapter_label(number: int) -> str:
    """Give the label of a chapter by its number."""
    return f"chapter-{number}"


def source_key(chapter: int, section: int) -> str:
    """Give the key of a section's source."""
    return f"source{chapter}x{1 + (section - 1) % MOST_SOURCES}"


class _Dice:
    """Picks that look like chance and are the same each time (Knuth's MMIX generator)."""

    def __init__(self, seed: int) -> None:
        self._state = seed
        for _ in range(4):
            self.below(2)

    def below(self, limit: int) -> int:
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % limit

    def one(self, of: Sequence[T]) -> T:
        return of[self.below(len(of))]


def _chapter(dice: _Dice, number: int, sections: int, chapters: int) -> Chapter:
    return Chapter(
        label=chapter_label(number),
        title=_title(dice),
        standfirst=_sentence(dice),
        key_points=tuple(_sentence(dice) for _ in range(3)),
        sections=tuple(_section(dice, number, at, chapters) for at in range(1, sections + 1)),
        questions=tuple(f"Where is the {thing}?" for thing in _different(dice, _NOUNS, 3)),
    )


def _section(dice: _Dice, chapter: int, at: int, chapters: int) -> Section:
    source = source_key(chapter, at)
    see = chapter_label(1 + dice.below(chapters))
    paragraphs = [_paragraph(dice, source) for _ in range(9)]
    lead = _paragraph(dice, source, note=_sentence(dice), see=see)
    points = Points(items=tuple(_sentence(dice) for _ in range(5)), source=source)
    return Section(
        label=f"section-{chapter}-{at}",
        title=_title(dice),
        blocks=(
            lead,
            *paragraphs[:4],
            points,
            *paragraphs[4:8],
            _table(dice, source),
            paragraphs[8],
        ),
    )


def _paragraph(dice: _Dice, source: str, *, note: str = "", see: str = "") -> Paragraph:
    sentences = tuple(_sentence(dice) for _ in range(3 - bool(see)))
    return Paragraph(sentences=sentences, source=source, note=note, see=see)


def _table(dice: _Dice, source: str) -> Table:
    head = ("Who", "Where", "What")
    rows = tuple(
        (dice.one(_PEOPLE), f"by the {dice.one(_NOUNS)}", f"a {dice.one(_LOOKS)} {thing}")
        for thing in _different(dice, _NOUNS, 4)
    )
    return Table(title=_title(dice), rows=(head, *rows), source=source)


def _sentence(dice: _Dice) -> str:
    """Make a sentence of 12 to 16 words."""
    first, second, third = _different(dice, _NOUNS, 3)
    place = f"{dice.one(_LINKS)} the {dice.one(_LOOKS)} {first}"
    sentences = (
        f"the {dice.one(_PEOPLE)} {dice.one(_ACTS)} the {second} and the {third} {place}",
        f"a {dice.one(_BIRDS)} {dice.one(_DEEDS)} {place}, and the {second} stands by the {third}",
        f"in the {second} a {dice.one(_LOOKS)} {dice.one(_BIRDS)} {dice.one(_DEEDS)} {place}",
    )
    chosen = dice.one(sentences)
    return f"{chosen[0].upper()}{chosen[1:]}."


def _title(dice: _Dice) -> str:
    return f"The {dice.one(_LOOKS)} {dice.one(_NOUNS)}"


def _different(dice: _Dice, words: Sequence[str], count: int) -> list[str]:
    return list(_distinct(dice, words))[:count]


def _distinct(dice: _Dice, words: Sequence[str]) -> Iterator[str]:
    left = list(words)
    while left:
        yield left.pop(dice.below(len(left)))
