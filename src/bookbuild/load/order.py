"""Read the sections that `[order]` names.

In: the order, with the place of each name. Out: the files in reading order; a name that leads
nowhere, comes twice, is no section or no piece is reported, and so is a file that nobody prints.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final, get_args

from bookbuild.load.config import Entry, LoadedConfig
from bookbuild.load.files import list_files, read_text
from bookbuild.model.book import ManuscriptFile
from bookbuild.model.diagnostic import Diagnostic, Outcome, Severity
from bookbuild.model.document import GeneratedKind, Matter, PieceName
from bookbuild.model.source import Span
from bookbuild.model.world import World

_WRITTEN_BY_THE_BUILD: Final = tuple(f"@{kind}" for kind in get_args(GeneratedKind))
_PIECES: Final = tuple(f"pieces/{name}.md" for name in get_args(PieceName))


def load_sections(
    world: World, manuscript: PurePosixPath, loaded: LoadedConfig
) -> Outcome[tuple[ManuscriptFile | str, ...]]:
    """Read every section once, in order."""
    sections: list[ManuscriptFile | str] = []
    found: list[Diagnostic] = []
    seen: dict[str, Entry] = {}
    unlisted = _unlisted(world, manuscript, {entry.name for entry in loaded.entries})
    for entry in loaded.entries:
        if entry.name in seen:
            found.append(_twice(entry, seen[entry.name]))
            continue
        seen[entry.name] = entry
        near = next(iter(get_close_matches(entry.name, unlisted, n=1)), None)
        section = _section(world, manuscript, entry, near)
        found += section.diagnostics
        if section.value is not None:
            sections.append(section.value)
    found += [_never_printed(manuscript / name) for name in unlisted]
    return Outcome(tuple(sections), tuple(found))


def _unlisted(world: World, manuscript: PurePosixPath, named: Collection[str]) -> list[str]:
    """Give the files in the folders of sections that the order does not name."""
    there = [
        path.relative_to(manuscript).as_posix()
        for folder in get_args(Matter)
        for path in list_files(world, manuscript / folder, ".md")
    ]
    return [name for name in there if name not in named]


def _section(
    world: World, manuscript: PurePosixPath, entry: Entry, near: str | None
) -> Outcome[ManuscriptFile | str | None]:
    if entry.matter == "pieces" and entry.name not in _PIECES:
        return Outcome(None, (_no_piece(entry),))
    if entry.name.startswith("@"):
        known = entry.name in _WRITTEN_BY_THE_BUILD
        return Outcome(entry.name) if known else Outcome(None, (_no_such_word(entry),))
    text = read_text(world, manuscript / entry.name, entry.span)
    if text.value is None:
        return Outcome(None, tuple(_with_hint(fault, near) for fault in text.diagnostics))
    return Outcome(ManuscriptFile(matter=entry.matter, source=text.value))


def _with_hint(fault: Diagnostic, near: str | None) -> Diagnostic:
    if near is None or fault.code != "SRC001":
        return fault
    return Diagnostic(
        code=fault.code, span=fault.span, message=fault.message, hints=(f"did you mean `{near}`?",)
    )


def _twice(entry: Entry, first: Entry) -> Diagnostic:
    return Diagnostic(
        code="CFG006",
        span=entry.span,
        message=f"`{entry.name}` is listed twice",
        hints=(f"it is listed first at {first.span}",),
    )


def _no_such_word(entry: Entry) -> Diagnostic:
    near = get_close_matches(entry.name, _WRITTEN_BY_THE_BUILD, n=1) or _WRITTEN_BY_THE_BUILD
    return Diagnostic(
        code="CFG007",
        span=entry.span,
        message=f"the build writes no section `{entry.name}`",
        hints=("write " + " or ".join(f"`{name}`" for name in near),),
    )


def _no_piece(entry: Entry) -> Diagnostic:
    near = get_close_matches(entry.name, _PIECES, n=1) or _PIECES
    return Diagnostic(
        code="CFG008",
        span=entry.span,
        message=f"no piece has its text in `{entry.name}`",
        hints=("write " + " or ".join(f"`{name}`" for name in near),),
    )


def _never_printed(path: PurePosixPath) -> Diagnostic:
    return Diagnostic(
        code="SRC006",
        severity=Severity.WARNING,
        span=Span(path),
        message="no list in book.toml names this file, so it is never printed",
        hints=("add it to `[order]`, or take it out of the folder",),
    )
