"""The scores are those that `check` computed, beside the limits they are held against."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.assessment import Assessment, Score

CHAPTER = Score(
    edition="book", label="one", number=1, title="One", words=1200, sentences=100, syllables=1,
    polysyllables=1, mean=12.04, longest=19, smog=7.26, smog_aloud=7.9, fkgl=4.04, passive=7,
    body=900,
)  # fmt: skip
WHOLE = Score(
    edition="book", words=2400, sentences=12, syllables=1, polysyllables=1, mean=11, longest=20,
    smog=9.1, smog_aloud=9.2, fkgl=4.5,
)  # fmt: skip


def shown(report, *scores, limits=""):
    more = {"words.toml": limits} if limits else {}
    return report(assessment=Assessment(scores=scores), more=more)


def test_a_chapter_has_a_row_and_the_limits_stand_at_the_foot(report):
    assert shown(report, CHAPTER).table("scores-book") == (
        "1 One | 1,200 | 100 | 12.0 | 19 | 7.3 | 7.9 | 4.0 | 7 | 900\n"
        "Limit | – | – | 15.0 | 25 (aim 20) | 8.0 | – | 8.0 | 20 | –"
    )


def test_the_limits_are_those_of_the_book(report):
    limits = "[limits]\nsmog = 6.5\nchapter-words = [300, 900]\n"

    assert shown(report, CHAPTER, limits=limits).table("scores-book").splitlines()[-1] == (
        "Limit | – | – | 15.0 | 25 (aim 20) | 6.5 | – | 8.0 | 20 | 300 to 900"
    )


def test_a_score_from_too_few_sentences_is_marked(report):
    assert "All of it | 2,400 | 12 | 11.0 | 20 | 9.1† | 9.2† | 4.5 | 0 | –" in (
        shown(report, WHOLE).table("scores-book")
    )


def test_the_head_names_the_highest_grades_that_were_judged(report):
    assert "Hardest to read: SMOG 7.3 (book, chapter 1), Flesch-Kincaid 4.0 (book, chapter 1)" in (
        shown(report, CHAPTER, WHOLE)
        .content.decode()
        .replace('<a href="#scores">', "")
        .replace("</a>", "")
    )


def test_each_edition_has_its_own_table(report):
    handout = Score(
        edition="handout", label="one", number=1, title="One", words=200, sentences=31, syllables=1,
        polysyllables=1, mean=6, longest=9, smog=6, smog_aloud=6, fkgl=3, body=180,
    )  # fmt: skip
    report = shown(report, CHAPTER, handout)

    assert report.table("scores-book").startswith("1 One | 1,200 |")
    assert report.table("scores-handout").startswith("1 One | 200 |")


def test_the_real_chapters_are_all_there_in_both_editions(real):
    for name in ("scores-book", "scores-handout"):
        firsts = [line.split()[0] for line in real.table(name).splitlines()]
        assert firsts == [*map(str, range(1, 13)), "All", "Limit"]


def test_the_pieces_share_a_table(report):
    pieces = [replace(WHOLE, edition=name) for name in ("brochure", "poster", "card")]

    rows = shown(report, CHAPTER, *pieces).table("scores-pieces").splitlines()

    assert [row.split(" | ")[0] for row in rows] == ["Brochure", "Poster", "Card", "Limit"]
    assert [row.split(" | ")[-1] for row in rows] == ["–"] * 4
