"""The real book, built once for all tests that look at its finished files."""

from __future__ import annotations

import json
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
    """Give a folder with the manuscript and the house style alone, and all outputs in `dist/`."""
    root = tmp_path_factory.mktemp("book")
    for name in ("manuscript", "styles"):
        shutil.copytree(ROOT / name, root / name)
    bookbuild("build", "all", "--press", "--root", root)
    return root


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
