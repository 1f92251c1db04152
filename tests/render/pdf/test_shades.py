"""Text that is too pale for its ground is refused, in colour and in grey."""

from __future__ import annotations

import pytest

from kit.printing import found


@pytest.mark.parametrize("colour", ["#595959", "rgb(0 0 0 / .66)", "hsl(0 0% 34%)"])
def test_dark_text_is_let_through(colour):
    assert found(f"<p style='color: {colour}'>Ask first</p>") == ""


@pytest.mark.parametrize(
    ("colour", "says"),
    [
        ("#64737a", "#64737a on #ffffff: a contrast of 4.91 to 1"),
        ("#5f5f5f", "#5f5f5f on #ffffff: a contrast of 6.39 to 1"),
        ("rgb(0 0 0 / .5)", "#808080 on #ffffff: a contrast of 3.95 to 1"),
    ],
)
def test_pale_text_is_found(colour, says):
    assert found(f"<p style='color: {colour}'>Ask first</p>") == (
        f"error[PDF033]: page 1: `Ask first` is {says}, not 7 to 1"
    )


def test_a_ground_that_only_a_copier_makes_dark_is_found():
    told = found("<p style='color: #333; background: #0ff'>Ask first</p>")

    assert "is #333333 on #00ffff: a contrast of 5.96 to 1" in told


@pytest.mark.parametrize(
    "ground",
    [
        "<div style='background: #17242b'>{}</div>",
        "<div style='background: #17242b'><div><ul style='margin: 0'><li>{}</li></ul></div></div>",
        "<div style='background: #17242b'><div style='background: rgb(0 0 0 / .1)'>{}</div></div>",
        "<table><tr style='background: #17242b'><td>{}</td></tr></table>",
    ],
)
def test_text_is_held_against_the_nearest_ground(ground):
    assert found(ground.format("<p style='color: white'>Ask</p>"), "li { color: white }") == ""
    assert "PDF033" in found(ground.format("<p style='color: black'>Ask</p>"))


def test_a_block_that_css_lays_behind_the_text_is_its_ground():
    css = (
        "div { position: relative; color: white; padding: 20pt }"
        "div::before { content: ''; position: absolute; z-index: -1; left: 0; right: 0; top: 0;"
        " bottom: %s; background: #0f4654 }"
    )

    assert found("<div><p>Ask first</p></div>", css % "0") == ""
    assert "#ffffff on #ffffff" in found("<div><p>Ask first</p></div>", css % "40pt")


def test_the_ground_of_a_page_counts():
    css = "@page { background: #0f4654; @top-left { color: white } @bottom-right { color: white } }"

    assert found("<p style='color: white'>Ask</p>", css) == ""
    assert "PDF033" in found("<p>Ask</p>", css)


def test_running_heads_and_what_css_adds_are_held_to_it_too():
    assert "`Running head` is #999999" in found("<p>Ask</p>", "@page { @top-left { color: #999 } }")
    assert "`Note` is #999999" in found("<p>Ask</p>", "p::before { content: 'Note '; color: #999 }")


def test_one_pale_colour_is_one_finding():
    body = "<p id='a'>Ask</p><p id='b'>first</p><p id='c' style='break-before: page'>please</p>"

    assert found(body, "p { color: #999 }").count("PDF033") == 1


def test_a_colour_whose_contrast_nobody_can_tell_is_found():
    assert "in lab, whose contrast cannot be told" in found("<p style='color: lab(0 0 0)'>Ask</p>")
