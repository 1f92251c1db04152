"""The same transcript from two trees: ours, and the one Pandoc makes of the same text.

In: a Section or Part of ours, or Pandoc's JSON. Out: a list of lines that says all that the text
says: headings with level and label, words with quotes and dashes as printed, citations with their
keys, notes in full, boxes with class and attributes, lists, cells of tables, figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, assert_never

from bookbuild.model.document import (
    Block,
    Box,
    BulletList,
    Certainty,
    Citation,
    CrossReference,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteCall,
    OnlyIn,
    OrderedList,
    Paragraph,
    Part,
    PartCall,
    Quote,
    Section,
    Strong,
    Table,
    TermUse,
    Text,
)

Lines = Iterator[str]


def our_transcript(text: Section | Part) -> list[str]:
    """Write down what our tree says."""
    ours = _Ours(text.notes)
    lines = list(ours.blocks(text.blocks))
    if isinstance(text, Part):
        return lines
    icon = f" icon={text.icon}" if text.icon else ""
    return [f"heading 1 #{text.label}{icon}: {ours.words(text.title)}", *lines]


def pandoc_transcript(tree: Mapping[str, Any]) -> list[str]:
    """Write down what Pandoc's tree says."""
    return list(_pandoc_blocks(tree["blocks"]))


class _Ours:
    """Our tree as lines; notes are printed where they are called, as Pandoc keeps them."""

    def __init__(self, notes: Mapping[str, Note]) -> None:
        self._notes = notes

    def blocks(self, blocks: Iterable[Block]) -> Lines:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Lines:
        match block:
            case Heading(level=level, content=content, label=label):
                yield f"heading {level}{_hash(label)}: {self.words(content)}"
            case Paragraph(content=content):
                yield f"text: {self.words(content)}"
            case BulletList(items=items):
                yield from _list("bullets", [self.blocks(item) for item in items])
            case OrderedList(start=start, items=items):
                yield from _list(f"numbers from {start}", [self.blocks(item) for item in items])
            case DefinitionList(entries=entries):
                for one in entries:
                    yield f"term: {self.words(one.term)}"
                    for meaning in one.meanings:
                        yield from _wrapped("meaning", self.blocks(meaning))
            case Quote(blocks=blocks):
                yield from _wrapped("quote", self.blocks(blocks))
            case Table():
                yield from self.table(block)
            case Figure():
                alt = f" alt={block.alt}" if block.alt else ""
                name = f"{block.path}{_hash(block.label)} {_straight(block.title)}"
                yield f"figure {name}{alt}: {self.words(block.caption)}"
            case Box(kind=kind, blocks=blocks, label=label, fills=fills):
                inside = _wrapped(f"box .{kind}{_hash(label)}", self.blocks(blocks))
                yield from _wrapped(f"clinic {' '.join(fills)}", inside) if fills else inside
            case OnlyIn(editions=editions, blocks=blocks):
                yield from _wrapped(f"only {' '.join(editions)}", self.blocks(blocks))
            case PartCall(name=name):
                yield from _wrapped(f"part {name}", iter(()))
            case _:
                assert_never(block)

    def table(self, table: Table) -> Lines:
        yield f"table {' '.join(table.align)}: {self.words(table.caption)}"
        for row in (table.header, *table.rows):
            yield "row: " + " | ".join(self.words(cell.content) for cell in row)

    def words(self, inlines: Iterable[Inline]) -> str:
        return _spaced("".join(self.inline(one) for one in inlines))

    def inline(self, one: Inline) -> str:
        match one:
            case Text(text=text):
                return text
            case Strong(content=content):
                return f"<strong {self.words(content)}>"
            case Emphasis(content=content):
                return f"<em {self.words(content)}>"
            case Foreign(language=language, content=content):
                return f"<lang {language} {self.words(content)}>"
            case Link(href=href, content=content):
                return f"<link {href} {self.words(content)}>"
            case CrossReference(label=label, content=content):
                return f"<link #{label} {self.words(content)}>"
            case Citation(cited=cited):
                return _cluster((one.key, one.locator) for one in cited)
            case TermUse(key=key, content=content):
                return f"<term {key} {self.words(content)}>"
            case Certainty(content=content):
                return f"<sure {self.words(content)}>"
            case NoteCall(name=name):
                return f"<note {' / '.join(self.blocks(self._notes[name].blocks))}>"
            case LineBreak():
                return " <break> "
            case _:
                assert_never(one)


def _pandoc_blocks(blocks: Iterable[Mapping[str, Any]]) -> Lines:
    for block in blocks:
        yield from _pandoc_block(block["t"], block.get("c"))


def _pandoc_block(kind: str, given: Any) -> Lines:
    match kind:
        case "Header":
            level, (label, classes, pairs), content = given
            extra = "".join(f" .{name}" for name in classes)
            extra += "".join(f" {key}={value}" for key, value in pairs)
            yield f"heading {level}{_hash(label)}{extra}: {_words(content)}"
        case "Para" | "Plain":
            yield f"text: {_words(given)}"
        case "BulletList":
            yield from _list("bullets", [_pandoc_blocks(item) for item in given])
        case "OrderedList":
            (start, _, _), items = given
            yield from _list(f"numbers from {start}", [_pandoc_blocks(item) for item in items])
        case "DefinitionList":
            for term, meanings in given:
                yield f"term: {_words(term)}"
                for meaning in meanings:
                    yield from _wrapped("meaning", _pandoc_blocks(meaning))
        case "BlockQuote":
            yield from _wrapped("quote", _pandoc_blocks(given))
        case "Table":
            yield from _pandoc_table(given)
        case "Figure":
            yield _pandoc_figure(given)
        case "Div":
            (label, classes, pairs), blocks = given
            yield from _pandoc_div(label, classes, pairs, _pandoc_blocks(blocks))
        case _:
            yield f"{kind}: {given}"


