"""A logo is printed as it is, so what would not be seen or not be printed is told before."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from bookbuild.load.clinic import load_clinic
from bookbuild.load.logo import _LAID
from bookbuild.system.memory import MemoryWorld
from kit.clinics import clinic_toml, drawing, png

STYLES = Path(__file__).parents[2] / "styles"
PATH = PurePosixPath("manuscript/clinic.toml")
WHITE, PALE, YELLOW, GOLD, BLUE = "#ffffff", "#f5f5eb", "#ffe600", "#e8a200", "#225577"


def read(content, name):
    """Give the clinic that has a logo, and what is found in it."""
    files = {
        str(PATH): clinic_toml("name", logo=f'"logos/{name}"'),
        f"manuscript/logos/{name}": content,
    }
    outcome = load_clinic(MemoryWorld(files), PATH.parent)
    return outcome.value, [str(found).splitlines()[0] for found in outcome.diagnostics]


def told(content, name="oak.svg"):
    """Give how severe each finding in a logo is, with its code."""
    return [line.split(": ")[1] for line in read(content, name)[1]]


def dots(mode, size, colour):
    """Give a PNG of one colour."""
    picture = Image.new("RGB" if mode == "P" else mode, size, colour)
    return as_png(picture.quantize() if mode == "P" else picture)


def as_png(picture):
    """Give the file of a picture."""
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(("mode", "printed"), [("I;16", False), ("L", True), ("P", True)])
def test_a_png_that_is_kept_in_a_way_that_cannot_be_printed_is_told_as_such(mode, printed):
    assert told(dots(mode, (300, 100), 0), "oak.png") == ([] if printed else ["error[CLN014]"])


def test_a_png_of_a_kind_that_does_not_exist_is_found():
    whole = png(300, 100)
    head = b"IHDR" + struct.pack(">IIBBBBB", 300, 100, 3, 5, 0, 0, 0)  # no depth 3, no colours 5

    strange = whole[:12] + head + struct.pack(">I", zlib.crc32(head)) + whole[33:]
    assert told(strange, "oak.png") == ["error[CLN014]"]


@pytest.mark.parametrize(
    ("colour", "severity"),
    [(WHITE, "error"), (PALE, "error"), (YELLOW, "warning"), (GOLD, "warning"), (BLUE, None)],
)
@pytest.mark.parametrize(
    "shown",
    [
        "<path fill='{}' d='M0 0h9'/>",
        "<g style='fill: {}'><path d='M0 0h9'/></g>",
        "<path fill='none' stroke='{}' d='M0 0h9'/>",
        "<style>.a, .b {{ /* a */ fill: {} !important }}</style><path class='b' d='M0 0h9'/>",
        "<path fill='url(#g)'/><linearGradient id='g'><stop stop-color='{}'/></linearGradient>",
        "<clipPath><path d='M0 0h9'/></clipPath><path fill='{}' d='M0 0h9'/>",
        "<g display='none'><path d='M0 0h9'/></g><path fill='{}' d='M0 0h9'/>",
    ],
    ids=range(7),
)
def test_a_drawing_is_held_against_the_paper(shown, colour, severity):
    assert told(drawing(shown.format(colour))) == ([f"{severity}[CLN021]"] if severity else [])


@pytest.mark.parametrize(
    ("colour", "severity"),
    [(WHITE, "error"), (PALE, "error"), (YELLOW, "warning"), (GOLD, "warning"), (BLUE, None)],
)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_picture_is_held_against_the_paper(mode, colour, severity):
    found = told(dots(mode, (300, 100), colour), "oak.png")

    assert found == ([f"{severity}[CLN021]"] if severity else [])


def test_what_is_clear_in_a_picture_shows_the_paper():
    assert told(dots("RGBA", (300, 100), (0, 0, 0, 0)), "oak.png") == ["error[CLN021]"]


def test_a_speck_does_not_make_a_white_logo_seen_and_white_letters_on_a_colour_are():
    speck, plate = (Image.new("RGB", (300, 100), WHITE) for _ in range(2))
    speck.putpixel((9, 9), (0, 0, 0))
    plate.paste(BLUE, (20, 20, 60, 60))

    assert told(as_png(speck), "oak.png") == ["error[CLN021]"]
    assert told(as_png(plate), "oak.png") == []
    assert told(drawing(f"<rect fill='{BLUE}'/><path fill='white' d='M0 0h9'/>")) == []


@pytest.mark.parametrize("colour", ["white", "#FFF", "rgb(100%, 100%, 100%)"])
def test_white_is_white_however_it_is_written(colour):
    assert told(drawing(f"<path fill='{colour}' d='M0 0h9'/>")) == ["error[CLN021]"]


@pytest.mark.parametrize(
    "css",
    [
        "path { fill: #000 } @media (prefers-color-scheme: dark) { path { fill: #fff } }",
        "@charset 'utf-8'; path { fill: #000 } @media print { .w { fill: #fff } }",
        ".on-dark path { fill: #fff }",
        ".on-dark > path { fill: #fff }",
        "path { fill: #fff } path.w { fill: #000 }",
        "#a { fill: #000 } .w { fill: #fff }",
        ".w { fill: #000 !important } .w { fill: #fff }",
        ".w { fill: #000 !important; fill: #fff }",
        "path { fill: #fff } .w { FILL: #000 }",
        ".off path { display: none }",
    ],
)
def test_a_drawing_that_a_rule_may_make_dark_is_not_refused(css):
    assert told(drawing(f"<style>{css}</style><path id='a' class='w' d='M0 0h9'/>")) == []


def test_a_rule_for_the_dark_screen_alone_does_not_make_a_white_drawing_seen():
    css = "path { fill: #fff } @media print { @media screen { g { } path { fill: #000 } } }"

    assert told(drawing(f"<style>{css}</style><path d='M0 0h9'/>")) == ["error[CLN021]"]


def test_a_drawing_without_shapes_cannot_be_seen_and_one_without_colours_is_black():
    assert told(drawing("<title>Oak</title>")) == ["error[CLN021]"]
    assert told(drawing("<path d='M0 0h9'/>")) == []
    assert told(drawing("<path fill='color(srgb 1 1 1)' d='M0 0h9'/>")) == []


@pytest.mark.parametrize(
    ("size", "says"),
    [
        ((12, 6), "has only 12 by 6 dots, 96 to the inch in print"),
        ((240, 83), "has only 240 by 83 dots, 149 to the inch in print"),
        ((250, 40), None),
        ((84, 84), None),
    ],
)
def test_a_picture_of_few_dots_is_told_with_how_many_it_needs(size, says):
    clinic, found = read(dots("RGB", size, BLUE), "oak.png")

    assert clinic
    assert found == (
        [f"{PATH}:3:1: warning[CLN022]: the logo `logos/oak.png` {says}"] if says else []
    )


def test_a_clinic_knows_where_its_logo_was_written():
    clinic, _ = read(png(300, 100), "oak.png")

    assert clinic.place("logo").line == 3


def test_what_an_editor_notes_for_itself_is_left_out_of_a_logo():
    noted = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd">'
        '<sodipodi:namedview inkscape:zoom="1"><inkscape:grid/></sodipodi:namedview>'
        '<metadata><script>1</script></metadata><g inkscape:label="Layer 1"><path d="M0 0h9"/></g>'
        "</svg>"
    )
    clinic, found = read(noted, "oak.svg")

    assert found == []
    kept = clinic.logo.content.decode()
    assert [
        word for word in ("inkscape", "sodipodi", "metadata", "script", "DOCTYPE") if word in kept
    ] == []
    assert ET.fromstring(kept)[0][0].attrib == {"d": "M0 0h9"}


def test_a_drawing_without_notes_is_printed_byte_for_byte():
    plain = drawing("<!-- a leaf --><path d='M0 0h9'/>")
    clinic, _ = read(plain, "oak.svg")

    assert clinic.logo.content == plain.encode()


def test_a_drawing_nested_without_end_stops_nothing():
    assert told(drawing("<g>" * 20_000 + "<path d='M0 0h9'/>" + "</g>" * 20_000)) == []


def test_a_logo_is_judged_at_the_largest_that_a_stylesheet_prints_it():
    css = "".join(path.read_text(encoding="utf-8") for path in STYLES.rglob("*.css"))
    rule = r"\.clinic-logo img \{.*max-width: (\d+)pt; max-height: (\d+)pt"
    wide, high = zip(*re.findall(rule, css), strict=True)

    assert (max(map(float, wide)), max(map(float, high))) == _LAID
