"""A small index of the book's words, which a browser searches by itself.

In: the book. Out: a script that holds an entry for each heading and each word explained: where it
is, what it is called, how it begins, and its words in small letters without accents, each once. It
is a script because a browser reads no other file from a folder.
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
from bookbuild.render.outline import spoken
from bookbuild.render.web.addresses import page_of

_OPENING: Final = 80
"""Letters that show how a passage begins."""
_WORD: Final = re.compile(r"[^\W_]+")
_LINE_SEPARATOR: Final = "\N{LINE SEPARATOR}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """What stands under one heading: its id and title, empty at the top of a page; its words."""

    id: str = ""
    title: str = ""
    runs: list[str] = field(default_factory=list)


def search_index(book: ResolvedDocument) -> str:
    """Write the index as a script that sets `searchIndex`."""
    index = {
        "pages": [[page_of(section), _title(section)] for section in book.sections],
        "passages": [
            _entry(page, passage)
            for page, section in enumerate(book.sections)
            for passage in _passages(book, section)
        ],
    }
    written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"var searchIndex = {written.replace(_LINE_SEPARATOR, ' ')};\n"


def folded(text: str) -> str:
    """Give words as they are compared: small letters, no accents; the script folds likewise."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).lower()


def _entry(page: int, passage: _Passage) -> list[str | int]:
    text = " ".join(passage.runs)
    words = dict.fromkeys(_WORD.findall(folded(text)))
    return [page, passage.id, passage.title, _opening(text), " ".join(words)]


def _opening(text: str) -> str:
    if len(text) <= _OPENING:
        return text
    return text[:_OPENING].rpartition(" ")[0] + " \N{HORIZONTAL ELLIPSIS}"


def _passages(book: ResolvedDocument, section: ResolvedSection) -> Iterator[_Passage]:
    match section.kind:
        case "text":
            yield from _headed(book, section)
        case "glossary":
            yield _Passage()
            for key, entry in book.terms.items():
                term = entry.term
                runs = [term.explanation, *term.also]
                yield _Passage(id=term_id(key), title=capital(term.title), runs=runs)
        case "references" | "ledger":
            yield _Passage()


def _headed(book: ResolvedDocument, section: ResolvedSection) -> Iterator[_Passage]:
    """Yield what stands under each heading that can be linked to; a box belongs to the last one."""
    passage = _Passage()
    for block in every_block(section.blocks):
        identity = book.ids.get((section.label, block.span))
        if isinstance(block, Heading) and identity:
            yield passage
            passage = _Passage(id=identity, title=plain(block.content))
        else:
            passage.runs.extend(" ".join(spoken(run, book).split()) for run in own_inlines(block))
    yield passage


def _title(section: ResolvedSection) -> str:
    words = plain(section.title)
    return f"{section.number} {words}" if section.number else words
