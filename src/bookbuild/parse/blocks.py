"""Blocks of a file: from markdown-it's flat tokens to our nested ones.

In: the tokens of a file. Out: blocks and notes with places in the file; code, rules, raw HTML and
whatever Pandoc would read differently are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Final

from markdown_it.token import Token

from bookbuild.model.diagnostic import Severity
from bookbuild.model.document import (
    Block,
    BulletList,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    Text,
)
from bookbuild.model.source import Span
from bookbuild.parse.attributes import Attributes
from bookbuild.parse.divs import div
from bookbuild.parse.inlines import DEEPEST, inlines_of
from bookbuild.parse.reading import Reading, Words
from bookbuild.parse.suspects import Stands
from bookbuild.parse.tables import table
from bookbuild.parse.typography import curl, dashes

_CAPTION: Final = re.compile(r"[Tt]able:\s*")
_LISTS: Final = {"bullet_list_open", "ordered_list_open"}
_CONTAINERS: Final = _LISTS | {"blockquote_open", "div_open", "dl_open"}
_ONE_LIST: Final = "Pandoc reads two lists in a row as one"
_RUN_TOGETHER: Final = {
    ("bullet_list_open", "bullet_list_open"): _ONE_LIST,
    ("ordered_list_open", "ordered_list_open"): _ONE_LIST,
    ("dl_open", "dl_open"): _ONE_LIST,
    ("dl_open", "table_open"): "Pandoc may read the meaning above as the caption of this table",
}
# What may follow on the very next line, in Pandoc as well as here.
_STAND_ALONE: Final = {"heading_open", "div_open", "footnote_reference_open"}


@dataclass(slots=True)
class Taken:
    """What a file holds: its notes by name, and the attributes of its headings by place."""

    notes: dict[str, Note] = field(default_factory=dict)
    headings: dict[Span, Attributes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a run of blocks stands: in what, how deep, and on which line it begins."""

    inside: str = ""
    depth: int = 0

    def within(self, token: Token) -> _Place:
        return replace(self, inside=token.type, depth=self.depth + 1)


def blocks_of(reading: Reading, tokens: list[Token]) -> tuple[tuple[Block, ...], Taken]:
    """Make blocks of the tokens of a file; notes are taken out of the running text."""
    taken = Taken()
    blocks = _blocks(reading, taken, iter(tokens), closing="", place=_Place())
    return blocks, taken


def _blocks(
    reading: Reading, taken: Taken, tokens: Iterator[Token], *, closing: str, place: _Place
) -> tuple[Block, ...]:
    made: list[Block] = []
    before: Token | None = None
    for token in tokens:
        if token.type == closing:
            break
        if before is not None:
            _want_blank_line(reading, before, token, place)
        before = token
        made.extend(_block(reading, taken, token, tokens, place))
    return _with_captions(reading, made)


def _block(
    reading: Reading, taken: Taken, token: Token, tokens: Iterator[Token], place: _Place
) -> tuple[Block, ...]:
    """Make what one opening token stands for, taking its tokens up to the closing one."""
    if token.type in _CONTAINERS and place.depth >= DEEPEST:
        return _too_deep(reading, token, tokens)
    match token.type:
        case "paragraph_open":
            return _paragraph(reading, tokens)
        case "heading_open":
            return (_heading(reading, taken, token, tokens),)
        case "table_open":
            return (table(reading, token, tokens),)
        case "html_block" | "code_block" | "fence" | "hr":
            return _refuse(reading, token)
        case "footnote_reference_open":
            return _note(reading, taken, token, tokens, place)
        case _:
            return _container(reading, taken, token, tokens, place.within(token))


def _container(
    reading: Reading, taken: Taken, token: Token, tokens: Iterator[Token], place: _Place
) -> tuple[Block, ...]:
    span = reading.span_of(token)
    match token.type:
        case "bullet_list_open":
            return (BulletList(items=_items(reading, taken, tokens, place), span=span),)
        case "ordered_list_open":
            start = int(token.attrs.get("start", 1))
            items = _items(reading, taken, tokens, place)
            return (OrderedList(start=start, items=items, span=span),)
        case "blockquote_open":
            blocks = _blocks(reading, taken, tokens, closing="blockquote_close", place=place)
            return (Quote(blocks=blocks, span=span),)
        case "div_open":
            blocks = _blocks(reading, taken, tokens, closing="div_close", place=place)
            return div(reading, span, token, blocks)
        case "dl_open":
            entries = _definitions(reading, taken, tokens, place)
            return (DefinitionList(entries=entries, span=span),)
        case _:
            raise AssertionError(f"the parser made `{token.type}`, which nobody asked for")


