"""One file of the manuscript: its title, its headings, its notes.

In: a file. Out: a Section or a Part with what is wrong in it. A section has one title with a label;
headings go down one level at a time; every note that is called is written, and the reverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from bookbuild.model.book import ManuscriptFile
from bookbuild.model.diagnostic import Outcome, Severity
from bookbuild.model.document import Block, Heading, Part, Section
from bookbuild.model.source import SourceFile, Span
from bookbuild.model.walk import every_block
from bookbuild.parse.attributes import NO_ATTRIBUTES, Attributes
from bookbuild.parse.blocks import Taken, blocks_of
from bookbuild.parse.markdown import tokens_of
from bookbuild.parse.reading import Reading, reading_of

_TITLE: Final = 1


def section(file: ManuscriptFile) -> Outcome[Section]:
    """Understand a chapter, or a piece of front or back matter."""
    reading = reading_of(file.source)
    blocks, taken = blocks_of(reading, tokens_of(file.source.text))
    headings = (one for one in blocks if isinstance(one, Heading))
    title = next((one for one in headings if one.level == _TITLE), None)
    _check_title(reading, title, blocks)
    _check_headings(reading, title, blocks, taken)
    _check_notes(reading, taken)
    attributes = taken.headings.get(title.span, NO_ATTRIBUTES) if title else NO_ATTRIBUTES
    made = Section(
        matter=file.matter,
        title=title.content if title else (),
        label=attributes.label or file.source.path.stem,
        icon=attributes.value("icon"),
        blocks=tuple(one for one in blocks if one is not title),
        notes=taken.notes,
        span=title.span if title else Span(file.source.path, 1, 1),
    )
    return Outcome(made, tuple(reading.found))


def part(name: str, source: SourceFile) -> Outcome[Part]:
    """Understand a standard part: blocks without a title."""
    reading = reading_of(source)
    blocks, taken = blocks_of(reading, tokens_of(source.text))
    _check_headings(reading, None, blocks, taken)
    _check_notes(reading, taken)
    if not blocks:
        _empty(reading)
    made = Part(name=name, blocks=blocks, notes=taken.notes, span=Span(source.path, 1, 1))
    return Outcome(made, tuple(reading.found))


def _check_title(reading: Reading, title: Heading | None, blocks: Sequence[Block]) -> None:
    top = Span(reading.path, 1, 1)
    if not blocks:
        _empty(reading)
    elif title is None:
        reading.fault(
            "SEC001", top, "this section has no title", "begin it with `# Title {#label}`"
        )
    elif title is not blocks[0]:
        reading.fault(
            "SEC001", blocks[0].span, "text stands before the title", "move it below the title"
        )
    elif len(blocks) == 1:
        _empty(reading, title.span)
    if title and title.label is None:
        reading.fault(
            "SEC003",
            title.span,
            "the title has no label, so nothing can refer to this section",
            "write it behind the title: `{#short-name}`",
        )


def _empty(reading: Reading, span: Span | None = None) -> None:
    reading.fault(
        "SEC004",
        span or Span(reading.path, 1, 1),
        "there is no text here",
        "write it, or take the file out of book.toml",
    )


def _check_headings(
    reading: Reading, title: Heading | None, blocks: Sequence[Block], taken: Taken
) -> None:
    above = _TITLE
    for block in every_block(blocks):
        if not isinstance(block, Heading):
            continue
        _check_attributes(reading, block, taken.headings[block.span], is_title=block is title)
        if block is title:
            continue
        if block.level == _TITLE:
            reading.fault(
                "SEC002", block.span, "a section has one title only", "write `##` for a heading"
            )
        elif block.level > above + 1:
            reading.fault(
                "SEC005",
                block.span,
                f"a heading of level {block.level} follows one of level {above}",
                f"write `{'#' * (above + 1)}`: headings go down one level at a time",
            )
        above = block.level


def _check_attributes(
    reading: Reading, heading: Heading, attributes: Attributes, *, is_title: bool
) -> None:
    known = ("icon",) if is_title else ()
    strange = [f".{name}" for name in attributes.classes]
    strange += [name for name, _ in attributes.pairs if name not in known]
    for name in strange:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean `{near[0]}`?" if near else "a heading has a label: `{#label}`"
        reading.fault("MDN004", heading.span, f"a heading cannot have `{name}`", hint)


def _check_notes(reading: Reading, taken: Taken) -> None:
    for call in reading.calls:
        if call.name not in taken.notes:
            near = get_close_matches(call.name, taken.notes, n=1)
            reading.fault(
                "NTE001",
                call.span,
                f"there is no note `{call.name}`",
                f"did you mean `{near[0]}`?" if near else f"write it: `[^{call.name}]: Text.`",
            )
    called = {call.name for call in reading.calls}
    for name, note in taken.notes.items():
        if name not in called:
            reading.fault(
                "NTE002",
                note.span,
                f"nothing calls the note `{name}`",
                f"write `[^{name}]` where it belongs, or take it out",
                severity=Severity.WARNING,
            )
