"""Runs the programs we depend on, with a time limit.

In: a command whose first word is a program's name. Out: its exit code and output, or an exception
that says what is missing, what for, and how to get it (see `launches`).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bookbuild.model.diagnostic import ToolFailedError
from bookbuild.model.world import NO_FILES, Ran
from bookbuild.system.launches import launch_of


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
    launch = launch_of(command[0])
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", **launch.environment}
    with TemporaryDirectory(prefix="bookbuild-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        try:
            done = subprocess.run(  # the program is one we looked up ourselves
                [*launch.command, *command[1:]],
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
