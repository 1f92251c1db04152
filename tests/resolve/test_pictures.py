"""Figures need a picture, and hand-drawn ones need words."""

from kit.tiny import findings, tiny_world

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def chapter(attributes):
    """Give a chapter with one figure."""
    return f'# One {{#one}}\n\n![A caption.](figures/x.svg "A title"){{{attributes}}}\n'


def test_a_missing_picture_is_found_where_it_is_named():
    assert findings(tiny_world(chapter("#fig-x"))) == (
        "manuscript/chapters/01.md:3:1: error[FIG001]: there is no picture `figures/x.svg`"
    )


def test_a_drawing_without_words_is_found():
    world = tiny_world(chapter("#fig-x"), more={"manuscript/figures/x.svg": SVG})

    assert findings(world) == (
        "manuscript/chapters/01.md:3:1: "
        "error[FIG002]: the picture `figures/x.svg` has no text alternative"
    )


def test_a_drawing_with_words_is_fine():
    world = tiny_world(chapter('#fig-x alt="A small dot."'), more={"manuscript/figures/x.svg": SVG})

    assert findings(world) == ""
