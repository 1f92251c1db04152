"""Read one file as text.

In: a path below the book's folder, and the place that names it. Out: its text, or what is wrong:
it is missing, lies outside, goes round in a circle, cannot be read, or is not UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.source import SourceFile, Span
from bookbuild.model.world import OutsideError, World

_OFFICE: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How `.xlsx`, `.docx`, `.ods` (they are ZIP archives) and the older `.xls` and `.doc` begin."""


def read_text(
    world: World, path: PurePosixPath, named_at: Span | None = None
) -> Outcome[SourceFile | None]:
    """Read a file; faults of the path are told where the path is named, else at the file."""
    try:
        content = world.read(path)
    except OutsideError as error:
        return Outcome(None, (_unreadable(path, error.reason, named_at or Span(path)),))
    if content.startswith(_OFFICE):
        return Outcome(None, (_not_text(path),))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Outcome(None, (_not_utf8(path, content, error.start),))
    return Outcome(SourceFile(path=path, text=text.removeprefix("\ufeff")))


def with_hints(found: Iterable[Diagnostic], hints: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Give faults of a file with another hint for some codes, where more is known of the file."""
    return tuple(
        replace(one, hints=(hints[one.code],)) if one.code in hints else one for one in found
    )


def list_files(world: World, folder: PurePosixPath, suffix: str) -> tuple[PurePosixPath, ...]:
    """List the files of a folder that end in a suffix; hidden ones are left out.

    A folder that leads outside holds nothing of ours; what is named in it is reported when read.
    """
    try:
        there = world.files(folder)
    except OutsideError:
        there = ()
    return tuple(path for path in there if path.suffix == suffix and not path.name.startswith("."))


def _not_text(path: PurePosixPath) -> Diagnostic:
    return Diagnostic(
        code="SRC002",
        span=Span(path),
        message="this is a spreadsheet or another document of an office program, not text",
        hints=("save it as plain text, in UTF-8",),
    )


def _unreadable(path: PurePosixPath, reason: str, span: Span) -> Diagnostic:
    match reason:
        case OutsideError.MISSING:
            code, says, hint = "SRC001", "there is no file", "write it, or correct its name"
        case OutsideError.ESCAPES:
            code, says = "SRC003", "the path leaves the book's folder:"
            hint = "name files below `manuscript/`, without `..`, or copy the file there"
        case OutsideError.CYCLE:
            code, says = "SRC004", "symbolic links go round in a circle at"
            hint = "put the file itself in the place of the link"
        case _:
            code, says = "SRC005", "this cannot be read as a file:"
            hint = "look at its kind and its permissions"
    return Diagnostic(code=code, span=span, message=f"{says} `{path}`", hints=(hint,))


def _not_utf8(path: PurePosixPath, content: bytes, at: int) -> Diagnostic:
    """Point at the first wrong byte; the column counts letters, as an editor does."""
    line_start = content.rfind(b"\n", 0, at) + 1
    column = len(content[line_start:at].decode("utf-8", errors="replace")) + 1
    return Diagnostic(
        code="SRC002",
        span=Span(path, content.count(b"\n", 0, at) + 1, column),
        message=f"the byte 0x{content[at]:02x} is not UTF-8",
        hints=("save the file as UTF-8",),
    )
