"""The same text written down for each program in the dialect that it reads.

In: a `Text`. Out: files by their path below a folder. Pandoc and Sphinx get the words of the
manuscript and what they have a notation for: headings, notes, lists, tables, references. Sphinx
has no sources of its own, so they are numbered and linked by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from tools.bench.text import Block, Chapter, Paragraph, Points, Section, Table, Text

Files = Mapping[str, str]

SLUG: Final = "generated"
"""What the files of the book are called."""

_IMPRINT: Final = """\
[book]
title = "{title}"
subtitle = "For the bench"
slug = "{slug}"
language = "en-US"
country = "US"
identifier = "urn:uuid:3b0e4f0e-53a5-5f0c-9a53-0d7b8f3f2a11"
version = "1"
date = 2026-01-02
review-by = 2099-01-02
audience = "Whoever measures"
message = "This text says nothing."
action = "Measure it."
authors = ["The bench"]
publisher = "The bench"
funding = "No funding."
conflicts = "No conflicts of interest."
license = "CC BY 4.0"
search-date = 2026-01-02
update-policy = "Never."

[order]
front = []
chapters = [
{chapters}]
back = ["@references"]
"""

_SPHINX: Final = """\
project = "{title}"
author = "The bench"
extensions = ["myst_parser"]
epub_show_urls = "no"
"""


def for_bookbuild(text: Text) -> Files:
    """Write the manuscript as bookbuild reads it; the styles are the house's."""
    names = [f"chapters/{number:03}.md" for number in _numbers(text)]
    order = "".join(f'    "{name}",\n' for name in names)
    files = {
        "manuscript/book.toml": _IMPRINT.format(title=text.title, slug=SLUG, chapters=order),
        "manuscript/references.json": references(text),
    }
    dialect = _Dialect()
    for name, chapter in zip(names, text.chapters, strict=True):
        files[f"manuscript/{name}"] = dialect.chapter(chapter)
    return files


def for_pandoc(text: Text) -> Files:
    """Write one Markdown file with all chapters, and the sources."""
    dialect = _Pandoc(titles=_titles(text))
    chapters = "\n".join(dialect.chapter(chapter) for chapter in text.chapters)
    about = f"---\ntitle: {text.title}\nlang: en-US\n---\n\n"
    sources = "\n# References {#references}\n\n::: {#refs}\n:::\n"
    return {"book.md": about + chapters + sources, "references.json": references(text)}


def for_sphinx(text: Text) -> Files:
    """Write a project in MyST Markdown, a file for each chapter."""
    numbers = {key: at for at, (key, _) in enumerate(text.sources, start=1)}
    dialect = _Sphinx(numbers=numbers)
    names = [f"chapter{number:03}" for number in _numbers(text)]
    files = {
        f"{name}.md": dialect.chapter(chapter)
        for name, chapter in zip(names, text.chapters, strict=True)
    }
    listed = "".join(f"(source-{at})=\n{at}. {title}\n\n" for at, (_, title) in _counted(text))
    order = "\n".join([*names, "references"])
    files["references.md"] = f"# References\n\n{listed}"
    files["index.md"] = f"# {text.title}\n\n```{{toctree}}\n{order}\n```\n"
    files["conf.py"] = _SPHINX.format(title=text.title)
    return files


def references(text: Text) -> str:
    """Write the sources as CSL JSON; they are invented, as all of the text is."""
    entries = [
        {
            "id": key,
            "type": "article-journal",
            "title": title,
            "author": [{"family": "Gardener", "given": "A."}],
            "container-title": "Generated Gardens",
            "issued": {"date-parts": [[2020]]},
        }
        for key, title in text.sources
    ]
    return json.dumps(entries, indent=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dialect:
    """Writes a chapter in bookbuild's Markdown, which is Pandoc's."""

    def chapter(self, chapter: Chapter) -> str:
        parts = [
            self._heading(1, chapter.title, chapter.label),
            self._box("standfirst", chapter.standfirst),
            self._box("key-points", _numbered(chapter.key_points)),
            *(self._section(section) for section in chapter.sections),
            self._box("questions", _numbered(chapter.questions)),
        ]
        return "\n\n".join(parts) + "\n"

    def _heading(self, level: int, title: str, label: str) -> str:
        icon = ' icon="clock"' if level == 1 else ""
        return f"{'#' * level} {title} {{#{label}{icon}}}"

    def _box(self, kind: str, inside: str) -> str:
        return f"::: {{.{kind}}}\n{inside}\n:::"

    def _section(self, section: Section) -> str:
        blocks = (self._block(block, section.label) for block in section.blocks)
        return "\n\n".join([self._heading(2, section.title, section.label), *blocks])

    def _block(self, block: Block, place: str) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block, place)
            case Points():
                first, *others = block.items
                items = [self._cited(first, block.source), *others]
                return "\n".join(f"- {item}" for item in items)
            case Table():
                return self._table(block)
            case _:
                assert_never(block)

    def _paragraph(self, block: Paragraph, place: str) -> str:
        sentences = [self._cited(sentence, block.source) for sentence in block.sentences]
        if block.see:
            sentences.append(f"See {self._link(block.see)}.")
        if not block.note:
            return " ".join(sentences)
        sentences[0] += f"[^{place}]"
        note = self._cited(block.note, block.source)
        return f"{' '.join(sentences)}\n\n[^{place}]: {note}"

    def _link(self, label: str) -> str:
        return f"[](#{label})"

    def _cite(self, source: str) -> str:
        return f"[@{source}]"

    def _cited(self, sentence: str, source: str) -> str:
        return f"{sentence.removesuffix('.')} {self._cite(source)}."

    def _table(self, table: Table) -> str:
        head, *rows = table.rows
        ruled = [head, tuple("---" for _ in head), *rows]
        lines = "\n".join(f"| {' | '.join(row)} |" for row in ruled)
        return f"{lines}\n\nTable: {self._cited(table.title + '.', table.source)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pandoc(_Dialect):
    """The same for Pandoc itself, which has no words of its own for a reference to a chapter."""

    titles: Mapping[str, str]

    def _link(self, label: str) -> str:
        return f"[{self.titles[label]}](#{label})"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sphinx(_Dialect):
    """The same in MyST: labels before headings, boxes and sources by hand."""

    numbers: Mapping[str, int]

    def _heading(self, level: int, title: str, label: str) -> str:
        return f"({label})=\n{'#' * level} {title}"

    def _box(self, kind: str, inside: str) -> str:
        return f"```{{admonition}} {kind}\n{inside}\n```"

    def _cite(self, source: str) -> str:
        number = self.numbers[source]
        return f"[{number}](#source-{number})"

    def _table(self, table: Table) -> str:
        head, *rows = table.rows
        ruled = [head, tuple("---" for _ in head), *rows]
        lines = "\n".join(f"| {' | '.join(row)} |" for row in ruled)
        return f"```{{table}} {self._cited(table.title + '.', table.source)}\n{lines}\n```"


def _numbers(text: Text) -> range:
    return range(1, len(text.chapters) + 1)


def _counted(text: Text) -> list[tuple[int, tuple[str, str]]]:
    return list(enumerate(text.sources, start=1))


def _titles(text: Text) -> dict[str, str]:
    return {chapter.label: chapter.title for chapter in text.chapters}


def _numbered(items: tuple[str, ...]) -> str:
    return "\n".join(f"{at}. {item}" for at, item in enumerate(items, start=1))
