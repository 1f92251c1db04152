"""Rules on how much there is: words of a chapter and of its handout, key points, questions.

In: the words of an edition. Out: findings LEN001, LEN002 and TYP007. A limit that words.toml does
not set is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bookbuild.check.prose import Prose
from bookbuild.model.diagnostic import Diagnostic, Severity
from bookbuild.model.document import Block, Box, BoxKind, BulletList, OrderedList
from bookbuild.model.walk import every_block


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


def _outside(
    prose: Prose, limit: tuple[int, int] | None, *, code: str, whose: str, hint: str
) -> Iterator[Diagnostic]:
    """Find the chapters whose body is outside a limit."""
    for one in prose.chapters:
        words = sum(len(sentence.words) for unit in one.body for sentence in unit.sentences)
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
