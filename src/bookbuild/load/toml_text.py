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
    return Diagnostic(
        code=code,
        span=span,
        message=f"this is not TOML: {words[:1].lower()}{words[1:]}",
        hints=(_hint(source.text.split("\n")[span.line - 1]),),
    )


def _hint(line: str) -> str:
    """Say what mends the line where the text stops being TOML."""
    if _CURLY.search(re.sub(r'"[^"]*"', "", line)):
        return 'use straight quotes: `"`, not `“` or `”`'
    if "\\" in line:
        return "write `/` in a path, in the place of `\\`"
    return 'text stands in quotes, one `key = "value"` a line, below a `[table]`'
