"""Runs the programs we depend on, with a time limit.

In: a command whose first word is a program's name. Out: its exit code and output, or an exception
that says what is missing, what for, and how to get it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bookbuild.model.diagnostic import MachineLacksError, ToolFailedError
from bookbuild.model.world import NO_FILES, Ran


def run_program(
    command: Sequence[str],
    *,
    given: bytes = b"",
    files: Mapping[str, bytes] = NO_FILES,
    seconds: float = 60,
) -> Ran:
    """Run a program to its end, in a new folder that holds `files` and is removed afterwards.

    Raises MachineLacksError when the program is not there, ToolFailedError when it takes longer
    than `seconds`. The program sees a plain locale and UTC, so that it says the same everywhere.
    """
    program = find_program(command[0])
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    with TemporaryDirectory(prefix="bookbuild-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        try:
            done = subprocess.run(  # the program is one we looked up ourselves
                [program, *command[1:]],
                input=given,
                capture_output=True,
                timeout=seconds,
                env=environment,
                cwd=folder,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ToolFailedError(command[0], f"no answer within {seconds:.0f} s") from None
    return Ran(code=done.returncode, out=done.stdout, err=done.stderr)


def find_program(name: str) -> str:
    """Give the path of a program: Pandoc from its Python package, the others from PATH."""
    found = _pandoc() if name == "pandoc" else _beside_python(name) or shutil.which(name)
    if not found:
        raise MachineLacksError(name, needed_for="this step", mend="bookbuild doctor")
    return found


def _pandoc() -> str | None:
    """Find Pandoc in the package that carries it, without importing that package."""
    spec = importlib.util.find_spec("pypandoc")
    if spec and spec.origin:
        bundled = Path(spec.origin).parent / "files" / "pandoc"
        if bundled.is_file():
            return str(bundled)
    return shutil.which("pandoc")


def _beside_python(name: str) -> str | None:
    """Find a program that was installed into the same environment as we were."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else None
