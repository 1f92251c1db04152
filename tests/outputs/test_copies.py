"""Every printed format can be read from a copy in grey: text stands out 7 to 1 from its ground."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.model.format import FORMATS, Format
from kit.copier import runs_of
from kit.formats import files_of
from kit.printing import printed

SAMPLE = 5
LEAST = 7.0
FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" width="200pt" height="40pt">'
    '<text x="0" y="20" font-family="Atkinson Hyperlegible" font-size="12" fill="{}">Nerve</text>'
    "</svg>"
)


def pale(pdf: bytes, *, every: int = 1) -> list[str]:
    """Give the text that does not stand out."""
    runs = [run for run in runs_of(pdf, every=every) if run.contrast < LEAST]
    return [f"page {run.page}: `{run.words}` {run.contrast:.1f}" for run in runs]


@pytest.mark.parametrize(
    "row",
    [row for row in FORMATS.values() if row.renderer in {"pdf", "sheets"}],
    ids=lambda row: row.name,
)
def test_text_stands_out_on_a_copy_in_grey(row: Format, real_dist: Path) -> None:
    files = files_of(row, real_dist)

    assert files
    for path in files:
        pdf = path.read_bytes()
        every = SAMPLE if row.pages is None else 1
        assert pale(pdf, every=every) == []


@pytest.mark.parametrize(
    ("colour", "ground", "stands_out"),
    [
        ("#17242b", "#ffffff", True),
        ("#ffffff", "#0f4654", True),
        ("#595959", "#ffffff", True),
        ("#64737a", "#ffffff", False),
        ("#f0b43c", "#ffffff", False),
        ("#ffffff", "#64737a", False),
        ("#c00000", "#00ff00", False),
    ],
)
@pytest.mark.parametrize("size", [9, 12, 30])
def test_pale_text_is_told_from_text_that_stands_out(
    colour: str, ground: str, *, stands_out: bool, size: int
) -> None:
    style = f"color: {colour}; background: {ground}; font: {size}pt/1.4 'Atkinson Hyperlegible'"
    pdf = printed(f'<p style="{style}">Ask first.</p>').value.pdf

    assert [line.split("`")[1] for line in pale(pdf)] == ([] if stands_out else ["Ask first."])


def test_pale_lettering_in_a_figure_is_told_too() -> None:
    def with_lettering(colour: str) -> bytes:
        resources = {"figure.svg": FIGURE.format(colour).encode()}
        body = "<p><img src='figure.svg' alt='A nerve'/></p>"
        return printed(body, resources=resources).value.pdf

    assert pale(with_lettering("#17242b")) == []
    assert len(pale(with_lettering("#999999"))) == len("Nerve")
