"""The formulas give what was published for them."""

from __future__ import annotations

import pytest

from bookbuild.check.formulas import fkgl, smog
from bookbuild.check.sentences import words_of
from bookbuild.check.syllables import syllables

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature"

# The SMOG conversion table of H. C. McGraw (Office of Educational Research, Baltimore County
# Schools): polysyllables in 30 sentences, and the grade. It rounds the root down to a whole number.
MCGRAW = [
    (2, 4), (6, 5), (12, 6), (20, 7), (30, 8), (42, 9), (56, 10), (72, 11), (90, 12), (110, 13),
    (132, 14), (156, 15), (182, 16), (210, 17),
]  # fmt: skip


def test_the_platypus_sentence_has_flesch_kincaid_grade_11_3() -> None:
    words = words_of(PLATYPUS)
    counts = [syllables(word.text, {}) for word in words]

    assert (len(words), sum(counts)) == (13, 24)
    assert f"{fkgl(len(words), 1, sum(counts)):.1f}" == "11.3"


def test_the_lowest_flesch_kincaid_grade_is_that_of_one_word_of_one_syllable() -> None:
    assert f"{fkgl(1, 1, 1):.2f}" == "-3.40"


@pytest.mark.parametrize(("most", "grade"), MCGRAW)
def test_smog_agrees_with_the_published_conversion_table(most: int, grade: int) -> None:
    assert grade <= smog(most, 30) < grade + 1.25


def test_smog_of_a_hundred_polysyllables_in_thirty_sentences() -> None:
    assert f"{smog(100, 30):.4f}" == "13.5591"


@pytest.mark.parametrize(("sentences", "factor"), [(29, 1.03), (24, 1.25), (20, 1.5), (10, 3.0)])
def test_a_short_text_is_taken_as_thirty_sentences_of_its_kind(
    sentences: int, factor: float
) -> None:
    assert smog(12, sentences) == pytest.approx(smog(round(12 * factor), 30), abs=0.07)
