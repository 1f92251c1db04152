"""What is stale is made, proven, written and noted; everything else is left alone."""

from __future__ import annotations

import json
import re

import pytest

from bookbuild.pipeline.accounts import keep_verdicts
from bookbuild.pipeline.cache import digest, sealed
from bookbuild.pipeline.checking import check_text
from bookbuild.pipeline.rebuild import tell_again
from bookbuild.pipeline.run import up_to_date
from bookbuild.pipeline.targets import PAPERS
from kit.formats import BOOK, HANDOUTS, lay

CHAPTER = "manuscript/chapters/01.md"
CHAPTER_ONE = "# One {#one}\n\nYou may rest.\n"
PATHS = ("pdf/tiny.pdf", "pdf/tiny-a5.pdf", "epub/tiny.epub")
REVIEW = """
[[review]]
reviewer = "A. Tester"
role = "nurse"
date = 2026-01-02
instrument = "clinical review"
verdict = "approved"
reasons = "It is right."
text = "{text}"
"""


def notes_on_outputs(house):
    """Give the notes that tell of files; what is known of a faulty text is kept all the same."""
    noted = house.shelf.noted.items()
    return {name: content for name, content in noted if not name.startswith("stock/")}


def manifest(house):
    return json.loads(house.shelf.outputs["manifest.json"])


def test_a_first_build_makes_writes_and_notes_what_was_asked_for(house):
    result = house.build("pdf")

    assert [(one.path, one.pages) for one in result.outputs] == [("pdf/tiny.pdf", 1)]
    assert house.shelf.written == ["pdf/tiny.pdf", "manifest.json", "report.html"]
    assert b"You may rest." in house.shelf.outputs["pdf/tiny.pdf"]


def test_a_second_build_makes_nothing_and_writes_nothing(house):
    house.build("all", on=PAPERS)

    result = house.build("all", on=PAPERS)

    assert [one.why for one in result.outputs] == [None, None, None]
    assert (house.press.made, house.shelf.written) == ([], [])


def test_a_build_says_why_each_output_was_made(house):
    assert house.why("pdf") == "book: there is no record of an earlier build"
    assert house.why("pdf") == "book: up to date"


def test_a_changed_chapter_makes_again_what_shows_it(house):
    house.build("all")
    house.changed[CHAPTER] = "# One {#one}\n\nYou may sleep.\n"

    assert house.why("pdf", "epub") == (
        "book: the text of `one` has changed; epub: the text of `one` has changed"
    )
    assert b"You may sleep." in house.shelf.outputs["epub/tiny.epub"]


TWO = "# Two {#two}\n\nYou may walk.\n"


@pytest.mark.parametrize(
    "edited",
    [
        "A comment is not printed.\n\n",
        '::: {only="book"}\nThis stands in the book alone.\n:::\n\n',
    ],
)
def test_an_edit_that_an_edition_does_not_show_makes_none_of_its_outputs_again(
    house, monkeypatch, edited
):
    lay(monkeypatch, HANDOUTS)
    house.chapters = (CHAPTER_ONE, TWO)
    house.build("all")
    shown = edited.startswith("A comment")
    head, text = CHAPTER_ONE.split("\n\n", 1)

    house.chapters = (f"{head}\n\n{edited}{text}", TWO)

    why = "the text of `one` has changed" if shown else "up to date"
    assert house.why("all") == f"handouts: {why}; handouts: up to date"


def test_after_an_edit_that_changes_no_output_the_next_build_opens_no_stage(house, monkeypatch):
    house.build("all", on=PAPERS)
    house.changed["manuscript/words.toml"] = "# a comment\n"
    assert "has changed" not in house.why("all", on=PAPERS)
    monkeypatch.setattr("bookbuild.pipeline.rebuild.rebuild", None)

    assert "has changed" not in house.why("all", on=PAPERS)


def test_other_outputs_of_the_same_edit_are_not_taken_for_up_to_date(house):
    house.build("all", on=PAPERS)
    house.changed[CHAPTER] = "# One {#one}\n\nYou may sleep.\n"
    house.build("epub", on=PAPERS)

    assert house.why("pdf", on=PAPERS) == (
        "book: `pdf/tiny.pdf` is not as it was written; book-a5: the text of `one` has changed"
    )


