"""Printed pieces and e-books are made when they are asked for, and no oftener than they change."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from bookbuild.model.artefact import Artefact, Pages
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.world import Ran
from bookbuild.render import Copy
from bookbuild.serve.desk import Desk
from bookbuild.serve.editions import Editions, NoSuchPieceError, Presses
from bookbuild.serve.text import Text
from bookbuild.system import real_world
from bookbuild.system.fonts import font_files
from bookbuild.system.memory import MemoryWorld
from kit.serving import book_in

FAULT = Diagnostic(code="PDF001", message="it does not fit")


class Press(Executor):
    """A press that counts what it is given, and prints the words of the text."""

    def __init__(self) -> None:
        self.given: list[Copy] = []
        self.found: tuple[Diagnostic, ...] = ()

    def submit(self, _job: Callable[..., Any], /, copy: Copy) -> Future[Any]:
        self.given.append(copy)
        made = Artefact(
            format=copy.format.name,
            path=copy.path,
            content=repr([copy.book.sections, [one.content for one in copy.sources]]).encode(),
            html=(),
            page_count=4,
            pages=Pages(count=4, starts=(), page_of={"second": "3"}),
        )
        future: Future[Any] = Future()
        future.set_result(Outcome(made, self.found))
        return future

    @property
    def names(self) -> list[str]:
        return [copy.path for copy in self.given]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return book_in(tmp_path)


@pytest.fixture
def desk(root: Path) -> Desk:
    desk = Desk(real_world(root), fonts=font_files(), style_world=MemoryWorld)
    desk.look()
    return desk


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def editions(desk: Desk, press: Press) -> Editions:
    return Editions(
        desk.world, Presses(books=press, pieces=press), profile=lambda: b"profile", fonts=desk.fonts
    )


def text(desk: Desk) -> Callable[[], Text]:
    """Give what gives the text on a desk."""

    def newest() -> Text:
        assert desk.state.text
        return desk.state.text

    return newest


def change(root: Path, desk: Desk, there: str, instead: str, chapter: str = "02-second") -> None:
    file = root / f"manuscript/chapters/{chapter}.md"
    file.write_text(file.read_text().replace(there, instead))
    desk.look()


def test_a_book_opens_where_the_chapter_begins(editions, desk):
    made = editions.made(text(desk), "book", "second")

    assert made.at == 3
    assert editions.file(made.digest) == made.artefact.content


def test_nothing_is_made_twice(editions, desk, press):
    for label in ("first", "second"):
        editions.made(text(desk), "book", label)

    assert press.names == ["pdf/tiny.pdf"]


def test_of_the_handouts_only_the_sheet_of_the_chapter_is_made(editions, desk, press):
    editions.made(text(desk), "handouts-letter", "second")

    assert press.names == ["pdf/handouts/letter/02-second.pdf"]


def test_a_sheet_is_made_again_when_its_words_have_changed_and_not_else(
    editions, desk, press, root
):
    editions.made(text(desk), "handouts-letter", "second")
    change(root, desk, "You may try", "You may well try", "01-first")
    editions.made(text(desk), "handouts-letter", "second")
    assert len(press.given) == 1

    change(root, desk, "You may sleep", "You may rest")
    editions.made(text(desk), "handouts-letter", "second")
    assert len(press.given) == 2


def test_what_is_made_of_other_files_gets_them_first(editions, desk, press):
    editions.made(text(desk), "handouts-letter-in-one", "first")

    assert press.names[-1] == "pdf/tiny-handouts-letter.pdf"
    assert [one.path for one in press.given[-1].sources] == press.names[:-1]
    assert len(press.names) == 3


def test_the_last_good_file_stays_when_the_next_has_errors(editions, desk, press, root):
    before = editions.made(text(desk), "book", "second")
    press.found = (FAULT,)
    change(root, desk, "You may sleep", "You may rest")
    after = editions.made(text(desk), "book", "second")

    assert after.digest == before.digest
    assert after.findings == (FAULT,)


def test_a_page_that_still_shows_the_file_before_can_have_it(editions, desk, root):
    names = [editions.made(text(desk), "book", "second").digest]
    for there, instead in [("You may sleep", "You may rest"), ("You may rest", "You may walk")]:
        change(root, desk, there, instead)
        names.append(editions.made(text(desk), "book", "second").digest)

    assert [editions.file(name) is not None for name in names] == [False, True, True]


def test_a_file_that_comes_out_as_two_saves_before_is_there(editions, desk, root):
    names = [editions.made(text(desk), "book", "second").digest]
    for there, instead in [("You may sleep", "You may rest"), ("You may rest", "You may sleep")]:
        change(root, desk, there, instead)
        names.append(editions.made(text(desk), "book", "second").digest)

    assert names[0] == names[2]
    assert editions.file(names[0])


def test_a_sheet_does_not_wait_for_a_book(desk):
    books, pieces = Press(), Press()
    presses = Presses(books=books, pieces=pieces)
    editions = Editions(desk.world, presses, profile=lambda: b"", fonts=desk.fonts)
    editions.made(text(desk), "book", "second")
    editions.made(text(desk), "handouts-letter", "second")

    assert (books.names, pieces.names) == (["pdf/tiny.pdf"], ["pdf/handouts/letter/02-second.pdf"])


def test_who_has_waited_gets_the_newest_text(editions, desk, root):
    asked = []

    def newest() -> Text:
        if asked == [1]:
            change(root, desk, "You may sleep", "You may rest")  # while others were served
        asked.append(1)
        return text(desk)()

    made = editions.made(newest, "book", "second")

    assert b"You may rest" in made.artefact.content


def test_an_e_book_is_made_here_without_the_press(editions, desk, press):
    made = editions.made(text(desk), "epub", "second")

    assert press.given == []
    assert "EPUB/chapter-02.xhtml" in editions.documents(made.artefact.content)


def test_what_the_text_does_not_have_is_told(editions, desk):
    with pytest.raises(NoSuchPieceError):
        editions.made(text(desk), "poster-tabloid", "second")
    with pytest.raises(NoSuchPieceError):
        editions.made(text(desk), "handouts-letter", "glossary")


def test_only_what_the_text_has_is_kept_in_mind(editions, desk):
    for made_up in range(3):
        with pytest.raises(NoSuchPieceError):
            editions.made(text(desk), "handouts-letter", f"none-{made_up}")

    assert editions._locks == {}


@pytest.mark.parametrize("page", [0, 5, 10**20])
def test_no_picture_is_drawn_of_a_page_outside_the_file(editions, desk, page, monkeypatch):
    made = editions.made(text(desk), "book", "second")
    monkeypatch.setattr(editions, "_world", Draws())
    assert editions.picture(made.digest, 4) == b"a picture"

    with pytest.raises(KeyError):
        editions.picture(made.digest, page)


class Draws:
    """A world that draws whatever page is asked for."""

    def run(self, _command, *, files):
        assert files
        return Ran(code=0, out=b"a picture", err=b"")


def test_a_page_that_the_file_does_not_have_has_no_picture(editions, desk):
    made = editions.made(text(desk), "book", "second")

    with pytest.raises(KeyError):
        editions.picture(made.digest, 4)  # what our press prints is no PDF at all
    with pytest.raises(KeyError):
        editions.picture("0" * 64, 1)
