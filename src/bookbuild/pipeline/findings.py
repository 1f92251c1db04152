"""Gathers what the stages found, and decides when to stop.

In: outcomes. Out: their values, and one sorted list of diagnostics. Stages only find.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from bookbuild.model.diagnostic import Diagnostic, Outcome, causes_first, has_errors

T = TypeVar("T")


class StoppedError(Exception):
    """The text has errors; what follows would be built on sand."""


class Findings:
    """The findings of one build so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: list[Diagnostic] = []

    def keep(self, outcome: Outcome[T]) -> T:
        """Give the value of an outcome and keep its diagnostics."""
        self.add(outcome.diagnostics)
        return outcome.value

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep some diagnostics."""
        self._found += diagnostics

    def stop_on_error(self) -> None:
        """Raise StoppedError when an error has been found."""
        if has_errors(self._found):
            raise StoppedError

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Give all findings, causes first, then by place."""
        return causes_first(self._found)
