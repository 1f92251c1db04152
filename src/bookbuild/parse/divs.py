"""What a div means: a box, text for one edition, or the place of a standard part.

In: a div's attributes and the blocks inside. Out: a Box, an OnlyIn, a PartCall; an attribute that
this book does not know is reported.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final, get_args

from markdown_it.token import Token

from bookbuild.model.clinic import Detail
from bookbuild.model.document import (
    Block,
    Box,
    BoxKind,
    BulletList,
    Edition,
    OnlyIn,
    PartCall,
)
from bookbuild.model.source import Span
from bookbuild.parse.attributes import Attributes
from bookbuild.parse.reading import Reading

_KINDS: Final[dict[str, BoxKind]] = {kind: kind for kind in get_args(BoxKind)}
_EDITIONS: Final[dict[str, Edition]] = {name: name for name in get_args(Edition)}
_KEYS: Final = ("only", "part", "clinic")
_DETAILS: Final[dict[str, Detail]] = {name: name for name in get_args(Detail)}


def div(reading: Reading, span: Span, token: Token, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give the blocks that a div stands for."""
    attributes: Attributes = token.meta["attributes"]
    if not token.meta["closed"]:
        reading.fault(
            "MDN002", span, "this div is never closed", "close it with `:::` on a line of its own"
        )
    _refuse_strange(reading, span, attributes)
    part = attributes.value("part")
    if part is not None:
        made = _part_call(reading, span, part, blocks)
    else:
        made = _box(reading, span, attributes, blocks)
    only = attributes.value("only")
    if only is None:
        return made
    return (OnlyIn(editions=_editions(reading, span, only), blocks=made, span=span),)


def _part_call(
    reading: Reading, span: Span, name: str, blocks: tuple[Block, ...]
) -> tuple[Block, ...]:
    if blocks:
        reading.fault(
            "MDN008",
            span,
            f"the place of the standard part `{name}` must be empty",
            "its text stands in `manuscript/parts/`; close the div on the next line",
        )
    return (PartCall(name=name, span=span),)


def _box(
    reading: Reading, span: Span, attributes: Attributes, blocks: tuple[Block, ...]
) -> tuple[Block, ...]:
    """Wrap the blocks in boxes, the first class outermost."""
    kinds = [_KINDS[name] for name in attributes.classes if name in _KINDS]
    if len(kinds) > 1:
        reading.fault(
            "MDN003",
            span,
            f"a box is of one kind, not of {len(kinds)}: `{' '.join(attributes.classes)}`",
            "put one div inside the other",
        )
    asked = attributes.value("clinic")
    fills = () if asked is None else _fills(reading, span, asked, kinds[:1], blocks)
    if not kinds:
        return blocks
    return (Box(kind=kinds[0], blocks=blocks, label=attributes.label, span=span, fills=fills),)


def _fills(
    reading: Reading, span: Span, asked: str, kinds: list[BoxKind], blocks: tuple[Block, ...]
) -> tuple[Detail, ...]:
    """Read which details of the clinic the lines of a worksheet ask for; none if any is wrong."""
    names = asked.split()
    strange = [name for name in names if name not in _DETAILS]
    for name in strange:
        reading.fault(
            "MDN018",
            span,
            f"a clinic has no `{name}`",
            _meant(name, tuple(_DETAILS), shown="{}") or "it has " + ", ".join(_DETAILS),
        )
    match kinds, blocks:
        case ["worksheet"], (BulletList(items=items),) if len(names) <= len(items):
            return () if strange else tuple(_DETAILS[name] for name in names)
        case _:
            reading.fault(
                "MDN018",
                span,
                f"there is no line for each of `{asked}`",
                "`clinic` stands on a `.worksheet` that is one list, with an item for each detail",
            )
            return ()


def _editions(reading: Reading, span: Span, value: str) -> tuple[Edition, ...]:
    names = value.replace(",", " ").split()
    for name in [name for name in names if name not in _EDITIONS] or ([] if names else [value]):
        near = get_close_matches(name, _EDITIONS, n=1) or list(_EDITIONS)
        reading.fault(
            "MDN015",
            span,
            f"there is no edition `{name}`",
            "write " + " or ".join(f'`only="{edition}"`' for edition in near),
        )
    return tuple(_EDITIONS[name] for name in names if name in _EDITIONS)


def _refuse_strange(reading: Reading, span: Span, attributes: Attributes) -> None:
    for name in attributes.classes:
        if name not in _KINDS:
            reading.fault(
                "MDN003",
                span,
                f"there is no box `.{name}`",
                _meant(name, tuple(_KINDS), shown=".{}")
                or "the boxes are " + ", ".join(f"`.{kind}`" for kind in _KINDS),
            )
    for name, _ in attributes.pairs:
        if name not in _KEYS:
            hint = _meant(name, _KEYS, shown="{}") or "a div has a class, or `only` or `part`"
            reading.fault("MDN004", span, f"a div cannot have `{name}`", hint)
    boxed = any(name in _KINDS for name in attributes.classes)
    if attributes.label and not boxed:
        reading.fault(
            "MDN004", span, f"only a box can have a label: `#{attributes.label}`", "give it a class"
        )
    if attributes.value("part") is not None and attributes.classes:
        reading.fault(
            "MDN004", span, "the place of a standard part cannot have a class", "leave it out"
        )


def _meant(name: str, known: tuple[str, ...], *, shown: str) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean `{shown.format(near[0])}`?" if near else ""
