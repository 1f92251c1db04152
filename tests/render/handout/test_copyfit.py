"""Copy-fitting: the largest type that fits, never below 12 points; what to cut if none does."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from bookbuild.model.artefact import Fit
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.source import Span
from bookbuild.render.handout.copyfit import _BELOW_RULE, _RULED, LADDER, Proof, fit
from bookbuild.render.handout.matter import Matter, Passage
from kit.handouts import made, sheet_of

PLACE = Span(PurePosixPath("chapter.md"), 3)
CSS = (Path(__file__).parents[3] / "styles/handout/handout.css").read_text(encoding="utf-8")
WORDS = "one two three four five six seven"


def matter(*passages, words=()):
    return Matter(
        label="rest",
        number=4,
        title="Rest",
        heading="Rest",
        icon=None,
        standfirst="",
        key_points="",
        text=passages,
        words=words,
        after=(),
        questions="",
        emergency="",
        call_first="",
        handed_over="",
        sources=(),
        notes="",
        says_how_sure=False,
        span=PLACE,
        places={},
    )


def paragraph(words=WORDS):
    return Passage(html="", words=words, span=PLACE)


def section():
    return Passage(html="", opens=True, kind="section")


def proved(text, *, words=(), front=200.0, back=200.0):
    """Give a proof of heights at 12 points; larger type makes all of it taller."""

    def measure(rung):
        scale = rung.size / 12
        return Proof(
            text=tuple(height * scale for height in text),
            words=tuple(height * scale for height in words),
            after=(),
            front=front,
            back=back,
        )

    return measure


def fitted(passages, text, *, explained=(), words=(), **room):
    return fit(matter(*passages, words=explained), proved(text, words=words, **room))


FOUR = (section(), section(), section(), section())


def test_the_ladder_goes_down_to_12_points_and_no_further():
    assert [rung.name for rung in LADDER][::3] == [
        "13.5/18 loose",
        "13/17.5 loose",
        "12.5/17 loose",
        "12/16.5 loose",
    ]
    assert min(rung.size for rung in LADDER) == 12


def test_each_rung_has_a_look_of_its_own():
    assert len({rung.css_class for rung in LADDER}) == len(LADDER) == 12


def test_a_short_text_is_set_as_large_as_the_ladder_goes():
    assert fitted(FOUR, (50, 50, 50, 50)).rung == "13.5/18 loose"


@pytest.mark.parametrize(
    ("height", "rung"),
    [(177, "13.5/18 loose"), (185, "12.5/17 loose"), (200, "12/16.5 loose")],
)
def test_the_largest_rung_that_fits_is_taken(height, rung):
    assert fitted(FOUR, (height,) * 4).rung == rung


def test_gaps_close_before_type_shrinks():
    assert fitted(FOUR * 2, (85,) * 8).rung == "13/17.5 normal"


def sizes_proved(passages, text):
    """Give the sizes of type of which a galley proof was set."""
    sizes = []
    measure = proved(text)

    def counted(rung):
        sizes.append(rung.size)
        return measure(rung)

    found = fit(matter(*passages), counted)
    return found.rung, sizes


def test_few_galley_proofs_are_set():
    _, sizes = sizes_proved(FOUR, (150,) * 4)

    assert len(sizes) == len(set(sizes)) <= 3


def test_no_larger_type_is_proved_where_the_usual_does_not_fit_with_the_widest_gaps():
    assert sizes_proved(FOUR * 2, (89,) * 8) == ("12.5/17 tight", [12.5])


def test_words_are_explained_as_many_as_fit_at_the_usual_size():
    explained = tuple(section() for _ in range(3))
    given = {"explained": explained, "words": (60, 100, 300)}

    assert fitted(FOUR[:3], (190,) * 3, **given).terms == 2
    assert fitted(FOUR[:3], (150,) * 3, **given, back=400).terms == 3


def test_a_full_sheet_explains_no_word():
    assert fitted(FOUR, (185,) * 4, explained=(section(),), words=(60,)).terms == 0


def test_a_rung_that_leaves_no_large_hole_is_taken_before_a_larger_one_that_does():
    """At 13.5 points the second section is too tall for the front, which then is half empty."""
    heights = (100, 180, 100, 100)

    assert fitted(FOUR, heights, front=200, back=250).rung == "13/17.5 loose"
    assert fitted(FOUR, heights, front=203, back=250).rung == "13.5/18 loose"


def test_where_every_rung_leaves_a_large_hole_the_largest_is_taken():
    assert fitted(FOUR, (10,) * 4, front=600, back=600).rung == "13.5/18 loose"


def too_long(passages, text, **room):
    found = fitted(passages, text, **room)
    assert isinstance(found, Diagnostic)
    return found


def test_what_does_not_fit_at_12_points_is_an_error_at_its_chapter():
    found = too_long(FOUR, (230,) * 4)

    assert (found.code, found.severity, found.span) == ("FIT001", "error", PLACE)
    assert "sheet 4 is too long for its two sides" in found.message
    assert "(12/16.5)" in found.message


def test_the_words_to_cut_follow_from_the_height_of_the_paragraphs():
    """A side 51 points too short is two columns of 51; seven words stand in 17 points here."""
    found = too_long((section(), paragraph(), paragraph()), (242.5, 17, 17), back=0)

    assert re.search(r"by about (\d+) words", found.message)[1] == str(2 * 51 // 17 * 7 - 7)


def test_one_paragraph_that_is_enough_is_named_with_its_place():
    blocks = (section(), paragraph(f"{WORDS} eight"), section(), section(), section())
    found = too_long(blocks, (190, 60, 190, 190, 190))

    [hint] = found.hints
    assert hint == (
        "it fits when `one two three four five six …` (8 words, chapter.md:3) moves into "
        '`::: {only="book"}`'
    )


def test_where_none_is_enough_the_longest_paragraphs_are_named():
    blocks = (section(), *(paragraph(f"{word} words") for word in "abcdef"))
    found = too_long(blocks, (50, 210, 220, 230, 240, 250, 260))

    assert [re.search(r"`(\w) words", hint)[1] for hint in found.hints] == ["f", "e", "d", "c"]


def test_what_its_author_did_not_write_as_a_paragraph_is_not_named():
    assert too_long(FOUR, (230,) * 4).hints == ()


def test_a_chapter_made_longer_says_what_to_cut_and_makes_no_file():
    long = "".join(f"\n## Part {n}\n\n{'Rest a little more than that. ' * 16}\n" for n in range(9))
    outcome = made(sheet_of(long))

    [found] = outcome.diagnostics
    assert found.code == "FIT001"
    assert str(found.span).startswith("manuscript/chapters/01.md:1")
    assert outcome.value.content == b""


def test_how_a_sheet_was_made_to_fit_is_known_of_its_file():
    [kept] = [made(sheet_of()).value.fit]

    assert isinstance(kept, Fit)
    assert kept == replace(kept, rung="13.5/18 loose", terms=2)
    assert sorted(at for column in kept.columns for at in column) == list(
        range(sum(map(len, kept.columns)))
    )


def test_a_column_begins_as_much_lower_as_the_stylesheet_says():
    [(kinds, lower)] = re.findall(r":first-child:not\((.+)\) \{ padding-top: (\S+)pt \}", CSS)

    assert set(kinds.split(", ")) == {f".{kind}-block" for kind in _RULED}
    assert float(lower) == _BELOW_RULE
