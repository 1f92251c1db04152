"""A poster and a card are words alone: what they have no room for is found where it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Checked = Callable[..., str]


@pytest.mark.parametrize("piece", ["poster", "card"])
@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("Rest [@a].", "3:6", "sources"),
        ("- Sleep\n\n    *Rest [@a]*.", "5:11", "sources"),
        ('![A gate](figures/gate.svg "A gate"){#fig-gate}', "3:1", "a figure"),
        ("Rest.[^1]\n\n[^1]: A lot.", "3:6", "notes"),
    ],
)
def test_a_piece_without_sources_holds_no_citation_figure_or_note(
    piece: str, text: str, place: str, what: str, checked: Checked
) -> None:
    found = checked(
        "Rest [@a].",
        "PNL",
        pieces={f"pieces/{piece}.md": f"# Tired? {{#{piece}}}\n\n{text}\n"},
    )

    assert found == f"pieces/{piece}.md:{place}: error[PNL002]: a {piece} has no room for {what}"


def test_a_brochure_prints_its_sources_and_no_notes(checked: Checked) -> None:
    text = "# Tired? {#brochure}\n\nRest [@a].\n"
    told = [
        checked("Rest [@a].", "PNL", pieces={"pieces/brochure.md": piece})
        for piece in (text, text.replace("\n\nRest [@a].", "\n\nRest [@a].[^1]\n\n[^1]: A lot."))
    ]

    found = "pieces/brochure.md:3:11: error[PNL002]: a brochure has no room for notes"
    assert told == ["", found]
