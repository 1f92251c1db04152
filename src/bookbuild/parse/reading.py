"""What is kept while one file is read: its lines, and what was found wrong.

In: a file. Out: spans for offsets in a block's words, and diagnostics in the order they were found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from markdown_it.token import Token

from bookbuild.model.diagnostic import Diagnostic, Severity
from bookbuild.model.document import NoteCall
from bookbuild.model.source import SourceFile, Span


@dataclass(slots=True)
class Reading:
    """One file while it is read. `calls` are the note calls met so far."""

    path: PurePosixPath
    lines: list[str]
    found: list[Diagnostic] = field(default_factory=list)
    calls: list[NoteCall] = field(default_factory=list)

    def fault(
        self, code: str, span: Span, message: str, *hints: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Note something the author did wrong."""
        self.found.append(
            Diagnostic(code=code, message=message, span=span, severity=severity, hints=hints)
        )

    def span_of(self, token: Token) -> Span:
        """Translate markdown-it's lines (from 0) into a span at the first letter of the block."""
        assert token.map is not None, f"block token {token.type} has no source lines"
        line = token.map[0]
        text = self.line(line)
        return Span(self.path, line + 1, len(text) - len(text.lstrip(" \t>")) + 1)

    def line(self, number: int) -> str:
        """Give a line of the file, counted from 0; empty past the end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one paragraph, heading or cell, and where in the file they stand.

    `column` is given when the words are a piece of their line (a cell of a table); `offset` is what
    to add to a token's place (the caption of an image is cut anew, and starts again at 0).
    """

    content: str
    first_line: int
    column: int | None = None
    offset: int = 0

    def span(self, reading: Reading, at: int) -> Span:
        """Give the place of a letter of the words in the file."""
        at += self.offset
        before = self.content.count("\n", 0, at)
        start = self.content.rfind("\n", 0, at) + 1
        stop = self.content.find("\n", start)
        piece = self.content[start : stop if stop >= 0 else None]
        line = self.first_line + before
        column = self.column if self.column is not None else _column(reading.line(line), piece)
        return Span(reading.path, line + 1, column + at - start)


def reading_of(source: SourceFile) -> Reading:
    """Open a file for reading; lines end where Markdown says they end."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    return Reading(path=source.path, lines=text.split("\n"))


def _column(line: str, piece: str) -> int:
    """Find a block's piece of a line: all but a few closing marks at the end of the line."""
    start = line.rfind(piece.strip())
    return max(start, 0) + 1 - (len(piece) - len(piece.lstrip()))
