"""What lies on the desk after each save."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.serve.desk import Desk, State
from bookbuild.system import real_world
from bookbuild.system.fonts import font_files
from bookbuild.system.memory import MemoryWorld
from kit.serving import book_in

SECOND: Final = "manuscript/chapters/02-second.md"
WORDS: Final = "You may sleep more"
FONTS: Final = font_files()


def desk_of(root: Path) -> Desk:
    """Give a desk on which a text lies."""
    desk = Desk(real_world(root), fonts=FONTS, style_world=MemoryWorld)
    desk.look()
    return desk


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return book_in(tmp_path)


def save(root: Path, there: str, instead: str, path: str = SECOND) -> None:
    file = root / path
    file.write_text(file.read_text().replace(there, instead))


def page(state: State) -> str:
    assert state.text
    return state.text.web["book/second.html"].decode()


def codes(state: State) -> set[str]:
    return {found.code for found in state.findings}


def test_a_text_without_faults_lies_there_as_it_is_saved(root):
    state = desk_of(root).state

    assert (state.current, state.findings, state.trouble) == (True, (), None)
    assert WORDS in page(state)


def test_the_last_text_that_could_be_understood_stays(root):
    desk = desk_of(root)
    save(root, "@first2020", "@frist2020")
    desk.look()

    assert not desk.state.current
    assert "CIT001" in codes(desk.state)
    assert WORDS in page(desk.state)


def test_a_text_that_breaks_a_rule_lies_there_before_the_rules_are_asked(root, monkeypatch):
    desk = desk_of(root)
    save(root, WORDS, "You may may sleep")
    seen = []
    assess = "bookbuild.serve.desk.assess"
    asked = __import__("bookbuild.serve.desk", fromlist=["assess"]).assess

    def look(read, stock):
        seen.append(page(desk.state))
        return asked(read, stock)

    monkeypatch.setattr(assess, look)
    desk.look()

    assert "You may may sleep" in seen[0]
    assert desk.state.current
    assert codes(desk.state) == {"TYP002"}


def test_a_text_that_was_never_good_has_findings_and_nothing_to_show(root):
    save(root, "[book]", "[book", "manuscript/book.toml")
    state = desk_of(root).state

    assert state.text is None
    assert state.findings


def test_what_the_machine_lacks_is_told_and_the_text_stays(root, monkeypatch):
    desk = desk_of(root)
    lacks = MachineLacksError("Pandoc", needed_for="the sources", mend="install it")

    def fail(*_given, **_named):
        raise lacks

    monkeypatch.setattr("bookbuild.serve.desk.text_of", fail)
    desk.look()

    assert desk.state.trouble
    assert "Pandoc is missing" in desk.state.trouble
    assert "install it" in desk.state.trouble
    assert WORDS in page(desk.state)
    monkeypatch.undo()
    desk.look()
    assert desk.state.trouble is None


def test_what_was_found_before_is_not_told_beside_a_trouble(root):
    desk = desk_of(root)
    save(root, WORDS, "You may may sleep")
    desk.look()
    assert codes(desk.state) == {"TYP002"}

    save(root, "You may may sleep", WORDS)
    template = root / "styles/templates/web/page.html.j2"
    kept = template.read_text()
    template.write_text("<html>\n{{ nobody }}\n")
    desk.look()
    assert "styles/templates/web/page.html.j2:2: 'nobody' is undefined" in desk.state.trouble
    assert (desk.state.findings, desk.state.current) == ((), False)

    template.write_text(kept)
    desk.look()
    assert (desk.state.trouble, desk.state.current) == (None, True)


def test_only_pages_whose_words_have_changed_are_shown_anew(root):
    desk = desk_of(root)
    before = desk.state.text
    save(root, WORDS, "You may rest more")
    desk.look()
    after = desk.state.text

    assert before
    assert after
    changed = {path for path in after.shown if after.shown[path] != before.shown[path]}
    assert changed == {"book/second.html", "02-second/index.html", "search.html"}
    assert {after.shown[path].look == before.shown[path].look for path in changed} == {True, False}


def test_a_saved_stylesheet_changes_the_look_of_every_page(root):
    desk = desk_of(root)
    before = desk.state.text
    save(root, "margin: 0", "margin: 1px", "styles/web/base.css")
    desk.look()
    after = desk.state.text

    assert before
    assert after
    assert all(after.shown[path].look != one.look for path, one in before.shown.items())


def test_citeproc_is_asked_again_only_when_a_citation_or_a_source_has_changed(root, monkeypatch):
    asked = []
    real = __import__("bookbuild.render.bibliography", fromlist=["_citeproc"])._citeproc

    def count(*given):
        asked.append(1)
        return real(*given)

    monkeypatch.setattr("bookbuild.render.bibliography._citeproc", count)
    desk = desk_of(root)
    save(root, WORDS, "\n\nYou may rest more")
    desk.look()
    assert len(asked) == 1

    save(root, "[@first2020]", "[@first2020, page 3]")
    desk.look()
    assert len(asked) == 2


def test_those_who_wait_hear_of_the_next_state_and_of_the_end(root):
    desk = desk_of(root)
    number = desk.state.number

    assert desk.wait_beyond(number - 1, 1) is desk.state
    assert desk.wait_beyond(number, 0.01) is None
    desk.close()
    assert desk.wait_beyond(number - 1, 1) is None
