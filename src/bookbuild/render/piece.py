"""What the brochure, the poster and the card have in common: one text, on pages of a fixed number.

In: a copy whose document is one piece. Out: the parts of its text, its HTML writer, and the printed
artefact. A piece numbers its own sources, prints no page numbers and has no notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.document import Block, BoxKind, Heading
from bookbuild.model.resolved import ResolvedSection
from bookbuild.render.copy import Copy
from bookbuild.render.dress import Dress
from bookbuild.render.html import SectionWriter
from bookbuild.render.pdf import PrintJob, print_pdf
from bookbuild.render.qr import printed_address, qr_code

_PART: Final = 2
"""A heading of this level begins a part."""
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a piece: its heading, None for what stands before the first, and all below it."""

    heading: Heading | None
    blocks: tuple[Block, ...]


def section_of(copy: Copy) -> ResolvedSection:
    """Give the one section that a piece is."""
    (section,) = copy.book.sections
    return section


def parts_of(section: ResolvedSection) -> tuple[Part, ...]:
    """Split a piece at its headings; the first part is what stands before them all."""
    return tuple(_parts(section.blocks))


def _parts(blocks: tuple[Block, ...]) -> Iterator[Part]:
    starts = [place for place, block in enumerate(blocks) if _begins_part(block)]
    yield Part(heading=None, blocks=blocks[: starts[0]] if starts else blocks)
    for start, stop in pairwise([*starts, len(blocks)]):
        heading = blocks[start]
        assert isinstance(heading, Heading), "a part begins with its heading"
        yield Part(heading=heading, blocks=blocks[start + 1 : stop])


def _begins_part(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == _PART


def writer_of(
    copy: Copy,
    *,
    under_headings: frozenset[BoxKind],
    labels: Mapping[str, str] = _NONE,
    alternatives: Mapping[str, str] = _NONE,
) -> SectionWriter:
    """Give the writer of a piece's HTML; see `Dress`. Without labels a piece cites nothing.

    Marked words are plain words here: a piece has no glossary to lead to.
    """
    dress = Dress(
        href=lambda label: f"#{label}",
        page_of={},
        notes_at_foot=False,
        explained_at_foot=False,
        epub_types=False,
        labels=labels,
        alternatives=alternatives,
        under_headings=under_headings,
    )
    return SectionWriter(replace(copy.book, first_uses={}), section_of(copy), dress)


def written(writer: SectionWriter, part: Part) -> str:
    """Write a part, its heading first."""
    heading = (part.heading,) if part.heading else ()
    return writer.blocks((*heading, *part.blocks)) + writer.notes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """Where a piece leads on the web: the address as people type it, and its square code."""

    address: str
    code: bytes


def web_of(copy: Copy, size: float) -> Web | None:
    """Give the book's address with its code, `size` points wide; None when it has no address."""
    web = copy.book.imprint.web
    if web is None:
        return None
    return Web(address=printed_address(web), code=qr_code(web, size).encode())


def print_piece(copy: Copy, job: PrintJob, html: str) -> Outcome[Artefact]:
    """Print a piece; nothing in it depends on its pages, so it is laid out once."""
    printed = print_pdf(job, lambda _pages: html, {})
    made = Artefact(
        format=copy.format.name,
        path=copy.path,
        content=printed.value.pdf,
        html=(printed.value.html,),
        page_count=printed.value.pages.count,
        checked=("nothing overflows its box, nothing lies in a fold or a cut",),
    )
    return Outcome(made, printed.diagnostics)
