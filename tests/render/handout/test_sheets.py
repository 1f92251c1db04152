"""The handouts: what stands on a sheet, where, and in which order it is read."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from bookbuild.model.clinic import Clinic
from bookbuild.model.format import FORMATS
from bookbuild.model.sheets import sheets_of
from bookbuild.model.source import Span
from bookbuild.verify.pdf import outline_of
from kit.handouts import (
    BODY,
    NAPS,
    PARTS,
    SETTINGS,
    chapter_of,
    made,
    page_texts,
    sheet,
    sheet_of,
    trim_sizes,
)
from kit.tiny import resolved, tiny_world

BOTH = ["handouts-letter", "handouts-a4"]
WIDE = """
## Each in turn

| Way | Who | What | Sure |
|-----|-----|------|------|
| Bed | All | Rest | Yes |

Table: Ways to rest [@f].

## After it

Words after the table.
"""


def html_of(body=BODY, **given):
    return sheet(body, **given).html[0]


def order_of(words, *parts):
    """Give the parts in the order in which they stand in the words."""
    missing = [part for part in parts if part not in words]
    assert not missing
    return sorted(parts, key=words.index)


@pytest.mark.parametrize("name", BOTH)
def test_a_sheet_has_two_sides_of_its_paper(name):
    made, paper = sheet(name=name), FORMATS[name].paper

    assert made.page_count == 2
    assert trim_sizes(made.content) == [
        pytest.approx((paper.width_pt, paper.height_pt), abs=0.1) for _ in range(2)
    ]


def test_the_front_ends_with_the_emergency_box():
    front, _ = page_texts(sheet())
    parts = ["A tiny book", "Sheet 1 of 2", "On rest", "What rest can do.", "Key points"]

    wanted = [*parts, "It is not approved for this", "What rest is", "Emergency signs"]
    assert order_of(front, *wanted) == wanted
    assert front.endswith("Call or text 988 .")


def test_the_back_ends_with_questions_clinic_sources_and_imprint():
    _, back = page_texts(sheet())
    wanted = ["Questions to ask", "Your clinic", "Sources", "For testers.", "This copy:"]

    assert order_of(back, *wanted) == wanted


def test_each_side_says_once_which_copy_and_which_version_it_is():
    with pypdfium2.PdfDocument(sheet().content) as document:
        sides = [page.get_textpage().get_text_range() for page in document]

    front, back = (re.findall(r"Version \S+|\bBB-\S+", side) for side in sides)
    assert len(front) == len(back) == 2
    assert {*front} == {one.rstrip(",") for one in back}


def test_all_that_every_sheet_carries_is_there():
    words = " ".join(page_texts(sheet()))

    for part in ("Before you mix or drive", "Call us the same day", "Words explained"):
        assert words.count(part) == 1
    assert "Not on this sheet: naps. See sheet 2." in words


def test_a_sheet_does_not_send_to_itself():
    assert "rest. See" not in " ".join(page_texts(sheet()))


def test_the_emergency_text_is_read_as_it_was_written():
    front, _ = page_texts(sheet())
    said = (
        "Emergency signs Call 911 now if anyone: falls sleeps too long "
        "Say so. Stay with them. Thoughts of suicide? Call or text 988 ."
    )

    assert said in front


def test_the_tags_are_read_in_the_order_of_the_columns():
    lines = outline_of(sheet().content).replace("\N{NO-BREAK SPACE}", " ")

    assert order_of(lines, "On rest", "What rest is", "Emergency", "Questions", "Sources") == [
        "On rest",
        "What rest is",
        "Emergency",
        "Questions",
        "Sources",
    ]


def test_a_source_s_number_leads_to_the_sheet_s_own_list():
    html = html_of()
    numbers = re.findall(r'role="doc-biblioref" href="#([^"]+)">(\d+)<', html)
    listed = re.findall(r'<li id="(rest-ref-[^"]+)">(\d+)\.&#160;', html)

    assert listed == [(f"rest-ref-{key}", str(at)) for at, key in enumerate("acdb", start=1)]
    assert set(numbers) == set(listed)


def test_up_to_three_words_are_explained_and_the_others_are_plain_words():
    body = "".join(
        f"\n## On {word}\n\nThis is [{word}]{{.term}}.\n"
        for word in ("rest", "sleep", "naps", "dreams")
    )
    html = html_of(body)

    assert re.findall(r'role="doc-glossref" href="#rest-term-(\w+)"', html) == [
        "rest",
        "sleep",
        "naps",
    ]
    assert re.findall(r"<dt>(\w+):</dt>", html) == ["Rest", "Sleep", "Naps"]
    assert "This is dreams." in html


def test_another_sheet_is_named_and_not_linked():
    html = html_of("## One\n\nSee [](#naps), and [naps](#naps).\n")

    assert 'See <span class="xref">Sheet\N{NO-BREAK SPACE}2</span>' in html
    assert '<span class="xref">naps</span>' in html
    assert 'href="#naps"' not in html


def test_a_heading_on_another_sheet_is_named_with_its_sheet():
    world = tiny_world(
        "# On rest {#rest}\n\n## One\n\nSee [](#short).\n",
        NAPS.replace("## Short ones", "## Short ones {#short}"),
        parts=PARTS,
        settings=SETTINGS,
    )
    first = sheets_of(resolved(world, "handout").value)[0]

    assert '<span class="xref">Short ones</span> <span class="page-ref">(Sheet' in made(
        first
    ).value.html[0].replace("\N{NO-BREAK SPACE}", " ")


def test_a_table_of_more_than_two_columns_stands_across_the_sheet():
    html = html_of(BODY + WIDE)
    [wide] = re.findall(r'<div class="band wide">(.*?)</table>', html, re.DOTALL)

    assert "Each in\N{NO-BREAK SPACE}turn" in wide
    assert "Words after the table" not in wide


def test_a_table_of_two_short_columns_stands_in_a_column():
    html = html_of("## Two\n\n| A | B |\n|---|---|\n| a | b |\n\nWords.\n")

    assert "band wide" not in html


def test_a_table_too_wide_for_the_sheet_is_named_with_its_place():
    long = "Rest" * 60
    body = WIDE.replace("| Rest |", f"| {long} |")
    outcome = made(sheet_of(body))

    line = chapter_of(body).splitlines().index("| Way | Who | What | Sure |") + 1
    found = next(one for one in outcome.diagnostics if one.code == "PDF010")
    assert "in the table `Table 1. Ways to rest" in found.message
    assert (found.span.path.name, found.span.line) == ("01.md", line)
    assert "shorten the longest word of a column" in found.hints[0]


def test_a_paragraph_and_a_list_never_part_from_what_leads_to_them():
    html = html_of("## One\n\nThere are two:\n\n- this\n- that\n\n## Two\n\nWords.\n")
    [block] = re.findall(r'<div class="block section-block opens"><h2 id="rest-one">.*', html)

    assert "<ul>" in block


def test_lines_in_a_column_hold_no_more_than_70_letters():
    text = "many short words run on and on in a line that breaks at the end of its column " * 4
    with pypdfium2.PdfDocument(BytesIO(sheet(f"## One\n\n{text}\n").content)) as pdf:
        lines = pdf[0].get_textpage().get_text_bounded().splitlines()

    assert max(len(line) for line in lines if "many" in line or "column" in line) <= 70


def sizes_of(content):
    """Give every size of type that is set, with what it sets."""
    with pikepdf.Pdf.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    yield float(operands[1])


def test_no_type_is_smaller_than_9_points():
    assert min(sizes_of(sheet().content)) >= 9


@pytest.mark.parametrize("name", BOTH)
def test_a_draft_says_so_on_both_sides(name):
    with pypdfium2.PdfDocument(BytesIO(sheet(name=name).content)) as pdf:
        sides = [page.get_textpage().get_text_bounded() for page in pdf]

    for number, side in enumerate(sides, start=1):
        assert "Draft: not reviewed by a clinician. Not for patients." in side
        assert f"Page {number} of 2" in side
        assert "Version 1" in side


# In person


def test_a_sheet_for_a_care_team_lies_apart_and_says_so():
    apart = sheet(in_person=True)
    front, _ = page_texts(apart)

    assert apart.path == "pdf/handouts/letter/in-person/01.pdf"
    assert "Given to you by your care team" in front
    assert order_of(front, "Call your own team first.", "Emergency signs") == [
        "Call your own team first.",
        "Emergency signs",
    ]


def test_other_sheets_say_nothing_of_it():
    made = sheet()

    assert made.path == "pdf/handouts/letter/01.pdf"
    assert "your care team" not in page_texts(made)[0]


# The web


def test_a_book_with_an_address_prints_a_code_that_leads_to_the_sheet():
    made = sheet(web="https://example.org/guide")
    with pypdfium2.PdfDocument(BytesIO(made.content)) as pdf:
        picture = pdf[1].render(scale=200 / 72).to_pil()

    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [
        "https://example.org/guide/01"
    ]
    assert "On the web: example.org/guide/01" in page_texts(made)[1]


def test_a_book_without_an_address_prints_none():
    assert "qr/" not in html_of()
    assert "On the web" not in html_of()


# All in one file


def test_all_sheets_in_one_file_are_set_as_they_are_one_by_one():
    world = tiny_world(
        f"# On rest {{#rest}}\n\n{BODY}",
        NAPS,
        parts=PARTS,
        settings=SETTINGS,
        glossary="".join(
            f'[terms.{word}]\nexplanation = "What."\nalso = []\nsources = []\n'
            for word in ("rest", "sleep")
        ),
    )
    book = resolved(world, "handout").value
    sheets = tuple(made(one).value for one in sheets_of(book))
    outcome = made(book, "handouts-letter-in-one", sources=sheets)

    assert outcome.diagnostics == ()
    assert outcome.value.path == "pdf/tiny-handouts-letter.pdf"
    assert outcome.value.page_count == 4
    assert page_texts(outcome.value) == [side for one in sheets for side in page_texts(one)]


def test_a_chapter_of_many_pages_is_too_long_for_its_sheet_and_no_fault_of_ours():
    long = "\n\n".join(["Rest is good for you, and so is sleep. " * 150] * 12)
    [found] = made(sheet_of(f"{BODY}\n## More\n\n{long}\n")).diagnostics

    assert re.search(r"error\[FIT001\]: sheet 1 is too long .* by about \d{5} words", str(found))


def test_details_of_a_clinic_take_no_room_from_the_text():
    file = PurePosixPath("manuscript/clinic.toml")
    clinic = Clinic(
        name="Oak Hill Center for Pain, Sleep and Long Rest",
        address=tuple(f"{at} Long Winding Mountain Road West" for at in range(4)),
        span=Span(file, 2, 1),
        places=(("address", Span(file, 3, 1)),),
    )
    [found] = made(replace(sheet_of(), clinic=clinic)).diagnostics

    assert str(found).startswith(
        "manuscript/clinic.toml:3:1: error[CLN010]: the details of `Oak Hill Center for Pain, "
        "Sleep and Long Rest` are 4 lines too many for the panel of the handouts: `name` takes 2"
    )


def test_lines_to_write_a_missing_number_on_are_counted_and_the_number_is_asked_for():
    address = ("12 Long Winding Mountain Road", "Northern Rio Grande, NM 87501")
    clinic = Clinic(
        name="Oak Hill Center for Pain, Sleep and Long Rest",
        address=address,
        web="www.example.org/pain",
        span=Span(PurePosixPath("manuscript/clinic.toml"), 2, 1),
    )
    [found] = made(replace(sheet_of(), clinic=clinic)).diagnostics

    assert found.message.endswith(
        " lines too many for the panel of the handouts: `name` takes 2, `web` takes one, "
        "`address` takes 3, 3 lines to write on take 6"
    )
    assert "than a line to write it on: give `phone` and `nights`" in " ".join(found.hints)
    known = replace(clinic, phone="505-555-0100", nights="505-555-0101", address=address[:1])
    assert made(replace(sheet_of(), clinic=known)).diagnostics == ()


def test_the_same_sheet_gives_the_same_bytes():
    assert sheet().content == made(sheet_of()).value.content
