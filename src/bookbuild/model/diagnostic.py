"""What the author did wrong, as values; what the machine lacks, as exceptions.

In: findings of any stage. Out: `Diagnostic` values that travel with a stage's result in an
`Outcome`, and the two exceptions that only the command line turns into text and exit codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Final, Generic, TypeVar

from bookbuild.model.source import Span

T = TypeVar("T")


class Severity(StrEnum):
    """How much a finding matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: a stable code, what is wrong, where, and what to do about it.

    The message is lower case without a full stop; the author's own words stand in backticks.
    Every code has a page in `docs/findings/`. lacks: the label or words that were looked for in
    the text and are not there; None when nothing was. Such a finding may follow from another.
    """

    code: str
    message: str
    span: Span | None = None
    severity: Severity = Severity.ERROR
    hints: tuple[str, ...] = ()
    lacks: str | None = None

    def __str__(self) -> str:
        """Give the finding as people read it: a line, and a line for each hint."""
        place = f"{self.span}: " if self.span else ""
        cell = f"{self.span.cell}: " if self.span and self.span.cell else ""
        lines = [f"{place}{self.severity}[{self.code}]: {cell}{self.message}"]
        lines += [f"  hint: {hint}" for hint in self.hints]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage made, together with what it found on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


def in_order(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by place, then code, and drop repeats."""
    return tuple(sorted(set(findings), key=_place))


def causes_first(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort the findings of a whole text, causes before what may follow, and drop repeats.

    A file that cannot be read, or a setting, takes much with it; so does Markdown that is not
    understood, or a label with a wrong letter. Their errors come first, then other errors, then
    warnings; each by place, then code.
    """
    return tuple(sorted(in_order(findings), key=_rank))


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding stops the build."""
    return any(found.severity is Severity.ERROR for found in findings)


_CAUSES: Final = (("SRC", "CFG"), ("MDN", "LBL004"))
"""Subjects and codes of errors that others follow from, the furthest-reaching first."""


def _rank(found: Diagnostic) -> int:
    if found.severity is Severity.WARNING:
        return len(_CAUSES) + 1
    ranks = (rank for rank, codes in enumerate(_CAUSES) if found.code.startswith(codes))
    return next(ranks, len(_CAUSES))


def _place(found: Diagnostic) -> tuple[str, int, int, str, str]:
    span = found.span
    if span is None:
        return ("", 0, 0, found.code, found.message)
    return (str(span.path), span.line, span.column, found.code, found.message)


class MachineLacksError(Exception):
    """The machine lacks something; the text says what, what for, and the command that mends it."""

    def __init__(self, what: str, *, needed_for: str, mend: str) -> None:
        """Keep the three parts of the message apart, for people and for JSON."""
        super().__init__(f"{what} is missing (needed for {needed_for})")
        self.what = what
        self.needed_for = needed_for
        self.mend = mend

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how it is made again in another process."""
        again = partial(MachineLacksError, needed_for=self.needed_for, mend=self.mend)
        return again, (self.what,)


class ToolFailedError(Exception):
    """A program we depend on stopped without doing its work; the text is not at fault."""

    def __init__(self, program: str, said: str) -> None:
        """Keep what the program printed last."""
        super().__init__(f"{program} failed: {said}")
        self.program = program
        self.said = said

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how it is made again in another process."""
        return ToolFailedError, (self.program, self.said)
