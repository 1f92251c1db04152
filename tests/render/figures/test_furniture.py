"""The house's marks: icons in two colours, rulers that say where you are, a diary that promises
little."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bookbuild.render.figures.furniture import (
    diary,
    hatch_tile,
    icon,
    icon_tile,
    ruler,
    ruler_across,
)
from bookbuild.render.figures.pens import AMBER, INK, PAPER, SPRUCE
from kit.drawings import shapes

ICONS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[3] / "styles" / "icons").glob("*.svg"))
}
EVERY_ICON = pytest.mark.parametrize("drawn", ICONS.values(), ids=ICONS)


def read(svg):
    return ET.fromstring(svg)


def lines(svg, **look):
    """Give (x, height) of each upright line."""
    return [
        (float(line.attrib["x1"]), float(line.attrib["y2"]) - float(line.attrib["y1"]))
        for line in shapes(read(svg), "line", **look)
    ]


def test_every_icon_that_is_named_is_drawn():
    assert set(ICONS) == set(
        "drip people medicine nerve clock chart leaf warning heart speech question signpost book"
        " phone no-driving kidneys liver spray notes".split()
    )


@EVERY_ICON
def test_an_icon_is_one_pen_on_a_24_grid(drawn):
    root = read(drawn)

    assert {key: root.attrib[key] for key in ("viewBox", "fill", "stroke", "stroke-width")} == {
        "viewBox": "0 0 24 24",
        "fill": "none",
        "stroke": INK,
        "stroke-width": "1.7",
    }
    assert set(re.findall(r"#\w+", drawn)) <= {INK, PAPER}
    assert {child.tag.partition("}")[2] for child in root} <= {"path", "circle"}


@EVERY_ICON
def test_a_tile_has_the_icon_in_its_colours_alone(drawn):
    tile = icon_tile(drawn, 60, ground="#123456", ink="#ABCDEF")

    assert set(re.findall(r"#\w+", tile)) == {"#123456", "#ABCDEF"}


def test_ground_and_ink_may_change_places():
    tile = icon_tile(ICONS["no-driving"], 60, ground=INK, ink=PAPER)
    knock_out, bar = shapes(read(tile), "path")[-2:]

    assert (knock_out.attrib["stroke"], bar.get("stroke")) == (INK, None)
    assert shapes(read(tile), "g", stroke=PAPER)


def test_the_icon_takes_two_thirds_of_its_tile():
    outer, inner = shapes(read(icon_tile(ICONS["drip"], 60, SPRUCE)), "g")

    assert (outer.attrib["transform"], inner.attrib["transform"]) == (
        "translate(10 10)",
        "scale(1.6667)",
    )


@pytest.mark.parametrize(("size", "weight"), [(14, "1.9"), (30, "1.7"), (60, "1.5")])
def test_a_small_icon_has_a_heavier_line(size, weight):
    assert shapes(read(icon(ICONS["clock"], size)), "g", **{"stroke-width": weight})


@pytest.mark.parametrize("outer", ["left", "right"])
def test_the_ruler_has_a_tick_for_each_chapter_and_one_that_reaches_out(outer):
    ticks = shapes(read(ruler(12, 4, SPRUCE, outer)), "rect")
    reach = [float(tick.attrib["width"]) for tick in ticks]
    ends = {
        float(tick.attrib["x"]) + (reach[at] if outer == "left" else 0)
        for at, tick in enumerate(ticks)
    }

    assert len(ticks) == 12
    assert [at for at, width in enumerate(reach, start=1) if width == max(reach)] == [4]
    assert len(ends) == 1


@pytest.mark.parametrize(("chapters", "high"), [(1, 4), (12, 338.4), (17, 490), (24, 490)])
def test_the_ticks_of_many_chapters_share_the_height_of_a_page(chapters, high):
    drawn = read(ruler(chapters, 1, SPRUCE))
    middles = [float(tick.attrib["y"]) + float(tick.attrib["height"]) / 2 for tick in drawn]

    assert float(drawn.attrib["height"].removesuffix("pt")) == pytest.approx(high, abs=0.5)
    assert len({round(after - before, 1) for before, after in pairwise(middles)}) <= 1


def test_the_ticks_of_many_sheets_share_the_head_of_a_sheet():
    widths = [read(ruler_across(count, 1, SPRUCE)).attrib["width"] for count in (12, 24)]

    assert widths == ["86pt", "115pt"]


def test_there_is_no_chapter_outside_the_ruler():
    with pytest.raises(AssertionError, match="13 of 12"):
        ruler(12, 13, SPRUCE)


def test_a_hatch_tile_joins_itself():
    assert hatch_tile("#000000").count("M") == 2
    assert 'width="6pt" height="6pt"' in hatch_tile(SPRUCE)


def test_the_diary_marks_one_day_and_that_day_is_tallest():
    art = diary(297, 262)
    ((at, height),) = lines(art, stroke=AMBER)

    assert height > max(tall for _, tall in lines(art, stroke=PAPER))
    assert sum(x < at for x, _ in lines(art, stroke=PAPER)) == 6


@pytest.mark.parametrize(("width", "day"), [(297, 3.6), (215, 4.5), (684, 7.2)])
def test_pain_falls_modestly_and_comes_back(width, day):
    days = [height for _, height in lines(diary(width, 262, day=day), stroke=PAPER)]
    before, least, last = sum(days[:6]) / 6, min(days), sum(days[-12:]) / 12

    assert 0.5 < least / before < 0.7
    assert 0.8 < last / before < 1
    assert days.index(least) < len(days) / 5


def test_one_ink_is_enough_for_the_diary():
    art = diary(297, 262, pen=SPRUCE, drip=SPRUCE)
    weights = [line.attrib["stroke-width"] for line in shapes(read(art), "line")]

    assert set(re.findall(r"#\w+", art)) == {SPRUCE}
    assert sorted(weights) == ["1.8"] * (len(weights) - 1) + ["2.7"]


def test_the_diary_stays_inside_its_measures():
    for line in shapes(read(diary(297, 262)), "line"):
        assert 0.9 <= float(line.attrib["x1"]) <= 296.1
        assert 0 <= float(line.attrib["y1"]) < float(line.attrib["y2"]) <= 262
