"""Figures drawn and taken apart again: shapes by their look, words with the room they take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree import ElementTree as ET

from bookbuild.load.figures import read_figure
from bookbuild.model.figure import FigureData
from bookbuild.render.figures import draw
from bookbuild.render.figures.lettering import numeral_width, width_of
from bookbuild.render.figures.pens import Setting

FIGURES: Final = Path(__file__).parents[2] / "manuscript" / "figures"
NAMES: Final = sorted(path.stem for path in FIGURES.glob("*.toml"))
SETTINGS: Final = {
    "book": Setting(),
    "handout": Setting(width=251, text=12),
    "large print": Setting(width=468, text=18),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of words and its box, in points."""

    words: str
    left: float
    right: float
    top: float
    foot: float


def figure(name: str) -> FigureData:
    """Give a figure of the manuscript."""
    path = FIGURES / f"{name}.toml"
    value = read_figure(PurePosixPath(path.name), path.read_text(encoding="utf-8")).value
    assert value is not None
    return value


def drawn(data: FigureData, setting: Setting | None = None) -> ET.Element:
    """Draw a figure and read the SVG back."""
    return ET.fromstring(draw(data, setting or SETTINGS["book"]))


def shapes(svg: ET.Element, name: str, **look: str) -> list[ET.Element]:
    """Give the elements of a name whose attributes are these."""
    found = svg.iter(f"{{http://www.w3.org/2000/svg}}{name}")
    return [one for one in found if look.items() <= one.attrib.items()]


def lines_of(svg: ET.Element) -> list[Words]:
    """Give each line of words with the box it takes, from its anchor and its letters' widths."""
    return [_box(line) for line in shapes(svg, "text")]


def _box(line: ET.Element) -> Words:
    words, size = line.text or "", float(line.attrib["font-size"])
    if line.attrib["font-family"].startswith("Literata"):
        width = numeral_width(words, size)
    else:
        width = width_of(words, size, "bold" if "font-weight" in line.attrib else "regular")
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[line.get("text-anchor", "start")]
    left, baseline = float(line.attrib["x"]) - before * width, float(line.attrib["y"])
    return Words(
        words=words,
        left=left,
        right=left + width,
        top=baseline - size * 0.7,
        foot=baseline + size * 0.22,
    )
