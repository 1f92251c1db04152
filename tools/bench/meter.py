"""Runs one command and measures it together with every process that it started.

In: a file for the figures, one for what the command says, the seconds that it may take, and the
command. Out: exit code 0 when the command's was, 1 else, 2 when it took too long and was ended with
all that it had started. The figures are JSON: `seconds` by the clock, `cpu` seconds of all
processes, and `peak` memory in megabytes: the most that they held at a time, as it was seen four
times a second (what processes share counts once), or the peak of the largest one, if that is more.

Stands alone and imports little: a child counts the memory of its parent as its own peak.
"""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
# macOS counts the peak memory in bytes, Linux in units of 1024.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
LOOKS_PER_SECOND = 4


def main() -> int:
    """Measure the command that was given."""
    figures, said, limit, *command = sys.argv[1:]
    adopt_orphans()
    with Path(said).open("wb") as out:
        start = time.perf_counter()
        run = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        )
        watch = Watch(float(limit))
        status, cpu, peak = reap_all(run.pid)
        seconds = time.perf_counter() - start
        seen = watch.stop()
    Path(figures).write_text(
        json.dumps({"seconds": seconds, "cpu": cpu, "peak": max(peak, seen) / 1e6}),
        encoding="utf-8",
    )
    return 2 if watch.ended else int(status != 0)


def adopt_orphans() -> None:
    """Become the parent of processes that lose theirs: a browser's, which nobody waits for."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap_all(command: int) -> tuple[int, float, float]:
    """Wait for a command and its orphans; give its status, all CPU seconds, the largest peak."""
    status, cpu, peak = 0, 0.0, 0.0
    while True:
        try:
            process, ended, used = os.wait4(-1, 0)
        except ChildProcessError:
            return status, cpu, peak
        cpu += used.ru_utime + used.ru_stime
        peak = max(peak, used.ru_maxrss * PEAK_UNIT)
        if process == command:
            status = ended


class Watch:
    """Looks at the memory of all our descendants until it is stopped, and ends what is late."""

    def __init__(self, limit: float) -> None:
        """Begin to look; after so many seconds the processes are ended."""
        self.ended = False
        self._peak = 0.0
        self._until = time.monotonic() + limit
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Give the most bytes that were seen at a time."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._over.wait(1 / LOOKS_PER_SECOND):
            running = descendants(os.getpid())
            self._peak = max(self._peak, sum(map(held_by, running)))
            if time.monotonic() > self._until:
                self.ended = True
                for process in running:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)


def descendants(process: int) -> list[int]:
    """Give the processes below one; none where the system does not list them."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def held_by(process: int) -> float:
    """Give the bytes that a process holds, of those it shares its share; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    sys.exit(main())
