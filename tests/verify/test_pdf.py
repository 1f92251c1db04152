"""Faults planted in a good PDF are found by our own checks, each by its code."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from bookbuild.model.format import A5, HALF_LETTER
from bookbuild.system.fonts import font_directory
from bookbuild.verify.pdf import (
    CHECKS,
    Expected,
    Floors,
    Stack,
    Written,
    _blank_glyphs,
    findings_in,
)
from bookbuild.verify.words import words_of_html
from kit.printing import printed

BODY = """
<h1 id="one">What pain is</h1>
<p>Call <em>us</em> before the next dose<a role="doc-noteref" id="call" href="#note">a</a><span
class="foot" role="doc-footnote" id="note"><a role="doc-backlink" href="#call">a</a>
Any time.</span>
and see <a href="https://example.org/">the site</a>.</p>
<h2>Nerves</h2><p>Some nerves hurt. <img src="square.svg" alt="One nerve"/></p>"""


@cache
def good():
    return printed(BODY).value


EXPECTED = Expected(
    words=words_of_html(BODY),
    title="Test",
    language="en",
    stack=Stack(paper=HALF_LETTER),
    written=Written.of([BODY]),
    floors=Floors(text=12, note=10.5, small=9, figure=10.5),
)


def told(pdf, expected=EXPECTED):
    return [str(found) for found in findings_in(pdf, expected)]


def codes(pdf, expected=EXPECTED):
    return {found.code for found in findings_in(pdf, expected)}


def changed(change):
    """Give the good file with something changed by pikepdf."""
    with pikepdf.Pdf.open(BytesIO(good().pdf)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def rewritten(old, new):
    """Give the good file with one stretch of its first page's operators changed."""

    def change(pdf):
        operators = pdf.pages[0].Contents.read_bytes()
        assert operators.count(old) >= 1
        pdf.pages[0].Contents.write(operators.replace(old, new, 1))

    return changed(change)


def element(pdf, role):
    """Find the first structure element of a role."""
    return next(
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == f"/{role}"
    )


def test_a_good_file_has_no_findings():
    assert told(good().pdf) == []


def test_every_check_has_a_name_for_the_report():
    assert len(CHECKS) == len({check.__name__ for check in CHECKS.values()}) == 7


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda words: [word for word in words if word != "next"],
            (
                "word 8 of the text is not read aloud as written: expected "
                "`Call us before the dosea and see the site.`, found "
                "`Call us before the next dosea and see the`"
            ),
        ),
        (
            lambda words: [*words, "more"],
            (
                "word 23 of the text is not read aloud as written: expected `nerves hurt. One nerve"
                " more`, found `nerves hurt. One nerve`"
            ),
        ),
        (
            lambda words: words[:-1],
            (
                "word 22 of the text is not read aloud as written: expected `Some nerves hurt."
                " One`, found `Some nerves hurt. One nerve`"
            ),
        ),
    ],
)
def test_a_word_that_is_not_read_as_written_is_found(change, message):
    faults = told(good().pdf, replace(EXPECTED, words=change(EXPECTED.words)))

    assert faults == [f"error[PDF021]: {message}"]


def test_words_in_another_order_are_found():
    words = list(EXPECTED.words)
    words[3], words[4] = words[4], words[3]

    assert codes(good().pdf, replace(EXPECTED, words=words)) == {"PDF021"}


def test_an_element_taken_out_of_the_tree_is_found():
    def drop(pdf):
        kids = element(pdf, "Document").K
        del kids[1]

    assert codes(changed(drop)) == {"PDF021", "PDF024", "PDF026"}


def test_a_font_that_is_not_in_the_file_is_found():
    def drop(pdf):
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                del thing["/FontFile2"]

    assert codes(changed(drop)) == {"PDF022"}


def test_a_letter_that_the_font_lacks_is_found():
    made = printed("<p>Tick ✓</p>").value

    assert told(made.pdf, replace(EXPECTED, words=["Tick", "✓"])) == [
        "error[PDF022]: the font Atkinson-Hyperlegible has no glyph for `✓` (U+2713)"
    ]


def test_the_box_for_a_missing_letter_is_a_missing_letter():
    [path] = font_directory("Atkinson Hyperlegible").glob("*-Regular.ttf")
    with TTFont(path) as font:
        letter, box = font.getGlyphID("a"), font.getGlyphID(".notdef")

    assert _blank_glyphs(path.read_bytes(), {box, letter}) == {box}


@pytest.mark.parametrize(
    "key", ["/Lang", "/MarkInfo", "/ViewerPreferences", "/Metadata", "/PageLabels"]
)
def test_a_missing_fact_about_the_file_is_found(key):
    def drop(pdf):
        del pdf.Root[key]

    assert codes(changed(drop)) == {"PDF023"}