def _paragraph(reading: Reading, tokens: Iterator[Token]) -> tuple[Block, ...]:
    words = next(tokens)
    next(tokens)  # paragraph_close
    children = words.children or []
    span = _words(words).span(reading, 0)
    picture = _lone_image(children)
    if picture is not None:
        return (_figure(reading, words, picture, span),)
    content = _run(reading, words, "paragraph")
    return (Paragraph(content=content, span=span),) if content else ()


def _run(reading: Reading, token: Token, stands: Stands) -> tuple[Inline, ...]:
    return inlines_of(reading, token.children or [], _words(token), stands)


def _words(token: Token) -> Words:
    assert token.map is not None, "every run of words has its lines"
    return Words(content=token.content, first_line=token.map[0])


def _lone_image(children: list[Token]) -> Token | None:
    blank = {"softbreak", "text"}
    real = [one for one in children if one.type not in blank or one.content.strip()]
    return real[0] if len(real) == 1 and real[0].type == "image" else None


def _figure(reading: Reading, words: Token, picture: Token, span: Span) -> Figure:
    here = replace(_words(words), offset=picture.meta["at"] + len("!["))
    attributes: Attributes = picture.meta["attributes"]
    path = str(picture.attrs.get("src", ""))
    figure = Figure(
        path=PurePosixPath(path),
        title=dashes(curl(str(picture.attrs.get("title", "")))[0]),
        caption=inlines_of(reading, picture.children or [], here, "caption"),
        alt=attributes.value("alt"),
        label=attributes.label,
        span=span,
    )
    _check_figure(reading, figure, attributes, path)
    return figure


def _check_figure(reading: Reading, figure: Figure, attributes: Attributes, path: str) -> None:
    if not figure.title:
        reading.fault(
            "FIG004",
            figure.span,
            f"the figure `{path}` has no title",
            'say what is counted, in quotes after the path: `(path "Title")`',
            severity=Severity.WARNING,
        )
    if not figure.caption:
        reading.fault(
            "FIG005",
            figure.span,
            f"the figure `{path}` has no caption",
            "write what it shows between `![` and `]`",
        )
    if not path or re.match(r"[a-z][a-z0-9+.-]*:|/|.*\.\.(/|$)", path):
        reading.fault(
            "FIG006",
            figure.span,
            f"a picture must be a file of this book, not `{path}`",
            "put it in `manuscript/figures/` and write `figures/name.svg`",
        )
    strange = [f".{name}" for name in attributes.classes]
    strange += [name for name, _ in attributes.pairs if name != "alt"]
    for name in strange:
        reading.fault("MDN004", figure.span, f"a figure cannot have `{name}`", 'use `alt="…"`')


def _heading(reading: Reading, taken: Taken, token: Token, tokens: Iterator[Token]) -> Heading:
    words = next(tokens)
    next(tokens)  # heading_close
    span = reading.span_of(token)
    attributes: Attributes = token.meta["attributes"]
    taken.headings[span] = attributes
    content = _run(reading, words, "heading")
    if reading.line(span.line - 1).startswith(" "):
        reading.fault(
            "MDN014",
            span,
            "Pandoc wants a heading to begin at the very start of its line",
            "take the spaces before `#` away; a heading cannot stand inside a list",
        )
    if not content:
        reading.fault("SEC006", span, "this heading has no words", "write them, or take it out")
    return Heading(level=int(token.tag[1]), content=content, label=attributes.label, span=span)


def _items(
    reading: Reading, taken: Taken, tokens: Iterator[Token], place: _Place
) -> tuple[tuple[Block, ...], ...]:
    items = []
    for token in tokens:
        if token.type != "list_item_open":
            break  # the list is closed
        blocks = _blocks(reading, taken, tokens, closing="list_item_close", place=place)
        items.append(blocks)
    return tuple(items)


def _definitions(
    reading: Reading, taken: Taken, tokens: Iterator[Token], place: _Place
) -> tuple[Definition, ...]:
    entries: list[Definition] = []
    for token in tokens:
        match token.type:
            case "dt_open":
                words = next(tokens)
                next(tokens)  # dt_close
                term, span = _run(reading, words, "term"), reading.span_of(token)
                if entries:
                    _want_blank_above(reading, token)
                entries.append(Definition(term=term, meanings=(), span=span))
            case "dd_open":
                blocks = _blocks(reading, taken, tokens, closing="dd_close", place=place)
                entries[-1] = replace(entries[-1], meanings=(*entries[-1].meanings, blocks))
            case _:
                break
    return tuple(entries)


