"""Files: missing, outside, going round in a circle, unreadable, not UTF-8."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bookbuild.load import load
from bookbuild.model.diagnostic import in_order
from bookbuild.model.world import OutsideError
from bookbuild.system import real_world
from kit import BASE, loaded, world_of

SECOND = "manuscript/chapters/02-second.md"


def copy_of_base(folder: Path) -> Path:
    shutil.copytree(BASE, folder)
    return folder


def said_of_disk(root: Path) -> str:
    return "\n".join(
        str(one).split("\n")[0] for one in in_order(load(real_world(root)).diagnostics)
    )


def test_a_missing_chapter_is_told_where_it_is_named() -> None:
    assert loaded({SECOND: None}) == (
        "manuscript/book.toml:24:37: error[SRC001]: "
        "there is no file `manuscript/chapters/02-second.md`"
    )


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (OutsideError.MISSING, "SRC001"),
        (OutsideError.ESCAPES, "SRC003"),
        (OutsideError.CYCLE, "SRC004"),
        (OutsideError.NOT_A_FILE, "SRC005"),
        (f"{OutsideError.UNREADABLE}: permission denied", "SRC005"),
    ],
)
def test_each_way_to_fail_has_its_code(reason: str, code: str) -> None:
    assert loaded(faults={SECOND: reason}).startswith(f"manuscript/book.toml:24:37: error[{code}]")


def test_the_first_byte_that_is_not_utf8_is_told_by_letters_not_bytes() -> None:
    text = "# Title {#t}\n\nFine: café.\n\nÀ café: ".encode() + b"caf\xe9."

    assert loaded({SECOND: text}) == (
        "manuscript/chapters/02-second.md:5:12: error[SRC002]: the byte 0xe9 is not UTF-8"
    )


def test_every_kind_of_file_may_be_the_one_that_is_not_utf8() -> None:
    names = ["parts/emergency.md", "references.json", "glossary.toml", "figures/rest.svg"]

    told = loaded({f"manuscript/{name}": b"\xff" for name in names})

    assert told.split("\n") == sorted(
        f"manuscript/{name}:1:1: error[SRC002]: the byte 0xff is not UTF-8" for name in names
    )


def test_a_byte_order_mark_is_no_text() -> None:
    book = load(world_of({SECOND: b"\xef\xbb\xbf# Title {#t}\n\nText."})).value

    assert book is not None
    assert [one.source.text[:2] for one in book.sections if not isinstance(one, str)] == [
        "# ",
        "# ",
    ]


def test_a_file_that_no_list_names_is_a_warning() -> None:
    assert loaded({"manuscript/chapters/03-third.md": "# Third {#third}\n\nText."}) == (
        "manuscript/chapters/03-third.md: warning[SRC006]: "
        "no list in book.toml names this file, so it is never printed"
    )


def test_a_picture_drawn_twice_is_told() -> None:
    told = loaded({"manuscript/figures/rest.toml": ""})

    assert "manuscript/figures/rest.svg: error[SRC007]" in told


def test_a_path_that_leaves_the_folder_is_never_read(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path / "book")
    (tmp_path / "secret.md").write_text("# Secret {#secret}\n\nText.", encoding="utf-8")
    second = root / SECOND
    second.unlink()
    second.symlink_to(tmp_path / "secret.md")

    assert said_of_disk(root) == (
        "manuscript/book.toml:24:37: error[SRC003]: the path leaves the book's folder: "
        "`manuscript/chapters/02-second.md`"
    )


def test_links_that_go_round_in_a_circle_are_told(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path / "book")
    second = root / SECOND
    second.unlink()
    second.symlink_to("02-other.md")
    second.with_name("02-other.md").symlink_to("02-second.md")

    assert said_of_disk(root).split("\n")[0] == (
        "manuscript/book.toml:24:37: error[SRC004]: symbolic links go round in a circle at "
        "`manuscript/chapters/02-second.md`"
    )


def test_a_folder_that_leads_outside_holds_nothing(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path / "book")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "other.md").write_text("Text.", encoding="utf-8")
    parts = root / "manuscript" / "parts"
    (parts / "emergency.md").unlink()
    parts.rmdir()
    parts.symlink_to(tmp_path / "elsewhere")

    book = load(real_world(root)).value

    assert book is not None
    assert dict(book.parts) == {}
