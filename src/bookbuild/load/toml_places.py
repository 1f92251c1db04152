"""Find where a TOML file says something.

In: the text of a TOML file that `tomllib` has read without complaint. Out: line and column of each
table, key and list item, which `tomllib` does not keep.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Final

Path = tuple[str | int, ...]

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_BASIC: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_LITERAL: Final = re.compile(r"'([^']*)'")
_LONG: Final = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}', re.DOTALL)
_DOT: Final = re.compile(r"[ \t]*\.[ \t]*")
_SIMPLE: Final = re.compile(r"[^,\]}#\n]+")


class Places:
    """Lines and columns of one TOML file, counted from 1."""

    def __init__(self, text: str) -> None:
        """Keep the text; it is looked through once, when a place is first asked for."""
        self._text = text

    def of(self, path: Path) -> tuple[int, int]:
        """Give the place of a path, or of the nearest table or key around it."""
        while path and path not in self._starts:
            path = path[:-1]
        at = self._starts.get(path, 0)
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    @cached_property
    def _starts(self) -> Mapping[Path, int]:
        return _starts_in(self._text)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]


@lru_cache(maxsize=32)
def _starts_in(text: str) -> Mapping[Path, int]:
    """Look through a file; a process that stays looks through it again when it was saved."""
    return _Scan(text).starts()


class _Scan:
    """One walk through a file; `at` is the next letter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.rows: dict[Path, int] = {}

    def starts(self) -> dict[Path, int]:
        table: Path = ()
        while self.skip() < len(self.text):
            start = self.at
            if self.text[start] == "[":
                table = self.header()
                for length in range(1, len(table) + 1):  # `[a.b]` is where `a` begins, too
                    self.found.setdefault(table[:length], start)
            else:
                self.pair(table)
        return self.found

    def skip(self) -> int:
        blank = _BLANK.match(self.text, self.at)
        assert blank is not None, "the pattern matches nothing as well"
        self.at = blank.end()
        return self.at

    def header(self) -> Path:
        """Read `[table]` or `[[row]]`; rows of the same name are counted."""
        is_row = self.text.startswith("[[", self.at)
        self.at += 1 + is_row
        path: Path = ()
        keys = self.keys()
        for step in keys[:-1]:
            path = self.last_row((*path, step))
        path = (*path, keys[-1])
        self.at = self.text.index("]", self.at) + 1 + is_row
        if not is_row:
            return path
        self.rows[path] = self.rows.get(path, -1) + 1
        return (*path, self.rows[path])

    def last_row(self, path: Path) -> Path:
        return (*path, self.rows[path]) if path in self.rows else path

    def keys(self) -> tuple[str, ...]:
        """Read a key, which may have dots in it."""
        keys = []
        while True:
            self.skip()
            for pattern in (_BARE, _BASIC, _LITERAL):
                if key := pattern.match(self.text, self.at):
                    keys.append(key[key.lastindex or 0])
                    self.at = key.end()
                    break
            dot = _DOT.match(self.text, self.at)
            if dot is None:
                return tuple(keys)
            self.at = dot.end()

    def pair(self, table: Path) -> None:
        """Read `key = value`."""
        start = self.at
        path = table
        for key in self.keys():
            path = (*path, key)
            self.found.setdefault(path, start)
        self.at = self.text.index("=", self.at) + 1
        self.value(path)

    def value(self, path: Path) -> None:
        self.skip()
        match self.text[self.at]:
            case "[":
                self.array(path)
            case "{":
                self.inline_table(path)
            case '"' | "'":
                self.string()
            case _:
                simple = _SIMPLE.match(self.text, self.at)
                assert simple is not None, "a value has letters"
                self.at = simple.end()

    def string(self) -> None:
        for pattern in (_LONG, _BASIC, _LITERAL):
            if words := pattern.match(self.text, self.at):
                self.at = words.end()
                return
        raise AssertionError("tomllib has read this text as TOML")

    def array(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self.text[self.skip()] != "]":
            self.found[(*path, number)] = self.at
            self.value((*path, number))
            number += 1
            if self.text[self.skip()] == ",":
                self.at += 1
        self.at += 1

    def inline_table(self, path: Path) -> None:
        self.at += 1
        while self.text[self.skip()] != "}":
            self.pair(path)
            if self.text[self.skip()] == ",":
                self.at += 1
        self.at += 1
