"""Blocks and inlines to HTML that says what things are, and nothing about how they look.

In: a resolved document and a `Dress`. Out: well-formed XHTML fragments, one per section.
Every block of running text has an id, the same in every output, so that one output can name the
pages of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, count, repeat
from typing import Final, assert_never

from bookbuild.model.document import (
    Block,
    Box,
    BulletList,
    Cell,
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
    NoteCall,
    OnlyIn,
    OrderedList,
    Paragraph,
    PartCall,
    Quote,
    Strong,
    Table,
    TermUse,
    Text,
)
from bookbuild.model.resolved import (
    QUESTIONS_TITLE,
    ResolvedDocument,
    ResolvedNote,
    ResolvedSection,
)
from bookbuild.model.source import Span
from bookbuild.model.walk import plain
from bookbuild.render.clinic import detail_html
from bookbuild.render.dress import UNKNOWN_PAGE, Dress
from bookbuild.render.line_ends import (
    joined,
    last_word,
    unbroken,
    unbroken_words,
    well_ended,
    with_units,
)

Attributes = Mapping[str, str | None]


def element(name: str, content: str, attributes: Attributes | None = None) -> str:
    """Write one element; attributes that are None are left out, empty elements close themselves."""
    written = "".join(
        f' {key}="{escape(value, quote=True)}"'
        for key, value in (attributes or {}).items()
        if value is not None
    )
    if not content and name in _VOID:
        return f"<{name}{written}/>"
    return f"<{name}{written}>{content}</{name}>"


_VOID: Final = frozenset({"br", "col", "img", "hr", "source"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A section's HTML in the pieces that outputs put in their own order; empty if none."""

    title: str
    standfirst: str
    key_points: str
    body: str
    notes: str