def test_an_edit_taken_back_makes_nothing(house):
    house.build("pdf")
    house.changed[CHAPTER] = "# One {#one}\n\nSee [](#two).\n"
    house.build("pdf")
    del house.changed[CHAPTER]

    assert house.why("pdf") == "book: up to date"


def test_what_names_the_pages_of_a_book_is_left_alone_when_they_came_out_the_same(house):
    house.build("all")
    house.changed["styles/book/book.css"] = "p { margin: 1pt }"

    assert house.why("all") == "book: `styles/book/book.css` has changed; epub: up to date"


def test_what_names_the_pages_of_a_book_is_made_again_when_they_moved(house):
    house.build("all")
    house.changed["styles/book/book.css"] = "p { margin: 1pt }"
    house.press.pages = {"one": "2"}

    assert house.why("all").endswith("; epub: the page map of `book` has changed")


def test_the_record_of_a_format_that_is_no_more_is_thrown_away(house):
    house.shelf.noted["records/scroll.json"] = b"{}"

    house.build("pdf")

    assert house.shelf.notes("records") == ("records/book.json",)


@pytest.mark.parametrize("damage", [b"", b"{", sealed([]), sealed({"reads": {}})])
def test_damaged_notes_of_what_was_read_make_nothing_stale(house, damage):
    house.build("pdf")
    whole = house.shelf.noted["sight.json"]
    house.shelf.noted["sight.json"] = damage

    assert house.why("pdf") == "book: up to date"
    assert house.shelf.noted["sight.json"] == whole


# What a copy is called


def copy_id(house, path):
    return re.findall(r"This copy: (\S+)", house.shelf.outputs[path].decode())[0]


def test_the_drafts_of_one_text_have_one_id_on_every_paper(house):
    house.build("all", on=PAPERS)

    assert len({copy_id(house, f"{kind}") for kind in PATHS}) == 1


def test_the_draft_of_a_sheet_is_called_after_its_own_words(house, monkeypatch):
    lay(monkeypatch, HANDOUTS)
    house.chapters = (CHAPTER_ONE, TWO)
    house.build("all")
    before = [copy_id(house, f"handouts/0{sheet}.pdf") for sheet in (1, 2)]
    house.chapters = (CHAPTER_ONE, TWO.replace("walk", "run"))
    house.build("all")

    after = [copy_id(house, f"handouts/0{sheet}.pdf") for sheet in (1, 2)]
    assert before[0] == after[0]
    assert len({*before, *after}) == 3
    assert all(re.fullmatch(r"BB-1-[0-9A-F]{8}-draft", one) for one in [*before, *after])


def approve(house):
    """Sign off the text as it stands."""
    standing = check_text(house.session().world).book.standing
    house.changed["manuscript/reviews.toml"] = REVIEW.format(text=standing.text)
    return standing.edition_id


def test_an_approved_text_has_one_id_on_all_its_pieces(house, monkeypatch):
    lay(monkeypatch, HANDOUTS, BOOK)
    house.chapters = (CHAPTER_ONE, TWO)
    house.build("all")
    edition = approve(house)

    assert house.why("all") == "; ".join(
        f"{name}: the standing of the text has changed" for name in ("handouts", "handouts", "book")
    )
    assert {copy_id(house, path) for path in house.shelf.outputs if path.endswith("pdf")} == {
        edition
    }


def test_a_word_edited_ends_the_approval_of_all_pieces(house, monkeypatch):
    lay(monkeypatch, HANDOUTS)
    house.chapters = (CHAPTER_ONE, TWO)
    approve(house)
    house.build("all")
    house.chapters = (CHAPTER_ONE, TWO.replace("walk", "run"))

    assert house.why("all") == (
        "handouts: the standing of the text has changed; "
        "handouts: the text of `two` has changed, and 1 more"
    )


def test_a_changed_style_makes_its_output_again(house):
    house.build("pdf")
    house.changed["styles/book/book.css"] = "p { margin: 1pt }"

    assert house.why("pdf") == "book: `styles/book/book.css` has changed"


