"""What stages made is kept by content: an edit pays for its chapter, and for no other."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import pickle
import subprocess
import sys
from hashlib import sha256
from pathlib import PurePosixPath

import pytest

from bookbuild.model.diagnostic import Outcome, Severity, has_errors
from bookbuild.model.document import Text
from bookbuild.model.source import Span
from bookbuild.model.stock import KINDS
from bookbuild.pipeline.checking import EDITIONS
from bookbuild.pipeline.stock import ProcessStock, ShelfStock
from bookbuild.render.bibliography import Bibliography, Entry, Run
from bookbuild.report.markup import Markup
from bookbuild.resolve import resolve
from bookbuild.system.disk import DiskShelf
from bookbuild.system.memory import MemoryWorld

ONE = "# One {#one}\n\nYou may rest.\n"
TWO = "# Two {#two}\n\nYou may walk.\n"


class Work:
    """Counts how often something is made."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def make(self, value):
        self.made.append(value)
        return value


class Failing(Work):
    """Makes nothing."""

    def make(self, value):
        raise ZeroDivisionError(value)


@contextlib.contextmanager
def stock_on(shelf, tools, *, anew=False):
    """Give a stock, and put it away at the end of a run that went well."""
    stock = ShelfStock(shelf, tools, anew=anew)
    yield stock
    stock.put_away()


def used(stock, work, *values, kind="sections"):
    """Ask a stock for values that are made from themselves."""
    return [stock.get(kind, (value,), lambda value=value: work.make(value)) for value in values]


def run(shelf, *values, tools="tools", anew=False):
    """Ask for values in a run of its own; tell which were made."""
    work = Work()
    with stock_on(shelf, tools, anew=anew) as stock:
        assert used(stock, work, *values) == list(values)
    return work.made


@pytest.fixture
def shelf(tmp_path):
    return DiskShelf(tmp_path / "dist", tmp_path / "notes")


def test_what_was_kept_is_not_made_again(shelf):
    assert run(shelf, "a", "b") == ["a", "b"]
    assert run(shelf, "a", "b") == []
    assert run(shelf, "a", "c") == ["c"]


def test_a_stock_holds_what_the_last_run_used_and_nothing_else(shelf):
    run(shelf, "a", "b")
    run(shelf, "a")

    assert run(shelf, "b") == ["b"]


def test_other_tools_find_nothing(shelf):
    run(shelf, "a")

    assert run(shelf, "a", tools="others") == ["a"]
    assert run(shelf, "a", tools="others") == []


def test_who_wants_all_anew_gets_it_and_leaves_it_for_the_next(shelf):
    run(shelf, "a")

    assert run(shelf, "a", anew=True) == ["a"]
    assert run(shelf, "a") == []


def sealed(content: bytes) -> bytes:
    return sha256(content).digest() + content


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda _content: b"",
        lambda content: b"x" + content,
        lambda _content: sealed(b""),
        lambda _content: sealed(b"[1, 2]\n"),
        lambda _content: sealed(b'{"tools": "tools"}\n'),
        lambda _content: sealed(b'{"tools": "tools", "values": ["a"]}\n'),
        lambda _content: sealed(b'{"tools": "tools", "values": {"a": "b"}}\n'),
    ],
    ids=["torn", "empty", "moved", "no line", "a list", "no values", "no lengths", "no length"],
)
def test_a_damaged_file_is_noticed_and_made_again(shelf, damage):
    run(shelf, "a")
    whole = shelf.note("stock/sections")
    shelf.put_note("stock/sections", damage(whole))

    assert run(shelf, "a") == ["a"]
    assert shelf.note("stock/sections") == whole


def test_one_letter_changed_in_a_value_is_noticed(shelf):
    run(shelf, "abc")
    content = shelf.note("stock/sections")
    shelf.put_note("stock/sections", content.replace(b"abc", b"abd"))

    assert run(shelf, "abc") == ["abc"]


