"""A file has its name when it is whole: a build that is killed leaves the old ones alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.system.disk import DiskShelf, write_whole

KILLED = """
import os, signal, sys
from pathlib import Path
from bookbuild.system import disk

disk.{last} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
disk.write_whole(Path(sys.argv[1]), b"new" * 100_000)
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "dist" / "book.pdf"
    write_whole(path, b"old")
    return path


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_a_file_is_written_whole(old):
    write_whole(old, b"new")

    assert old.read_bytes() == b"new"
    assert beside(old) == ["book.pdf"]


def test_a_file_may_be_read_by_everybody(old):
    assert old.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("step", ["fsync", "fdopen"])
def test_when_the_disk_fails_the_old_file_stays_and_nothing_lies_beside_it(step, old, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, step, fail)

    with pytest.raises(OSError, match="no space left"):
        write_whole(old, b"new")
    assert old.read_bytes() == b"old"
    assert beside(old) == ["book.pdf"]


def test_when_the_new_name_fails_nothing_lies_beside_the_old_file(old, monkeypatch):
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", fail)

    with pytest.raises(KeyboardInterrupt):
        write_whole(old, b"new")
    assert old.read_bytes() == b"old"
    assert beside(old) == ["book.pdf"]


def test_when_the_program_is_killed_before_the_end_the_old_file_stays(old):
    script = KILLED.format(last="os.fsync")
    done = subprocess.run([sys.executable, "-c", script, str(old)], check=False)

    assert done.returncode == -9
    assert old.read_bytes() == b"old"


def test_what_a_killed_program_left_behind_has_no_name_of_an_output(old):
    script = KILLED.format(last="os.fsync")
    subprocess.run([sys.executable, "-c", script, str(old)], check=False)

    assert [name for name in beside(old) if not name.startswith(".")] == ["book.pdf"]


def test_outputs_and_notes_have_folders_of_their_own(tmp_path):
    shelf = DiskShelf(tmp_path / "dist", tmp_path / "notes")
    shelf.put_outputs({"pdf/tiny.pdf": b"book"})
    shelf.put_note("records/book.json", b"record")

    assert (tmp_path / "dist/pdf/tiny.pdf").read_bytes() == b"book"
    assert shelf.output("pdf/tiny.pdf") == b"book"
    assert shelf.note("records/book.json") == b"record"
    assert shelf.output("records/book.json") is None
    assert shelf.note("pdf/tiny.pdf") is None


def test_when_one_of_several_files_fails_all_old_ones_stay(tmp_path, monkeypatch):
    shelf = DiskShelf(tmp_path / "dist", tmp_path / "notes")
    shelf.put_outputs({"a": b"old", "b": b"old"})
    synced = iter([None, OSError(28, "No space left on device")])

    def second_fails(_: int) -> None:
        if trouble := next(synced):
            raise trouble

    monkeypatch.setattr(os, "fsync", second_fails)

    with pytest.raises(MachineLacksError, match="No space left on device"):
        shelf.put_outputs({"a": b"new", "b": b"new"})
    assert (shelf.output("a"), shelf.output("b")) == (b"old", b"old")
    assert sorted(one.name for one in (tmp_path / "dist").iterdir()) == ["a", "b"]