def test_another_title_or_language_than_the_book_s_is_found():
    assert codes(good().pdf, replace(EXPECTED, title="Other")) == {"PDF023"}
    assert codes(good().pdf, replace(EXPECTED, language="es")) == {"PDF023"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda link: link.__setitem__("/Dest", pikepdf.String("absent")), "leads to `absent`"),
        (lambda link: link.__delitem__("/Contents"), "has no words to announce"),
    ],
)
def test_a_link_that_leads_nowhere_or_says_nothing_is_found(change, fault):
    def spoil(pdf):
        change(next(link for link in pdf.pages[0].Annots if "/Dest" in link))

    assert any(
        line.startswith("error[PDF024]: page 1") and fault in line for line in told(changed(spoil))
    )


def test_a_link_to_a_file_is_found():
    def spoil(pdf):
        link = next(link for link in pdf.pages[0].Annots if "/A" in link)
        link.A.URI = pikepdf.String("file:///etc/hostname")

    assert codes(changed(spoil)) == {"PDF024"}


def test_a_page_of_another_size_is_found():
    assert told(good().pdf, replace(EXPECTED, stack=Stack(paper=A5))) == [
        "error[PDF025]: the trim box of page 1 is 396.0 × 612.0 pt, not 419.5 × 595.3 pt (a5)"
    ]


@pytest.mark.parametrize("box", ["trim", "media", "crop", "bleed"])
def test_a_box_that_is_not_the_paper_is_found(box):
    def shift(by):
        name = f"/{box.title()}Box"
        return changed(lambda pdf: pdf.pages[0].obj.__setitem__(name, [by, 0, 396 + by, 612]))

    assert told(shift(0.05)) == []
    assert (
        f"error[PDF025]: the {box} box of page 1 is 396.0 × 612.0 pt from 0.2, 0.0,"
        " not 396.0 × 612.0 pt (half-letter)"
    ) in told(shift(0.2))


def test_a_bleed_lies_around_the_paper():
    bled = printed(BODY, "@page { bleed: 9pt }").value.pdf

    assert codes(bled) == {"PDF025"}
    assert told(bled, replace(EXPECTED, stack=Stack(paper=HALF_LETTER, bleed=9))) == []


def test_a_turned_page_is_found():
    def turn(pdf):
        pdf.pages[0].obj["/Rotate"] = 90

    assert told(changed(turn)) == ["error[PDF025]: page 1 is turned by 90 degrees"]


def test_a_page_in_other_units_is_found():
    def scale(pdf):
        pdf.pages[0].obj["/UserUnit"] = 2

    assert told(changed(scale)) == ["error[PDF025]: page 1 is not measured in points"]


def test_a_page_too_many_is_found():
    stack = Stack(paper=HALF_LETTER, pages=2)

    assert told(good().pdf, replace(EXPECTED, stack=stack)) == [
        "error[PDF028]: the number of pages is 1, not 2"
    ]


def test_text_in_no_tag_is_found():
    faults = told(rewritten(b"<</MCID 0>>\nBDC", b"<<>>\nBDC"))

    assert "error[PDF026]: page 1: `What pain is` is not marked" in faults
    assert "error[PDF026]: page 1: a tag holds what is not there" in faults


def test_text_whose_number_no_tag_names_is_found():
    faults = told(rewritten(b"<</MCID 0>>\nBDC", b"<</MCID 77>>\nBDC"))

    assert "error[PDF026]: page 1: `What pain is` is in no tag" in faults


def test_a_tag_for_what_is_not_there_is_found():
    def spoil(pdf):
        element(pdf, "H2").K.append(99)

    assert told(changed(spoil)) == [
        "error[PDF026]: page 1: a tag holds what is not there",
        "error[PDF026]: the way back from content to its H2 tag is broken",
    ]


def test_a_broken_way_back_from_content_to_tags_is_found():
    def spoil(pdf):
        row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        row[0] = element(pdf, "H2")

    assert codes(changed(spoil)) == {"PDF026"}


def test_a_heading_that_skips_a_level_is_found():
    def spoil(pdf):
        element(pdf, "H2").S = pikepdf.Name("/H3")

    assert told(changed(spoil)) == ["error[PDF026]: the heading `Nerves` skips from level 1 to 3"]


def test_text_without_a_tree_is_found():
    def drop(pdf):
        del pdf.Root["/StructTreeRoot"]

    assert "PDF026" in codes(changed(drop))


def test_text_drawn_with_transparency_is_found():
    made = printed("<p style='opacity: .5'>Words</p>").value

    assert "PDF026" in codes(made.pdf, replace(EXPECTED, words=["Words"]))