def test_a_file_that_is_not_part_of_the_book_changes_nothing(house):
    house.build("all")
    house.changed["manuscript/notes.txt"] = "still not a part of the book"

    assert "has changed" not in house.why("all")


def test_another_version_of_a_library_makes_every_output_again(house):
    house.build("pdf")
    house.tools = "newer tools"

    assert house.why("pdf") == "book: bookbuild or one of its libraries has changed"


def test_a_deleted_output_is_made_again(house):
    house.build("all", on=PAPERS)
    del house.shelf.outputs["pdf/tiny.pdf"]

    assert house.why("pdf", on=PAPERS) == ("book: `pdf/tiny.pdf` is not there; book-a5: up to date")
    assert house.press.made == ["book"]
    assert "pdf/tiny.pdf" in house.shelf.outputs


def test_an_altered_output_is_made_again(house):
    house.build("pdf")
    whole = house.shelf.outputs["pdf/tiny.pdf"]
    house.shelf.outputs["pdf/tiny.pdf"] = whole + b"scribbled"

    assert house.why("pdf") == "book: `pdf/tiny.pdf` is not as it was written"
    assert house.shelf.outputs["pdf/tiny.pdf"] == whole


def test_a_damaged_record_is_noticed_and_the_output_made_again(house):
    house.build("pdf")
    house.shelf.noted["records/book.json"] = b"{"

    assert house.why("pdf") == "book: there is no record of an earlier build"
    assert house.why("pdf") == "book: up to date"


def test_a_record_of_another_version_of_bookbuild_counts_as_none(house):
    house.build("pdf")
    house.shelf.noted["records/book.json"] = sealed({"tools": "tools", "colour": "blue"})

    assert house.why("pdf") == "book: there is no record of an earlier build"


def test_a_deleted_report_is_written_again_and_no_output_with_it(house):
    house.build("pdf")
    report = house.shelf.outputs.pop("report.html")

    house.build("pdf")

    assert (house.press.made, house.shelf.written) == ([], ["report.html"])
    assert house.shelf.outputs["report.html"] == report


def test_fresh_makes_everything_whatever_is_known(house):
    house.build("all", on=PAPERS)

    house.build("all", on=PAPERS, fresh=True)

    assert sorted(house.press.made) == ["book", "book-a5", "epub"]


def test_a_format_takes_the_pages_of_another_from_its_record(house):
    house.build("pdf")

    house.build("epub")

    assert house.press.made == ["epub"]


def test_what_was_laid_out_for_its_pages_alone_is_not_written(house):
    house.build("epub")

    assert house.press.made == ["book", "epub"]
    assert "pdf/tiny.pdf" not in house.shelf.outputs
    assert house.why("epub") == "epub: up to date"
    assert house.why("pdf") == "book: `pdf/tiny.pdf` is not there"


def test_the_last_page_map_is_the_first_guess_of_the_next_build(house):
    house.build("pdf")
    assert house.press.maps["book"] == {}

    house.build("pdf", fresh=True)

    assert house.press.maps["book"] == {"one": "1"}


# Nothing is written when something is wrong


def test_nothing_is_written_when_the_text_has_errors(house):
    house.changed[CHAPTER] = "# One {#one}\n\nSee [](#two).\n"

    result = house.build("all")

    assert [found.code for found in result.diagnostics] == ["LBL002"]
    assert (result.outputs, house.press.made) == ((), [])
    assert (house.shelf.outputs, notes_on_outputs(house)) == ({}, {})


def test_an_error_leaves_the_last_good_files_and_notes_alone(house):
    house.build("all")
    outputs, notes = dict(house.shelf.outputs), notes_on_outputs(house)
    house.changed[CHAPTER] = "# One {#one}\n\nSee [](#two).\n"

    house.build("all")

    assert (house.shelf.outputs, notes_on_outputs(house)) == (outputs, notes)


