"""The sheet for those who print: two sides, in the words of the papers that they have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from bookbuild.model.clinic import Clinic
from bookbuild.model.format import FORMATS
from bookbuild.model.source import Span
from bookbuild.pipeline.build import make
from bookbuild.verify.pdf import outline_of
from kit.pieces import piece_copy, sizes_of, whole


@pytest.mark.parametrize("name", ["how-to-print-letter", "how-to-print-a4"])
def test_it_is_one_sheet_with_two_sides(name):
    made, paper = whole(name), FORMATS[name].paper

    assert sizes_of(made.content) == [
        pytest.approx((paper.width_pt, paper.height_pt), abs=0.1) for _ in range(2)
    ]


def test_it_names_the_papers_of_its_own_family_alone():
    letter, a4 = (outline_of(whole(f"how-to-print-{name}").content) for name in ("letter", "a4"))

    assert ("A4" in letter, "A3" in letter, "Tabloid" in letter) == (False, False, True)
    assert ("Letter" in a4, "A3" in a4, "Tabloid" in a4) == (False, True, False)


def test_it_says_size_flip_and_that_drafts_are_not_handed_out():
    outline = outline_of(whole("how-to-print-letter").content)

    for words in ("release copies only", "actual size (100%)", "long edge", "short edge"):
        assert words in outline


def test_the_sketches_are_decoration():
    assert "Figure" not in outline_of(whole("how-to-print-letter").content)


def test_nobody_is_asked_to_write_by_hand_what_is_printed():
    copy = piece_copy("how-to-print-letter")
    clinic = Clinic(name="Oak Hill", span=Span(PurePosixPath("manuscript/clinic.toml")))
    named, nobody = (
        outline_of(make(replace(copy, book=replace(copy.book, clinic=one))).value.content)
        for one in (clinic, None)
    )

    assert ("name and numbers are printed" in named, "on the lines that" in named) == (True, False)
    assert "on the lines that" in nobody
