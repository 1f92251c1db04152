"""The real book, built once for all tests that look at its finished files."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def bookbuild(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command line; it must end well."""
    command: Sequence[str] = [sys.executable, "-m", "bookbuild", *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran


@pytest.fixture(scope="session")
def real_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the manuscript and the house style alone, and all outputs in `dist/`.

    All processes of a run share it: the first makes it, the others wait.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    root, made = shared / "book", shared / "book-is-made"
    with (shared / "book-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for name in ("manuscript", "styles"):
                shutil.copytree(ROOT / name, root / name, dirs_exist_ok=True)
            ran = bookbuild("build", "all", "--press", "--root", root)
            made.write_text(ran.stdout + ran.stderr, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def said(real_book: Path) -> str:
    """Give what was said while the real book was made."""
    return (real_book.parent / "book-is-made").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def real_dist(real_book: Path) -> Path:
    """Give the folder of the finished files."""
    return real_book / "dist"


@pytest.fixture(scope="session")
def proof(real_book: Path) -> dict[str, Any]:
    """Give what every outside validator said of the finished files."""
    said: dict[str, Any] = json.loads(
        bookbuild("verify", "--root", real_book, "--format", "json").stdout
    )
    return said
