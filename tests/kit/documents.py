"""Documents that nobody wrote: every node of the tree, in every place where it may stand.

In: nothing. Out: hypothesis strategies for whole chapters. Every node has a place of its own, as
`parse` gives it; words hold the signs that a writer of HTML stumbles over.
"""

from __future__ import annotations

from itertools import count
from pathlib import PurePosixPath
from typing import Any, Final, get_args

from hypothesis import strategies as st

from bookbuild.model.book import Book
from bookbuild.model.document import (
    Align,
    Block,
    Box,
    BoxKind,
    BulletList,
    Cell,
    Certainty,
    Citation,
    Cited,
    CrossReference,
    Definition,
    DefinitionList,
    Document,
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
    Quote,
    Section,
    Strong,
    Table,
    TermUse,
    Text,
)
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.source import Span
from bookbuild.resolve import resolve

LABEL: Final = "c1"
PICTURE: Final = PurePosixPath("figures/x.svg")
KEYS: Final = tuple("abcd")
TERMS: Final = ("rest", "sleep")
NOTES: Final = ("one", "two")

_LETTERS: Final = "aé19<>&\"'-–%.,:;!?()  \N{NO-BREAK SPACE}"
_WORDS: Final = st.text(_LETTERS, min_size=1, max_size=12).filter(str.strip)
_PLACE: Final = PurePosixPath("manuscript/chapters/01.md")


def resolved_documents(book: Book) -> st.SearchStrategy[ResolvedDocument]:
    """Give resolved books of one chapter; `book` has the keys, terms and picture named above."""
    return chapters().map(lambda chapter: _resolved(book, chapter))


@st.composite
def chapters(draw: st.DrawFn) -> Section:
    """Give a chapter."""
    made = _Maker(draw)
    return Section(
        matter="chapters",
        title=(made.text(),),
        label=LABEL,
        icon=None,
        blocks=made.some(made.block, most=5),
        notes={name: made.note(name) for name in NOTES},
        span=made.place(),
    )


def _resolved(book: Book, chapter: Section) -> ResolvedDocument:
    outcome = resolve(book, Document(sections=(chapter, "@glossary", "@references")), "book")
    assert not [one for one in outcome.diagnostics if one.severity == "error"], outcome.diagnostics
    return outcome.value


class _Maker:
    """Draws nodes; it lives as long as a chapter, because places are counted through it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._lines = count(1)

    def place(self) -> Span:
        return Span(_PLACE, next(self._lines), 1)

    def some(self, make: Any, *, most: int, least: int = 0, deep: int = 2) -> tuple[Any, ...]:
        number = self._draw(st.integers(least, most))
        return tuple(make(deep) for _ in range(number))

    def note(self, name: str) -> Note:
        words = tuple(
            Paragraph(content=(self.text(), self._citation()), span=self.place()) for _ in range(2)
        )
        return Note(name=name, blocks=words, span=self.place())

    def text(self) -> Text:
        return Text(text=self._draw(_WORDS), span=self.place())

    def run(self, deep: int = 2) -> tuple[Inline, ...]:
        return (self.text(), *self.some(self._inline, most=3, deep=deep))

    def _citation(self) -> Citation:
        keys = self._draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True))
        cited = tuple(Cited(key=key, locator="", span=self.place()) for key in keys)
        written = "[" + "; ".join(f"@{key}" for key in keys) + "]"
        return Citation(cited=cited, source=written, span=self.place())

    def _inline(self, deep: int) -> Inline:
        kinds = [Text, Text, Citation, NoteCall, CrossReference, LineBreak]
        kinds += [Strong, Emphasis, Foreign, Link, TermUse, Certainty] if deep else []
        kind, span = self._draw(st.sampled_from(kinds)), self.place()
        if kind is Text:
            return self.text()
        if kind is Citation:
            return self._citation()
        if kind is NoteCall:
            return NoteCall(name=self._draw(st.sampled_from(NOTES)), span=span)
        if kind is CrossReference:
            return CrossReference(label=LABEL, content=self.some(self._text, most=1), span=span)
        if kind is LineBreak:
            return LineBreak(span=span)
        if kind is TermUse:
            key = self._draw(st.sampled_from(TERMS))
            return TermUse(key=key, content=(self.text(),), span=span)
        content = self.run(deep - 1)
        if kind is Certainty:
            return Certainty(level="may", content=content, span=span)
        if kind is Foreign:
            return Foreign(language="fr", content=content, span=span)
        if kind is Link:
            return Link(href="https://example.org/?a=1&b=2", content=(self.text(),), span=span)
        return (
            Strong(content=content, span=span)
            if kind is Strong
            else Emphasis(content=content, span=span)
        )

    def _text(self, _deep: int) -> Text:
        return self.text()

    def block(self, deep: int) -> Block:
        kinds = [Paragraph, Paragraph, Heading, Figure, Table]
        kinds += [BulletList, OrderedList, DefinitionList, Quote, Box, OnlyIn] if deep else []
        kind, span = self._draw(st.sampled_from(kinds)), self.place()
        if kind is Paragraph:
            return Paragraph(content=self.run(), span=span)
        if kind is Heading:
            level = self._draw(st.integers(2, 4))
            return Heading(level=level, content=self.run(), label=None, span=span)
        if kind is Figure:
            title = self._draw(_WORDS)
            return Figure(
                path=PICTURE, title=title, caption=self.run(), alt="It", label=None, span=span
            )
        if kind is Table:
            return self._table(span)
        return self._container(kind, deep - 1, span)

    def _container(self, kind: type, deep: int, span: Span) -> Block:
        if kind is DefinitionList:
            entries = self.some(self._definition, most=2, least=1, deep=deep)
            return DefinitionList(entries=entries, span=span)
        if kind in {BulletList, OrderedList}:
            items = self.some(self._item, most=3, least=1, deep=deep)
            if kind is BulletList:
                return BulletList(items=items, span=span)
            return OrderedList(start=self._draw(st.integers(0, 999)), items=items, span=span)
        blocks = self._item(deep)
        if kind is Quote:
            return Quote(blocks=blocks, span=span)
        if kind is OnlyIn:
            edition = self._draw(st.sampled_from(("book", "handout")))
            return OnlyIn(editions=(edition,), blocks=blocks, span=span)
        box = self._draw(st.sampled_from(get_args(BoxKind)))
        return Box(kind=box, blocks=blocks, label=None, span=span)

    def _item(self, deep: int) -> tuple[Block, ...]:
        return self.some(self.block, most=2, least=1, deep=deep)

    def _definition(self, deep: int) -> Definition:
        meanings = (self._item(deep), self._item(deep))
        return Definition(term=self.run(), meanings=meanings, span=self.place())

    def _table(self, span: Span) -> Table:
        columns = self._draw(st.integers(1, 3))
        rows = [tuple(self._cell() for _ in range(columns)) for _ in range(3)]
        align = self._draw(st.sampled_from(get_args(Align)))
        return Table(
            header=rows[0],
            rows=tuple(rows[1:]),
            align=(align,) * columns,
            widths=(1 / columns,) * columns,
            caption=self.run() if self._draw(st.booleans()) else (),
            span=span,
        )

    def _cell(self) -> Cell:
        return Cell(content=self.run(), span=self.place())
