"""The sections that the build writes: the glossary and the list of references.

In: the word in `[order]` of book.toml. Out: an empty section with its title and label.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final, Literal, TypedDict

from bookbuild.model.document import Section, Text
from bookbuild.model.source import Span

_BOOK_TOML: Final = Span(PurePosixPath("manuscript/book.toml"))
_KINDS: Final[dict[str, Literal["glossary", "references"]]] = {
    "@glossary": "glossary",
    "@references": "references",
}
_TITLES: Final = {"glossary": "Words explained", "references": "Sources"}
_ICONS: Final = {"glossary": "book", "references": "notes"}


class Generated(TypedDict):
    """What a selected section is made of."""

    kind: Literal["glossary", "references"]
    section: Section


def generated_section(word: str) -> Generated:
    """Give the frame of a generated section; `load` has refused every other word."""
    kind = _KINDS[word]
    section = Section(
        matter="back",
        title=(Text(text=_TITLES[kind], span=_BOOK_TOML),),
        label=kind,
        icon=_ICONS[kind],
        blocks=(),
        notes={},
        span=_BOOK_TOML,
    )
    return Generated(kind=kind, section=section)
