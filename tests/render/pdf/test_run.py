"""Page numbers settle, nothing foreign is fetched, the same text gives the same bytes."""

from __future__ import annotations

import gc
import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from bookbuild.model.artefact import PageStart
from bookbuild.system.fonts import font_directory
from kit.printing import found, printed, printed_with

PAGES = "".join(
    f"<h2 id='p{n}' style='break-before: page'>Part {n}</h2><p>Text</p>" for n in range(12)
)


def refer(page_of):
    return f"<p id='refer'>See page {page_of.get('p9', '00')}.</p>{PAGES}"


def test_page_numbers_in_the_text_are_those_of_the_pages():
    made = printed_with(refer).value

    assert (made.passes, made.pages.page_of["p9"]) == (2, "11")
    assert "See page 11." in made.html


def test_a_good_guess_saves_a_pass_and_changes_nothing_else():
    cold = printed_with(refer).value
    warm = printed_with(refer, cold.pages.page_of).value
    astray = printed_with(refer, {"p9": "4711"}).value

    assert (cold.passes, warm.passes, astray.passes) == (2, 1, 2)
    assert cold.pdf == warm.pdf == astray.pdf


def test_page_numbers_that_never_settle_are_a_finding():
    def restless(page_of):
        push = "<p style='break-before: page'>Pushed</p>" if page_of.get("end") == "1" else ""
        return f"<p>Start</p>{push}<p id='end'>End</p>"

    outcome = printed_with(restless)

    assert [found.code for found in outcome.diagnostics] == ["PDF003"]


def test_pages_begin_where_their_first_words_stand():
    made = printed(
        "<p id='one'>" + "many words <em>run</em> on " * 100 + "</p><p id='two'>End</p>"
    ).value
    words = ("many words run on " * 100).split()
    second = made.pages.starts[1]

    assert made.pages.starts[0] == PageStart(page="1", block="one", word=0)
    assert (second.page, second.block) == ("2", "one")
    assert 300 < second.word < len(words)


def test_the_first_word_of_a_page_is_counted_without_notes_and_page_references():
    note = "<span class='foot' role='doc-footnote' id='n'>A note of six words here.</span>"
    body = (
        f"<div id='one'>One{note} two<span class='page-ref'> (page 1)</span> three "
        "<div style='break-before: page'>four five</div></div>"
    )

    assert printed(body).value.pages.starts[1] == PageStart(page="2", block="one", word=3)


def test_a_page_that_begins_inside_a_word_begins_with_that_word():
    css = "p { width: 30pt; line-height: 400pt; orphans: 1; widows: 1 }"
    starts = printed("<p id='one'>one half-letter two</p>", css).value.pages.starts

    assert [start.word for start in starts] == [0, 1, 1, 2]


def test_a_block_over_two_pages_is_on_the_first_of_them():
    body = f"<p>Before</p><p id='long'>{'many words ' * 300}</p>"

    assert printed(body).value.pages.page_of == {"long": "1"}


def test_a_page_that_begins_with_a_picture_begins_with_its_figure():
    picture = "<img src='square.svg' alt='Dot'/>"
    body = f"<p id='a'>Words</p><figure id='f' style='break-before: page'>{picture}</figure>"

    assert printed(body).value.pages.starts[1] == PageStart(page="2", block="f", word=0)


def test_a_blank_page_begins_nowhere():
    body = "<p id='a'>Words</p><p id='b' style='break-before: right'>More</p>"

    assert [start.page for start in printed(body).value.pages.starts] == ["1", "3"]


def test_the_cover_has_a_name_and_the_other_pages_their_number():
    made = printed(PAGES, cover="Cover").value

    assert labels(made.pdf)[:3] == ["Cover", "2", "3"]
    assert labels(printed(PAGES).value.pdf)[:3] == ["1", "2", "3"]


def labels(pdf):
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        return [page.label for page in opened.pages]


def test_a_resource_that_was_not_handed_in_is_a_finding():
    assert found("<p>Words <img src='absent.png' alt='None'/></p>").splitlines() == [
        "error[PDF001]: the page asks for `absent.png`, which is not among the book's files",
        "error[PDF011]: `absent.png` is on no page",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "../../../etc/hostname",
        "%2e%2e/%2e%2e/etc/hostname",
        "/etc/hostname",
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.png",
        "ftp://127.0.0.1/x.png",
    ],
)
@pytest.mark.parametrize(
    "css",
    [
        "p {{ background: url('{}') }}",
        "@import url('{}');",
        "@font-face {{ font-family: X; src: url('{}') }} p {{ font-family: X }}",
        "p::before {{ content: url('{}') }}",
    ],
)
def test_css_fetches_nothing_from_disk_or_network(address, css):
    assert "PDF001" in found("<p>Words</p>", css.format(address))


