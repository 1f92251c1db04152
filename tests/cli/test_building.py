"""A book is built once, and then left alone until something about it changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PRINTED = ("book", "--paper", "letter")
MADE = "dist/pdf/tiny.pdf: made, "


@pytest.fixture
def build(book: Path):
    """Run `bookbuild build` as a program of its own; give its exit code, output and progress."""

    def run(*words: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "bookbuild", "build", *words]
        ran = subprocess.run(
            command, cwd=book, capture_output=True, text=True, timeout=300, check=False
        )
        return ran.returncode, ran.stdout, ran.stderr

    return run


def test_a_book_is_built_once_and_then_left_alone(build, book):
    code, said, progress = build(*PRINTED)
    assert (code, progress) == (0, "making book …\n")
    assert said.startswith(MADE)
    first = (book / "dist/pdf/tiny.pdf").read_bytes()

    assert build(*PRINTED)[:2] == (
        0,
        f"dist/pdf/tiny.pdf: up to date{said.removeprefix(MADE[:-2])}",
    )

    (book / "dist/pdf/tiny.pdf").write_bytes(first[:100])
    code, said, _ = build(*PRINTED, "--why")
    assert said.endswith("(`pdf/tiny.pdf` is not as it was written)\n")
    assert (book / "dist/pdf/tiny.pdf").read_bytes() == first


def test_an_e_book_comes_with_the_pages_of_a_book_that_is_not_written(build, book):
    code, said, progress = build("epub", "--format", "json")

    assert code == 0
    assert progress.splitlines().index("making book …") < progress.splitlines().index(
        "making epub …"
    )
    assert json.loads(said)["outputs"][0] == {
        "fit": None,
        "format": "epub",
        "made": True,
        "pages": None,
        "path": "epub/tiny.epub",
        "why": "there is no record of an earlier build",
    }
    assert sorted(path.name for path in (book / "dist").rglob("*.*")) == [
        "manifest.json",
        "report.html",
        "tiny-handouts.epub",
        "tiny-large.epub",
        "tiny.epub",
    ]


def test_outputs_go_where_they_are_sent(build, book):
    code, said, _ = build("book", "--paper", "a4", "--dist", "elsewhere")

    assert code == 0
    assert said.startswith("elsewhere/pdf/tiny-a5.pdf: made, ")
    assert (book / "elsewhere/pdf/tiny-a5.pdf").is_file()
    assert not (book / "dist").exists()


def test_two_builds_at_once_make_the_same_as_one(build, book):
    command = [sys.executable, "-m", "bookbuild", "build", "text"]
    both = [subprocess.Popen(command, cwd=book, stdout=subprocess.PIPE, text=True) for _ in "12"]
    said = sorted(run.communicate(timeout=300)[0] for run in both)
    made = "".join(f"dist/text/{sheet}.txt: made\n" for sheet in ("01-first", "02-second"))
    there = made.replace("made", "up to date")

    assert [run.returncode for run in both] == [0, 0]
    assert said == [made, there]
    assert build("text") == (0, there, "")


def test_a_build_with_nothing_to_do_opens_no_stage(build, book):
    build("text")
    script = """
import sys
from bookbuild.cli import main
try:
    main(["build", "text"])
except SystemExit:
    print(*sys.modules, sep="\\n")
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=book, capture_output=True, text=True, check=True
    )

    modules = ran.stdout.splitlines()
    stages = "load parse resolve check render finish verify report model.document".split()
    costly = ["subprocess", "multiprocessing", "email", "http", "importlib.metadata"]
    assert modules[:2] == [f"dist/text/{one}.txt: up to date" for one in ("01-first", "02-second")]
    assert {*(f"bookbuild.{stage}" for stage in stages), *costly} & set(modules) == set()
