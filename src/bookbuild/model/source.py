"""Where text comes from: a file of the manuscript, and a place in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: path from the book's root, line and column counted from 1.

    Line 0 stands for the file as a whole (a missing file has no lines). cell: the same place in a
    spreadsheet, in words, when the file is the table of one: row, column, whose row it is.
    """

    path: PurePosixPath
    line: int = 0
    column: int = 0
    cell: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Give `file:line:column`, without the parts that are not known."""
        place = str(self.path)
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        return place


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of the manuscript as text, read once."""

    path: PurePosixPath
    text: str
