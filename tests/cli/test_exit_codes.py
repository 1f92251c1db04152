"""0 all is well; 1 the text has errors; 2 the machine lacks something; 3 our own fault."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from bookbuild.model.diagnostic import MachineLacksError, ToolFailedError
from bookbuild.system.needs import Kind, Need, Purpose, Survey


def failing(
    monkeypatch, error: BaseException, where: str = "bookbuild.pipeline.checking.check_text"
) -> None:
    """Let a step of the command raise an error."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(where, fail)


def test_a_fault_of_ours_says_so_and_leaves_with_three(bookbuild, monkeypatch):
    failing(monkeypatch, AssertionError("book was not resolved"))

    code, said = bookbuild("check")

    assert code == 3
    assert "AssertionError: book was not resolved" in said
    assert said.endswith(
        "error: this is a fault in bookbuild, not in your text. Nothing was written.\n"
        "  hint: please report it with the lines above and the file you were working on\n"
    )


def test_a_fault_while_clinics_are_served_does_not_say_that_nothing_was_written(
    bookbuild, book, monkeypatch
):
    (book / "clinics.csv").write_text("name\nOak Hill Pain Clinic\n", encoding="utf-8")
    failing(monkeypatch, AssertionError("no panel"), "bookbuild.pipeline.branding.check_text")

    code, said = bookbuild("brand", "clinics.csv")

    assert code == 3
    assert "Files that are there are whole; the same command goes on." in said
    assert "Nothing was written" not in said


def test_what_the_machine_lacks_is_told_with_what_mends_it(bookbuild, monkeypatch):
    lacking = MachineLacksError("Pango", needed_for="the PDF", mend="apt-get install pango")
    failing(monkeypatch, lacking)

    assert bookbuild("check") == (
        2,
        "error: Pango is missing (needed for the PDF)\n  hint: apt-get install pango\n",
    )


def test_a_program_that_failed_is_named(bookbuild, monkeypatch):
    failing(monkeypatch, ToolFailedError("pandoc", "no answer within 60 s"))

    assert bookbuild("check") == (2, "error: pandoc failed: no answer within 60 s\n")


def test_a_broken_template_is_told_with_its_line_and_what_to_do(bookbuild, book):
    template = book / "styles/templates/book.html.j2"
    template.write_text(f"{{{{ nobody }}\n{template.read_text()}", encoding="utf-8")

    code, said = bookbuild("build", "book")

    assert code == 1
    assert "Traceback" not in said
    assert said.endswith(
        "error: a template of the house style cannot be filled: styles/templates/book.html.j2:1:"
        " unexpected '}'\n  hint: mend that line, or put back the one that bookbuild came with\n"
    )


def test_a_file_of_the_house_style_that_is_gone_is_named(bookbuild, book):
    (book / "styles/templates/book.html.j2").unlink()

    code, said = bookbuild("build", "book")

    assert code == 1
    assert said.endswith(
        "error: a file that is needed cannot be read: styles/templates/book.html.j2: missing\n"
        "  hint: mend the file, or put back the one that bookbuild came with\n"
    )


def test_a_build_that_a_person_stops_says_so(bookbuild, monkeypatch):
    failing(monkeypatch, KeyboardInterrupt())

    code, said = bookbuild("check")

    assert (code, said.strip()) == (2, "stopped")


def test_a_failed_build_writes_nothing(bookbuild, book, monkeypatch):
    failing(
        monkeypatch, RuntimeError("while a page was laid out"), "bookbuild.pipeline.rebuild.build"
    )

    assert bookbuild("build", "pdf")[0] == 3
    assert not (book / "dist").exists()
    assert not (book / ".bookbuild/records").exists()


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        (None, 0),
        (Purpose.TEST, 0),
        (Purpose.PRESS, 0),
        (Purpose.SERVE, 0),
        (Purpose.BUILD, 2),
        (Purpose.SETUP, 2),
    ],
)
def test_the_doctor_leaves_with_two_when_no_book_can_be_built(
    missing, code, bookbuild, monkeypatch
):
    on_bench(monkeypatch, missing)

    assert bookbuild("doctor")[0] == code


def test_the_doctor_says_what_a_missing_thing_costs_and_how_to_get_it(bookbuild, monkeypatch):
    on_bench(monkeypatch, Purpose.BUILD)

    assert bookbuild("doctor")[1] == (
        "present  thing for setup: /usr/bin/thing\n"
        "MISSING  thing for build, needed for books: no books\n"
        "present  thing for press: /usr/bin/thing\n"
        "present  thing for serve: /usr/bin/thing\n"
        "present  thing for test: /usr/bin/thing\n"
        "present  thing for test-all: /usr/bin/thing\n"
        "\n"
        "To install what is missing:\n"
        "  apt: sudo apt-get update && sudo apt-get install -y --no-install-recommends thing\n"
        "  dnf: sudo dnf install -y thing-dnf\n"
    )


def on_bench(monkeypatch, missing: Purpose | None) -> None:
    """Stand in for the machine: one need for each purpose, one of them missing."""
    found = tuple(
        Survey(need=need_for(purpose), where=None if purpose is missing else "/usr/bin/thing")
        for purpose in Purpose
    )
    # In `bookbuild.cli` the module's name stands for its command.
    monkeypatch.setattr(import_module("bookbuild.cli.doctor"), "survey", lambda _needs: found)


def need_for(purpose: Purpose) -> Need:
    return Need(
        name=f"thing for {purpose}",
        purpose=purpose,
        kind=Kind.PROGRAM,
        look_for=("thing",),
        apt=("thing",),
        dnf=("thing-dnf",),
        brew=(),
        needed_for="books",
        if_missing="no books",
    )


def test_the_module_runs_as_the_command_does(book):
    ran = subprocess.run(
        [sys.executable, "-m", "bookbuild", "check"],
        cwd=book,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "checked manuscript: no findings\n", "")


@pytest.mark.parametrize(
    "words", [("build",), ("build", "--release"), ("brand", "clinics.csv"), ("verify",), ("check",)]
)
def test_nothing_is_written_in_a_folder_that_holds_no_book(bookbuild, book, monkeypatch, words):
    chapters = book / "manuscript/chapters"
    monkeypatch.chdir(chapters)
    before = sorted(book.rglob("*"))

    code, _ = bookbuild(*words)

    assert code == (2 if words == ("verify",) else 1)
    assert sorted(book.rglob("*")) == before
