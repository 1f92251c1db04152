"""A handout as plain text says all that its sheet says, in the same order."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bookbuild.model.artefact import Artefact
from bookbuild.model.format import FORMATS
from bookbuild.model.sheets import sheets_of
from bookbuild.render.copy import Copy
from bookbuild.render.plain import write_plain
from bookbuild.verify.plain import verify_plain
from kit.clinics import files_of
from kit.tiny import resolved, tiny_world


def text_of(chapter: str, **given: Any) -> str:
    return made(chapter, **given).content.decode()


def made(chapter: str, **given: Any) -> Artefact:
    world = tiny_world(chapter, **given)
    (sheet,) = sheets_of(resolved(world, "handout").value)
    copy = Copy(book=sheet, format=FORMATS["text"], style=world, made_on=dt.date(2026, 1, 2))
    return write_plain(copy).value


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Rest [@b; @a] helps [@a].", "Rest [1,2] helps. [2]"),
        ("- walk\n- rest", "- walk\n- rest"),
        ("3. walk\n4. rest", "3. walk\n4. rest"),
        ("| A | B |\n|---|---|\n| c | d |", "A | B\nc | d"),
        ("::: {.key-points}\n1. Rest.\n:::", "Key points\n\n1. Rest."),
        ("See [](#one).", "See Sheet 1."),
        ("Rest.[^n]\n\n[^n]: Or walk.", "Rest. (Or walk.)"),
        ("Rest\n:   a pause", "Rest: a pause"),
        ("**See [](#one)[@a].**", "See Sheet 1 [1]."),
    ],
)
def test_each_kind_of_block_is_told_in_words(written, said):
    assert f"\n\n{said}\n" in text_of(f"# One {{#one}}\n\n{written}\n")


def test_a_sheet_numbers_its_own_sources_and_lists_them_short():
    assert "\n\nSources\n1. b. Title b.\n2. a. Title a.\n\n" in text_of(
        "# One {#one}\n\nYes [@b; @a]."
    )


def test_a_draft_and_its_copy_are_told():
    text = text_of("# One {#one}\n\nRest.")

    assert "Draft: not reviewed by a clinician. Not for patients." in text
    assert "This copy: " in text


def test_a_clinic_fills_in_its_lines_and_says_who_hands_the_sheet_out():
    lines = '::: {.worksheet clinic="phone nights"}\n- By day:\n- At night:\n- My own:\n:::'
    text = text_of(f"# One {{#one}}\n\n{lines}", more=files_of("name", "phone"))

    assert "\n\n- By day: 505-555-0100\n- At night:\n- My own:\n\n" in text
    assert "\n\nHanded out by Oak Hill Pain Clinic. Phone: 505-555-0100.\n\n" in text


@pytest.mark.parametrize("word", ["walk", "helps", "One"])
def test_a_word_that_is_lost_is_found(word):
    whole = made("# One {#one}\n\n- walk\n\nRest helps [@a].\n")
    damaged = whole.content.replace(word.encode(), b"")

    assert verify_plain(whole).diagnostics == ()
    found = verify_plain(Artefact(format="text", path="", content=damaged, html=whole.html))
    assert [one.code for one in found.diagnostics] == ["TXT001"]
    assert f"has lost `{word}" in found.diagnostics[0].message


def test_words_in_another_order_are_found():
    whole = made("# One {#one}\n\nWalk.\n\nRest.\n")
    swapped = whole.content.replace(b"Walk.\n\nRest.", b"Rest.\n\nWalk.")

    found = verify_plain(Artefact(format="text", path="", content=swapped, html=whole.html))
    assert [one.code for one in found.diagnostics] == ["TXT001"]
