"""Jobs for an executor.

They stand here because another process imports them by name, and a package called `tests` may be
installed.
"""

from __future__ import annotations

import os
import time
from typing import Final

PREPARED: Final = "BOOKBUILD_TEST_PREPARED"


def prepare(word: str) -> None:
    """Leave a word in the process."""
    os.environ[PREPARED] = word


def job(number: int) -> tuple[int, str]:
    """Take longer for the first jobs than for the last ones."""
    time.sleep(0.1 if number == 0 else 0)
    return number * number, os.environ.get(PREPARED, "")


def where(_: int) -> int:
    """Give the process that does the job."""
    return os.getpid()


def fail(number: int) -> int:
    """Fail in the second job."""
    if number == 1:
        raise ValueError("the second job")
    return number
