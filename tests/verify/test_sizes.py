"""Type is measured as it comes out on paper, and what is small must be what may be small."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from bookbuild.model.format import FORMATS, HALF_LETTER
from bookbuild.verify.pdf import Expected, Floors, Stack, Written, findings_in
from bookbuild.verify.words import words_of_html
from kit.printing import printed

FLOORS = Floors.of(FORMATS["book"])
FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" width="200pt" height="40pt">'
    '<text x="0" y="20" font-family="Atkinson Hyperlegible" font-size="12">Nerve</text></svg>'
)


def told(body, css="", change=None, floors=FLOORS):
    """Print a body, and give what is found of its sizes."""
    made = printed(body, css, resources={"figure.svg": FIGURE.encode()}).value
    expected = Expected(
        words=words_of_html(made.html),
        title="Test",
        language="en",
        stack=Stack(paper=HALF_LETTER),
        written=Written.of([made.html]),
        floors=floors,
    )
    found = findings_in(change(made.pdf) if change else made.pdf, expected)
    return [one.message for one in found if one.code == "PDF027"]


def test_text_at_its_floor_is_large_enough():
    assert told("<h1>Title</h1><p>Ask first.</p>") == []


def test_text_below_its_floor_is_found_once_on_each_page():
    body = "<p>Ask first.</p><p>Ask again.</p><p style='break-before: page'>And here.</p>"

    assert told(body, "p { font-size: 11pt }") == [
        "page 1: `Ask first.` is set in 11.0 pt; text has at least 12 pt",
        "page 2: `And here.` is set in 11.0 pt; text has at least 12 pt",
    ]


def test_a_few_small_words_in_large_text_are_found():
    assert told("<p>Ask <span style='font-size: 11.9pt'>us</span> first.</p>") == [
        "page 1: `us` is set in 11.9 pt; text has at least 12 pt"
    ]


@pytest.mark.parametrize(
    ("body", "least"),
    [
        ("<p>Ask<sup style='font-size: {}pt'>1</sup></p>", 9),
        ("<section class='imprint'><p style='font-size: {}pt'>By us</p></section>", 9),
        ("<ol class='references'><li style='font-size: {}pt'>A source</li></ol>", 9),
        ("<figure><p>Rest</p><figcaption style='font-size: {}pt'>It</figcaption></figure>", 10.5),
        (
            "<p>Ask<span class='foot' role='doc-footnote' style='font-size: {}pt'>It</span></p>",
            10.5,
        ),
        ("<p class='foot' style='font-size: {}pt; float: none'>No note, just a class</p>", 12),
    ],
)
def test_each_role_has_its_own_floor(body, least):
    assert told(body.format(least)) == []
    assert told(body.format(least - 0.5))[0].endswith(f"has at least {least:g} pt")


def test_the_number_of_a_list_is_as_large_as_its_item_must_be():
    body = "<ol><li>Ask</li></ol>"

    assert told(body, "li::marker { font-size: 9pt }") == [
        "page 1: `1.` is set in 9.0 pt; text has at least 12 pt"
    ]
    assert told(body.replace("<ol>", "<ol class='sources'>"), "li::marker { font-size: 9pt }") == []


def test_what_comes_after_a_small_text_is_not_small():
    body = "<p>Ask<sup>1</sup> <span style='font-size: 10pt'>us</span></p>"

    assert told(body, "sup { font-size: 9pt }") == [
        "page 1: `us` is set in 10.0 pt; text has at least 12 pt"
    ]


def test_a_note_is_measured_where_it_is_read_after_its_paragraph():
    note = "<span class='foot' role='doc-footnote'>A note</span>"
    body = f"<p>Ask{note} <span style='font-size: 10.5pt'>us</span> first.</p><p>Then rest.</p>"

    assert told(body) == ["page 1: `us` is set in 10.5 pt; text has at least 12 pt"]


def test_running_heads_have_the_smallest_floor():
    head = "@page {{ @top-left {{ font-size: {}pt }} }}"

    assert told("<p>Ask</p>", head.format(9)) == []
    assert told("<p>Ask</p>", head.format(8)) == [
        "page 1: `Running head` is set in 8.0 pt; a running head or folio has at least 9 pt"
    ]


def test_what_css_adds_to_the_text_is_no_running_head():
    assert told("<p>Ask</p>", "p::before { content: 'Note'; font-size: 9pt }") == [
        "page 1: `Note` is set in 9.0 pt; what decorates has at least 12 pt"
    ]


def test_what_is_hidden_from_reading_has_the_floor_of_what_it_stands_in():
    body = "<p>Ask</p><p class='{}' aria-hidden='true' style='font-size: 9pt'>Draft</p>"

    assert told(body.format("draft")) == []
    assert told(body.format("else")) == [
        "page 1: `Draft` is set in 9.0 pt; text has at least 12 pt"
    ]


def test_a_figure_that_is_scaled_takes_its_lettering_along():
    figure = "<p>It: <img src='figure.svg' alt='A nerve' style='width: {}pt'/></p>"

    assert told(figure.format(200)) == []
    assert told(figure.format(175)) == []
    assert told(figure.format(150)) == [
        "page 1: `Nerve` is set in 9.0 pt; the lettering of a figure has at least 10.5 pt"
    ]
    assert told(figure.format(175), floors=replace(FLOORS, figure=12)) != []


def test_text_that_is_scaled_down_as_a_whole_is_found():
    css = "p { transform: scale(.5); transform-origin: 0 0 }"

    assert told("<p>Ask</p>", css) == ["page 1: `Ask` is set in 6.0 pt; text has at least 12 pt"]


def test_text_inside_a_form_is_measured_too():
    def wrapped(pdf):
        with pikepdf.Pdf.open(BytesIO(pdf)) as file:
            page = file.pages[0]
            form = file.make_stream(
                page.Contents.read_bytes(),
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 396, 612],
                Matrix=[0.5, 0, 0, 0.5, 0, 0],
                Resources=page.obj.Resources,
            )
            page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name.Inner)
            shown = b"\n/Artifact <</Type /Layout>> BDC /Inner Do EMC"
            page.contents_add(file.make_stream(shown))
            file.save(out := BytesIO())
        return out.getvalue()

    assert "page 1: `Ask` is set in 6.0 pt; what decorates has at least 12 pt" in told(
        "<p>Ask</p>", change=wrapped
    )
