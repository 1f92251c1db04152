"""Broken manuscripts, each with one thing wrong: every fault is told with file and line, exit 1.

A folder `NN-name` holds the files that differ from `base/`, and `expected.txt`: what the command
line says of it, word for word. Bytes that are no text and links that go round in a circle do not
live well in git; those two are made here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from bookbuild.cli import main

HERE: Final = Path(__file__).parent
BASE: Final = HERE / "base"
BROKEN: Final = sorted(path.name for path in HERE.glob("[0-9][0-9]-*"))
LOCK: Final = {(".bookbuild", "a folder"), (".bookbuild/lock", b"")}

CODES: Final = {
    "01-missing-chapter-file": "SRC001",
    "02-unknown-key": "CFG002",
    "03-wrong-type": "CFG004",
    "04-unknown-citation": "CIT001",
    "05-unknown-term": "TRM001",
    "06-duplicate-label": "LBL001",
    "07-dead-cross-reference": "LBL002",
    "08-missing-image": "FIG001",
    "09-image-without-alternative": "FIG002",
    "10-skipped-heading-level": "SEC005",
    "11-raw-html": "MDN001",
    "12-unclosed-div": "MDN002",
    "13-bad-utf8": "SRC002",
    "14-empty-chapter": "SEC004",
    "15-escaping-path": "SRC003",
    "16-cyclic-path": "SRC004",
    "17-broken-json": "REF001",
    "18-reference-without-title": "REF003",
    "19-table-without-header": "TBL001",
    "20-nested-too-deep": "MDN009",
    "21-no-chapters": "CFG005",
}


def bad_utf8(root: Path) -> None:
    second = root / "manuscript/chapters/02-second.md"
    second.write_bytes(second.read_bytes().replace(b"sleep more", b"sl\xe9ep more"))


def round_in_a_circle(root: Path) -> None:
    second = root / "manuscript/chapters/02-second.md"
    second.unlink()
    second.symlink_to("02-other.md")
    second.with_name("02-other.md").symlink_to("02-second.md")


MADE_HERE: Final[dict[str, Callable[[Path], None]]] = {
    "13-bad-utf8": bad_utf8,
    "16-cyclic-path": round_in_a_circle,
}


@pytest.fixture
def book(tmp_path: Path) -> Callable[[str], Path]:
    def make(name: str) -> Path:
        shutil.copytree(BASE, tmp_path / name)
        if name in BROKEN and name not in MADE_HERE:
            shutil.copytree(HERE / name, tmp_path / name, dirs_exist_ok=True)
            (tmp_path / name / "expected.txt").unlink()
        MADE_HERE.get(name, lambda _: None)(tmp_path / name)
        return tmp_path / name

    return make


def everything_in(root: Path) -> dict[str, bytes | str]:
    """Give all that is there but the empty lock that keeps two builds apart."""
    found = {path.relative_to(root).as_posix(): what_is(path) for path in root.rglob("*")}
    return dict(found.items() - LOCK)


def what_is(path: Path) -> bytes | str:
    if path.is_symlink():
        return f"leads to {path.readlink()}"
    return path.read_bytes() if path.is_file() else "a folder"


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    with pytest.raises(SystemExit) as left:
        main(list(words))
    return left.value.code, capsys.readouterr().err


def test_there_is_a_book_for_every_fault_of_the_list() -> None:
    assert sorted(CODES) == BROKEN


@pytest.mark.parametrize("name", BROKEN)
def test_check_tells_all_of_it_and_leaves_with_one(
    name: str, book: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = book(name)
    before = everything_in(root)

    code, said = run("check", "--root", str(root), capsys=capsys)

    assert said == (HERE / name / "expected.txt").read_text(encoding="utf-8")
    assert re.search(rf"^manuscript/\S+(:\d+)+: error\[{CODES[name]}\]", said, re.MULTILINE)
    assert code == 1
    assert everything_in(root) == before


@pytest.mark.parametrize("name", BROKEN)
def test_build_tells_the_same_and_writes_nothing(
    name: str, book: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = book(name)
    before = everything_in(root)

    code, said = run("build", "--root", str(root), capsys=capsys)

    assert said.startswith((HERE / name / "expected.txt").read_text(encoding="utf-8"))
    assert said.endswith("; nothing was written\n")
    assert code == 1
    assert everything_in(root) == before


def test_the_base_book_has_no_error(
    book: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "--root", str(book("base")), capsys=capsys) == (0, "")


def test_the_program_itself_leaves_with_one_and_without_a_traceback(
    book: Callable[[str], Path],
) -> None:
    command = [sys.executable, "-m", "bookbuild", "check", "--root", str(book("11-raw-html"))]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)

    assert ran.returncode == 1
    assert ran.stderr == (HERE / "11-raw-html" / "expected.txt").read_text(encoding="utf-8")
