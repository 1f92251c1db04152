"""Read `blocks.toml`: the parts that a text for patients must have, and where this book has them.

In: the file. Out: the parts as declared, with every fault at once; None for a manuscript without
the file. Which parts are required, and whether they are there, is for `check`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from bookbuild.load.toml_rows import Codes, TomlRows, rows_of, text_place
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.evidence import RequiredBlock, RequiredBlocks
from bookbuild.model.source import Span
from bookbuild.model.world import World

_CODES: Final = Codes(
    broken="BLK101", missing="BLK102", unknown="BLK103", wrong="BLK104", twice="BLK105"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The keys of one part."""

    number: int
    name: str
    places: tuple[str, ...]
    words: tuple[str, ...] = ()
    first_third: bool = False


def load_blocks(world: World, path: PurePosixPath) -> Outcome[RequiredBlocks | None]:
    """Read the parts."""
    file, found = rows_of(world, path, _CODES)
    if file is None:
        return Outcome(None, found)
    file.only("blocks")
    blocks = tuple(_blocks(file))
    return Outcome(RequiredBlocks(blocks=blocks, span=Span(path, 1)), tuple(file.found))


def _blocks(file: TomlRows) -> Iterator[RequiredBlock]:
    first: dict[int, Span] = {}
    for row, path in file.rows(_Row, "blocks"):
        span = file.span(*path)
        if row.number in first:
            file.used_twice((*path, "number"), f"the number {row.number}", first[row.number])
        first.setdefault(row.number, span)
        yield RequiredBlock(
            number=row.number,
            name=row.name,
            places=tuple(
                text_place(written, file.span(*path, "places", at))
                for at, written in enumerate(row.places)
            ),
            words=row.words,
            first_third=row.first_third,
            span=span,
        )
