"""What holds for every figure, in the book, on a handout and in large print."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest

from bookbuild.model.figure import Event, Timeline
from bookbuild.render.figures import describe, draw
from bookbuild.render.figures.pens import AMBER, INK, PAPER, SPRUCE, STONE, Setting
from kit.drawings import NAMES, SETTINGS, drawn, figure, lines_of, shapes
from kit.printing import printed

EVERY = pytest.mark.parametrize("name", NAMES)
EVERYWHERE = pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)


@EVERY
@EVERYWHERE
def test_a_figure_is_as_wide_as_its_column_and_measured_in_points(name, setting):
    svg = drawn(figure(name), setting)
    wide, high = svg.attrib["width"], svg.attrib["height"]

    assert wide == f"{setting.width:.0f}pt"
    assert svg.attrib["viewBox"] == f"0 0 {wide.removesuffix('pt')} {high.removesuffix('pt')}"


@EVERY
@EVERYWHERE
def test_no_lettering_is_smaller_than_the_setting_asks(name, setting):
    sizes = {
        float(line.attrib["font-size"]) for line in shapes(drawn(figure(name), setting), "text")
    }

    assert min(sizes) == setting.text


@EVERY
@EVERYWHERE
def test_all_words_lie_inside_the_figure(name, setting):
    svg = drawn(figure(name), setting)
    high = float(svg.attrib["height"].removesuffix("pt"))

    outside = [
        line.words
        for line in lines_of(svg)
        if line.left < -0.01
        or line.right > setting.width + 0.01
        or line.top < 0
        or line.foot > high
    ]
    assert outside == []


@EVERY
@EVERYWHERE
def test_no_words_lie_on_others(name, setting):
    lines = lines_of(drawn(figure(name), setting))

    assert [
        (one.words, other.words)
        for one, other in combinations(lines, 2)
        if one.left < other.right
        and other.left < one.right
        and one.top < other.foot
        and other.top < one.foot
    ] == []


@EVERY
def test_colours_are_those_of_the_house_and_written_in(name):
    svg = draw(figure(name))
    paints = {
        shape.attrib[key]
        for shape in ET.fromstring(svg).iter()
        for key in ("fill", "stroke")
        if key in shape.attrib
    }
    own = {f"url(#{fill}-{name})" for fill in ("hatched", "dotted")}

    assert paints <= {INK, SPRUCE, STONE, PAPER, "none"} | own
    assert not {"var(", "currentColor", "style=", "href", AMBER} & set(svg.split('"'))
    assert "var(" not in svg
    assert "currentColor" not in svg


@EVERY
def test_a_pattern_that_is_used_is_defined(name):
    svg = drawn(figure(name))
    defined = {f"url(#{pattern.attrib['id']})" for pattern in shapes(svg, "pattern")}
    used = {shape.attrib["fill"] for shape in svg.iter() if "url(" in shape.get("fill", "")}

    assert used <= defined


@EVERY
def test_an_e_book_holds_every_line_to_its_width(name):
    held = drawn(figure(name), Setting(held=True))
    lines = shapes(held, "text")

    assert lines
    for line, box in zip(lines, lines_of(held), strict=True):
        assert float(line.attrib["textLength"]) == pytest.approx(box.right - box.left, abs=0.01)
        assert line.attrib["lengthAdjust"] == "spacingAndGlyphs"


@EVERY
def test_print_leaves_the_words_alone(name):
    assert "textLength" not in draw(figure(name))


@EVERY
def test_a_text_alternative_is_made_of_sentences(name):
    said = describe(figure(name))

    assert said.endswith(".")
    assert ".." not in said
    assert "  " not in said
    assert all(
        after[:1].isupper() or after[:1].isdigit() for _, after in pairwise(said.split(". "))
    )


def test_an_author_may_write_what_xml_reserves():
    words = 'Less < more & "so" on'
    data = Timeline(name="x", events=(Event(year=1970, text=words, sources=("a",)),))

    assert [line.words for line in lines_of(drawn(data))] == ["1970", words]


def test_all_figures_print_without_a_finding():
    resources = {f"{name}.svg": draw(figure(name)).encode() for name in NAMES}
    body = "".join(
        f'<figure id="{name}"><img src="{name}.svg" alt="A figure."></figure>' for name in NAMES
    )
    outcome = printed(body, resources=resources)

    assert [str(found) for found in outcome.diagnostics] == []