def test_a_run_that_changes_nothing_writes_nothing(shelf, monkeypatch):
    run(shelf, "a", "b")
    monkeypatch.setattr(shelf, "put_note", lambda *_given: pytest.fail("it was written again"))

    assert run(shelf, "b", "a") == []


def test_a_run_that_fails_leaves_the_stock_as_it_was(shelf):
    run(shelf, "a")
    with pytest.raises(ZeroDivisionError), stock_on(shelf, "tools") as stock:
        used(stock, Failing(), "b")

    assert run(shelf, "a") == []


def test_what_is_no_part_of_the_stock_is_thrown_away(shelf, tmp_path):
    shelf.put_note("stock/of-another-time", b"x")
    left = tmp_path / "notes/stock/.sections.1.unfinished"
    left.write_bytes(b"x")
    run(shelf, "a")

    assert shelf.notes("stock") == ("stock/sections",)
    assert not left.exists()


class Bomb:
    """Runs a function when it is read."""

    def __reduce__(self):
        return exec, ("raise SystemExit('it ran')",)


def planted(shelf, written):
    """Put a value in the place of the one that is kept for `a`, well sealed; tell what a run does.

    What it makes is kept in the place of what was planted.
    """
    run(shelf, "a")
    line, _, _ = shelf.note("stock/sections")[32:].partition(b"\n")
    [key] = json.loads(line)["values"]
    line = json.dumps({"tools": "tools", "values": {key: len(written)}}).encode()
    shelf.put_note("stock/sections", sealed(line + b"\n" + written))
    made = run(shelf, "a")
    assert run(shelf, "a") == []
    return made


def changing(module: str, name: str) -> bytes:
    """Give a pickle that changes an attribute of what it names: BUILD with the state of slots."""
    text = lambda word: b"X" + len(word).to_bytes(4, "little") + word.encode()  # noqa: E731
    named = f"c{module}\n{name}\n".encode()
    return named + b"N}" + text("planted") + text("x") + b"s\x86b" + b"."


@pytest.mark.parametrize(
    "written",
    [
        pickle.dumps(Bomb()),
        b"cbuiltins\nlist\n.",
        b"cbookbuild.model.source\nSpan.__init__\n.",
        b"cbookbuild.model.nothing\nNothing\n.",
        b"",
        b"N0.",
    ],
    ids=["a bomb", "not ours", "a part", "not there", "empty", "no pickle"],
)
def test_a_value_from_elsewhere_runs_nothing_and_is_made_again(shelf, written):
    assert planted(shelf, written) == ["a"]


@pytest.mark.parametrize(
    ("module", "kind"),
    [
        ("pathlib", PurePosixPath),
        ("datetime", dt.date),
        ("bookbuild.model.diagnostic", Severity),
        ("bookbuild.report.markup", Markup),
        ("bookbuild.model.source", Span),
    ],
)
def test_a_value_from_elsewhere_changes_no_class(shelf, module, kind):
    with contextlib.suppress(AssertionError):  # what is changed instead is no value of ours
        planted(shelf, changing(module, kind.__name__))

    assert not hasattr(kind, "planted")


def test_a_value_that_is_nested_too_deep_is_made_each_time(shelf):
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with stock_on(shelf, "tools") as stock:
        assert stock.get("sections", ("deep",), lambda: deep) is deep

    work = Work()
    with stock_on(shelf, "tools") as stock:
        assert stock.get("sections", ("deep",), lambda: work.make("deep")) == "deep"
    assert work.made == ["deep"]


def test_a_process_that_stays_keeps_what_was_used_last(monkeypatch):
    monkeypatch.setattr("bookbuild.pipeline.stock._MOST", {"sections": 2})
    stock, work = ProcessStock(), Work()
    used(stock, work, "a", "b", "a", "c", "a", "b")

    assert work.made == ["a", "b", "c", "b"]


