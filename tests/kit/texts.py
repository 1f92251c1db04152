"""Text in, text out, through `load` and `parse`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from bookbuild.load import load
from bookbuild.model.book import ManuscriptFile
from bookbuild.model.diagnostic import Diagnostic, in_order
from bookbuild.model.document import Section
from bookbuild.model.source import SourceFile
from bookbuild.parse.sections import part, section
from kit.books import world_of
from kit.outlines import outline

TITLE = "# Title {#title}\n\n"


def parsed(text: str) -> tuple[Section, tuple[Diagnostic, ...]]:
    """Understand a text as a chapter `text.md`."""
    source = SourceFile(path=PurePosixPath("text.md"), text=text)
    outcome = section(ManuscriptFile(matter="chapters", source=source))
    return outcome.value, in_order(outcome.diagnostics)


def outlined(text: str) -> str:
    """Give the outline of a text that stands below a title."""
    return outline(parsed(TITLE + text)[0].blocks)


def diagnosed(text: str, *, hints: bool = False) -> str:
    """Give what is wrong with a text that stands below a title; its own first line is line 1."""
    above = TITLE.count("\n")
    found = [_moved_up(one, above) for one in parsed(TITLE + text)[1]]
    return _told(found, hints=hints)


def diagnosed_part(text: str) -> str:
    """Give what is wrong with a standard part."""
    source = SourceFile(path=PurePosixPath("text.md"), text=text)
    return _told(in_order(part("part", source).diagnostics), hints=False)


def loaded(
    changed: Mapping[str, str | bytes | None] | None = None,
    *,
    faults: Mapping[str, str] | None = None,
    hints: bool = False,
) -> str:
    """Give what `load` says of the base book with some files changed."""
    return _told(load(world_of(changed, faults=faults)).diagnostics, hints=hints)


def _told(found: Iterable[Diagnostic], *, hints: bool) -> str:
    lines = [line for one in found for line in str(one).split("\n")]
    return "\n".join(line for line in lines if hints or not line.startswith("  hint: "))


def _moved_up(one: Diagnostic, lines: int) -> Diagnostic:
    return replace(one, span=replace(one.span, line=one.span.line - lines)) if one.span else one