def _note(
    reading: Reading, taken: Taken, token: Token, tokens: Iterator[Token], place: _Place
) -> tuple[Block, ...]:
    name = str(token.meta["label"])
    span = reading.span_of(token)
    calls = len(reading.calls)
    inside = replace(place, inside=token.type)
    blocks = _blocks(reading, taken, tokens, closing="footnote_reference_close", place=inside)
    for call in reading.calls[calls:]:
        reading.fault(
            "NTE004", call.span, f"a note cannot call another: `{call.name}`", "join the two notes"
        )
    _want_paragraphs(reading, name, blocks)
    if name in taken.notes:
        reading.fault(
            "NTE003",
            span,
            f"the note `{name}` is written twice",
            f"the first one is at {taken.notes[name].span}",
        )
    else:
        taken.notes[name] = Note(name=name, blocks=blocks, span=span)
    return ()


def _want_paragraphs(reading: Reading, name: str, blocks: tuple[Block, ...]) -> None:
    """Report what has no room at the foot of a page, where a note is a piece of running text."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            reading.fault(
                "NTE005",
                block.span,
                f"the note `{name}` holds more than paragraphs",
                "a note stands in small type at the foot of a page: say it in a sentence or two",
            )


def _refuse(reading: Reading, token: Token) -> tuple[Block, ...]:
    span = reading.span_of(token)
    match token.type:
        case "html_block":
            first = token.content.strip().split("\n")[0]
            reading.fault(
                "MDN001", span, f"raw HTML is refused: `{first}`", "use Markdown, or a `:::` div"
            )
        case "hr":
            reading.fault(
                "MDN007", span, "a rule across the page is refused", "part the text by a heading"
            )
        case _:
            reading.fault(
                "MDN006",
                span,
                "code has no place in this book",
                "take the four spaces or the fence away; a list goes on below its first word",
            )
    return ()


def _too_deep(reading: Reading, token: Token, tokens: Iterator[Token]) -> tuple[Block, ...]:
    reading.fault(
        "MDN009",
        reading.span_of(token),
        f"boxes and lists are nested more than {DEEPEST} levels deep",
        "take some of the levels away",
    )
    for inner in tokens:
        if inner.level == token.level and inner.nesting < 0:
            break
    return ()


def _want_blank_line(reading: Reading, before: Token, token: Token, place: _Place) -> None:
    """Pandoc begins most blocks after a blank line only; CommonMark is not so strict."""
    if token.map is None or before.type in _STAND_ALONE:
        return
    if (before.type, token.type) in _RUN_TOGETHER:
        reading.fault(
            "MDN014",
            reading.span_of(token),
            _RUN_TOGETHER[before.type, token.type],
            "put a paragraph or a heading between the two",
        )
    if place.inside in _LISTS and token.type in _LISTS:
        return  # inside an item, a list may follow its paragraph at once
    _want_blank_above(reading, token, in_quote=before.type != "blockquote_open")


def _want_blank_above(reading: Reading, token: Token, *, in_quote: bool = True) -> None:
    assert token.map is not None, "blocks have lines"
    above = reading.line(token.map[0] - 1).strip(" \t>" if in_quote else " \t")
    if above and not above.startswith(":::"):
        reading.fault(
            "MDN013",
            reading.span_of(token),
            "there is no blank line before this, so Pandoc reads it as part of the text above",
            "put a blank line between",
        )


def _with_captions(reading: Reading, blocks: list[Block]) -> tuple[Block, ...]:
    """Move a paragraph `Table: …` into the table before it."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        sign = _caption_sign(block)
        if sign is None or not isinstance(block, Paragraph):
            made.append(block)
        elif isinstance(last, Table) and not last.caption:
            made[-1] = replace(last, caption=_without(block.content, sign))
        else:
            reading.fault(
                "TBL004",
                block.span,
                "this caption stands under no table",
                "put it right after its table, with one blank line between",
            )
    return tuple(made)


def _caption_sign(block: Block) -> str | None:
    first = block.content[0] if isinstance(block, Paragraph) else None
    sign = _CAPTION.match(first.text) if isinstance(first, Text) else None
    return sign[0] if sign else None


def _without(content: tuple[Inline, ...], sign: str) -> tuple[Inline, ...]:
    first = content[0]
    assert isinstance(first, Text), "a caption begins with words"
    span = replace(first.span, column=first.span.column + len(sign))
    rest = Text(text=first.text[len(sign) :], span=span)
    return (rest, *content[1:]) if rest.text else content[1:]
