"""The sections that the build writes: the glossary, the list of references, the ledger of claims.

In: the word in `[order]` of book.toml. Out: an empty section with its title and label.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple, get_args

from bookbuild.model.document import Edition, GeneratedKind, Section, Text
from bookbuild.model.source import Span

_BOOK_TOML: Final = Span(PurePosixPath("manuscript/book.toml"))
_KINDS: Final[Mapping[str, GeneratedKind]] = {f"@{kind}": kind for kind in get_args(GeneratedKind)}


class _Head(NamedTuple):
    title: str
    icon: str
    label: str


_HEADS: Final[Mapping[GeneratedKind, _Head]] = {
    "glossary": _Head("Words explained", "book", "glossary"),
    "references": _Head("Sources", "notes", "references"),
    "ledger": _Head("How we checked the source", "chart", "how-we-checked"),
}


def is_printed(word: str, edition: Edition) -> bool:
    """Tell whether an edition has this section.

    The ledger names places that handouts lack; a piece of its own holds its own text alone.
    """
    return edition == "book" or (edition == "handout" and _KINDS[word] != "ledger")


def generated_section(word: str) -> tuple[GeneratedKind, Section]:
    """Give the frame of a generated section; `load` has refused every other word."""
    kind = _KINDS[word]
    head = _HEADS[kind]
    section = Section(
        matter="back",
        title=(Text(text=head.title, span=_BOOK_TOML),),
        label=head.label,
        icon=head.icon,
        blocks=(),
        notes={},
        span=_BOOK_TOML,
    )
    return kind, section
