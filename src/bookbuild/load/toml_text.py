"""Parse TOML text.

In: a file. Out: its tables as Python values, or the place where the text stops being TOML.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.source import SourceFile, Span

_CURLY: Final = re.compile("[“”„‘’]")

_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_BEGUN: Final = re.compile(r"\s*(?P<key>[\w-]+)\s*=\s*(?P<list>\[)?")
_SEVERAL: Final = re.compile(r'\s*(?P<key>[\w-]+)\s*=\s*(?P<texts>"[^"]*"(?:\s*,\s*"[^"]*")+)\s*')


def read_toml(source: SourceFile, code: str) -> Outcome[dict[str, Any] | None]:
    """Give the tables of a TOML file; a fault carries the code of the file's subject."""
    try:
        return Outcome(tomllib.loads(source.text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Outcome(None, (_broken(source, code, str(error)),))


def _broken(source: SourceFile, code: str, said: str) -> Diagnostic:
    # Python 3.11 gives the place in the text of the message only.
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", said)
    words = said[: place.start()] if place else said
    if place and place[1]:
        span = Span(source.path, int(place[1]), int(place[2]))
    else:
        span = Span(source.path, source.text.count("\n") + 1)
    line = source.text.split("\n")[span.line - 1]
    return Diagnostic(code=code, span=span, message=_said(words, line), hints=(_hint(line),))


def _said(words: str, line: str) -> str:
    """Say why a line is not TOML, as people say it who have never written any."""
    if _lacks_quote(line):
        is_open = words.startswith(("Illegal character '\\n'", "Unterminated string"))
        return f'{"the closing" if is_open else "a"} `"` is missing in this line'
    if _SEVERAL.fullmatch(line):
        return "these are several texts, and a list stands in brackets"
    if words == "Unclosed array":
        return "a list has no `]` at its end, or no comma between two of its texts"
    return f"this is not TOML: {words[:1].lower()}{words[1:]}"


def _lacks_quote(line: str) -> bool:
    """Tell whether a quotation mark is left when each has met its second; a comment may hold one.

    Marks in threes belong to texts of many lines.
    """
    return '"""' not in line and '"' in _TEXT.sub("", line).partition("#")[0]


def _hint(line: str) -> str:
    """Say what mends the line where the text stops being TOML."""
    if _CURLY.search(re.sub(r'"[^"]*"', "", line)):
        return 'use straight quotes: `"`, not `“` or `”`'
    if "\\" in line:
        return "write `/` in a path, in the place of `\\`"
    if several := _SEVERAL.fullmatch(line):
        return f"write a list: `{several['key']} = [{several['texts']}]`"
    if _lacks_quote(line) and (begun := _BEGUN.match(line)):
        shape = '["first", "second"]' if begun["list"] else '"value"'
        return f'each text stands between two `"`: `{begun["key"]} = {shape}`'
    return 'text stands in quotes, one `key = "value"` a line, below a `[table]`'