@pytest.mark.parametrize("failing", ["book", "book-a5", "epub"])
def test_nothing_is_written_when_one_output_fails_its_proof(failing, house):
    house.press.fails.add(failing)

    result = house.build("all", on=PAPERS)

    assert [found.code for found in result.diagnostics] == ["PDF021"]
    assert (result.outputs, house.shelf.outputs, notes_on_outputs(house)) == ((), {}, {})


def test_an_e_book_is_not_begun_when_the_pages_it_names_failed(house):
    house.press.fails.add("book")

    house.build("epub")

    assert house.press.made == ["book"]


# What is said about the outputs


def test_the_manifest_names_what_is_there_with_its_digest_and_its_checks(house):
    house.build("pdf")

    [(path, said)] = manifest(house)["artefacts"].items()
    assert path == "pdf/tiny.pdf"
    assert said["bytes"] == len(house.shelf.outputs["pdf/tiny.pdf"])
    assert said["checks"]["every word"] == "passed"
    assert said["checks"]["veraPDF PDF/UA-1"] == "NOT CHECKED"


def test_the_manifest_names_every_file_that_was_read(house):
    house.build("pdf")

    inputs = manifest(house)["inputs"]
    assert {CHAPTER, "manuscript/book.toml", "styles/book/book.css"} <= set(inputs)
    assert "manuscript/notes.txt" not in inputs


def test_the_manifest_leaves_out_what_is_no_longer_up_to_date(house):
    house.build("all")
    house.changed[CHAPTER] = "# One {#one}\n\nYou may sleep.\n"

    house.build("pdf")

    assert list(manifest(house)["artefacts"]) == ["pdf/tiny.pdf"]


def test_the_manifest_is_sorted_and_the_same_each_time(house):
    house.build("all")
    first = house.shelf.outputs["manifest.json"]

    house.build("all", fresh=True)

    assert house.shelf.outputs["manifest.json"] == first
    assert first.decode() == (
        json.dumps(manifest(house), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    )


def verdict(house):
    return manifest(house)["artefacts"]["pdf/tiny.pdf"]["checks"]["qpdf"]


def test_a_verdict_holds_for_the_bytes_it_was_given_on_and_no_others(house):
    house.build("pdf")
    keep_verdicts(house.shelf, up_to_date(house.session()), {"pdf/tiny.pdf": {"qpdf": "passed"}})
    tell_again(house.session())
    assert verdict(house) == "passed"

    house.changed[CHAPTER] = "# One {#one}\n\nYou may sleep.\n"
    house.build("pdf")

    assert verdict(house) == "NOT CHECKED"


def test_what_was_said_of_files_that_are_no_more_is_forgotten(house):
    house.build("pdf")
    keep_verdicts(house.shelf, up_to_date(house.session()), {"pdf/tiny.pdf": {"qpdf": "passed"}})
    long_ago = house.shelf.outputs["pdf/tiny.pdf"]
    house.changed[CHAPTER] = "# One {#one}\n\nYou may sleep.\n"
    house.build("pdf")

    keep_verdicts(house.shelf, up_to_date(house.session()), {})

    assert digest(long_ago) not in house.shelf.noted["verdicts.json"].decode()


@pytest.mark.parametrize("damaged", [b"", b"{", b"{}\n", sealed([])[:-1], b"[]"])
def test_damaged_verdicts_count_as_not_checked(house, damaged):
    house.build("pdf")
    house.shelf.noted["verdicts.json"] = damaged

    tell_again(house.session())

    assert verdict(house) == "NOT CHECKED"


@pytest.mark.parametrize("name", ["manifest.json", "report.html"])
def test_a_deleted_account_of_the_outputs_is_written_again_and_nothing_else(name, house):
    house.build("all")
    before = house.shelf.outputs.pop(name)

    house.build("all")

    assert (house.press.made, house.shelf.written) == ([], [name])
    assert house.shelf.outputs[name] == before


def test_a_release_makes_no_output_stale(house):
    house.changed["manuscript/editions.toml"] = "# none yet\n"
    house.build("all")
    house.changed["manuscript/editions.toml"] = (
        f'[[edition]]\nid = "BB-1-X"\nversion = "1"\ndate = 2026-01-02\ntext = "{"a" * 64}"\n'
    )

    assert house.why("pdf") == "book: up to date"
