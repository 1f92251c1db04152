"""Jobs for an executor.

They stand here because another process imports them by name, and a package called `tests` may be
installed.
"""

from __future__ import annotations

import os
import signal
import time
from typing import Final

from bookbuild.model.diagnostic import MachineLacksError

PREPARED: Final = "BOOKBUILD_TEST_PREPARED"


def prepare(word: str) -> None:
    """Leave a word in the process."""
    os.environ[PREPARED] = word


def job(number: int) -> tuple[int, str]:
    """Take longer for the first jobs than for the last ones."""
    time.sleep(0.1 if number == 0 else 0)
    return number * number, os.environ.get(PREPARED, "")


def ready() -> str:
    """Make a worker ready; give the digest of its tools."""
    os.environ[PREPARED] = "ready"
    return "tools"


def slow(number: int) -> bytes:
    """Take a while."""
    time.sleep(0.3)
    return bytes([number]) * 1000


def deadly(_: int) -> None:
    """Take the process down."""
    os.kill(os.getpid(), signal.SIGKILL)


def lacking(_: int) -> None:
    """Find that the machine lacks something."""
    raise MachineLacksError("a press", needed_for="pages", mend="buy one")


def where(_: int) -> int:
    """Give the process that does the job."""
    return os.getpid()


def fail(number: int) -> int:
    """Fail in the second job."""
    if number == 1:
        raise ValueError("the second job")
    return number


def sleep(seconds):
    """Work for so many seconds."""
    time.sleep(seconds)
