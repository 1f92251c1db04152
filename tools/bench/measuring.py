"""Runs commands under the meter.

In: a command. Out: a `Cell` with what it took, or with the reason why there is nothing to say.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.bench.figures import Cell, Figures, broken

ROOT: Final = Path(__file__).parents[2]
METER: Final = Path(__file__).with_name("meter.py")
_LATE: Final = 2
_LETTERS_TOLD: Final = 200

Command = Sequence[str | Path]


def line(*parts: str | Path) -> Command:
    """Give a command of its parts."""
    return parts


def our_tool(name: str, *arguments: str | Path, python: Path | str = sys.executable) -> Command:
    """Give the command that runs a module of the bench by its name."""
    return (python, "-m", f"tools.bench.{name}", *arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """folder: where figures and words go. limit: the seconds that one run may take."""

    folder: Path
    limit: float

    def measure(
        self,
        command: Command,
        *,
        at: Path = ROOT,
        more: Mapping[str, str] | None = None,
        makes: Path | None = None,
    ) -> Cell:
        """Run a command in a folder, with some more variables of the environment; measure it.

        makes: the file that it must have written.
        """
        figures, said = self.folder / "figures.json", self.folder / "said.txt"
        if makes:
            makes.unlink(missing_ok=True)
        meter = line(sys.executable, "-I", "-S", METER, figures, said, str(self.limit), *command)
        environment = ["env", *(f"{name}={value}" for name, value in (more or {}).items())]
        run = subprocess.run([*environment, *meter], cwd=at, check=False)
        if run.returncode == _LATE:
            return broken(f"not done after {self.limit:g} s")
        if run.returncode:
            return broken(f"failed: {last_words(said)}")
        if makes and not makes.exists():
            return broken(f"made nothing: {last_words(said)}")
        found = json.loads(figures.read_text(encoding="utf-8"))
        return Cell(rounds=(Figures(**found),))

    def steps(self, command: Command) -> dict[str, Cell]:
        """Run a command that measures its own steps, and prints them as JSON on its last line."""
        whole = self.measure(command)
        said = (self.folder / "said.txt").read_text(encoding="utf-8").splitlines()
        if whole.reason:
            return {"": whole}
        return {
            name: Cell(rounds=(Figures(peak=whole.rounds[0].peak, **step),))
            for name, step in json.loads(said[-1]).items()
        }


def last_words(said: Path) -> str:
    """Give the last line that a command said, cut to what a table can hold."""
    lines = said.read_text(encoding="utf-8", errors="replace").split("\n")
    spoken = [one.strip() for one in lines if one.strip()]
    return (spoken[-1] if spoken else "without a word")[:_LETTERS_TOLD].replace("|", "/")
