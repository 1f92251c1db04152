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


def test_when_the_disk_fails_the_old_file_stays_and_nothing_lies_beside_it(old, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", fail)

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


def test_a_folder_that_is_empty_goes_with_its_last_file_and_others_stay(tmp_path):
    shelf = DiskShelf(tmp_path / "dist", tmp_path / "notes")
    shelf.put_outputs({"elm/a/1.pdf": b"1", "elm/b/2.pdf": b"2", "oak/3.pdf": b"3"})
    (tmp_path / "dist/elm/b/note.txt").touch()

    shelf.put_outputs({}, ["elm/a/1.pdf", "elm/b/2.pdf", "oak/3.pdf"])
    assert shelf.outputs_in("elm") == ("elm/b/note.txt",)
    assert sorted(path.name for path in (tmp_path / "dist").rglob("*")) == ["b", "elm", "note.txt"]
    shelf.put_outputs({}, ["elm/b/note.txt"])
    assert list((tmp_path / "dist").iterdir()) == []


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


def test_what_a_killed_build_left_behind_is_thrown_away_by_the_next(old, tmp_path):
    subprocess.run([sys.executable, "-c", KILLED.format(last="os.fsync"), str(old)], check=False)
    assert len(beside(old)) == 2
    shelf = DiskShelf(tmp_path / "dist", tmp_path / "notes")

    shelf.put_outputs({"other.txt": b"new"})

    assert beside(old) == ["book.pdf", "other.txt"]


def test_a_note_that_was_dropped_is_gone_and_half_a_note_is_none(tmp_path):
    shelf = DiskShelf(tmp_path / "dist", tmp_path / "notes")
    shelf.put_note("records/book.json", b"record")
    shelf.put_note("records/old.json", b"record")
    subprocess.run(
        [
            sys.executable,
            "-c",
            KILLED.format(last="os.fsync"),
            str(tmp_path / "notes/records/epub.json"),
        ],
        check=False,
    )

    shelf.drop_note("records/old.json")

    assert shelf.notes("records") == ("records/book.json",)
    assert shelf.note("records/old.json") is None


# Two builds in one folder

TWO_BUILDS = """
import sys
from pathlib import Path
from bookbuild.system.disk import DiskShelf

folder, name, stays = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
shelf = DiskShelf(folder, folder, waits=lambda: print("waits", flush=True))
log = folder / "log"
with shelf.alone():
    log.write_text(log.read_text() + f"{name} begins\\n")
    print("inside", flush=True)
    if stays:
        sys.stdin.readline()
    log.write_text(log.read_text() + f"{name} ends\\n")
"""


def side_by_side(folder: Path, name: str, *stays: str) -> subprocess.Popen[str]:
    """Start a build; one that stays goes on when it is told something."""
    command = [sys.executable, "-c", TWO_BUILDS, str(folder), name, *stays]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def first_words(run: subprocess.Popen[str]) -> str:
    assert run.stdout
    return run.stdout.readline().strip()


def test_a_second_build_waits_for_the_first_and_says_so(tmp_path):
    (tmp_path / "log").write_text("")
    with side_by_side(tmp_path, "one", "stays") as one:
        assert first_words(one) == "inside"
        with side_by_side(tmp_path, "two") as two:
            assert first_words(two) == "waits"
            one.communicate("go on\n")
            two.communicate()

    said = (tmp_path / "log").read_text().splitlines()
    assert said == ["one begins", "one ends", "two begins", "two ends"]


def test_the_lock_of_a_build_that_was_killed_is_no_lock(tmp_path):
    (tmp_path / "log").write_text("")
    with side_by_side(tmp_path, "one", "stays") as one:
        assert first_words(one) == "inside"
        one.kill()

    with side_by_side(tmp_path, "two") as two:
        assert first_words(two) == "inside"


def test_a_folder_that_takes_no_notes_is_told_with_what_mends_it(tmp_path):
    (tmp_path / "notes").write_text("a file where a folder should be")
    shelf = DiskShelf(tmp_path / "dist", tmp_path / "notes")

    with pytest.raises(MachineLacksError) as lacking, shelf.alone():
        pass

    assert "the notes" in str(lacking.value)
