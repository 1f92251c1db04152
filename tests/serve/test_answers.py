"""What a browser gets, asked for without a socket."""

from __future__ import annotations

import json
import traceback
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from bookbuild.model.diagnostic import ToolFailedError
from bookbuild.pipeline.executors import InProcess
from bookbuild.serve.answers import Answers
from bookbuild.serve.desk import Desk
from bookbuild.serve.editions import Editions, Presses
from bookbuild.system import real_world
from bookbuild.system.fonts import font_files
from bookbuild.system.memory import MemoryWorld
from kit.serving import book_in

PRESSES = Presses(books=InProcess(), pieces=InProcess())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return book_in(tmp_path / "book")


class Faults(list[str]):
    """Hears of what is our fault."""

    def __call__(self) -> None:
        self.append(traceback.format_exc())


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def answers(root: Path, faults: Faults) -> Answers:
    desk = Desk(real_world(root), fonts=font_files(), style_world=MemoryWorld)
    desk.look()
    editions = Editions(desk.world, PRESSES, profile=lambda: b"", fonts=desk.fonts)
    return Answers(desk, editions, faults)


def test_a_link_that_leads_out_of_the_folder_leads_nowhere(answers, root, tmp_path):
    (tmp_path / "secret").write_text("secret")
    script = root / "styles/serve/live.js"
    assert answers.to("/_serve/live.js").status == 200
    script.unlink()
    script.symlink_to(tmp_path / "secret")

    answer = answers.to("/_serve/live.js")

    assert answer.status == 404
    assert b"secret" not in answer.content


def test_a_picture_that_leads_out_of_the_folder_is_not_served(answers, root, tmp_path):
    (tmp_path / "secret.svg").write_text("<svg>secret</svg>")
    picture = root / "manuscript/figures/rest.svg"
    picture.unlink()
    picture.symlink_to(tmp_path / "secret.svg")
    answers.desk.look()

    assert not answers.desk.state.current
    text = answers.desk.state.text
    assert text
    assert not any(b"secret" in answers.to(f"/web/{path}").content for path in text.web)


def test_a_file_of_the_bench_that_nobody_named_is_not_served(answers, root):
    (root / "styles/serve/notes.txt").write_text("notes")

    assert answers.to("/_serve/notes.txt").status == 404
    assert answers.to("/_serve/../web/base.css").status == 404


def test_a_state_tells_what_is_wrong_and_shows_the_words_it_is_about(answers, root):
    chapter = root / "manuscript/chapters/02-second.md"
    chapter.write_text(chapter.read_text().replace("@first2020", "@frist2020"))
    answers.desk.look()
    state = json.loads(answers.to("/_serve/state").content)
    [found] = [one for one in state["findings"] if one["code"] == "CIT001"]

    assert not state["current"]
    assert found["place"] == "manuscript/chapters/02-second.md:13:32"
    assert found["excerpt"] == ["You may sleep more for a week [", "@frist2020", "]."]
    assert found["hints"] == ["did you mean `first2020`?"]


def test_a_state_tells_the_pages_in_reading_order(answers):
    contents = json.loads(answers.to("/_serve/state").content)["contents"]

    assert [(one["group"], one["name"]) for one in contents] == [
        ("book", "1 The first chapter"),
        ("book", "2 The second chapter"),
        ("book", "Words explained"),
        ("book", "Sources"),
        ("sheets", "1 The first chapter"),
        ("sheets", "2 The second chapter"),
    ]


def test_a_document_of_the_e_book_is_the_one_in_its_archive(answers):
    told = json.loads(answers.to("/_serve/e-book/epub?of=second").content)
    answer = answers.to(told["file"])

    assert told["file"] == "/e-book/epub/EPUB/chapter-02.xhtml"
    assert answer.type == "application/xhtml+xml"
    assert b"<script" not in answer.content
    assert b"You may sleep more" in answer.content


SHEETS = "styles/templates/handout/sheets.html.j2"


def sheet_of(answers: Answers) -> str:
    """Give what is told of a handout's sheet when it could not be made."""
    told = json.loads(answers.to("/_serve/print/handouts-letter?of=second").content)
    return told["none"]


@pytest.mark.parametrize("broken", ["{% if %}", "{{ nobody }}", "{{ nobody.name }}"])
def test_a_template_that_is_broken_is_told_with_its_line(answers, root, faults, broken):
    (root / SHEETS).write_text(f"<p>\n{broken}\n")
    answers.desk.look()

    assert f"{SHEETS}:2: " in sheet_of(answers)
    assert faults == []


def test_a_template_that_is_missing_is_told(answers, root, faults):
    (root / SHEETS).unlink()
    answers.desk.look()

    assert f"{SHEETS}: missing" in sheet_of(answers)
    assert faults == []


def test_a_fault_of_ours_is_told_in_the_column_and_reported(answers, faults, monkeypatch):
    def fail(*_given):
        raise RuntimeError("a screw is loose")

    monkeypatch.setattr(answers._editions, "made", fail)

    assert "a fault in bookbuild" in sheet_of(answers)
    assert "a screw is loose" in faults[0]


def test_what_fails_because_the_preview_has_ended_is_nobodys_fault(answers, faults, monkeypatch):
    def called_off(*_asked):
        raise CancelledError

    monkeypatch.setattr(answers._editions, "made", called_off)
    answers.desk.close()
    sheet_of(answers)

    assert faults == []


def test_a_bench_whose_template_is_broken_has_an_answer_all_the_same(answers, root, faults):
    (root / "styles/templates/serve/bench.html.j2").write_text("{{ nobody }}")

    assert b"bench.html.j2:1: 'nobody' is undefined" in answers.to("/").content
    assert answers.to("/").status == 503
    assert faults == []


@pytest.mark.parametrize(
    "target", ["/_serve/print/book", "/_serve/%65-book/epub", "/_serve/state", "/_serve/events"]
)
def test_a_page_from_elsewhere_sets_nothing_to_work(answers, target):
    assert answers.to(target, elsewhere=True).status == 403
    assert answers._editions._kept == {}
    assert answers.to("/web/index.html", elsewhere=True).status == 200


def test_a_picture_that_takes_too_long_is_told(answers, monkeypatch):
    def slow(*_asked):
        raise ToolFailedError("pdftoppm", "no answer within 60 s")

    monkeypatch.setattr(answers._editions, "file", lambda _name: b"%PDF")
    monkeypatch.setattr(answers._editions, "picture", slow)
    answer = answers.to("/pages/name/1.png")

    assert (answer.status, answer.lasting) == (503, False)
    assert b"no answer within 60 s" in answer.content


def test_a_page_of_the_web_edition_differs_by_one_script_alone(answers):
    text = answers.desk.state.text
    assert text
    page = answers.to("/web/book/second.html").content

    assert page.count(b"/_serve/live.js") == 1
    start = page.index(b'<script type="module" src="/_serve/')
    end = page.index(b"</script>\n", start) + len(b"</script>\n")
    assert page[:start] + page[end:] == text.web["book/second.html"]


def test_a_text_that_was_never_good_has_a_bench_all_the_same(tmp_path):
    root = book_in(tmp_path / "book")
    (root / "manuscript/book.toml").write_text("[book")
    desk = Desk(real_world(root), fonts=font_files(), style_world=MemoryWorld)
    desk.look()
    editions = Editions(desk.world, PRESSES, profile=lambda: b"", fonts={})
    answers = Answers(desk, editions, Faults())

    assert answers.to("/").status == 200
    assert answers.to("/_serve/palette.css").status == 200
    assert answers.to("/web/index.html").status == 404
    assert b"no text yet" in answers.to("/_serve/print/book").content
