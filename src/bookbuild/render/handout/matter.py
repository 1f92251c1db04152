"""What a sheet carries, written as HTML in the pieces that the layout puts in their places.

In: a sheet (a resolved document of one chapter), its figures' alternatives. Out: `Matter`: the
fixed pieces (series line, title, key points, emergency box, questions, sources, imprint) and the
blocks that the copy-fit deals out over the columns, in the order in which they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from bookbuild.model.document import (
    Block,
    Box,
    BulletList,
    Certainty,
    Figure,
    Heading,
    Inline,
    LineBreak,
    OrderedList,
    Paragraph,
    Table,
    TermUse,
    Text,
)
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.sheets import NOT_HERE, is_in_person, not_on
from bookbuild.model.source import Span
from bookbuild.model.walk import every_block, inlines_in, own_inlines, plain
from bookbuild.render.dress import Dress
from bookbuild.render.html import SectionWriter, capital, element, reference_id, term_id
from bookbuild.render.line_ends import joined
from bookbuild.render.short_sources import short_bibliography

MOST_TERMS: Final = 3
_COLUMNS_IN_COLUMN: Final = 2
_LETTERS_IN_CELL: Final = 30
"""What a table may hold to stand in a column; one with more stands across the sheet."""
_IDS: Final = re.compile(r'\bid="([^"]+)"')
_TAIL: Final = ("stay-safe", "same-day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of the layout: what is never split, as HTML.

    wide: it stands across both columns. opens: a section begins with it. early: it may stand on the
    front while the text goes on behind. kind: for the stylesheet.
    span: where it was written; None for what the build writes itself. words: those of a paragraph
    of the chapter, which its author might leave to the book; empty for all else.
    """

    html: str
    wide: bool = False
    opens: bool = False
    early: bool = False
    kind: str = ""
    span: Span | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """All that stands on one sheet, as HTML or plain words.

    text: the blocks of the chapter. words: "Words explained", with one word and more. after: what
    the build puts behind them. key_points, questions, emergency, call_first, handed_over: empty
    where the sheet has none. sources: the id and the words of each. says_how_sure: words of it are
    marked, which a line explains. places: where each id of the text was written.
    """

    label: str
    number: int
    title: str
    heading: str
    icon: str | None
    standfirst: str
    key_points: str
    text: tuple[Passage, ...]
    words: tuple[Passage, ...]
    after: tuple[Passage, ...]
    questions: str
    emergency: str
    call_first: str
    handed_over: str
    sources: tuple[tuple[str, str], ...]
    notes: str
    says_how_sure: bool
    span: Span
    places: Mapping[str, Span]

    def passages(self, terms: int) -> tuple[Passage, ...]:
        """Give the blocks that are dealt out when so many words are explained."""
        return (*self.text, *self.words[terms - 1 : terms], *self.after)


def matter_of(
    sheet: ResolvedDocument, alternatives: Mapping[str, str], *, most_terms: int = MOST_TERMS
) -> Matter:
    """Write one sheet, with the first words that it uses explained, so many at most."""
    (section,) = sheet.sections
    assert section.number, "a sheet is a chapter"
    terms = _terms(sheet, section)[:most_terms]
    bibliography = short_bibliography(sheet)
    dress = _dress(sheet, section, terms, bibliography.labels, alternatives)
    writer = SectionWriter(sheet, section, dress)
    title = writer.inlines(_balanced(section.title))
    written = [(block, writer.block(block)) for block in section.blocks]
    in_person = is_in_person(sheet)
    return Matter(
        label=section.label,
        number=section.number,
        title=plain(section.title),
        heading=title,
        icon=section.icon,
        standfirst=_boxes(written, "standfirst"),
        key_points=_boxes(written, "key-points"),
        text=tuple(_text(written)),
        words=tuple(
            _words_explained(sheet, section, terms[:count]) for count in range(1, len(terms) + 1)
        ),
        after=(*_standard(written), *_elsewhere(sheet)),
        questions=_boxes(written, "questions"),
        emergency=_boxes(written, "emergency"),
        call_first=sheet.handout.in_person_first if in_person else "",
        handed_over=sheet.handout.in_person_line if in_person else "",
        sources=tuple(
            (_own(section, reference_id(entry.key)), entry.text) for entry in bibliography.entries
        ),
        notes=writer.notes(),
        says_how_sure=any(isinstance(one, Certainty) for one in inlines_in(section.blocks)),
        span=section.span,
        places={name: block.span for block, html in written for name in _IDS.findall(html)},
    )


def _dress(
    sheet: ResolvedDocument,
    section: ResolvedSection,
    terms: Sequence[str],
    labels: Mapping[str, str],
    alternatives: Mapping[str, str],
) -> Dress:
    """Give the dress of a sheet: links lead to its own blocks, sources and words explained."""
    own = {reference_id(key) for key in sheet.cited} | {term_id(key) for key in terms}

    def href(label: str) -> str | None:
        if label in own:
            return f"#{_own(section, label)}"
        target = sheet.targets.get(label)
        return f"#{label}" if target and target.section == section.label else None

    return Dress(
        href=href,
        page_of={},
        notes_at_foot=False,
        explained_at_foot=False,
        epub_types=False,
        labels=labels,
        alternatives=alternatives,
        on_sheet=True,
        signs_apart=True,
    )


def _own(section: ResolvedSection, identity: str) -> str:
    """Make an id the sheet's own: another sheet in the same file may cite the same source."""
    return f"{section.label}-{identity}"


