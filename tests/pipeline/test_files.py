"""A format may make any number of files, and make them from the files of another."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bookbuild.cli.build import _as_json
from bookbuild.model.artefact import Fit
from bookbuild.pipeline.cache import digest
from bookbuild.pipeline.run import up_to_date
from kit.formats import BOOK, BROCHURE, BUNDLE, HANDOUTS, SHOP, lay

TWO = ("# One {#one}\n\nYou may rest.\n", "# Two {#two}\n\nYou may walk.\n")
BROCHURE_PDF = "pdf/tiny-brochure.pdf"
SHEETS = ["handouts/01.pdf", "handouts/02.pdf"]


@pytest.fixture
def house(house, monkeypatch):
    """Give a house of two chapters that makes handouts, and a file of all of them."""
    lay(monkeypatch, BOOK, HANDOUTS, BUNDLE, BROCHURE)
    house.chapters = TWO
    return house


def shrink(house):
    """Take the second chapter out of the book."""
    house.chapters = TWO[:1]


def sources(house):
    """Give the files that the bundle was made from."""
    head = house.shelf.outputs["pdf/tiny-handouts.pdf"].decode().partition("\n")[0]
    return head.split()[2:]


def told(house, name):
    return [(one.path, one.why) for one in house.build(name).outputs]


def artefacts(house):
    return json.loads(house.shelf.outputs["manifest.json"])["artefacts"]


# A file for each chapter


def test_a_format_of_sheets_makes_a_file_for_each_chapter(house):
    result = house.build("handouts")

    assert [one.path for one in result.outputs] == SHEETS
    assert b"You may rest." in house.shelf.outputs["handouts/01.pdf"]
    assert b"You may rest." not in house.shelf.outputs["handouts/02.pdf"]
    assert list(artefacts(house)) == SHEETS


def test_a_lost_sheet_is_made_again_and_no_other(house):
    house.build("handouts")
    del house.shelf.outputs["handouts/02.pdf"]

    lost = "`handouts/02.pdf` is not there"
    assert told(house, "handouts") == list(zip(SHEETS, [None, lost], strict=True))
    assert told(house, "handouts") == [(sheet, None) for sheet in SHEETS]


def test_a_word_in_one_chapter_makes_its_sheet_again_and_no_other(house):
    house.build("all")
    house.chapters = (TWO[0], TWO[1].replace("walk", "run"))

    changed = "the text of `two` has changed"
    assert told(house, "handouts") == list(zip(SHEETS, [None, changed], strict=True))
    assert house.why("bundle") == "bundle: the text of `two` has changed, and 1 more"
    assert sources(house) == SHEETS


# Files that are made no more


def test_a_file_that_is_made_no_more_is_taken_away(house):
    house.build("handouts")
    shrink(house)

    house.build("handouts")

    assert "handouts/02.pdf" not in house.shelf.outputs
    assert list(artefacts(house)) == ["handouts/01.pdf"]


@pytest.mark.parametrize("edits", [(), ("run",), ("run", "hop")], ids=len)
def test_a_file_that_is_made_no_more_is_remembered_while_others_are_made_from_its_format(
    house, edits
):
    house.build("handouts")
    for word in edits:
        house.chapters = (TWO[0], TWO[1].replace("walk", word))
        house.build("bundle")
    shrink(house)

    house.build("bundle")
    assert "handouts/02.pdf" in house.shelf.outputs
    house.build("handouts")

    assert "handouts/02.pdf" not in house.shelf.outputs


def test_the_file_of_a_piece_that_the_book_lost_is_taken_away_once_it_is_asked_for(
    house, monkeypatch
):
    printed = replace(BROCHURE, name="printed", kind="printed", made_from="brochure", path="p.pdf")
    lay(monkeypatch, BROCHURE, printed)
    house.pieces = {"pieces/brochure.md": "# In short {#in-short}\n\nAsk first.\n"}
    house.build("brochure", "printed")
    house.pieces = {}

    house.build("printed")
    assert list(house.shelf.outputs) == [BROCHURE_PDF, "manifest.json", "report.html"]
    house.build("brochure")

    assert BROCHURE_PDF not in house.shelf.outputs


def test_a_file_that_is_made_again_under_its_old_name_is_not_taken_away(house):
    house.build("handouts")
    shrink(house)
    house.build("bundle")
    house.chapters = TWO

    house.build("bundle")

    assert told(house, "handouts") == [(sheet, None) for sheet in SHEETS]
    assert set(SHEETS) <= set(house.shelf.outputs)


def test_a_file_that_someone_has_changed_is_left_alone(house):
    house.build("handouts")
    house.shelf.outputs["handouts/02.pdf"] = b"with a clinic's stamp"
    shrink(house)

    house.build("handouts")

    assert house.shelf.outputs["handouts/02.pdf"] == b"with a clinic's stamp"


def test_nothing_is_taken_away_when_the_text_has_errors(house):
    house.build("handouts")
    house.chapters = ("# One {#one}\n\nSee [](#two).\n",)

    house.build("handouts")

    assert set(SHEETS) <= set(house.shelf.outputs)


# A folder of files


PAGES = {"epub/one.html": b"one", "epub/two.html": b"two"}


def test_files_beside_an_output_are_written_with_it_and_told_in_the_manifest(house):
    house.press.beside["book"] = PAGES
    house.build("book")

    assert {path: house.shelf.outputs[path] for path in PAGES} == PAGES
    assert artefacts(house)["pdf/tiny.pdf"]["beside"] == {
        path: digest(content) for path, content in PAGES.items()
    }


@pytest.mark.parametrize("content", [None, b"scribbled"])
def test_a_file_beside_an_output_that_is_not_as_written_makes_the_whole_folder_again(
    house, content
):
    house.press.beside["book"] = PAGES
    house.build("book")
    if content is None:
        del house.shelf.outputs["epub/two.html"]
    else:
        house.shelf.outputs["epub/two.html"] = content

    told(house, "book")

    assert house.shelf.outputs["epub/two.html"] == b"two"
    assert told(house, "book") == [("pdf/tiny.pdf", None)]


def test_a_file_beside_an_output_that_is_made_no_more_is_taken_away(house):
    house.press.beside["book"] = PAGES
    house.build("book")
    house.press.beside["book"] = {"epub/one.html": b"one"}

    house.build("book", fresh=True)

    assert "epub/one.html" in house.shelf.outputs
    assert "epub/two.html" not in house.shelf.outputs


def test_a_folder_that_is_there_is_known_again_with_all_its_files(house):
    house.press.beside["handouts"] = {"handouts/more.txt": b"more"}
    house.build("handouts")

    again = up_to_date(house.session())["handouts"]

    assert {path for one in again.files for path in one.digests} == {*SHEETS, "handouts/more.txt"}


def test_a_folder_that_is_there_is_handed_on_with_all_its_files(house):
    house.press.beside["handouts"] = {"handouts/more.txt": b"more"}
    house.build("handouts")

    house.build("bundle")

    assert house.press.given == {*SHEETS, "handouts/more.txt"}


def test_what_has_the_sheets_beside_it_is_made_again_when_one_of_them_changes(house, monkeypatch):
    lay(monkeypatch, BOOK, replace(SHOP, offers=()))
    only = '::: {only="handout"}\nOn the sheet alone.\n:::\n'
    house.build("all")
    house.chapters = (f"{TWO[0]}\n{only}", TWO[1])

    assert house.why("all") == "book: up to date; shop: the sheet of `one` has changed"


# Files that are made from files


def test_a_format_gets_the_files_it_is_made_from_when_they_were_just_made(house):
    house.build("handouts", "bundle")

    assert sources(house) == SHEETS


def test_a_format_gets_the_files_it_is_made_from_as_they_are_there(house):
    house.build("handouts")

    house.build("bundle")

    assert (house.press.made, sources(house)) == (["bundle"], SHEETS)


def test_files_that_another_format_needs_are_made_when_they_were_never_made(house):
    house.build("bundle")

    assert house.press.made == ["handouts", "handouts", "bundle"]
    assert sources(house) == SHEETS
    assert not set(SHEETS) & set(house.shelf.outputs)


@pytest.mark.parametrize("content", [None, b"scribbled"])
def test_files_that_another_format_needs_are_made_when_they_are_not_as_written(house, content):
    house.build("handouts")
    if content is None:
        del house.shelf.outputs["handouts/02.pdf"]
    else:
        house.shelf.outputs["handouts/02.pdf"] = content

    house.build("bundle")

    assert house.press.made == ["handouts", "bundle"]
    assert sources(house) == SHEETS


def test_a_format_is_not_begun_when_what_it_is_made_from_failed(house):
    house.press.fails.add("handouts")

    result = house.build("bundle")

    assert "bundle" not in house.press.made
    assert (result.outputs, house.shelf.outputs) == ((), {})


# Files that are offered to take along


def test_a_format_gets_the_files_of_all_formats_that_it_offers(house, monkeypatch):
    lay(monkeypatch, BOOK, HANDOUTS, SHOP)

    house.build("shop")

    assert house.press.made == ["book", "handouts", "handouts", "shop"]
    head = house.shelf.outputs["shop/index.html"].decode().partition("\n")[0]
    assert head.split()[2:] == ["pdf/tiny.pdf", *SHEETS]


def test_what_is_offered_and_up_to_date_is_not_made_again(house, monkeypatch):
    lay(monkeypatch, BOOK, HANDOUTS, SHOP)
    house.build("book", "handouts")

    house.build("shop")

    assert house.press.made == ["shop"]


# A piece that a book does not have


def test_a_piece_without_a_text_is_no_file_and_up_to_date_the_second_time(house):
    assert house.build("brochure").outputs == ()
    assert [path for path in house.shelf.outputs if path.endswith(".pdf")] == []

    assert house.build("brochure").outputs == ()
    assert house.shelf.written == []


def test_a_piece_with_a_text_of_its_own_is_one_file(house):
    house.pieces = {"pieces/brochure.md": "# In short {#in-short}\n\nAsk first.\n"}

    assert [path for path, _ in told(house, "brochure")] == ["pdf/tiny-brochure.pdf"]
    assert b"Ask first." in house.shelf.outputs["pdf/tiny-brochure.pdf"]
    assert b"You may rest." not in house.shelf.outputs["pdf/tiny-brochure.pdf"]
    assert b"The pieces: how hard the text of each is to read" in house.shelf.outputs["report.html"]


# How a sheet was made to fit

FIT = Fit(
    rung="13/17.5 loose", front=2, columns=((0,), (1,), (2,), (3, 4)), leads=(0, 0, 0, 2.5), terms=1
)
FIT_TOLD = {
    "rung": "13/17.5 loose",
    "front": 2,
    "columns": [[0], [1], [2], [3, 4]],
    "leads": [0, 0, 0, 2.5],
    "terms": 1,
}


def test_how_a_sheet_was_made_to_fit_is_told_in_the_manifest_and_to_programs(house):
    house.press.fit = FIT

    for _made_and_known in range(2):
        result = house.build("handouts")
        told = json.loads(json.dumps(_as_json(result)))["outputs"]
        assert [one["fit"] for one in told] == [FIT_TOLD] * 2

    assert artefacts(house)["handouts/01.pdf"]["fit"] == FIT_TOLD
