"""The stretches of text that one source stands for: a paragraph, a list, a table, a figure.

In: a section and its units. Out: passages in reading order, each with its units, the sources it
cites, and the labels of the places it belongs to. A list belongs together with the paragraph that
leads to it (it ends in a colon), a table or figure with its caption.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, assert_never

from bookbuild.check.units import SectionUnits, Unit
from bookbuild.model.document import (
    Block,
    Box,
    BoxKind,
    BulletList,
    Citation,
    DefinitionList,
    Figure,
    Heading,
    NoteCall,
    OnlyIn,
    OrderedList,
    Paragraph,
    PartCall,
    Quote,
    Table,
)
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.source import Span
from bookbuild.model.walk import every_block, inlines_in

PassageKind = Literal["paragraph", "list", "table", "figure"]

_NO_SOURCES_NEEDED: Final = frozenset(
    {"standfirst", "key-points", "questions", "worksheet", "emergency"}
)
"""Boxes that sum up what the chapter says with its sources, ask, or must be the same everywhere."""
_SUMS_UP: Final = frozenset({"standfirst", "key-points"})
_LED_TO: Final = frozenset({"list", "table"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one source can stand for.

    labels: of the headings it stands below and of boxes and figures around it. cited: the keys in
    all of it. leads: it ends in a colon, and what follows completes it. lead: the words of the
    paragraph that leads to it; led_by_source: that paragraph cites a source.
    """

    kind: PassageKind
    section: ResolvedSection
    box: BoxKind | None
    labels: frozenset[str]
    units: tuple[Unit, ...]
    cited: frozenset[str]
    span: Span
    leads: bool = False
    lead: str = ""
    led_by_source: bool = False

    @property
    def text(self) -> str:
        """Give all its words."""
        return " ".join(unit.text for unit in self.units)

    @property
    def argues(self) -> bool:
        """Tell whether it is body text, which stands for itself.

        A piece of its own has no chapter below its key points: there they stand for themselves.
        """
        alone = self.section.matter == "pieces" and self.box in _SUMS_UP
        return alone or self.box not in _NO_SOURCES_NEEDED


def passages_of(book: ResolvedDocument, one: SectionUnits) -> Iterator[Passage]:
    """Yield the passages of a section; those of the glossary and the ledger are their entries."""
    match one.section.kind:
        case "text":
            cutter = _Cutter(book, one)
            yield from _joined(list(cutter.passages(one.section.blocks, None, frozenset())))
        case "glossary":
            entries = book.terms.values()
            yield from _entries(one, {entry.term.span: _keys(entry.sources) for entry in entries})
        case "ledger":
            claims = book.claims.claims if book.claims else ()
            yield from _entries(one, {claim.span: frozenset(claim.references) for claim in claims})
        case "references":
            return
        case _:
            assert_never(one.section.kind)


def _entries(one: SectionUnits, sources: Mapping[Span, frozenset[str]]) -> Iterator[Passage]:
    """Yield the entries of a table of ours; its rows name the sources."""
    for unit in one.units:
        if unit.span in sources:
            yield Passage(
                kind="paragraph",
                section=one.section,
                box=None,
                labels=frozenset(),
                units=(unit,),
                cited=sources[unit.span],
                span=unit.span,
            )


def _keys(citation: Citation | None) -> frozenset[str]:
    return frozenset(cited.key for cited in citation.cited) if citation else frozenset()


def _joined(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Give a paragraph that leads to a list the list's sources, and the reverse."""
    for at, passage in enumerate(passages):
        before = passages[at - 1] if at else None
        after = passages[at + 1] if at + 1 < len(passages) else None
        if passage.leads and after and after.kind in _LED_TO:
            yield replace(passage, cited=passage.cited | after.cited)
        elif before and before.leads and passage.kind in _LED_TO:
            yield replace(
                passage,
                cited=passage.cited | before.cited,
                lead=before.text,
                led_by_source=bool(before.cited),
            )
        else:
            yield passage


class _Cutter:
    """A section while it is cut; units are found again by the place they came from."""

    def __init__(self, book: ResolvedDocument, one: SectionUnits) -> None:
        self.book = book
        self.section = one.section
        self.units: dict[Span, list[Unit]] = {}
        for unit in one.units:
            self.units.setdefault(unit.span, []).append(unit)

    def passages(
        self, blocks: Iterable[Block], box: BoxKind | None, around: frozenset[str]
    ) -> Iterator[Passage]:
        """Yield the passages of some blocks that stand in a box, below the labels around it."""
        above: dict[int, str | None] = {}
        for block in blocks:
            labels = around | {label for label in above.values() if label}
            match block:
                case Heading(level=level, label=label):
                    above = {at: name for at, name in above.items() if at < level}
                    above[level] = label
                case Paragraph():
                    yield self._passage("paragraph", block, box, labels)
                case BulletList() | OrderedList() | DefinitionList():
                    yield self._passage("list", block, box, labels)
                case Table():
                    yield self._passage("table", block, box, labels)
                case Figure(label=label):
                    own = labels | {label} if label else labels
                    yield self._passage("figure", block, box, own)
                case Box(kind=kind, blocks=inner, label=label):
                    own = labels | {label} if label else labels
                    yield from self.passages(inner, kind, own)
                case Quote(blocks=inner):
                    yield from self.passages(inner, box, labels)
                case OnlyIn() | PartCall():
                    raise AssertionError("`resolve` leaves no conditional text behind")
                case _:
                    assert_never(block)
            yield from self._notes(block, box, labels)

    def _passage(
        self, kind: PassageKind, block: Block, box: BoxKind | None, labels: frozenset[str]
    ) -> Passage:
        units = tuple(unit for place in _places(block) for unit in self.units.get(place, ()))
        return Passage(
            kind=kind,
            section=self.section,
            box=box,
            labels=labels,
            units=units,
            cited=_cited(block),
            span=block.span,
            leads=kind == "paragraph" and bool(units) and units[-1].text.endswith(":"),
        )

    def _notes(
        self, block: Block, box: BoxKind | None, labels: frozenset[str]
    ) -> Iterator[Passage]:
        if isinstance(block, Box | Quote):
            return
        for inline in inlines_in([block]):
            if isinstance(inline, NoteCall) and (
                note := self.book.notes.get((self.section.label, inline.span))
            ):
                yield from self.passages(note.blocks, box, labels)


def _places(block: Block) -> Iterator[Span]:
    """Yield where the units of a block come from."""
    for inner in every_block([block]):
        match inner:
            case Table(header=header, rows=rows):
                yield from (cell.span for row in (header, *rows) for cell in row)
                yield inner.span
            case DefinitionList(entries=entries):
                yield from (entry.span for entry in entries)
            case Paragraph() | Heading() | Figure():
                yield inner.span
            case BulletList() | OrderedList() | Quote() | Box() | OnlyIn() | PartCall():
                pass
            case _:
                assert_never(inner)


def _cited(block: Block) -> frozenset[str]:
    return frozenset(
        cited.key
        for inline in inlines_in([block])
        if isinstance(inline, Citation)
        for cited in inline.cited
    )
