"""What is said is plain lines for a file, colours for a person, and JSON for a program."""

from __future__ import annotations

import io
import json
import sys

import pytest

from bookbuild.cli.console import counted, progress, summary
from bookbuild.model.diagnostic import Diagnostic, Severity

FAULTY = "# The second chapter {#second icon='clock'}\n\nYou may <b>rest</b>.\n"


class Terminal(io.StringIO):
    """A stream with a person before it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("command", ["check", "build", "list", "doctor", "verify"])
def test_json_is_valid_and_sorted(command, bookbuild, book):
    second = book / "manuscript/chapters/02-second.md"
    second.write_text(FAULTY, encoding="utf-8")

    _, said = bookbuild(command, "--format", "json")

    lines = said[said.index("\n[" if said.startswith("nothing") else said[0]) :].strip()
    assert json.dumps(json.loads(lines), indent=1, sort_keys=True, ensure_ascii=False) == lines


def test_a_finding_is_told_to_programs_in_its_parts(bookbuild, book):
    second = book / "manuscript/chapters/02-second.md"
    second.write_text("# The second chapter {#second}\n\nYou may [rest](#frist).\n")

    code, said = bookbuild("check", "--format", "json")

    assert code == 1
    assert json.loads(said)["findings"] == [
        {
            "code": "LBL002",
            "severity": "error",
            "message": "nothing has the label `frist`",
            "file": "manuscript/chapters/02-second.md",
            "line": 3,
            "cell": None,
            "column": 9,
            "hints": ["did you mean `first`?"],
        }
    ]


def test_a_file_gets_plain_lines(bookbuild, book):
    second = book / "manuscript/chapters/02-second.md"
    second.write_text(FAULTY, encoding="utf-8")

    assert "\x1b" not in bookbuild("check")[1]


def test_a_person_gets_errors_in_red(bookbuild, book, monkeypatch):
    second = book / "manuscript/chapters/02-second.md"
    second.write_text(FAULTY, encoding="utf-8")
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)

    bookbuild("check")

    assert "\x1b[31mmanuscript/chapters/02-second.md:3:9: error[MDN001]" in screen.getvalue()


def test_progress_for_a_file_is_a_plain_line_for_each_output(monkeypatch):
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)

    tell = progress()
    tell("book")
    tell("epub")

    assert screen.getvalue() == "making book …\nmaking epub …\n"


def test_progress_for_a_person_is_one_living_line(monkeypatch):
    screen = Terminal()
    ends = []
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("atexit.register", ends.append)
    monkeypatch.setenv("TERM", "xterm")

    tell = progress()
    tell("book")
    tell("epub")
    for end in ends:
        end()

    assert "making book, epub …" in screen.getvalue()
    assert "\x1b[?25l" in screen.getvalue()
    assert screen.getvalue().rstrip().endswith("\x1b[2K")


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [
        (0, 0, "no findings"),
        (1, 0, "1 error"),
        (0, 2, "2 warnings"),
        (2, 1, "2 errors, 1 warning"),
    ],
)
def test_findings_are_summed_up(errors, warnings, said):
    found = [Diagnostic(code="A", message="told")] * errors
    found += [Diagnostic(code="B", message="told", severity=Severity.WARNING)] * warnings

    assert summary(found) == said


def test_one_is_not_a_plural():
    assert (counted(1, "file"), counted(0, "file")) == ("1 file", "0 files")
