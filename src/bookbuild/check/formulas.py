"""The two readability formulas, from their published definitions.

In: counts of sentences, words and syllables. Out: a US school grade.
"""

from __future__ import annotations

from math import sqrt


def smog(polysyllables: int, sentences: int) -> float:
    """Give the SMOG grade: 1.0430 · √(polysyllables · 30 / sentences) + 3.1291.

    G. H. McLaughlin, SMOG grading: a new readability formula, Journal of Reading 12 (1969) 639-646.
    A polysyllable is a word of three syllables or more. The formula was made on 30 sentences.
    """
    assert sentences > 0, "a text without sentences has no grade"
    return 1.0430 * sqrt(polysyllables * 30 / sentences) + 3.1291


def fkgl(words: int, sentences: int, syllables: int) -> float:
    """Give the Flesch-Kincaid grade level: 0.39 · W/S + 11.8 · Y/W - 15.59.

    J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom, Derivation of new readability
    formulas for Navy enlisted personnel, Research Branch Report 8-75 (1975).
    """
    assert words > 0, "a text without words has no grade"
    assert sentences > 0, "a text without sentences has no grade"
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59
