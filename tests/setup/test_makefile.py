"""The Makefile: the front door."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

TARGETS = (
    "all bench check clean doctor epub help lint lock pdf press serve test test-all web"
).split()


def make(*arguments: str, **environment: str) -> str:
    """Give what make says, without running anything that is not shown by `help`."""
    program = shutil.which("make")
    assert program
    return subprocess.run(
        [program, "--no-print-directory", *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_help_lists_every_target_with_a_line_of_its_own():
    listed = re.findall(r"^  make (\S+) +\S", make("help"), re.MULTILINE)

    assert sorted(listed) == TARGETS


def test_every_target_is_declared_as_no_file():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    [phony] = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)

    assert sorted(phony.split()) == TARGETS


def test_make_alone_helps():
    assert make() == make("help")


@pytest.mark.parametrize(
    ("asked", "setup", "runs"),
    [
        (["pdf"], "build", "bookbuild build pdf"),
        (["pdf", "PAPER=a4"], "build", "bookbuild build pdf --paper a4"),
        (["epub"], "build", "bookbuild build epub"),
        (["all", "ARGS=--why"], "build", "bookbuild build all --why"),
        (["serve", "ARGS=--open"], "serve", "bookbuild serve --open"),
        (["check"], "check", "bookbuild check"),
        (["doctor"], "doctor", "bookbuild doctor"),
        (["test"], "test", 'pytest -q -n auto -m "not slow"'),
        (["test-all"], "test-all", "pytest -q -n auto -m slow"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_a_target_sets_up_what_it_needs_and_runs(asked, setup, runs):
    first, *then = make("--dry-run", *asked).splitlines()

    assert first == f"sh tools/setup.sh {setup}"
    assert f".venv/bin/{runs}" in " ".join(" ".join(then).replace("python -m ", "").split())


def test_in_ci_a_skipped_test_is_a_failed_one():
    assert "-p tools.no_skips" not in make("--dry-run", "test")
    assert "-p tools.no_skips" in make("--dry-run", "test", CI="true")
    assert "-p tools.no_skips" in make("--dry-run", "test-all", CI="true")


def test_lint_looks_at_style_form_types_and_imports():
    lint = make("--dry-run", "lint")

    assert all(
        gate in lint for gate in ("ruff check", "ruff format --check", "mypy", "lint_imports")
    )


def test_clean_removes_what_was_built_and_nothing_else():
    assert make("--dry-run", "clean").split() == ["rm", "-rf", "dist", ".bookbuild"]
