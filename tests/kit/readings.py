"""The words of the text, taken from the tree and not from the HTML.

In: a resolved document, its list of sources, the words of its pictures. Out: what an author wrote
and citeproc formatted, in reading order. What the build adds (numbers, titles of boxes, raised
labels) is left out here, and cut out of XHTML by `written_words`, so that the two can be compared
and a block that the HTML writer forgets is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, assert_never

from lxml import etree

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
from bookbuild.model.resolved import ResolvedDocument, ResolvedNote, ResolvedSection
from bookbuild.render.bibliography import Bibliography
from bookbuild.render.html import capital
from bookbuild.verify.words import normal_words, words_of_html

# What the build adds to an author's words.
_ADDED: Final = """
    //*[@class="draft"] | //*[@class="copy-id"] | //*[@class="numeral"] | //*[local-name()="sup"]
    | //*[@class="key-points"]/*[@class="box-title"] | //*[@class="questions"]/*[local-name()="h2"]
    | //*[@class="figure-number"] | //*[local-name()="caption"]/*[local-name()="b"]
    | //*[@class="used-in"] | //*[@role="doc-backlink"] | //*[@class="counted"]
    | //*[@class="claim-number"] | //*[@class="claim-kind"] | //*[@class="verdict"]
"""
_OPENING: Final = ("standfirst", "key-points")


def words_of(
    book: ResolvedDocument, bibliography: Bibliography, alternatives: Mapping[str, str]
) -> tuple[str, ...]:
    """Give every word of an edition, section by section, notes at the end of theirs."""
    runs: list[str] = []
    for section in book.sections:
        runs += _Reading(section.label, book, alternatives).section(section)
        runs += _generated(section, book, bibliography)
    return tuple(word for run in runs for word in normal_words(run))


def written_words(xhtml: str) -> list[str]:
    """Give the words of a content document without those that the build adds."""
    root = etree.fromstring(xhtml.encode())
    for added in root.xpath(_ADDED):
        tail, added.tail = added.tail, None
        added.clear()
        added.tail = tail
    return words_of_html(etree.tostring(root, encoding="unicode"))


def _generated(
    section: ResolvedSection, book: ResolvedDocument, bibliography: Bibliography
) -> Iterator[str]:
    match section.kind:
        case "glossary":
            for entry in book.terms.values():
                yield capital(entry.term.title)
                yield entry.term.explanation
        case "references":
            yield from (entry.text for entry in bibliography.entries)
        case "ledger":
            yield from _checked(book)
        case "text":
            return


def _checked(book: ResolvedDocument) -> Iterator[str]:
    assert book.claims
    source = book.claims.source
    yield f"This book answers {source.kind}, “{source.title}.” {source.checked}"
    for number, title in enumerate(source.sections, start=1):
        yield f"{number}. {title}"
        for claim in book.claims.claims:
            if claim.section == number:
                yield f"{claim.claim} {claim.dropped} {claim.says}"


class _Reading:
    """Reads one section's tree, a run of words after the other; keeps the notes for its end."""

    def __init__(self, label: str, book: ResolvedDocument, words: Mapping[str, str]) -> None:
        self._label = label
        self._book = book
        self._alternatives = words
        self._notes: list[ResolvedNote] = []

    def section(self, section: ResolvedSection) -> Iterator[str]:
        """Yield the title, the opening boxes, the body, the notes."""
        yield self._words(section.title)
        yield from self._blocks(sorted(section.blocks, key=_opens_at))
        for note in self._notes:
            yield from self._blocks(note.blocks)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(content=content) | Paragraph(content=content):
                yield self._words(content)
            case BulletList(items=items) | OrderedList(items=items):
                for item in items:
                    yield from self._blocks(item)
            case DefinitionList(entries=entries):
                for entry in entries:
                    yield self._words(entry.term)
                    for meaning in entry.meanings:
                        yield from self._blocks(meaning)
            case Quote(blocks=blocks) | Box(blocks=blocks):
                yield from self._blocks(blocks)
            case Table(header=header, rows=rows, caption=caption):
                yield self._words(caption)
                for row in (header, *rows):
                    yield from (self._words(cell.content) for cell in row)
            case Figure(title=title, path=path, caption=caption):
                yield from (title, self._alternatives[str(path)], self._words(caption))
            case OnlyIn() | PartCall():
                raise AssertionError(f"{block.span}: conditions and calls end in resolve")
            case _:
                assert_never(block)

    def _words(self, content: Iterable[Inline]) -> str:
        return "".join(self._word(inline) for inline in content)

    def _word(self, inline: Inline) -> str:
        match inline:
            case Text(text=text):
                return text
            case Strong(content=content) | Emphasis(content=content) | Foreign(content=content):
                return self._words(content)
            case TermUse(content=content) | Certainty(content=content):
                return self._words(content)
            case Link(content=content, href=href):
                return self._words(content) or href
            case CrossReference(content=content, label=label):
                return self._words(content) or self._book.targets[label].name
            case Citation():
                return ""
            case NoteCall(span=span):
                self._notes.append(self._book.notes[self._label, span])
                return ""
            case LineBreak():
                return " "
            case _:
                assert_never(inline)


def _opens_at(block: Block) -> int:
    """Tell where a block stands in a section: the standfirst and the key points come first."""
    kind = block.kind if isinstance(block, Box) else None
    return _OPENING.index(kind) if kind in _OPENING else len(_OPENING)
