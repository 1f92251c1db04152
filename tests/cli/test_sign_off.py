"""A clinician signs off a text; a copy is known by its id; a release needs both."""

import re

import pytest

from bookbuild.cli import main
from kit.tiny import tiny_world

CHAPTER = "# One {#one}\n\nText.\n"


@pytest.fixture
def book(tmp_path):
    """Give a folder with a tiny book."""
    world = tiny_world(CHAPTER, back=())
    for path, content in world._files.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return tmp_path


@pytest.fixture
def run(book, capsys):
    """Run a command on the book; give its exit code and what it printed."""

    def go(*arguments):
        with pytest.raises(SystemExit) as left:
            main([arguments[0], "--root", str(book), *arguments[1:]])
        said = capsys.readouterr()
        return left.value.code, said.out + said.err

    return go


APPROVE = ("--reviewer", "A. Tester", "--role", "nobody", "--reasons", 'Read "all" of it.')


def copy_id(run):
    """Give the id of the text as it is."""
    _, said = run("sign-off", *APPROVE, "--instrument", "DISCERN", "--verdict", "approved")
    return said.split(" of ")[1].split(" by ")[0]


def test_a_draft_cannot_be_released(run, book):
    code, said = run("build", "--release", "epub")

    assert code == 1
    assert "error[REL001]: no clinician has approved this text" in said
    assert not (book / "dist").exists()


def test_an_approval_is_kept_with_the_text_it_covers(run, book):
    code, said = run("sign-off", *APPROVE, "--verdict", "approved")

    assert code == 0
    assert "clinical review of BB-1-" in said
    assert 'reasons = "Read \\"all\\" of it."' in (book / "manuscript/reviews.toml").read_text()


def test_reviews_are_added_and_none_is_touched(run, book):
    run("sign-off", *APPROVE, "--verdict", "changes wanted")
    before = (book / "manuscript/reviews.toml").read_text()

    run("sign-off", *APPROVE, "--verdict", "approved")

    after = (book / "manuscript/reviews.toml").read_text()
    assert after.startswith(before.rstrip())
    assert after.count("[[review]]") == 2


def test_a_changed_text_makes_a_review_stale(run, book):
    run("sign-off", *APPROVE, "--verdict", "approved")
    assert "REV003" not in run("check")[1]

    (book / "manuscript/chapters/01.md").write_text(CHAPTER.replace("Text", "Other text"))

    assert (
        "warning[REV003]: the clinical review by `A. Tester` covers an earlier text"
        in (run("check")[1])
    )


def test_a_text_with_errors_cannot_be_signed_off(run, book):
    (book / "manuscript/chapters/01.md").write_text("# One {#one}\n\nSee [](#nowhere).\n")

    code, said = run("sign-off", *APPROVE, "--verdict", "approved")

    assert code == 1
    assert "a text with errors cannot be signed off" in said
    assert not (book / "manuscript/reviews.toml").exists()


def test_ratings_are_points_by_item(run, book):
    run("sign-off", *APPROVE, "--verdict", "approved", "--rating", "1.1=1", "--rating", "1.2=0")

    assert 'ratings = { "1.1" = 1, "1.2" = 0 }' in (book / "manuscript/reviews.toml").read_text()


TAKE_BACK = ("withdraw", "--reviewer", "A. Tester", "--reasons", "Chapter 1 was not read.")


def test_a_review_is_taken_back_and_not_deleted(run, book):
    run("sign-off", *APPROVE, "--verdict", "approved")
    before = (book / "manuscript/reviews.toml").read_text()

    code, said = run(*TAKE_BACK)

    assert code == 0
    assert said.endswith("the clinical review of this text by A. Tester no longer counts\n")
    after = (book / "manuscript/reviews.toml").read_text()
    assert after.startswith(before.rstrip())
    assert 'reasons = "Chapter 1 was not read."' in after.removeprefix(before)
    assert "REL001" in run("build", "--release", "epub")[1]
    assert "REV003" not in run("check")[1]


def test_a_review_is_taken_back_once(run):
    run("sign-off", *APPROVE, "--verdict", "approved")
    run(*TAKE_BACK)

    assert run(*TAKE_BACK) == (1, "no clinical review by A. Tester stands; none does\n")


def test_a_misspelt_reviewer_is_told_whose_reviews_stand(run):
    run("sign-off", *APPROVE, "--verdict", "approved")

    code, said = run("withdraw", "--reviewer", "A. Texter", "--reasons", "No.")

    assert (code, said.partition("; ")[2]) == (1, "these do: A. Tester (clinical review)\n")


def test_a_review_of_an_earlier_text_can_be_taken_back_and_a_copy_of_it_tells(run, book):
    known = copy_id(run).removesuffix("-draft")
    run("sign-off", *APPROVE, "--verdict", "approved")
    text = re.findall(r'text = "(\w+)"', (book / "manuscript/reviews.toml").read_text())[-1]
    (book / "manuscript/editions.toml").write_text(
        f'[[edition]]\nid = "{known}"\nversion = "1"\ndate = 2026-01-01\ntext = "{text}"\n'
    )
    (book / "manuscript/chapters/01.md").write_text(CHAPTER.replace("Text", "Other text"))

    assert "of an earlier text by A. Tester" in run(*TAKE_BACK)[1]
    assert "the approval by A. Tester was withdrawn on 20" in run("verify-copy", known)[1]


