"""Rules on how much there is: words of a chapter, its handout and a piece, key points, questions.

In: the words of an edition. Out: findings LEN001 to LEN003 and TYP007. A limit that words.toml does
not set is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, assert_never

from bookbuild.check.prose import Prose
from bookbuild.check.units import SectionUnits, Unit
from bookbuild.model.diagnostic import Diagnostic, Severity
from bookbuild.model.document import Block, Box, BoxKind, BulletList, Heading, OrderedList
from bookbuild.model.source import Span
from bookbuild.model.walk import every_block, plain

_PANEL: Final = 2
"""Headings of this level begin a panel of the brochure."""
_INSIDE: Final = "panel-inside"
"""Labels of the panels whose room is all for text; the others share theirs with the title, the
emergency box, the clinic or the sources, so that for them only the most words count."""


def chapter_length(prose: Prose) -> Iterator[Diagnostic]:
    """Find chapters of the book whose body is too short or too long."""
    if prose.book.edition == "book":
        yield from _outside(
            prose,
            prose.wording.limits.chapter_words,
            code="LEN001",
            whose="this chapter's",
            hint="standfirst, key points, questions, captions and standard parts do not count",
        )


def handout_length(prose: Prose) -> Iterator[Diagnostic]:
    """Find chapters whose part for the handout is too short or too long for its sheet."""
    if prose.book.edition == "handout":
        yield from _outside(
            prose,
            prose.wording.limits.handout_words,
            code="LEN002",
            whose="the handout's",
            hint='move text out of `::: {only="book"}`, or into it',
        )


def wrong_number_of_points(prose: Prose) -> Iterator[Diagnostic]:
    """Find chapters with too few or too many key points or questions."""
    limits = prose.wording.limits
    wanted: tuple[tuple[BoxKind, str, tuple[int, int] | None], ...] = (
        ("key-points", "key points", limits.key_points),
        ("questions", "questions", limits.questions),
    )
    for one in prose.chapters:
        for kind, name, limit in wanted:
            boxes = [box for box in _boxes(one.section.blocks) if box.kind == kind]
            count = sum(_items(box) for box in boxes)
            if limit and not limit[0] <= count <= limit[1]:
                yield Diagnostic(
                    code="TYP007",
                    span=boxes[0].span if boxes else one.section.span,
                    message=f"this chapter has {count} {name}, not {_range(limit)}",
                    hints=(f"write them as a numbered list in `::: {{.{kind}}}`",),
                )


def piece_length(prose: Prose) -> Iterator[Diagnostic]:
    """Find panels of the brochure, posters and faces of the card with too many or too few words."""
    for extent in _extents(prose):
        if not extent.fewest <= extent.words <= extent.most:
            asked = (extent.fewest, extent.most) if extent.fewest else None
            wanted = _range(asked) if asked else f"at most {extent.most}"
            yield Diagnostic(
                code="LEN003",
                severity=Severity.WARNING,
                span=extent.span,
                message=f"{extent.name} has {extent.words} words, not {wanted}",
                hints=("what does not fit is for the book; the emergency box is never cut",),
            )


class Extent(NamedTuple):
    """A stretch of a piece that has a place of its own in print, and the words it may have."""

    name: str
    words: int
    fewest: int
    most: int
    span: Span


def _extents(prose: Prose) -> Iterator[Extent]:
    limits = prose.wording.limits
    for one in prose.sections:
        if one.section.kind != "text":
            continue
        match prose.book.edition:
            case "book" | "handout":
                return
            case "brochure":
                yield from _panels(prose, one, limits.panel_words)
            case "poster":
                yield from _whole(one.units, "this poster", limits.poster_words, one.section.span)
            case "card":
                back = [unit for unit in one.units if unit.box == "emergency"]
                front = [unit for unit in one.units if unit.box != "emergency"]
                for name, face in (("the front", front), ("the back", back)):
                    whose = f"{name} of this card"
                    yield from _whole(face, whose, limits.card_words, one.section.span)
            case _:
                assert_never(prose.book.edition)


def _whole(
    units: Iterable[Unit], name: str, limit: tuple[int, int] | None, span: Span
) -> Iterator[Extent]:
    if limit:
        yield Extent(name, _words(units), *limit, span)


def _panels(prose: Prose, one: SectionUnits, limit: tuple[int, int] | None) -> Iterator[Extent]:
    """Yield the panels; their headings, bold lines and the emergency box do not count."""
    for block in one.section.blocks if limit else ():
        if limit and isinstance(block, Heading) and block.level == _PANEL and block.label:
            units = [
                unit
                for passage in prose.passages
                if block.label in passage.labels and passage.box != "emergency"
                for unit in passage.units
                if unit.kind != "label"
            ]
            fewest = limit[0] if block.label.startswith(_INSIDE) else 0
            name = f"the panel `{plain(block.content)}`"
            yield Extent(name, _words(units), fewest, limit[1], block.span)


def _words(units: Iterable[Unit]) -> int:
    return sum(len(sentence.words) for unit in units for sentence in unit.sentences)


def _outside(
    prose: Prose, limit: tuple[int, int] | None, *, code: str, whose: str, hint: str
) -> Iterator[Diagnostic]:
    """Find the chapters whose body is outside a limit."""
    for one in prose.chapters:
        words = _words(one.body)
        if limit and not limit[0] <= words <= limit[1]:
            yield Diagnostic(
                code=code,
                severity=Severity.WARNING,
                span=one.section.span,
                message=f"{whose} body has {words} words, not {_range(limit)}",
                hints=(hint,),
            )


def _boxes(blocks: Iterable[Block]) -> Iterator[Box]:
    return (block for block in every_block(blocks) if isinstance(block, Box))


def _items(box: Box) -> int:
    return sum(
        len(block.items) for block in box.blocks if isinstance(block, BulletList | OrderedList)
    )


def _range(limit: tuple[int, int]) -> str:
    fewest, most = limit
    return str(most) if fewest == most else f"{fewest} to {most}"