@pytest.mark.parametrize(
    "address", ["../secret.svg", "file:///etc/hostname", "http://127.0.0.1:9/"]
)
def test_a_picture_inside_a_picture_fetches_nothing_either(address):
    image = f"<image href='{address}'/>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{image}</svg>"

    assert "PDF001" in found(
        "<p>Words <img src='a.svg' alt='A'/></p>", resources={"a.svg": svg.encode()}
    )


@pytest.mark.parametrize("address", ["file:///etc/hostname", "chapter.html", "javascript:alert(1)"])
def test_a_link_that_no_reader_can_follow_is_a_finding(address):
    assert "error[PDF004]: a link leads to" in found(f"<p><a href='{address}'>there</a></p>")


def test_a_photograph_has_no_more_pixels_than_can_be_printed():
    def width_of(pixels):
        file = BytesIO()
        Image.new("RGB", (pixels, pixels), "teal").save(file, "PNG")
        body = "<p><img src='a.png' alt='Teal' style='width: 72pt'/></p>"
        with pikepdf.Pdf.open(
            BytesIO(printed(body, resources={"a.png": file.getvalue()}).value.pdf)
        ) as pdf:
            return next(int(image["/Width"]) for image in pdf.pages[0].Resources.XObject.values())

    assert (width_of(900), width_of(250)) == (300, 250)


def test_a_link_to_nowhere_in_the_book_is_a_finding():
    assert found("<p><a href='#absent'>there</a></p>") == (
        "error[PDF002]: the layout engine complains: no anchor #absent for internal URI reference"
    )


def test_css_that_the_layout_engine_does_not_know_is_a_finding():
    assert "PDF002" in found("<p>Words</p>", "p { text-wrap: balance }")


@pytest.mark.parametrize(
    "css", ["p { text-wrap: balance }", "p { background: url('absent.png') }", "@import 'a.css';"]
)
def test_what_is_wrong_with_css_is_told_each_time_that_it_is_used(css):
    assert found("<p>Words</p>", css) == found("<p>Words</p>", css) != ""


def test_css_that_was_used_before_makes_the_same_bytes():
    css = "@counter-style star { system: cyclic; symbols: '*' } li { list-style: star }"
    first = printed("<ul><li>Words</li></ul>", css).value.pdf
    printed("<p>Other words</p>", css)

    assert printed("<ul><li>Words</li></ul>", css).value.pdf == first


def test_a_letter_that_the_fonts_lack_is_a_finding():
    assert "PDF002" in found("<p>Tick ✓</p>")


def test_deep_nesting_is_laid_out():
    assert found("<div>" * 300 + "Deep" + "</div>" * 300) == ""


@pytest.fixture
def restored():
    before = sys.getrecursionlimit()
    yield
    sys.setrecursionlimit(before)


@pytest.mark.usefixtures("restored")
def test_the_process_is_left_as_it_was():
    gc.enable()
    sys.setrecursionlimit(1234)
    printed("<p>Words</p>")

    assert (gc.isenabled(), sys.getrecursionlimit()) == (True, 1234)


def test_the_metadata_are_those_of_the_job():
    made = printed("<p>Words</p>", authors=("A. Writer",), subject="A guide", date="2026-11-22")

    with pikepdf.Pdf.open(BytesIO(made.value.pdf)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert str(pdf.Root.Lang) == "en"
    assert info == {
        "/Title": "Test",
        "/Author": "A. Writer",
        "/Subject": "A guide",
        "/CreationDate": "D:20261122",
        "/ModDate": "D:20261122",
        "/Creator": "bookbuild",
        "/Producer": "WeasyPrint 70.0",
    }


def test_fonts_keep_the_date_of_their_files():
    [path] = font_directory("Literata").glob("Literata[[]*.ttf")
    with pikepdf.Pdf.open(BytesIO(printed("<h1>Title</h1>").value.pdf)) as pdf:
        programs = [
            o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Length1" in o
        ]
    dates = {TTFont(BytesIO(program))["head"].modified for program in programs}

    assert TTFont(path)["head"].modified in dates


PRINT_AND_HASH = """
import hashlib, sys
from kit.printing import printed
body = "<h1>Title</h1><p>Words <em>and</em> <a href='https://example.org/'>links</a></p>"
print(hashlib.sha256(printed(body).value.pdf).hexdigest())
"""


def test_another_process_with_another_clock_and_hash_seed_gives_the_same_bytes():
    body = "<h1>Title</h1><p>Words <em>and</em> <a href='https://example.org/'>links</a></p>"
    here = hashlib.sha256(printed(body).value.pdf).hexdigest()
    paths = os.pathsep.join(
        str(Path(__file__).parents[up] / name) for up, name in ((3, "src"), (2, ""))
    )
    around = {
        **os.environ,
        "PYTHONPATH": paths,
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "LANG": "C",
    }
    command = [sys.executable, "-c", PRINT_AND_HASH]
    there = subprocess.run(
        command, env=around, capture_output=True, text=True, check=True, timeout=300
    )

    assert there.stdout.strip() == here