def _pandoc_div(label: str, classes: list[str], pairs: list[list[str]], inside: Lines) -> Lines:
    names = [f"{key} {value}" for key, value in pairs]
    if classes or label:
        names.append("box " + " ".join(f".{name}" for name in classes) + _hash(label))
    for name in reversed(names):
        inside = _wrapped(name, inside)
    yield from inside


def _pandoc_table(given: Any) -> Lines:
    _, (_, caption), columns, (_, head), bodies, _ = given
    sides = {"AlignDefault": "left", "AlignLeft": "left", "AlignCenter": "center"}
    align = " ".join(sides.get(column[0]["t"], "right") for column in columns)
    yield f"table {align}: {_spaced(' '.join(_caption_words(caption)))}"
    rows = [*head, *(row for body in bodies for row in (*body[2], *body[3]))]
    for _, cells in rows:
        yield "row: " + " | ".join(_spaced(" ".join(_caption_words(cell[4]))) for cell in cells)


def _pandoc_figure(given: Any) -> str:
    (label, _, _), (_, caption), (inside,) = given
    _, spoken, (path, title) = inside["c"][0]["c"]
    words = _spaced(" ".join(_caption_words(caption)))
    # Pandoc takes the words of `alt="…"` as those of the image, and else repeats the caption.
    alt = "" if _words(spoken) == words else f" alt={_words(spoken)}"
    return f"figure {path}{_hash(label)} {_straight(title)}{alt}: {words}"


def _caption_words(blocks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield _words(block["c"])


def _words(inlines: Iterable[Mapping[str, Any]]) -> str:
    return _spaced(_run(inlines))


def _run(inlines: Iterable[Mapping[str, Any]]) -> str:
    return "".join(_pandoc_inline(one["t"], one.get("c")) for one in inlines)


def _pandoc_inline(kind: str, given: Any) -> str:
    match kind:
        case "Str":
            return str(given)
        case "Space" | "SoftBreak":
            return " "
        case "LineBreak":
            return " <break> "
        case "Quoted":
            left, right = "\u201c\u201d" if given[0]["t"] == "DoubleQuote" else "\u2018\u2019"
            return left + _run(given[1]) + right
        case "Strong":
            return f"<strong {_words(given)}>"
        case "Emph":
            return f"<em {_words(given)}>"
        case "Link":
            return f"<link {given[2][0]} {_words(given[1])}>"
        case "Span":
            return _pandoc_span(*given)
        case "Cite":
            return _cluster(_pandoc_key(one) for one in given[0])
        case "Note":
            return f"<note {' / '.join(_pandoc_blocks(given))}>"
        case _:
            return f"<{kind} {given}>"


def _pandoc_span(attributes: Any, content: Any) -> str:
    label, classes, pairs = attributes
    values = dict(pairs)
    words = _words(content)
    if "lang" in values:
        words = f"<lang {values.pop('lang')} {words}>"
    spoken = re.sub(r"<(?:lang \S+|sure) (.*?)>", r"\1", words)
    if "sure" in classes:
        words = f"<sure {words}>"
        classes = [name for name in classes if name != "sure"]
    if classes == ["term"] and not label:
        key = values.pop("key", spoken)
        words = f"<term {' '.join(key.casefold().split())} {words}>".replace("\u2019", "'", 1)
        classes = []
    return words if not (label or classes or values) else f"<span {attributes} {words}>"


def _pandoc_key(given: Mapping[str, Any]) -> tuple[str, str]:
    before = _words(given["citationPrefix"])
    mode = given["citationMode"]["t"]
    mark = {"NormalCitation": "", "SuppressAuthor": "-", "AuthorInText": "bare "}[mode]
    locator = _words(given["citationSuffix"]).lstrip(", ")
    return f"{before}{mark}{given['citationId']}", locator


def _cluster(keys: Iterable[tuple[str, str]]) -> str:
    return "<cite " + "; ".join(f"{key} {locator}".strip() for key, locator in keys) + ">"


def _list(name: str, items: Iterable[Lines]) -> Lines:
    yield f"{name}:"
    for item in items:
        yield from _wrapped("item", item)


def _wrapped(name: str, inside: Lines) -> Lines:
    yield f"{name} {{"
    for line in inside:
        yield f"  {line}"
    yield "}"


def _hash(label: str | None) -> str:
    return f" #{label}" if label else ""


def _straight(text: str) -> str:
    """Undo typographic marks; Pandoc leaves the title of an image as it is typed."""
    marks = {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u2013": "--"}
    for printed, typed in marks.items():
        text = text.replace(printed, typed)
    return text.replace("\u2014", "---").replace("\u2026", "...")


def _spaced(text: str) -> str:
    """Make every space alike; Pandoc puts fixed ones after short forms like `Dr.`."""
    return " ".join(text.replace("\u00a0", " ").split())
