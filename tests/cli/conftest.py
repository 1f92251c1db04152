"""A person at a command line, in a folder that holds the smallest whole book."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.cli import main
from kit.books import BASE
from kit.formats import SMALL, lay

ROOT = Path(__file__).parents[2]
Say = Callable[..., tuple[int, str]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give the folder of the base book."""
    root = tmp_path / "book"
    shutil.copytree(BASE, root)
    shutil.copytree(ROOT / "styles", root / "styles")
    return root


@pytest.fixture
def bookbuild(book: Path, monkeypatch, capsys) -> Say:
    """Run a command in the book's folder; give its exit code and what is seen on the screen.

    It knows a small table of formats.
    """
    monkeypatch.chdir(book)
    lay(monkeypatch, *SMALL)

    # A build shows its process the book's fonts; the next test has its own.
    monkeypatch.setenv("FONTCONFIG_FILE", os.environ.get("FONTCONFIG_FILE", ""))

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stderr", sys.stdout)
        with pytest.raises(SystemExit) as left:
            main(list(words))
        gc.enable()  # a run puts it off, because a run is short; tests are not
        code = left.value.code
        assert isinstance(code, int)
        return code, capsys.readouterr().out

    return run