def test_a_rating_without_points_is_refused(run):
    code, said = run("sign-off", *APPROVE, "--verdict", "approved", "--rating", "1.1")

    assert code == 2
    assert "`1.1` is not `item=points`" in said


def test_the_text_in_the_folder_is_known_by_its_id(run):
    known = copy_id(run)

    assert known.endswith("-draft")
    assert run("verify-copy", known.upper()) == (
        0,
        f"{known}: the text in this folder (draft, not for patients)\n",
    )


def test_the_draft_of_a_piece_is_known_by_its_own_id(run):
    _, said = run("sign-off", *APPROVE, "--instrument", "DISCERN", "--verdict", "approved")
    sheet = re.findall(r"(\S+) stands on the copies that were read of text/01.txt", said)[0]

    code, said = run("verify-copy", sheet)
    assert code == 0
    assert said.startswith(f"{sheet}: these words in this folder (draft, not for patients):\n")
    assert "text/01.txt" in said.splitlines()
    assert run("verify-copy", sheet.casefold())[0] == 0
    assert run("verify-copy", sheet.removesuffix("-draft"))[0] == 1


def test_the_draft_of_a_piece_is_not_known_when_its_words_have_changed(run, book):
    _, said = run("sign-off", *APPROVE, "--instrument", "DISCERN", "--verdict", "approved")
    ids = re.findall(r"(\S+) stands on", said)
    (book / "manuscript/chapters/01.md").write_text(CHAPTER.replace("Text", "Other text"))

    sheet = next(
        name for name, path in re.findall(r"(\S+) stands .* of (\S+)", said) if "01" in path
    )
    assert len(ids) > 1
    assert run("verify-copy", sheet)[0] == 1


def released(book, known):
    """Note an edition of the text as it is."""
    (book / "manuscript/editions.toml").write_text(
        f'[[edition]]\nid = "{known}"\nversion = "1"\ndate = 2025-01-01\ntext = "{"a" * 64}"\n'
    )


def test_a_draft_of_released_words_is_not_called_released(run, book):
    known = copy_id(run)
    edition = known.removesuffix("-draft")
    released(book, edition)

    words = f"the same words were released on 2025-01-01 as {edition}"
    assert run("verify-copy", known) == (0, f"{known}: draft, not for patients; {words}\n")
    assert run("verify-copy", edition)[1].startswith(f"{edition}: version 1, released 2025-01-01")


def test_a_copy_without_the_mark_of_a_draft_was_made_while_the_text_was_signed_off(run):
    known = copy_id(run).removesuffix("-draft")
    here = f"{known}: the text in this folder"
    assert run("verify-copy", known)[1] == f"{here} (no longer signed off: not for patients)\n"

    run("sign-off", *APPROVE, "--verdict", "approved")

    assert run("verify-copy", known)[1] == f"{here} (signed off, not released)\n"


def test_a_released_edition_is_known_by_its_id(run, book):
    (book / "manuscript/editions.toml").write_text(
        '[[edition]]\nid = "BB-0-ABCDEF01"\nversion = "0"\ndate = 2025-01-01\n'
        f'text = "{"a" * 64}"\n'
    )

    code, said = run("verify-copy", "BB-0-ABCDEF01")

    assert code == 0
    assert said.startswith("BB-0-ABCDEF01: version 0, released 2025-01-01\n")
    assert said.endswith("the text has changed since\n")


def test_a_copy_of_a_clinic_is_known_by_its_id(run, book):
    text = copy_id(run).removesuffix("-draft")
    (book / "manuscript/clinic.toml").write_text('[clinic]\nname = "Oak Hill"\n')
    known = copy_id(run)
    draft = f"{text}-draft: the text in this folder (draft, not for patients)"

    assert known == f"{text}-oak-hill-draft"
    assert run("verify-copy", known) == (
        0, f"{draft}\nmade for the clinic in this folder: Oak Hill\n"
    )  # fmt: skip
    assert run("verify-copy", f"{text}-elm-draft")[1].endswith(
        "the end of the id says that it was made for `elm`; this folder holds no such clinic, "
        "so only the text is known\n"
    )


def test_a_clinics_copy_of_a_released_edition_is_one(run, book):
    edition = copy_id(run).removesuffix("-draft")
    released(book, edition)

    said = run("verify-copy", f"{edition}-OAK-HILL")[1].splitlines()
    assert said[0] == f"{edition}: version 1, released 2025-01-01"
    assert said[-1].startswith(
        "the end of the id says that it was made for `oak-hill`; this folder"
    )


def test_any_other_id_is_not_known(run):
    for unknown in ("BB-9-00000000", "BB-9-00000000-draft", "BB-9-00000000-oak-hill"):
        assert run("verify-copy", unknown) == (
            1, f"{unknown}: not a copy of a released edition, nor of this text\n"
        )  # fmt: skip
