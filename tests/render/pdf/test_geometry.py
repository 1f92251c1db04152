"""Each way in which words can go astray is found, named with its page and its words."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from bookbuild.model.diagnostic import has_errors
from bookbuild.model.source import Span
from kit.printing import found, printed

LONG = "word " * 1200


def codes(body, css="", **given):
    return {line.split("[")[1].split("]")[0] for line in found(body, css, **given).splitlines()}


def test_a_good_page_has_no_findings():
    assert found("<h1>Title</h1><p>Words that stand where they should.</p>") == ""


@pytest.mark.parametrize(
    ("what", "css"),
    [
        ("a float higher than the page", "p { float: left; width: 50pt }"),
        ("an absolute box higher than the page", "p { position: absolute; width: 50pt }"),
    ],
)
def test_words_that_the_layout_dropped_are_found(what, css):
    assert "error[PDF011]: `word word word" in found(f"<p id='x'>{LONG}</p>", css), what


def test_the_whole_rest_of_a_float_is_named_once_for_each_block():
    body = f"<div class='x'><p id='a'>{LONG}</p><p id='b'>Never seen</p></div>"

    assert found(body, ".x { float: left; width: 50pt }").splitlines()[:2] == [
        "error[PDF011]: `Never seen` is on no page (in `#b`)",
        "error[PDF011]: `word word word word word word word word …` is on no page (in `#a`)",
    ]


def test_a_picture_that_css_hides_is_missed():
    body = "<p>Words <img src='square.svg' alt='Dot'/></p>"

    assert found(body, "img { display: none }") == "error[PDF011]: `square.svg` is on no page"


def test_text_that_the_html_itself_hides_is_not_missed():
    assert found("<p hidden>Not for print</p><p>Words</p>") == ""


def test_a_note_longer_than_the_page_is_found():
    body = f"<p>Call<span class='foot' role='doc-footnote' id='n'>{LONG}</span></p>"

    assert codes(body) & {"PDF010", "PDF011", "PDF014"}


def test_a_note_away_from_its_call_is_found():
    body = "<p>Call<span class='foot' role='doc-footnote' id='n'>The note.</span> more</p>"
    here = ".foot { float: none; display: block }"

    assert found(body, here) == ""
    assert (
        "error[PDF012]: page 2: `The note.` explains `Call`, which is on page 1 (in `#n`)"
    ) in found(body, here + ".foot { break-before: page }")


def test_a_line_that_runs_into_the_margin_is_found_with_its_place_in_the_manuscript():
    place = Span(PurePosixPath("manuscript/one.md"), 7)
    outcome = printed(
        f"<p id='wide' style='white-space: nowrap'>{'nerve ' * 20}</p>", places={"wide": place}
    )

    assert str(outcome.diagnostics[0]).startswith(
        "manuscript/one.md:7: error[PDF010]: page 1: `nerve nerve nerve nerve nerve nerve nerve"
        " nerve …` stands "
    )
    assert has_errors(outcome.diagnostics)


def test_a_word_too_long_for_its_line_is_found():
    assert codes(f"<p>{'x' * 200}</p>") == {"PDF010", "PDF014"}


def test_a_wide_table_is_found():
    cells = "".join(f"<td>hyperalgesia{n}</td>" for n in range(12))

    assert "PDF010" in codes(f"<table><tr>{cells}</tr></table>")


def test_text_on_a_cover_may_leave_the_text_area_but_not_the_paper():
    body = "<p class='x'>Title</p>"
    css = ".x {{ page: cover; position: relative; left: {}pt }}"

    assert codes(body, css.format(-15)) == {"PDF010"}
    assert codes(body, css.format(-15), open_pages=frozenset({"cover"})) == set()
    assert codes(body, css.format(-40), open_pages=frozenset({"cover"})) == {"PDF014"}


def test_text_nearer_to_the_trim_than_a_printer_reaches_is_found():
    css = "@page { @bottom-left { content: 'Foot'; margin-left: -45pt } }"

    assert codes("<p>Words</p>", css) == set()
    assert codes("<p>Words</p>", css, safe_pt=17) == {"PDF014"}


def test_text_cut_off_by_its_box_is_found():
    css = "p { height: 12pt; overflow: hidden; width: 60pt }"

    assert codes("<p>several words that do not fit</p>", css) == {"PDF015", "PDF016"}


def test_a_box_in_a_box_that_cuts_off_is_cut_off_too():
    css = "div { overflow: hidden; width: 60pt } p { overflow: hidden; width: 200pt }"

    assert codes("<div><p>several words that do not fit</p></div>", css) == {"PDF015"}


def test_text_that_runs_out_of_a_box_of_fixed_height_is_found():
    told = found("<p id='x'>several words that do not fit</p>", "p { height: 20pt; width: 60pt }")

    assert told.startswith("error[PDF016]: page 1: `words that` stands ")


def test_the_whole_text_of_a_full_box_is_one_finding_with_how_much_is_too_much():
    body = "<div id='flap'><p id='a'>one</p><p id='b'>two</p><p id='c'>three</p></div>"
    css = "div { height: 18pt } p { margin: 0; line-height: 16pt }"

    assert found(body, css) == (
        "error[PDF016]: page 1: `two` stands below the foot of `#flap`: 28.7 pt (2 lines) too much"
        " (in `#b`)"
    )


def test_a_finding_has_the_nearest_place_that_is_known():
    place = Span(PurePosixPath("manuscript/one.md"), 7)
    body = "<div id='flap'><p id='x'>several words that do not fit</p></div>"
    outcome = printed(body, "div { height: 20pt; width: 60pt }", places={"flap": place})

    assert [one.span for one in outcome.diagnostics] == [place]


# Folds and cuts. The text area is 297 points wide and begins 54 points from the left.

WORDS = "<p id='x' style='position: absolute; left: {}pt; width: 40pt'>mmm</p>"


def creased(body, **given):
    """Give what is found on pages without running heads and folios."""
    bare = "@page { @top-left { content: none } @bottom-right { content: none } }"
    return found(body, bare, **given)


def test_text_that_keeps_clear_of_a_fold_has_no_finding():
    assert creased(WORDS.format(0), folds_pt=((37.0, 110.0),), safe_pt=17) == ""


@pytest.mark.parametrize(
    ("fold", "says"),
    [
        (45, "stands 9.0 pt from a fold, not 17.0 pt"),
        (54, "stands 0.0 pt from a fold, not 17.0 pt"),
        (60, "lies across a fold"),
    ],
)
def test_text_in_a_fold_or_too_near_to_it_is_found(fold, says):
    assert creased(WORDS.format(0), folds_pt=((fold,),), safe_pt=17) == (
        f"error[PDF018]: page 1: `mmm` {says} (in `#x`)"
    )


def test_each_page_has_folds_of_its_own():
    body = "<p>Words</p><p id='x' style='break-before: page'>Words</p>"

    assert creased(body, folds_pt=((), (70.0,)), safe_pt=5) == (
        "error[PDF018]: page 2: `Words` lies across a fold (in `#x`)"
    )


@pytest.mark.parametrize("creases", [{"cuts_pt": (60.0,)}, {"rows_pt": (65.0,)}])
def test_text_in_a_cut_is_found_on_every_page(creases):
    body = "<p id='a'>Words</p><p id='b' style='break-before: page'>Words</p>"

    assert creased(body, **creases, safe_pt=3) == (
        "error[PDF018]: page 1: `Words` lies across a cut (in `#a`)\n"
        "error[PDF018]: page 2: `Words` lies across a cut (in `#b`)"
    )


def test_decoration_may_come_near_to_a_fold_but_not_lie_across_it():
    dot = "<p>Words</p><img src='square.svg' alt='' style='position: absolute; left: 150pt'/>"

    assert creased(dot, folds_pt=((200.0,),), safe_pt=17) == ""
    assert "`square.svg` lies across a fold" in creased(dot, folds_pt=((210.0,),), safe_pt=17)


def test_text_over_text_is_found():
    body = "<p id='a'>Below</p><p id='b' style='margin-top: -20pt'>Above</p>"

    assert "error[PDF013]: page 1: `Below` and `Above` are printed on top of each other" in found(
        body
    )


@pytest.mark.parametrize(("up", "found_there"), [("0pt", False), ("2pt", True), ("14pt", True)])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<p>Call us</p>", "<p><img src='square.svg' alt='A square'/></p>"),
        ("<p><img src='square.svg' alt='A square'/></p>", "<p>Call us</p>"),
    ],
)
def test_a_picture_over_words_is_found_however_little_it_hides(first, second, up, found_there):
    css = f"p {{ margin: 0; line-height: 12pt }} p + p {{ margin-top: -{up} }}"
    css += " img { display: block }"

    assert ("PDF013" in codes(first + second, css)) is found_there


@pytest.mark.parametrize(
    "drawn",
    [
        "border-top: 1pt solid #000",
        "border: 1pt solid #000",
        "background: #eee",
        "display: flex; border-top: 1pt solid #000",
    ],
)
def test_a_rule_or_the_edge_of_a_box_through_words_is_found(drawn):
    body = f"<p id='a'>Call us</p><div style='{drawn}; margin-top: -9pt; height: 40pt'></div>"
    through = "error[PDF013]: page 1: `Call us` has a line or an edge through it"

    assert through in found(body, "p { margin: 0 }")
    assert found(body.replace("-9pt", "2pt"), "p { margin: 0 }") == ""


def test_a_rule_that_nobody_sees_runs_through_no_words():
    rule = "border-top: 1pt solid transparent; margin-top: -9pt"

    assert found(f"<p>Call us</p><div style='{rule}'></div>", "p { margin: 0 }") == ""


def test_tight_titles_do_not_count_as_overlapping():
    assert found("<h1 style='line-height: 26pt'>A title that takes two lines</h1>") == ""


def test_text_over_decoration_is_meant():
    body = "<p style='margin: 0; height: 0' aria-hidden='true'>Ornament</p><p>Words</p>"

    assert found(body) == ""


def test_faded_text_is_found_because_tags_do_not_reach_it():
    assert found("<p style='opacity: .5'>Words</p>") == (
        "error[PDF017]: page 1: `Words` is drawn with transparency"
    )


def test_words_turned_out_of_the_page_are_found():
    assert "PDF014" in codes("<p style='transform: translateX(400pt)'>Words</p>")


@pytest.mark.parametrize("height", [422, 430, 437])
def test_a_note_stays_with_its_call_when_the_next_line_does_not_fit(height):
    note = f"<span class='foot' role='doc-footnote' id='n'>{'a note of some words ' * 4}</span>"
    body = f"<div style='height: {height}pt'></div><p>One{note} {'word ' * 30}</p>"

    assert found(body) == ""
