"""A text is a draft until a clinician's approval covers exactly these words."""

import pytest

from bookbuild.load import load
from kit.tiny import tiny_world

REVIEW = """[[review]]
reviewer = "A. Tester"
role = "nobody"
date = 2026-01-01
instrument = "{instrument}"
verdict = "{verdict}"
reasons = "Read it all."
text = "{text}"
"""
CHAPTER = "# One {#one}\n\nText.\n"


def standing_of(*reviews, chapter=CHAPTER, more=None):
    """Give the standing of a tiny book with some reviews."""
    text = load(tiny_world(chapter)).value.standing.text
    written = "\n".join(
        REVIEW.format(text=text if now else "0" * 64, instrument=instrument, verdict=verdict)
        for now, instrument, verdict in reviews
    )
    files = {"manuscript/reviews.toml": written} | (more or {})
    return load(tiny_world(chapter, more=files)).value.standing


def test_a_text_that_nobody_reviewed_is_a_draft():
    assert standing_of().draft_line == "Draft: not reviewed by a clinician. Not for patients."


def test_a_clinical_approval_of_these_words_ends_the_draft():
    assert standing_of((True, "clinical review", "approved")).draft_line is None


@pytest.mark.parametrize(
    "reviews",
    [
        [(False, "clinical review", "approved")],
        [(True, "clinical review", "changes wanted")],
        [(True, "PEMAT-P", "approved")],
        [(True, "clinical review", "approved"), (True, "clinical review", "changes wanted")],
    ],
    ids=["another text", "changes wanted", "another instrument", "a later no"],
)
def test_nothing_else_ends_it(reviews):
    assert standing_of(*reviews).draft_line


def test_a_review_of_another_text_is_stale():
    standing = standing_of((False, "clinical review", "approved"))

    assert [review.reviewer for review in standing.stale] == ["A. Tester"]


WITHDRAWAL = """[[withdrawal]]
reviewer = "{reviewer}"
instrument = "clinical review"
text = "{text}"
date = 2026-02-03
reasons = "It was the wrong file."
"""
APPROVED = (True, "clinical review", "approved")
WANTED = (True, "clinical review", "changes wanted")


def with_file(*rows, reviewer="A. Tester"):
    """Load a tiny book whose file of reviews has some rows; `None` stands for a withdrawal."""
    text = load(tiny_world(CHAPTER)).value.standing.text
    written = "\n".join(
        REVIEW.format(text=text, instrument=row[1], verdict=row[2])
        if row
        else WITHDRAWAL.format(text=text, reviewer=reviewer)
        for row in rows
    )
    return load(tiny_world(CHAPTER, more={"manuscript/reviews.toml": written}))


def test_a_review_that_was_taken_back_is_kept_with_date_and_reason_and_counts_as_none():
    standing = with_file(APPROVED, None).value.standing

    [review] = standing.reviews
    assert str(review.withdrawn.date) == "2026-02-03"
    assert review.withdrawn.reasons == "It was the wrong file."
    assert (standing.last_clinical, standing.stale, standing.signed_off) == (None, (), False)


@pytest.mark.parametrize(
    ("rows", "signed_off"),
    [
        ([APPROVED, None, APPROVED], True),
        ([APPROVED, WANTED, None], False),
        ([WANTED, None, APPROVED], True),
        ([APPROVED, None, WANTED], False),
    ],
)
def test_a_withdrawal_takes_back_what_stands_above_it_alone(rows, signed_off):
    assert with_file(*rows).value.standing.signed_off is signed_off


def test_a_withdrawal_of_what_is_not_there_is_told():
    outcome = with_file(APPROVED, None, reviewer="B. Tester")

    [found] = outcome.diagnostics
    assert str(found).partition("\n")[0] == (
        "manuscript/reviews.toml:10:1: error[REV006]: there is no clinical review of this text by "
        "`B. Tester` to take back"
    )
    assert outcome.value.standing.signed_off


def test_a_withdrawal_above_the_review_takes_nothing_back():
    assert [one.code for one in with_file(None, APPROVED).diagnostics] == ["REV006"]


def test_every_printed_file_counts():
    one = load(tiny_world(CHAPTER)).value.standing
    other = load(tiny_world(CHAPTER.replace("Text", "Test"))).value.standing

    assert one.text != other.text
    assert one.copy_id != other.copy_id


def test_line_ends_do_not_count():
    one = load(tiny_world(CHAPTER)).value.standing
    other = load(tiny_world(CHAPTER.replace("\n", "\r\n"))).value.standing

    assert one.text == other.text


def test_a_waiver_does_not_undo_an_approval():
    words = {"manuscript/words.toml": 'names = ["Nobody"]\n'}

    assert standing_of((True, "clinical review", "approved"), more=words).draft_line is None


def test_a_copy_s_id_names_version_and_text_and_whether_it_is_a_draft():
    draft, approved = standing_of(), standing_of(APPROVED)

    assert draft.edition_id == approved.edition_id == f"BB-1-{draft.text[:8].upper()}"
    assert draft.copy_id == f"{draft.edition_id}-draft"
    assert approved.copy_id == approved.edition_id


def test_faults_in_the_file_of_reviews_have_a_place():
    world = tiny_world(CHAPTER, more={"manuscript/reviews.toml": '[[review]]\nrevewer = "A"\n'})

    found = [str(one).partition("\n")[0] for one in load(world).diagnostics]

    assert found[0].startswith("manuscript/reviews.toml:")
    assert any("REV002" in line and "`revewer`" in line for line in found)


@pytest.mark.parametrize("written", ["review = 3\n", '[review]\nreviewer = "A"\n'])
def test_reviews_that_are_no_rows_are_told(written):
    world = tiny_world(CHAPTER, more={"manuscript/reviews.toml": written})

    found = [str(one).partition("\n")[0] for one in load(world).diagnostics]

    assert found == ["manuscript/reviews.toml:1:1: error[REV002]: `review` is no list of rows"]
