"""What the machine must have besides the locked Python packages, and whether it has it.

In: `needs.tsv`, the one table of system needs, which the set-up scripts read as well. Out: a row
for each need, where it was found, and the commands that install what is missing. Only the
standard library is imported: set-up asks before any package is installed.
"""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, assert_never

TABLE: Final = Path(__file__).with_name("needs.tsv")

_NO_PACKAGE: Final = "-"


class Purpose(StrEnum):
    """What a need is for; each purpose includes those before it."""

    SETUP = "setup"
    BUILD = "build"
    PRESS = "press"
    SERVE = "serve"
    TEST = "test"
    TEST_ALL = "test-all"


class Kind(StrEnum):
    """How a need is looked for."""

    PYTHON = "python"
    MODULE = "module"
    LIBRARY = "library"
    PROGRAM = "program"
    ANSWERS = "answers"
    FILE = "file"


class PackageManager(StrEnum):
    """Who can install what is missing."""

    APT = "apt"
    DNF = "dnf"
    BREW = "brew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One row of the table: a thing the machine must have, and what its absence costs."""

    name: str
    purpose: Purpose
    kind: Kind
    look_for: tuple[str, ...]
    apt: tuple[str, ...]
    dnf: tuple[str, ...]
    brew: tuple[str, ...]
    needed_for: str
    if_missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A need and where this machine has it; `where` is None when it has not."""

    need: Need
    where: str | None

    @property
    def present(self) -> bool:
        """Tell whether the machine has it."""
        return self.where is not None


def read_needs() -> tuple[Need, ...]:
    """Give every row of the table, in its order."""
    _titles, *rows = TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(_need(row) for row in rows)


def needs_for(purpose: Purpose) -> tuple[Need, ...]:
    """Give the needs of a purpose and of those it includes."""
    stages = tuple(Purpose)
    included = stages[: stages.index(purpose) + 1]
    return tuple(need for need in read_needs() if need.purpose in included)


def survey(needs: Iterable[Need]) -> tuple[Survey, ...]:
    """Look for each need on this machine, in the order given."""
    return tuple(Survey(need=need, where=find(need)) for need in needs)


def find(need: Need) -> str | None:
    """Tell where the machine has what is needed, or None.

    A library is truly loaded and a Java compiler truly asked: macOS has a `javac` on every
    machine that only says that there is none.
    """
    match need.kind:
        case Kind.PYTHON:
            return _python(need.look_for[0])
        case Kind.MODULE:
            return _module(need.look_for[0])
        case Kind.LIBRARY:
            return _library(need.look_for)
        case Kind.PROGRAM:
            return _program(need.look_for)
        case Kind.ANSWERS:
            return _answering(need.look_for)
        case Kind.FILE:
            return next((path for path in need.look_for if Path(path).is_file()), None)
        case _:
            assert_never(need.kind)


def loaded(name: str) -> ctypes.CDLL | None:
    """Load a library by its name; None where the machine has none of it."""
    # The loader knows a library by its full name; Homebrew's folder is known to find_library
    # only, which wants the name without `lib` and ending. WeasyPrint looks in the same two ways.
    try:
        return ctypes.CDLL(name)
    except OSError:
        from ctypes.util import find_library  # noqa: PLC0415  # asks the compiler: it takes long

        path = find_library(name)
        return ctypes.CDLL(path) if path else None


def install_commands(missing: Sequence[Need]) -> dict[PackageManager, str]:
    """Give each package manager's command for what is missing; none where it has no package."""
    commands = {
        PackageManager.APT: (
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends",
            [need.apt for need in missing],
        ),
        PackageManager.DNF: ("sudo dnf install -y", [need.dnf for need in missing]),
        PackageManager.BREW: ("brew install", [need.brew for need in missing]),
    }
    return {
        manager: " ".join([command, *_once(packages)])
        for manager, (command, packages) in commands.items()
        if _once(packages)
    }


def _need(row: str) -> Need:
    name, purpose, kind, look_for, apt, dnf, brew, needed_for, if_missing = row.split("\t")
    return Need(
        name=name,
        purpose=Purpose(purpose),
        kind=Kind(kind),
        look_for=tuple(look_for.split()),
        apt=_packages(apt),
        dnf=_packages(dnf),
        brew=_packages(brew),
        needed_for=needed_for,
        if_missing=if_missing,
    )


def _packages(cell: str) -> tuple[str, ...]:
    return () if cell == _NO_PACKAGE else tuple(cell.split())


def _once(packages: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(package for some in packages for package in some))


def _python(oldest: str) -> str | None:
    wanted = tuple(int(part) for part in oldest.split("."))
    return sys.executable if sys.version_info[: len(wanted)] >= wanted else None


def _module(name: str) -> str | None:
    spec = importlib.util.find_spec(name)
    return spec.origin if spec else None


def _library(words: Sequence[str]) -> str | None:
    """Load the first library of these names; a word in `name()` is a function it must have."""
    names = [word for word in words if not word.endswith("()")]
    functions = [word.removesuffix("()") for word in words if word.endswith("()")]
    for name in names:
        library = loaded(name)
        if library and all(hasattr(library, function) for function in functions):
            return name
    return None


def _program(names: Sequence[str]) -> str | None:
    import shutil  # noqa: PLC0415  # opens every archive format there is

    return next((path for name in names if (path := shutil.which(name))), None)


def _answering(command: Sequence[str]) -> str | None:
    import shutil  # noqa: PLC0415  # as above
    import subprocess  # noqa: PLC0415  # a build with nothing to do runs no program

    path = shutil.which(command[0])
    if path is None:
        return None
    try:
        ran = subprocess.run([path, *command[1:]], capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return None
    return path if ran.returncode == 0 else None