def test_a_process_that_stays_keeps_one_verdict_and_the_one_before():
    stock, work = ProcessStock(), Work()
    used(stock, work, "a", "b", "a", "c", "b", kind="verdict")

    assert work.made == ["a", "b", "c", "b"]


def counted(monkeypatch, where):
    """Count the calls of a function, each by its first argument's place in the book."""
    module, _, name = where.rpartition(".")
    real, calls = getattr(__import__(module, fromlist=[name]), name), []

    def count(*given):
        calls.append(given[0])
        return real(*given)

    monkeypatch.setattr(where, count)
    return calls


def test_an_edit_reads_its_chapter_alone_again(house, monkeypatch):
    house.chapters = (ONE, TWO)
    read = counted(monkeypatch, "bookbuild.parse.section")
    house.build("all")
    assert len(read) == 2

    read.clear()
    house.chapters = (ONE, TWO.replace("walk", "swim"))
    house.build("all")

    assert [file.source.path.name for file in read] == ["02.md"]
    assert b"You may swim." in house.shelf.outputs["pdf/tiny.pdf"]
    assert b"You may rest." in house.shelf.outputs["pdf/tiny.pdf"]


def test_the_stock_is_there_before_the_notes_say_that_all_is_done(house, monkeypatch):
    put: list[str] = []
    real = house.shelf.put_note

    def put_note(name, content):
        put.append(name)
        real(name, content)

    monkeypatch.setattr(house.shelf, "put_note", put_note)
    house.build("all")

    assert max(
        put.index(f"stock/{kind}") for kind in ("report", "sections", "verdict")
    ) < put.index("records/book.json")


def test_a_text_is_checked_once_whatever_is_built_of_it(house, monkeypatch):
    checked = counted(monkeypatch, "bookbuild.check.check")
    house.build("pdf")
    house.build("epub")
    assert len(checked) == 1

    house.changed["manuscript/words.toml"] = "[limits]\nsentence = 24\n"
    house.build("epub")
    assert len(checked) == 2


def test_what_a_text_is_made_of_is_told_once_whatever_is_built_of_it(house, monkeypatch):
    told = counted(monkeypatch, "bookbuild.pipeline.pieces._shown")
    house.build("pdf")
    house.build("epub")
    house.changed["styles/new.css"] = "p {}"
    house.build("all")
    assert len(told) == 1

    house.chapters = (TWO,)
    assert house.why("pdf").startswith("book: the text of `two`")
    assert len(told) == 2


def test_findings_that_are_known_are_told_again(house):
    house.chapters = (ONE.replace("may rest", "may may rest"),)

    first, second = house.build("pdf"), house.build("pdf")

    assert [one.code for one in first.diagnostics] == ["TYP002"]
    assert second.diagnostics == first.diagnostics
    assert second.outputs == ()


def test_editions_that_nobody_asks_for_are_not_resolved_again(house, monkeypatch):
    resolved = []
    monkeypatch.setattr(
        "bookbuild.resolve.resolve", lambda *given: resolved.append(given[2]) or resolve(*given)
    )
    house.build("pdf")
    assert sorted(resolved) == sorted(EDITIONS)

    resolved.clear()
    house.build("epub")
    assert resolved == []


def test_a_text_that_reads_as_it_did_is_not_understood_again(house, monkeypatch):
    house.build("pdf")
    stages = [
        counted(monkeypatch, where)
        for where in ("bookbuild.load.load", "bookbuild.parse.parse", "bookbuild.resolve.resolve")
    ]
    report = house.shelf.outputs.pop("report.html")
    house.changed["styles/new.css"] = "p {}"
    house.build("epub")

    assert stages == [[], [], []]
    assert told_of_text(house.shelf.outputs["report.html"]) == told_of_text(report)
    assert "styles/new.css" in house.shelf.outputs["manifest.json"].decode()
    assert "manuscript/chapters/01.md" in house.shelf.outputs["manifest.json"].decode()


