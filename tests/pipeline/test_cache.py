"""A record is good while every question that was asked would be answered the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from bookbuild.model.artefact import Fit, Pages, PageStart
from bookbuild.model.world import OutsideError, World
from bookbuild.pipeline.cache import (
    FileRecord,
    Record,
    RecordingWorld,
    SteadyWorld,
    read_record,
    tools_digest,
    why_stale,
    write_record,
)
from bookbuild.system.memory import MemoryWorld

FILES = {"a.md": "one", "b.md": "two", "parts/c.md": "three"}


class DatedWorld(MemoryWorld):
    """Memory with SOURCE_DATE_EPOCH."""

    date: dt.date | None = None

    def source_date(self) -> dt.date | None:
        return self.date


def recorded(ask: Callable[[World], object], world: World | None = None) -> FileRecord:
    """Ask some questions and give the record of a file that was made from the answers."""
    watching = RecordingWorld(world or MemoryWorld(FILES))
    ask(watching)
    return FileRecord(path="a.pdf", digest="1", size=2, reads=watching.reads)


def stale(record: FileRecord | None, **changed: str | None) -> str | None:
    """Say why a record is stale in a world where some files changed, or are gone (None)."""
    names = {key.replace("__", "/") + ".md": value for key, value in changed.items()}
    files = {name: text for name, text in {**FILES, **names}.items() if text is not None}
    return why_stale(record, {}, MemoryWorld(files))


def read(*names: str) -> Callable[[World], object]:
    return lambda world: [world.read(PurePosixPath(name)) for name in names]


def exists(name: str) -> Callable[[World], object]:
    return lambda world: world.exists(PurePosixPath(name))


def listed(name: str) -> Callable[[World], object]:
    return lambda world: world.files(PurePosixPath(name))


def test_nothing_known_is_a_reason():
    assert stale(None) == "there is no record of an earlier build"


def test_a_record_is_good_while_what_was_read_reads_the_same():
    assert stale(recorded(read("a.md"))) is None


def test_a_record_is_stale_when_a_file_that_was_read_changes():
    assert stale(recorded(read("a.md")), a="ONE") == "`a.md` has changed"


def test_a_record_is_stale_when_a_file_that_was_read_is_gone():
    assert stale(recorded(read("a.md", "b.md")), b=None) == "`b.md` has changed"


def test_a_record_is_good_when_a_file_that_was_not_read_changes():
    assert stale(recorded(read("a.md")), b="TWO", parts__c=None) is None


def test_a_record_is_stale_when_a_file_that_was_missed_appears():
    def miss(world: World) -> None:
        with pytest.raises(OutsideError):
            world.read(PurePosixPath("d.md"))

    assert stale(recorded(miss)) is None
    assert stale(recorded(miss), d="four") == "`d.md` has changed"


def test_whether_a_file_is_there_is_noted_and_what_it_holds_is_not():
    assert stale(recorded(exists("a.md")), a="ONE") is None
    assert stale(recorded(exists("a.md")), a=None) == "`a.md` has changed"
    assert stale(recorded(exists("d.md")), d="four") == "`d.md` has changed"


@pytest.mark.parametrize("asked", [("exists", "read"), ("read", "exists")], ids=" then ".join)
def test_a_file_that_was_looked_for_and_read_counts_as_read(asked):
    questions = [{"exists": exists, "read": read}[one]("a.md") for one in asked]
    both = recorded(lambda world: [question(world) for question in questions])

    assert stale(both, a="ONE") == "`a.md` has changed"


def test_the_names_in_a_folder_are_noted_and_what_the_files_hold_is_not():
    assert stale(recorded(listed("parts")), parts__c="THREE") is None
    assert stale(recorded(listed("parts")), parts__d="four") == "`parts/` has changed"
    assert stale(recorded(listed("parts")), parts__c=None) == "`parts/` has changed"


def test_a_folder_that_leads_outside_is_noted_as_nothing():
    class Escaping(MemoryWorld):
        def files(self, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
            raise OutsideError(folder, OutsideError.ESCAPES)

    def miss(world: World) -> None:
        with pytest.raises(OutsideError):
            world.files(PurePosixPath("parts"))

    record = recorded(miss, Escaping(FILES))

    assert why_stale(record, {}, Escaping(FILES)) is None
    assert stale(record) == "`parts/` has changed"
    assert why_stale(recorded(listed("parts")), {}, Escaping(FILES)) == "`parts/` has changed"


def test_the_date_outputs_are_to_carry_is_noted():
    world = DatedWorld(FILES)
    record = recorded(lambda asked: asked.source_date(), world)
    assert why_stale(record, {}, world) is None

    world.date = dt.date(2026, 11, 22)

    assert why_stale(record, {}, world) == "`SOURCE_DATE_EPOCH` has changed"


@pytest.mark.parametrize(
    ("made_of", "reason"),
    [
        ({"the date": "1", "the text": "2"}, None),
        ({"the text": "2", "the date": "1"}, None),
        ({"the date": "1", "the text": "3"}, "the text has changed"),
        ({"the date": "1"}, "the text has changed"),
        ({"the date": "1", "the text": "2", "the end": "4"}, "the end has changed"),
        ({"the text": "3", "the date": "4"}, "the text has changed, and 1 more"),
    ],
)
def test_a_record_is_good_while_the_file_would_be_made_of_the_same(made_of, reason):
    before = FileRecord(
        path="a.pdf", digest="1", size=2, made_of={"the date": "1", "the text": "2"}
    )

    assert why_stale(before, made_of, MemoryWorld({})) == reason


def test_another_version_of_a_library_is_another_tool():
    assert tools_digest({"weasyprint": "70.0"}, []) != tools_digest({"weasyprint": "70.1"}, [])


def test_a_change_of_our_own_code_changes_the_digest_of_tools():
    before = tools_digest({}, [("render/html.py", b"one"), ("parse/blocks.py", b"two")])

    assert before != tools_digest({}, [("render/html.py", b"ONE"), ("parse/blocks.py", b"two")])
    assert before != tools_digest({}, [("render/html.pyo", b"ne"), ("parse/blocks.py", b"two")])
    assert before == tools_digest({}, [("render/html.py", b"one"), ("parse/blocks.py", b"two")])


RECORD = Record(
    tools="tools",
    seen="0",
    files=(
        FileRecord(
            path="pdf/tiny.pdf",
            digest="3",
            size=4,
            checked=("every word",),
            pages=2,
            fit=Fit(rung="13/17.5", front=3),
            made_of={"the text of `wörter`": "5"},
            reads={"styles/book/book.css": "6"},
            seconds=1.5,
        ),
    ),
    pages=Pages(
        count=2,
        starts=(PageStart(page="1", block="p-1", word=0), PageStart(page="2", block="p-1", word=9)),
        page_of={"first": "1"},
    ),
)


@pytest.mark.parametrize("record", [RECORD, Record(tools="", seen="")], ids=["whole", "empty"])
def test_a_record_reads_as_it_was_written(record):
    again = read_record(write_record(record))

    assert again is not None
    assert write_record(again) == write_record(record)
    assert (again.pages, again.files) == (record.pages, record.files)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"tiny", b"tidy"),
        lambda content: b"\0" * len(content),
        lambda content: content + b"\n",
    ],
    ids=["empty", "cut at the end", "cut in half", "changed", "zeros", "longer"],
)
def test_a_damaged_record_is_no_record(damage):
    assert read_record(damage(write_record(RECORD))) is None


# One run sees one state of the text


class CountingWorld(MemoryWorld):
    """Memory that counts what it is asked to read."""

    def __init__(self, files: dict[str, str]) -> None:
        super().__init__(files)
        self.asked: list[str] = []

    def read(self, path: PurePosixPath) -> bytes:
        self.asked.append(str(path))
        return super().read(path)


def test_a_steady_world_asks_once_for_each_file():
    world = CountingWorld(FILES)
    steady = SteadyWorld(world)

    read("a.md", "b.md", "a.md")(steady)

    assert world.asked == ["a.md", "b.md"]
    assert steady.read(PurePosixPath("a.md")) == b"one"


def test_a_steady_world_asks_once_for_a_file_that_is_not_there():
    world = CountingWorld(FILES)
    steady = SteadyWorld(world)

    for _ in range(2):
        with pytest.raises(OutsideError, match="missing"):
            steady.read(PurePosixPath("none.md"))

    assert world.asked == ["none.md"]