def _boxes(written: Sequence[tuple[Block, str]], kind: str) -> str:
    return "".join(html for block, html in written if _is_box(block, kind))


def _is_box(block: Block, *kinds: str) -> bool:
    return isinstance(block, Box) and block.kind in kinds


# The title

_LINE_HOLDS: Final = 26
"""Letters of a title that one line surely holds, on A4 too."""
_STOP_WORTH: Final = 6
"""By how many letters two lines may differ more when the first ends with a stop."""


def _balanced(title: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Break a long title where its two lines are most alike: no layout engine balances lines."""
    match title:
        case (Text(text=words, span=span),) if len(words) > _LINE_HOLDS and " " in words:
            at = min(
                (at for at, letter in enumerate(words) if letter == " "),
                key=lambda at: abs(len(words) - 2 * at) - _STOP_WORTH * (words[at - 1] in ":,;"),
            )
            before, after = Text(text=words[:at], span=span), Text(text=words[at + 1 :], span=span)
            return (before, LineBreak(span=span), after)
        case _:
            return title


# The text of the chapter

_ELSEWHERE: Final = ("standfirst", "key-points", "questions", "emergency", *_TAIL)


def _text(written: Sequence[tuple[Block, str]]) -> Iterator[Passage]:
    """Yield the chapter's blocks; a heading, and a line before a list, stay with what follows."""
    held: list[tuple[Block, str]] = []
    rest = [(block, html) for block, html in written if not _is_box(block, *_ELSEWHERE)]
    for at, (block, html) in enumerate(rest):
        held.append((block, html))
        following = rest[at + 1][0] if at + 1 < len(rest) else None
        if not _leads_on(block, following):
            yield _passage(held)
            held = []
    assert not held, "nothing follows the last block"


def _leads_on(block: Block, following: Block | None) -> bool:
    if following is None:
        return False
    into_list = isinstance(following, BulletList | OrderedList)
    return isinstance(block, Heading) or (
        into_list and isinstance(block, Paragraph) and plain(block.content).rstrip().endswith(":")
    )


def _passage(held: Sequence[tuple[Block, str]]) -> Passage:
    first, last = held[0][0], held[-1][0]
    return Passage(
        html="".join(html for _, html in held),
        wide=any(_is_wide(block) for block, _ in held),
        opens=isinstance(first, Heading) or _is_box(first, "off-label"),
        kind=_kind(first),
        span=last.span,
        words=_movable(last),
    )


def _is_wide(block: Block) -> bool:
    tables = (inner for inner in every_block((block,)) if isinstance(inner, Table))
    return any(
        len(table.header) > _COLUMNS_IN_COLUMN or _longest_cell(table) > _LETTERS_IN_CELL
        for table in tables
    )


def _longest_cell(table: Table) -> int:
    return max(len(plain(cell.content)) for row in (table.header, *table.rows) for cell in row)


def _kind(first: Block) -> str:
    match first:
        case Heading():
            return "section"
        case Figure() | Box(kind="general", blocks=(Figure(),)):
            return "figure"
        case Box(kind=kind):
            return kind
        case _:
            return "text"


def _movable(block: Block) -> str:
    """Give the words of what an author might leave to the book: a paragraph or a list."""
    if not isinstance(block, Paragraph | BulletList | OrderedList):
        return ""
    runs = (run for inner in every_block((block,)) for run in own_inlines(inner))
    return " ".join(" ".join(plain(run).split()) for run in runs)


# What the build puts behind it


def _terms(sheet: ResolvedDocument, section: ResolvedSection) -> list[str]:
    """Give the keys of the words that the sheet explains: the first that it uses."""
    used = (
        sheet.first_uses.get((section.label, inline.span))
        for inline in inlines_in(section.blocks)
        if isinstance(inline, TermUse)
    )
    return list(dict.fromkeys(key for key in used if key))


def _words_explained(
    sheet: ResolvedDocument, section: ResolvedSection, terms: Sequence[str]
) -> Passage:
    """Write the explanations of some words as a section of its own."""
    heading = element("h2", "Words explained", {"id": f"{section.label}-words"})
    entries = "".join(_entry(sheet, section, key) for key in terms)
    return Passage(
        html=heading + element("dl", entries, {"class": "words"}),
        opens=True,
        early=True,
        kind="section",
    )


def _entry(sheet: ResolvedDocument, section: ResolvedSection, key: str) -> str:
    term = sheet.terms[key].term
    word = element("dt", escape(f"{capital(term.title)}:", quote=False))
    meaning = element("dd", escape(joined(term.explanation), quote=False))
    return element("div", f"{word} {meaning}", {"id": _own(section, term_id(key))})


def _standard(written: Sequence[tuple[Block, str]]) -> Iterator[Passage]:
    """Yield the standard parts that every sheet carries behind its text."""
    for kind in _TAIL:
        if html := _boxes(written, kind):
            yield Passage(html=html, opens=True, early=True, kind=kind)


def _elsewhere(sheet: ResolvedDocument) -> Iterator[Passage]:
    """Say what other sheets have, and which: `Not on this sheet: … See sheets 3 and 7.`."""
    if words := not_on(sheet):
        head = element("b", NOT_HERE)
        yield Passage(
            html=element(
                "p", f"{head} {escape(joined(words), quote=False)}", {"class": "elsewhere"}
            ),
            opens=True,
            kind="elsewhere",
        )
