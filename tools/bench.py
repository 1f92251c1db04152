"""Measure what people wait for: the check and the builds, cold, warm and after a small change.

In: the manuscript and styles of this repository, copied to a folder of their own so that no cache
helps the cold runs. Out: a line for each run with its seconds, CPU seconds and peak memory.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]

# macOS counts the peak memory in bytes, Linux in units of 1024.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


def main() -> None:
    """Run the bench and print it."""
    print(f"{'':32}{'seconds':>9}{'CPU':>9}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder)
        for part in ("manuscript", "styles"):
            shutil.copytree(ROOT / part, book / part)
        measure("check, cold", book, "check")
        measure("check, warm", book, "check")
        measure("PDF, cold", book, "build", "pdf")
        measure("PDF, nothing to do", book, "build", "pdf")
        measure("EPUB", book, "build", "epub")
        change_a_chapter(book)
        measure("PDF, after a new sentence", book, "build", "pdf")


def measure(what: str, book: Path, *command: str) -> None:
    """Run bookbuild once and print what it took; stop when it fails."""
    dist = [] if command[0] == "check" else ["--dist", str(book / "dist")]
    start = time.perf_counter()
    run = subprocess.Popen(
        [sys.executable, "-P", "-m", "bookbuild", *command, "--root", book, *dist],
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(run.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"bookbuild {' '.join(command)} failed")
    peak = used.ru_maxrss * PEAK_UNIT / 1e6
    print(f"{what:32}{seconds:9.2f}{used.ru_utime + used.ru_stime:9.2f}{peak:9.0f}")


def change_a_chapter(book: Path) -> None:
    """Add a sentence at the end of the first chapter."""
    chapter = min((book / "manuscript/chapters").glob("*.md"))
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{text}\n::: {{.general}}\nThis is new.\n:::\n", encoding="utf-8")


if __name__ == "__main__":
    main()