CLINIC = 'name = "Your Clinic"\nphone = "555-0100"\n'


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("manuscript/chapters/01.md", "# One {#one}\n\nYou may swim.\n"),
        ("manuscript/clinic.toml", CLINIC),
        ("manuscript/glossary.toml", '[terms."rest"]\nexplanation = "To lie down."\n'),
        ("manuscript/figures/new.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_whatever_was_read_for_a_text_or_looked_for_is_looked_at_again(
    house, monkeypatch, path, content
):
    house.build("pdf")
    loaded = counted(monkeypatch, "bookbuild.load.load")
    house.changed[path] = content
    house.build("pdf")

    assert len(loaded) == 1


def test_on_another_day_a_text_is_read_again(house, monkeypatch):
    house.build("pdf")
    loaded = counted(monkeypatch, "bookbuild.load.load")
    monkeypatch.setattr(MemoryWorld, "today", lambda _self: dt.date(2031, 1, 1))
    house.changed["styles/new.css"] = "p {}"
    house.build("pdf")

    assert len(loaded) == 1


def told_of_text(report):
    """Give the part of a report that tells of the words."""
    return report[report.index(b'<section id="sources">') :]


def test_dead_ends_are_told_again_though_nobody_goes_there(house):
    house.chapters = (ONE, TWO + "\nSee [](#nowhere).\n")

    first, second = house.build("epub"), house.build("epub")

    assert "LBL002" in {one.code for one in first.diagnostics}
    assert second.diagnostics == first.diagnostics

    house.chapters = (ONE, TWO)
    assert not has_errors(house.build("epub").diagnostics)


def test_all_that_is_kept_of_a_book_is_read_again_and_nothing_is_made(house, monkeypatch):
    house.build("all")
    made: list[str] = []
    real = ShelfStock.get

    def get(self, kind, made_from, make):
        return real(self, kind, made_from, lambda: made.append(kind) or make())

    monkeypatch.setattr(ShelfStock, "get", get)
    house.changed["styles/new.css"] = "p {}"
    house.build("all")

    in_stock = {name.removeprefix("stock/") for name in house.shelf.notes("stock")}
    assert in_stock == set(KINDS) - {"sources"}  # nothing is cited; they are read below
    assert made == []


@pytest.mark.parametrize(
    "value",
    [
        Span(PurePosixPath("manuscript/one.md"), 1, 2),
        Severity.WARNING,
        dt.date(2026, 11, 23),
        Markup("<p>A &amp; B</p>"),
        Bibliography(labels={"a": "1"}, entries=(Entry(key="a", runs=(Run(words="A"),)),)),
        (Text(text="rest", span=Span(PurePosixPath("one.md"), 1)),) * 2,
        {"one": Outcome(value=None)},
    ],
    ids=["place", "severity", "date", "markup", "sources", "words", "table"],
)
def test_a_value_comes_back_as_it_was(shelf, value):
    with stock_on(shelf, "tools") as stock:
        stock.get("sections", ("it",), lambda: value)
    with stock_on(shelf, "tools") as stock:
        kept = stock.get("sections", ("it",), lambda: pytest.fail("it was made again"))

    assert (type(kept), kept) == (type(value), value)


def said_by(program):
    """Give what a process of its own prints."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_the_rules_are_opened_for_a_text_without_a_verdict_alone():
    assert said_by(
        "import sys, bookbuild.pipeline.rebuild; print('bookbuild.check' in sys.modules)"
    ) == ["False"]


def test_a_process_that_ends_does_not_look_through_what_it_made():
    assert said_by(
        "import atexit, gc; from bookbuild.pipeline.collecting import collect_no_more; "
        "atexit.register(lambda: print(gc.isenabled(), gc.get_freeze_count() > 0)); "
        "collect_no_more()"
    ) == ["False", "True"]
