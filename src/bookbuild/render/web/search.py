"""A small index of the book's words, which a browser searches by itself.

In: the book and the pages of its sections. Out: a script that holds one entry for each heading and
each word explained: where it is, what it is called, how it begins, and its words in small letters
without accents, each once. It is a script because a browser reads no other file from a folder.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bookbuild.model.document import Heading
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.walk import every_block, own_inlines, plain
from bookbuild.render.html import capital, term_id
from bookbuild.render.web.addresses import page_of

_OPENING: Final = 90
"""Letters that show how a passage begins."""
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(slots=True, kw_only=True)
class Passage:
    """What stands under one heading: its address, its title, its section's title, its words."""

    address: str
    title: str
    section: str
    runs: list[str] = field(default_factory=list)


def search_index(book: ResolvedDocument) -> str:
    """Write the index as a script that sets `searchIndex`."""
    entries = [_entry(passage) for passage in _passages(book)]
    written = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return f"var searchIndex = {written.replace(_LINE, _LINE_ESCAPED)};\n"


_LINE: Final = "\N{LINE SEPARATOR}"
_LINE_ESCAPED: Final = "\\u2028"


def folded(text: str) -> str:
    """Give words as they are compared: small letters, no accents; the script folds likewise."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).lower()


def _entry(passage: Passage) -> list[str]:
    text = " ".join(passage.runs)
    words = dict.fromkeys(_WORD.findall(folded(text)))
    return [passage.address, passage.title, passage.section, _opening(text), " ".join(words)]


def _opening(text: str) -> str:
    if len(text) <= _OPENING:
        return text
    return text[:_OPENING].rpartition(" ")[0] + " \N{HORIZONTAL ELLIPSIS}"


def _passages(book: ResolvedDocument) -> Iterator[Passage]:
    for section in book.sections:
        match section.kind:
            case "text":
                yield from _in_section(book, section)
            case "glossary":
                yield from _words_explained(book, section)
            case "references" | "ledger":
                yield Passage(address=page_of(section), title=_title(section), section="")


def _in_section(book: ResolvedDocument, section: ResolvedSection) -> Iterator[Passage]:
    page, title = page_of(section), _title(section)
    passage = Passage(address=page, title=title, section="")
    for block in every_block(section.blocks):
        identity = book.ids.get((section.label, block.span))
        if isinstance(block, Heading) and identity:
            yield passage
            name = plain(block.content)
            passage = Passage(address=f"{page}#{identity}", title=name, section=title)
        else:
            passage.runs += [" ".join(plain(run).split()) for run in own_inlines(block)]
    yield passage


def _words_explained(book: ResolvedDocument, section: ResolvedSection) -> Iterator[Passage]:
    for key, entry in book.terms.items():
        yield Passage(
            address=f"{page_of(section)}#{term_id(key)}",
            title=capital(entry.term.title),
            section=_title(section),
            runs=[entry.term.explanation, *entry.term.also],
        )


def _title(section: ResolvedSection) -> str:
    words = plain(section.title)
    return f"{section.number} {words}" if section.number else words
