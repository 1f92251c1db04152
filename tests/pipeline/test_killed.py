"""A build may be killed at any moment: the next one makes everything whole and right."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kit.books import BASE

pytestmark = pytest.mark.slow

SEED = 20261122
KILLS = 100
TEXTS = ("day", "month")
"""The word in which two states of the book differ: each build has something to do."""


def lay_down(root: Path, word: str) -> None:
    """Write one state of a small book into a folder."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    chapter = root / "manuscript/chapters/01-first.md"
    chapter.write_text(chapter.read_text().replace("for a week", f"for a {word}"))


def start(root: Path, *names: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bookbuild", "build", *names]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=root, stdout=quiet, stderr=quiet)


def files(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder by its path."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def undisturbed(root: Path, word: str, *names: str) -> tuple[dict[str, bytes], set[str], float]:
    """Build one state of the book in a folder of its own; give files, names of notes, seconds."""
    lay_down(root, word)
    began = time.monotonic()
    assert start(root, *names).wait() == 0
    return files(root / "dist"), set(files(root / ".bookbuild")), time.monotonic() - began


def torn(root: Path, whole: list[dict[str, bytes]]) -> list[str]:
    """Name the files that are neither as one state of the book makes them nor as the other does.

    Names that begin with a dot belong to nobody yet.
    """
    return [
        path
        for path, content in files(root / "dist").items()
        if not Path(path).name.startswith(".")
        and not path.endswith((".json", ".html"))  # they tell of what is there, a mixture
        and content not in [one.get(path) for one in whole]
    ]


@pytest.mark.parametrize(
    ("names", "kills"), [(("text",), KILLS - 10), (("text", "epub"), 10)], ids=["text", "pages"]
)
def test_whatever_is_killed_the_next_build_makes_whole(names, kills, tmp_path):
    chance = random.Random(SEED)
    whole = [undisturbed(tmp_path / word, word, *names) for word in TEXTS]
    longest = max(seconds for _, _, seconds in whole)
    root = tmp_path / "killed"
    interrupted = 0
    while interrupted < kills:
        lay_down(root, chance.choice(TEXTS))
        with start(root, *names) as build:
            time.sleep(chance.uniform(0, longest))
            build.kill()
        interrupted += build.returncode < 0
        assert torn(root, [made for made, _, _ in whole]) == []

    lay_down(root, TEXTS[0])
    assert start(root, *names).wait() == 0

    made, notes, _ = whole[0]
    assert files(root / "dist") == made
    assert set(files(root / ".bookbuild")) == notes


def test_a_build_that_is_killed_leaves_no_process_behind(tmp_path):
    lay_down(tmp_path, TEXTS[0])
    with start(tmp_path, "book") as build:
        workers: list[int] = []
        while build.poll() is None and len(workers) < 2:
            workers = children(build.pid)
            time.sleep(0.01)
        build.kill()

    assert len(workers) >= 2
    end = time.monotonic() + 60
    while any(Path(f"/proc/{one}").exists() for one in workers):
        assert time.monotonic() < end
        time.sleep(0.05)


def children(process: int) -> list[int]:
    """Give the processes that a process has started."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(one) for one in listed.read_text().split()] if listed.exists() else []
