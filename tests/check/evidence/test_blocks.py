"""The parts that a text for patients must have stand where the book says, with their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bookbuild.check.blocks import EMERGENCY
from bookbuild.model.diagnostic import Diagnostic
from kit.evidence import required

Found = Callable[..., list[Diagnostic]]
Told = Callable[..., str]

EMERGENCY_MARKDOWN = """\
::: {.emergency}
**Emergency signs**

Call 911 now if anyone who had ketamine:

- cannot be woken, or breathes slowly or badly
- has blue or gray lips or gums
- has chest pain, a seizure, or sudden weakness
- has a swollen face or throat
- may harm themselves or someone else

Say "ketamine." Stay with them.

Thoughts of suicide? Call or text 988, any time.
:::
"""


def test_the_emergency_box_with_its_fixed_words_is_let_pass(told: Told) -> None:
    assert told("BLK", EMERGENCY_MARKDOWN) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("911", "912"),
        ("or gray", ""),
        ("any time", "at night"),
        ("- has a swollen face or throat\n", ""),
    ],
)
def test_no_word_of_the_emergency_box_may_change(old: str, new: str, told: Told) -> None:
    found = told("BLK001", EMERGENCY_MARKDOWN.replace(old, new))

    assert found.startswith("1:1 BLK001 this emergency box lacks its fixed words: ")


def test_the_emergency_box_fits_on_a_card() -> None:
    words = " ".join(EMERGENCY["US"]).split()

    assert len(words) <= 60


@pytest.mark.parametrize("piece", ["brochure", "poster", "card"])
@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        (0, "1:1 this {} has no emergency box"),
        (1, ""),
        (2, "20:1 this {} has another emergency box already"),
    ],
)
def test_a_piece_has_one_emergency_box(piece: str, boxes: int, message: str, found: Found) -> None:
    text = f"# Tired? {{#{piece}}}\n\nAsk us.\n\n" + EMERGENCY_MARKDOWN * boxes

    told = [
        f"{one.span.path.stem}:{one.span.line}:{one.span.column} {one.message}"
        for one in found(pieces={f"pieces/{piece}.md": text})
        if one.span and one.code == "BLK003"
    ]

    assert told == ([f"{piece}:{message.format(piece)}"] if message else [])


def test_a_piece_that_is_not_written_needs_no_emergency_box(told: Told) -> None:
    assert told("BLK003") == ""


def row(number: int = 16, **changed: str) -> str:
    keys = {"number": str(number), "name": '"unknowns"', "places": '["rest#what-helps"]'} | {
        key.replace("_", "-"): value for key, value in changed.items()
    }
    return "[[blocks]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


def test_all_29_parts_must_be_declared(told: Told) -> None:
    assert len(told("BLK002", blocks=row()).splitlines()) == 28
    assert told("BLK002", blocks=required(row())) == ""


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"places": '["rest#gone"]'}, "should stand at `rest#gone`, which the book does not have"),
        ({"places": "[]"}, "has no place in the book"),
        ({"words": '["a little", "a lot"]'}, "does not say `a lot` at `rest#what-helps`"),
    ],
)
def test_a_part_must_be_there_with_its_words(
    changed: dict[str, str], message: str, told: Told
) -> None:
    found = told("BLK002", blocks=required(row(**changed)))

    assert found.endswith(f"BLK002 part 16 (unknowns) {message}")


def test_a_part_must_not_be_empty(told: Told) -> None:
    text = "# Rest {#rest}\n\n## What helps {#what-helps}\n\n## More\n\nRest [@a].\n"

    assert "part 16 (unknowns) is empty at `rest#what-helps`" in told(
        "BLK002", text, blocks=required(row())
    )


def test_words_may_stand_at_any_of_the_places(told: Told) -> None:
    text = "## More {#more}\n\nRest a lot [@a]."
    blocks = required(row(places='["rest#what-helps", "rest#more"]', words='["A little", "a lot"]'))

    assert told("BLK002", text, blocks=blocks) == ""


def test_a_section_that_the_build_writes_holds_its_part(told: Told) -> None:
    assert told("BLK002", blocks=required(row(places='["references"]'))) == ""


def test_a_part_may_have_to_stand_in_the_first_third(told: Told) -> None:
    early = required(row(first_third="true"))
    late = required(row(places='["rest#more"]', first_third="true"))
    text = "And so on. " * 20 + "\n\n## More {#more}\n\nRest [@a]."

    assert told("BLK002", text, blocks=early) == ""
    assert told("BLK002", text, blocks=late).endswith(
        "part 16 (unknowns) does not stand in the first third of the book"
    )


def test_a_book_without_the_list_is_not_held_against_it(told: Told) -> None:
    pieces = {"pieces/poster.md": "# Tired? {#poster}\n\nAsk us.\n"}

    assert told("BLK", EMERGENCY_MARKDOWN.replace("911", "912"), blocks=" ", pieces=pieces) == ""
