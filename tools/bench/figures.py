"""What was measured, and the arithmetic on it.

In: runs, each measured several times, in rounds in which each had its turn. Out: medians, and
ratios that are taken round by round, because a machine is not equally busy in all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Literal

Measure = Literal["seconds", "cpu", "peak"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One run: seconds by the clock, CPU seconds, peak memory in megabytes."""

    seconds: float
    cpu: float
    peak: float

    def of(self, measure: Measure) -> float:
        """Give one of the three."""
        match measure:
            case "seconds":
                return self.seconds
            case "cpu":
                return self.cpu
            case "peak":
                return self.peak


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One row's runs, a round each; without any there is a reason.

    failed: it should have run.
    """

    rounds: tuple[Figures, ...] = ()
    reason: str = ""
    failed: bool = False

    def and_then(self, other: Cell) -> Cell:
        """Add a later round; a run that once did not work has no figures."""
        if self.reason:
            return self
        return other if other.reason else Cell(rounds=(*self.rounds, *other.rounds))

    def typical(self, measure: Measure) -> float | None:
        """Give the median over the rounds; None where nothing ran."""
        return median(one.of(measure) for one in self.rounds) if self.rounds else None


Cells = Mapping[str, Cell]
"""The rows of one table, by name."""


def ratio(part: Cell, whole: Cell, measure: Measure) -> float | None:
    """Give the median of the ratios of two runs, round by round; None where one has no figures."""
    if not part.rounds or not whole.rounds:
        return None
    assert len(part.rounds) == len(whole.rounds), "each run has its turn in each round"
    return median(
        one.of(measure) / other.of(measure)
        for one, other in zip(part.rounds, whole.rounds, strict=True)
    )


def absent(reason: str) -> Cell:
    """Give the cell of something that cannot be done."""
    return Cell(reason=reason)


def broken(reason: str) -> Cell:
    """Give the cell of something that should have worked."""
    return Cell(reason=reason, failed=True)
