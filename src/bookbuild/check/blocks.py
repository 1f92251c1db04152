"""Rules on the parts that a text for patients must have.

In: the words of an edition. Out: findings BLK001 to BLK003; none for a book without `blocks.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, get_args

from bookbuild.check.places import is_there, lacking, near_place, passages_at
from bookbuild.check.prose import Prose
from bookbuild.check.units import SectionUnits
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.document import Box, PieceName
from bookbuild.model.evidence import RequiredBlock, TextPlace
from bookbuild.model.walk import every_block, own_inlines, plain

EMERGENCY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "US": (
            "Emergency signs",
            "Call 911 now if anyone who had ketamine:",
            "cannot be woken, or breathes slowly or badly",
            "has blue or gray lips or gums",
            "has chest pain, a seizure, or sudden weakness",
            "has a swollen face or throat",
            "may harm themselves or someone else",
            "Say “ketamine.” Stay with them.",
            "Thoughts of suicide? Call or text 988, any time.",
        )
    }
)
"""The words of the emergency box by country. No clinic can change them: a reader in danger must
meet the same words in every output, and the numbers belong to the country."""

REQUIRED: Final = range(1, 30)
"""The parts that a text for patients must have, by number; `blocks.toml` names them."""


def emergency_words_differ(prose: Prose) -> Iterator[Diagnostic]:
    """Find emergency boxes that do not say, word for word, what their country's box says."""
    if prose.book.required is None:
        return
    wanted = EMERGENCY[prose.book.imprint.country]
    for one in prose.sections:
        for box in _emergency_boxes(one):
            said = tuple(
                plain(run) for block in every_block(box.blocks) for run in own_inlines(block)
            )
            if said != wanted:
                yield Diagnostic(
                    code="BLK001",
                    span=box.span,
                    message=f"this emergency box lacks its fixed words: {_part(said, wanted)}",
                    hints=("the words are the same in every output; nobody changes them here",),
                )


def emergency_box_not_once(prose: Prose) -> Iterator[Diagnostic]:
    """Find a brochure, poster or card that has no emergency box, or more than one."""
    if prose.book.required is None or prose.book.edition not in get_args(PieceName):
        return
    for one in prose.sections:
        boxes = _emergency_boxes(one)
        if not boxes:
            says = f"this {prose.book.edition} has no emergency box"
            hint = 'call it where a reader sees it at once: `::: {part="emergency"}`'
            yield Diagnostic(code="BLK003", span=one.section.span, message=says, hints=(hint,))
        for box in boxes[1:]:
            says = f"this {prose.book.edition} has another emergency box already"
            hint = "leave one of them: two draw the eye from each other"
            yield Diagnostic(code="BLK003", span=box.span, message=says, hints=(hint,))


def required_block_missing(prose: Prose) -> Iterator[Diagnostic]:
    """Find required parts that no row declares, or that do not stand where the row says."""
    required = prose.book.required
    if required is None or prose.book.edition != "book":
        return
    declared = {block.number for block in required.blocks}
    for number in REQUIRED:
        if number not in declared:
            says = f"nothing declares part {number} of the {len(REQUIRED)} required ones"
            hint = f"add a row with `number = {number}` and the places where the book has it"
            yield Diagnostic(code="BLK002", span=required.span, message=says, hints=(hint,))
    for block in required.blocks:
        yield from _missing(prose, block)


def _emergency_boxes(one: SectionUnits) -> list[Box]:
    blocks = every_block(one.section.blocks)
    return [block for block in blocks if isinstance(block, Box) and block.kind == "emergency"]


def _part(said: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    """Say where two boxes first part."""
    for ours, theirs in zip(said, wanted, strict=False):
        if ours != theirs:
            return f"`{ours}` is not `{theirs}`"
    return f"it has {len(said)} lines, not {len(wanted)}"


def _missing(prose: Prose, block: RequiredBlock) -> Iterator[Diagnostic]:
    name = f"part {block.number} ({block.name})"
    if not block.places:
        says = f"{name} has no place in the book"
        hint = 'name where the book has it: `places = ["section#label"]`'
        yield Diagnostic(code="BLK002", span=block.span, message=says, hints=(hint,))
        return
    gone = [place for place in block.places if not is_there(prose, place)]
    for place in gone:
        says = f"{name} should stand at `{place}`, which the book does not have"
        fault = _fault(place, says, near_place(prose, place))
        yield replace(fault, lacks=lacking(prose, place.labels))
    if gone:  # what the others do not say may stand there
        return
    there = list(block.places)
    yield from _words_missing(prose, block, name, there)
    if block.first_third and not any(_in_first_third(prose, place) for place in there):
        hint = "move it forward: a reader who stops early must have met it"
        yield _fault(there[0], f"{name} does not stand in the first third of the book", hint)


def _words_missing(
    prose: Prose, block: RequiredBlock, name: str, there: list[TextPlace]
) -> Iterator[Diagnostic]:
    if any(_is_written_by_the_build(prose, place) for place in there):
        return
    empty = [place for place in there if not any(passages_at(prose, place))]
    for place in empty:
        yield _fault(place, f"{name} is empty at `{place}`", "write it")
    if len(empty) == len(there):
        return
    said = " ".join(passage.text for place in there for passage in passages_at(prose, place))
    said = said.casefold()
    for words in block.words:
        if words.casefold() not in said:
            says = f"{name} does not say `{words}` at `{there[0]}`"
            yield _fault(there[0], says, "write it again, or change the words of the row")


def _is_written_by_the_build(prose: Prose, place: TextPlace) -> bool:
    return any(
        one.section.label == place.section and one.section.kind != "text" for one in prose.sections
    )


def _in_first_third(prose: Prose, place: TextPlace) -> bool:
    """Tell whether a place begins before a third of the words have been read."""
    first = next(passages_at(prose, place), None)
    before, total = 0, 0
    for passage in prose.passages:
        if passage is first:
            before = total
        total += len(passage.text)
    return first is not None and 3 * before <= total


def _fault(place: TextPlace, says: str, hint: str) -> Diagnostic:
    return Diagnostic(code="BLK002", span=place.span, message=says, hints=(hint,))