class SectionWriter:
    """Writes one section. It lives as long as the section, because ids are counted through it."""

    def __init__(self, book: ResolvedDocument, section: ResolvedSection, dress: Dress) -> None:
        """Start at the top of a section."""
        self._book = book
        self._section = section
        self._dress = dress
        self._blocks = count(1)
        self._taken = frozenset(book.ids.values())
        self._notes: list[ResolvedNote] = []
        self._citations: dict[str, str] = {}  # by the bracket as written: most come again

    def pieces(self) -> Pieces:
        """Write the whole section in the order of the source: ids are the same everywhere."""
        title = self._run(self._section.title)
        opening: dict[str, str] = {"standfirst": "", "key-points": ""}
        body = []
        for block in self._section.blocks:
            if isinstance(block, Box) and block.kind in opening:
                opening[block.kind] += self.block(block)
            else:
                body.append(self.block(block))
        return Pieces(
            title=title,
            standfirst=opening["standfirst"],
            key_points=opening["key-points"],
            body="".join(body),
            notes=self.notes(),
        )

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Write some blocks of the section, in order."""
        return "".join(self.block(block) for block in blocks)

    def notes(self) -> str:
        """Write the notes called so far, where notes do not stand at the page's foot.

        They are a list and no asides: some reading systems hide asides, because they pop them up.
        """
        if not self._notes or self._dress.notes_at_foot:
            return ""
        attributes = {
            "class": "notes",
            "role": "doc-endnotes",
            "epub:type": self._epub("endnotes"),
            "aria-label": "Notes",
        }
        notes = "".join(self._note_at_end(note) for note in self._notes)
        return element("section", element("ol", notes), attributes)

    def block(self, block: Block) -> str:  # one arm per kind of block
        """Write one block."""
        match block:
            case Heading(level=level, content=content):
                attributes = {"id": self._book.ids[self._section.label, block.span]}
                return element(f"h{level}", self._run(content), attributes)
            case Paragraph(content=content):
                return element("p", self._run(content), {"id": self._fresh_id()})
            case BulletList(items=items):
                return element("ul", self._items(items))
            case OrderedList(items=items, start=start):
                first = {"start": str(start) if start != 1 else None}
                return element("ol", self._items(items), first)
            case DefinitionList():
                return element("dl", "".join(self._definitions(block)))
            case Quote(blocks=blocks):
                return element("blockquote", self.blocks(blocks))
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Box():
                return self._box(block)
            case OnlyIn() | PartCall():
                raise AssertionError(f"{block.span}: conditions and calls end in resolve")
            case _:
                assert_never(block)

    # Inlines

    def inlines(self, content: Iterable[Inline]) -> str:
        """Write some inlines; a raised number or letter stays on the line of the word before it."""
        written: list[str] = []
        for inline in content:
            piece = self._inline(inline)
            if isinstance(inline, CrossReference):
                in_brackets = bool(written) and written[-1].endswith("(")
                piece += self._whereabouts(inline.label, in_brackets=in_brackets)
            if isinstance(inline, Citation | NoteCall) and written:
                before, word = last_word(written.pop())
                piece = before + element("span", word + piece, {"class": "keep"})
            written.append(piece)
        return "".join(written)

    def _run(self, content: Sequence[Inline]) -> str:
        """Write the inlines of a paragraph or title; on pages it ends on no lone short word."""
        return self.inlines(content if self._dress.page_of is None else well_ended(content))

    def _inline(self, inline: Inline) -> str:  # one arm per kind of inline
        match inline:
            case Text(text=text):
                return self._with_units(unbroken_words(escape(text, quote=False)))
            case Strong(content=content):
                return element("strong", self.inlines(content))
            case Emphasis(content=content):
                return element("em", self.inlines(content))
            case Foreign(language=language, content=content):
                tags = {"lang": language, "xml:lang": language if self._dress.epub_types else None}
                return element("span", self.inlines(content), tags)
            case Link(href=href, content=content):
                return element("a", self.inlines(content) or escape(href), {"href": href})
            case CrossReference():
                return self._cross_reference(inline)
            case Citation():
                return self._citation(inline)
            case TermUse():
                return self._term(inline)
            case Certainty(level=level, content=content):
                # No role, no title: the words themselves say it, to eyes and ears alike. The line
                # below them only helps the eye to find them.
                return element("span", self.inlines(content), {"class": f"sure sure-{level}"})
            case NoteCall(span=span):
                return self._note_call(span)
            case LineBreak():
                return "<br/>"
            case _:
                assert_never(inline)

    def _with_units(self, markup: str) -> str:
        """Keep numerals with their units where lines are laid out for good: on pages."""
        return markup if self._dress.page_of is None else with_units(markup)

    def _cross_reference(self, inline: CrossReference) -> str:
        target = self._book.targets[inline.label]
        words = self.inlines(inline.content) or escape(unbroken(target), quote=False)
        return _linked(words, {"class": "xref", "href": self._dress.href(inline.label)})

    def _whereabouts(self, label: str, *, in_brackets: bool) -> str:
        """Write ` (page 12)` where there are pages, or `, page 12` inside brackets.

        The number is a literal from the page map. A sheet names the other sheet where a heading,
        figure or table stands; a reference to a sheet names it already.
        """
        target = self._book.targets[label]
        if self._dress.on_sheet:
            if target.section in (label, self._section.label):
                return ""
            words = unbroken(self._book.targets[target.section])
        elif self._dress.page_of is not None:
            words = f"page\N{NO-BREAK SPACE}{self._dress.page_of.get(label, UNKNOWN_PAGE)}"
        else:
            return ""
        if in_brackets:
            return "," + element("span", f" {words}", {"class": "page-ref"})
        return " " + element("span", f"({words})", {"class": "page-ref"})

    def _citation(self, citation: Citation) -> str:
        if citation.source not in self._citations:
            written = citation_html(citation, self._dress, self._book.cited)
            self._citations[citation.source] = written
        return self._citations[citation.source]

    def _term(self, use: TermUse) -> str:
        words = self.inlines(use.content)
        place = (self._section.label, use.span)
        key = self._book.first_uses.get(place)
        href = self._dress.href(term_id(key)) if key else None
        if key is None or href is None:
            return words
        attributes = {
            "class": "term",
            "role": "doc-glossref",
            "epub:type": self._epub("glossref"),
            "href": href,
        }
        link = element("a", words, attributes)
        if self._dress.explained_at_foot and place in self._book.explained:
            link += self._explanation(key)
        return link

    def _explanation(self, key: str) -> str:
        term = self._book.terms[key].term
        head = element("b", escape(capital(term.title), quote=False))
        words = f"{head} {escape(joined(term.explanation), quote=False)}"
        attributes = {
            "class": "foot definition",
            "role": "doc-footnote",
            "id": f"{self._section.label}-foot-{slug(key)}",
        }
        return element("span", words, attributes)

    def _note_call(self, span: Span) -> str:
        note = self._book.notes[self._section.label, span]
        self._notes.append(note)
        attributes = {
            "class": "note-call",
            "role": "doc-noteref",
            "epub:type": self._epub("noteref"),
            "id": f"{note.id}-call",
            "href": f"#{note.id}",
        }
        call = element("sup", element("a", note.mark, attributes))
        if self._dress.notes_at_foot:
            call += self._note_at_foot(note)
        return call

    def _note_at_foot(self, note: ResolvedNote) -> str:
        back = element("a", note.mark, {"role": "doc-backlink", "href": f"#{note.id}-call"})
        words = " ".join(self.inlines(run) for run in _runs(note))
        attributes = {"class": "foot note", "role": "doc-footnote", "id": note.id}
        return element("span", f"{back} {words}", attributes)

    def _note_at_end(self, note: ResolvedNote) -> str:
        words = "</p><p>".join(self.inlines(run) for run in _runs(note))
        back = {
            "role": "doc-backlink",
            "href": f"#{note.id}-call",
            "epub:type": self._epub("backlink"),
            "aria-label": f"Back to note {note.mark} in the text",
        }
        attributes = {
            "class": "note",
            "id": note.id,
            "epub:type": self._epub("endnote"),
        }
        return element("li", f"<p>{element('a', note.mark, back)} {words}</p>", attributes)

    # Blocks

    def _items(self, items: Sequence[tuple[Block, ...]]) -> str:
        return "".join(self._item(item) for item in items)

    def _item(self, item: tuple[Block, ...], known: str = "") -> str:
        """Write a list item; a single paragraph needs no element of its own.

        known: HTML of what is filled in already.
        """
        attributes = {"id": self._fresh_id(), "class": "known" if known else None}
        if item and isinstance(item[0], Paragraph):
            first = self._run(item[0].content) + (known and f" {known}")
            return element("li", first + self.blocks(item[1:]), attributes)
        return element("li", self.blocks(item), attributes)

    def _definitions(self, block: DefinitionList) -> Iterator[str]:
        for entry in block.entries:
            yield element("dt", self.inlines(entry.term), {"id": self._fresh_id()})
            for meaning in entry.meanings:
                yield element("dd", self.blocks(meaning))

    def _table(self, table: Table) -> str:
        number = self._book.numbers.get((self._section.label, table.span))
        caption = ""
        if number:
            words = f"{element('b', f'Table {number}.')} {self._run(table.caption)}"
            caption = element("caption", words)
        columns = "".join(
            element("col", "", {"style": f"width:{width * 100:.1f}%"}) for width in table.widths
        )
        cells = [
            self._cell("th", cell.content, "col", align)
            for cell, align in zip(table.header, table.align, strict=True)
        ]
        head = element("thead", element("tr", "".join(cells)))
        body = element("tbody", "".join(self._row(row, table) for row in table.rows))
        content = caption + element("colgroup", columns) + head + body
        written = element("table", content, {"id": self._fresh_id()})
        if not self._dress.narrow:
            return written
        return element("div", written, {"class": f"table columns-{len(table.header)}"})

    def _row(self, row: tuple[Cell, ...], table: Table) -> str:
        first, *others = row
        label = self._label(table.header[0])
        cells = [self._cell("th", first.content, "row", table.align[0], label)]
        cells += [
            self._cell("td", cell.content, None, align, self._label(heading))
            for cell, heading, align in zip(others, table.header[1:], table.align[1:], strict=True)
        ]
        return element("tr", "".join(cells))

    def _label(self, heading: Cell) -> str | None:
        """Give the heading of a column as the label of a cell, for rows that are shown as lists."""
        words = plain(heading.content)
        if not (self._dress.narrow and words):
            return None
        return words if words.endswith("?") else f"{words}:"

    def _cell(
        self,
        name: str,
        content: tuple[Inline, ...],
        scope: str | None,
        align: str,
        label: str | None = None,
    ) -> str:
        look = {"left": None, "center": "center", "right": "number"}[align]
        attributes = {"scope": scope, "class": look, "data-column": label}
        return element(name, self.inlines(content), attributes)

    def _figure(self, figure: Figure) -> str:
        place = (self._section.label, figure.span)
        number = element("span", f"Figure {self._book.numbers[place]}", {"class": "figure-number"})
        words = self._with_units(escape(figure.title, quote=False))
        title = f"{number} {words}" if figure.title else number
        picture = self._picture(str(figure.path))
        identity = self._book.ids.get(place) or self._fresh_id()
        content = (
            element("p", title, {"class": "figure-title", "id": self._fresh_id()})
            + element("div", picture, {"class": "picture"})
            + element("figcaption", self._run(figure.caption), {"id": self._fresh_id()})
        )
        return element("figure", content, {"id": identity})

    def _picture(self, path: str) -> str:
        """Write the picture of a figure; a telephone gets the one that is drawn for it."""
        attributes = {"src": self._dress.above + path, "alt": self._dress.alternatives[path]}
        picture = element("img", "", attributes)
        if path not in self._dress.drawn_narrow:
            return picture
        narrow = self._dress.above + self._dress.drawn_narrow[path]
        source = element("source", "", {"media": _ON_A_TELEPHONE, "srcset": narrow})
        return element("picture", source + picture)

    def _box(self, box: Box) -> str:  # one arm per kind of box
        identity = self._book.ids.get((self._section.label, box.span))
        match box.kind:
            case "standfirst":
                return self._standfirst(box)
            case "key-points":
                return self._key_points(box)
            case "questions":
                return self._questions(box)
            case "warning" | "emergency" | "same-day" | "stay-safe":
                return self._titled_box(box, identity)
            case "worksheet":
                attributes = {"class": box.kind, "id": identity}
                return element("div", self._worksheet(box), attributes)
            case "steps" | "know" | "general" | "table" | "off-label":
                attributes = {"class": f"{box.kind}", "id": identity}
                return element("div", self.blocks(box.blocks), attributes)
            case _:
                assert_never(box.kind)

    def _standfirst(self, box: Box) -> str:
        """Write a standfirst as one paragraph, which it mostly is."""
        runs = [block.content for block in box.blocks if isinstance(block, Paragraph)]
        if len(runs) < len(box.blocks):
            return element("div", self.blocks(box.blocks), {"class": box.kind})
        words = " ".join(self._run(run) for run in runs)
        return element("p", words, {"class": box.kind, "id": self._fresh_id()})

    def _key_points(self, box: Box) -> str:
        if box.kind in self._dress.under_headings:
            return element("aside", self.blocks(box.blocks), {"class": box.kind})
        number = self._section.number
        words = f"Chapter {number}: the short version" if number else "The short version"
        words = "Key points" if self._dress.on_sheet else words
        title_id = self._fresh_id()
        title = element("p", words, {"class": "box-title", "id": title_id})
        attributes = {"class": "key-points", "aria-labelledby": title_id}
        return element("aside", title + self.blocks(box.blocks), attributes)

    def _questions(self, box: Box) -> str:
        title_id = self._book.ids[self._section.label, box.span]
        if box.kind in self._dress.under_headings:
            return element("div", self.blocks(box.blocks), {"class": box.kind, "id": title_id})
        title = element("h2", QUESTIONS_TITLE, {"id": title_id})
        attributes = {"class": "questions", "aria-labelledby": title_id}
        return element("section", title + self.blocks(box.blocks), attributes)

    def _worksheet(self, box: Box) -> str:
        """Write lines to fill in; what the clinic has told us stands in its line."""
        if not (self._book.clinic and box.fills):
            return self.blocks(box.blocks)
        (lines,) = box.blocks
        assert isinstance(lines, BulletList), f"{box.span}: parse let more than a list pass"
        known = (detail_html(self._book.clinic, asked) for asked in box.fills)
        items = zip(lines.items, chain(known, repeat("")), strict=False)
        return element("ul", "".join(self._item(item, words) for item, words in items))

    def _titled_box(self, box: Box, identity: str | None) -> str:
        """Write a box whose first paragraph, when it is all strong, is its title."""
        title, rest = "", box.blocks
        match box.blocks:
            case (Paragraph(content=(Strong(content=name),)), *others):
                title_id = self._fresh_id()
                words = self._box_title(name)
                title = element("p", words, {"class": "box-title", "id": title_id})
                rest = tuple(others)
                labelled: str | None = title_id
            case _:
                labelled = None
        inside = self._emergency(rest) if box.kind == "emergency" else self.blocks(rest)
        body = element("div", inside, {"class": "box-body"})
        attributes = {"class": box.kind, "id": identity, "aria-labelledby": labelled}
        return element("aside", title + body, attributes)

    def _box_title(self, name: Sequence[Inline]) -> str:
        """Write the title of a box; on pages one that needs two lines breaks behind its colon."""
        words = name[0].text if len(name) == 1 and isinstance(name[0], Text) else ""
        lines = _TWO_LINES.fullmatch(words) if self._dress.page_of is not None else None
        if lines is None:
            return self.inlines(name)
        before, after = (escape(part, quote=False) for part in lines.groups())
        return f"{before} {element('span', after, {'class': 'keep'})}"

    def _emergency(self, blocks: Sequence[Block]) -> str:
        """Write what to do, its numbers to call marked: as it is, or the list of signs apart.

        Apart, whom to call, the signs, and what else to do are three parts.
        """
        lists = (at for at, block in enumerate(blocks) if isinstance(block, BulletList))
        at = next(lists, None) if self._dress.signs_apart else None
        if at is None:
            return _numbers_large(self.blocks(blocks))
        parts = {"call": blocks[:at], "signs": blocks[at : at + 1], "then": blocks[at + 1 :]}
        return "".join(
            element("div", _numbers_large(self.blocks(part)), {"class": name})
            for name, part in parts.items()
        )

    # Names

    def _fresh_id(self) -> str:
        numbered = (f"{self._section.label}-b{number}" for number in self._blocks)
        return next(name for name in numbered if name not in self._taken)

    def _epub(self, name: str) -> str | None:
        return name if self._dress.epub_types else None


_WIDEST_TELEPHONE: Final = "34rem"
"""As the stylesheets of the web edition have it."""
_ON_A_TELEPHONE: Final = f"screen and (max-width: {_WIDEST_TELEPHONE})"
_TAG_OR_NUMBER_TO_CALL: Final = re.compile(r"<[^>]*>|(?<![\w-])\d{3}(?![\w-])")
# A title and what may stand on a line of its own, for any printed column has room for it.
_TWO_LINES: Final = re.compile(r"(.+:) (.{,26})")


def _numbers_large(markup: str) -> str:
    return _TAG_OR_NUMBER_TO_CALL.sub(_large, markup)


def _large(found: re.Match[str]) -> str:
    """Mark a number to call; what is written in a tag is none."""
    return found[0] if found[0].startswith("<") else element("b", found[0], {"class": "number"})


def _runs(note: ResolvedNote) -> Iterator[tuple[Inline, ...]]:
    """Yield the paragraphs of a note, which at the foot of a page is a piece of running text."""
    for block in note.blocks:
        assert isinstance(block, Paragraph), f"{block.span}: parse let more than words pass"
        yield block.content


def _linked(words: str, attributes: Attributes) -> str:
    """Write a link, or plain words where it would lead to nothing."""
    return element("a" if attributes["href"] else "span", words, attributes)


def citation_html(citation: Citation, dress: Dress, cited: Sequence[str]) -> str:
    """Write a citation's raised numbers, each a link to its reference.

    The label comes from citeproc, ranges collapsed (`1,3–5`); a number in it is a place in `cited`.
    In an e-book, whose columns may be narrow, a row of sources breaks after a comma alone.
    """
    label = dress.labels[citation.source]

    def link(number: re.Match[str]) -> str:
        key = cited[int(number[0]) - 1]
        attributes = {"role": "doc-biblioref", "href": dress.href(reference_id(key))}
        if dress.epub_types:
            attributes["epub:type"] = "biblioref"
        return element("a", number[0], attributes)

    runs = [re.sub(r"\d+", link, escape(run, quote=False)) for run in label.split(",")]
    if not dress.epub_types:
        return element("sup", ",".join(runs), {"class": "cite"})
    whole = (element("span", run, {"class": "keep"}) if "–" in run else run for run in runs)
    return element("sup", ",<wbr/>".join(whole), {"class": "cite"})


def term_id(key: str) -> str:
    """Give the id of a word's entry in the glossary."""
    return f"term-{slug(key)}"


def reference_id(key: str) -> str:
    """Give the id of a reference in the list of sources."""
    return f"ref-{key}"


def slug(words: str) -> str:
    """Give words as an id: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")


def capital(words: str) -> str:
    """Give words with a capital first letter, for the head of an entry."""
    return words[:1].upper() + words[1:]
