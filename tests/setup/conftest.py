"""A machine on a bench: the set-up scripts in a folder of their own, with a PATH we choose."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# What the scripts may take for granted on any machine.
PLAIN_TOOLS = (
    "awk cat chmod cksum cp dirname env grep head id mkdir mktemp rm sh sleep tail touch tr".split()
)

TITLES = "name purpose kind look-for apt dnf brew needed-for if-missing".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A clone without a book, and the folder that is its whole PATH."""

    clone: Path
    programs: Path

    def needs(self, *rows: str) -> None:
        """Replace the table of needs; the cells of a row are parted by ` | `."""
        table = [TITLES, *([cell.strip() for cell in row.split("|")] for row in rows)]
        text = "".join("\t".join(cells) + "\n" for cells in table)
        (self.clone / "src/bookbuild/system/needs.tsv").write_text(text, encoding="utf-8")

    def program(self, name: str, *lines: str) -> None:
        """Put a small program on the PATH."""
        path = self.programs / name
        path.unlink(missing_ok=True)
        path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
        path.chmod(0o755)

    def without_python(self) -> None:
        """Take the machine's Python away."""
        (self.programs / "python3").unlink()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the clone, with nothing but the bench's PATH."""
        return subprocess.run(
            [str(self.programs / command[0]), *command[1:]],
            cwd=self.clone,
            env={"PATH": str(self.programs), "BENCH": str(self.clone)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    clone = tmp_path / "clone"
    shutil.copytree(ROOT / "tools", clone / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    (clone / "src/bookbuild/system").mkdir(parents=True)
    for name in ("needs.py", "needs.tsv"):
        shutil.copy(ROOT / "src/bookbuild/system" / name, clone / "src/bookbuild/system" / name)
    programs = tmp_path / "bin"
    programs.mkdir()
    _link(programs, PLAIN_TOOLS)
    (programs / "python3").symlink_to(Path(sys.executable).resolve())
    return Bench(clone=clone, programs=programs)


def _link(programs: Path, names: Sequence[str]) -> None:
    for name in names:
        path = shutil.which(name)
        assert path, f"the bench needs {name}"
        (programs / name).symlink_to(path)
