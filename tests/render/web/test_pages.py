"""The pages of the web edition: every address is one people can keep, and everything is reached."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from bookbuild.model.format import FORMATS
from bookbuild.render.web import without_comments
from kit.clinics import files_of
from kit.websites import BOOK, PARTS, page, site_of, whole_site

CHAPTER = "book/all.html"


def links(html: str) -> dict[str, str]:
    """Give where each link leads by its words."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {re.sub(r"<[^>]*>", "", words).strip(): href for href, words in reversed(found)}


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


# Addresses


def test_a_page_of_the_book_is_named_by_its_label() -> None:
    site = site_of("# One {#first-things}\n\nRest.\n")

    assert "web/book/first-things.html" in site.files


def test_the_page_of_a_sheet_stands_where_its_square_code_leads() -> None:
    site = site_of("# One {#first-things}\n\nRest.\n")

    assert "web/01/index.html" in site.files


def test_links_lead_from_sheet_to_sheet_and_from_chapter_to_chapter() -> None:
    assert links(page(whole_site(), CHAPTER))["Chapter 2".replace(" ", "\u00a0")] == (
        "next.html#next"
    )
    assert links(page(whole_site(), "02/index.html"))["back"] == "../01/index.html#all"
    assert "Key points" in page(whole_site(), "01/index.html")


def test_figures_are_shared_by_the_pages_that_show_them() -> None:
    for path in (CHAPTER, "01/index.html"):
        assert 'src="../figures/square.svg"' in page(whole_site(), path)


def test_a_printed_page_says_its_name_and_the_draft_line_in_a_string_of_css() -> None:
    html = page(site_of("# Rest & “sleep” \\</style> {#one}\n\nRest.\n"), "book/one.html")

    (said,) = re.findall('content: "(.*)" } }</style>', html)

    assert said == (
        r"1 Rest \26  \201c sleep\201d  \3c \2f style\3e  · Draft:"
        " not reviewed by a clinician. Not for patients."
    )


# The first page


def test_the_first_page_leads_to_every_section_and_every_sheet() -> None:
    found = set(links(page(whole_site(), "index.html")).values())

    assert {"book/emergency.html", CHAPTER, "book/next.html", "book/glossary.html"} <= found
    assert {"01/index.html", "02/index.html", "search.html"} <= found


def test_the_emergency_box_stands_before_the_contents() -> None:
    home = page(whole_site(), "index.html")

    assert 0 < home.index('class="emergency"') < home.index('id="contents"')


def test_nothing_stands_between_the_title_and_the_emergency_signs_of_their_page() -> None:
    signs = '::: {part="emergency"}\n:::\n\n## Then {#then}\n\nRest.\n'
    later = f"Rest.\n\n{signs}"
    more = {"parts": PARTS, "glossary": ""}
    opened, other = (
        page(site_of(f"# One {{#one}}\n\n{text}", **more), "book/one.html")
        for text in (signs, later)
    )

    assert "On this page" not in opened
    assert "On this page" in other


def test_a_book_without_emergency_signs_has_a_first_page_without_them() -> None:
    home = page(site_of("# One {#one}\n\nRest.\n"), "index.html")

    assert 'class="emergency"' not in home
    assert "Emergency signs" not in home


def test_files_to_take_along_lie_in_the_folder() -> None:
    home = text(page(whole_site(), "index.html"))

    assert "The book, to print or to read on a screen (PDF, 12 pages, 0.1 MB)" in home
    assert whole_site().files["web/files/tiny.pdf"] == BOOK.content


def test_a_sheet_is_offered_on_its_own_page_and_nowhere_else() -> None:
    words = "This sheet, to print on US Letter paper (PDF, 2 pages, 0.1 MB)"

    assert words in text(page(whole_site(), "01/index.html"))
    assert links(page(whole_site(), "01/index.html"))[
        "This sheet, to print on US Letter paper"
    ] == ("../files/01.pdf")
    assert "This sheet, to print" not in page(whole_site(), "02/index.html")
    assert "This sheet, to print" not in page(whole_site(), "index.html")


# Figures for a telephone

TIMELINE: Final = """\
kind = "timeline"
events = [ { year = 1965, text = "First study in people", sources = ["a"] } ]
"""


def test_a_figure_is_drawn_again_for_a_telephone_as_narrow_as_a_column_of_a_sheet() -> None:
    figure = '![What it shows [@a].](figures/dates.svg "Dates"){#fig-dates}'
    site = site_of(
        f"# One {{#one}}\n\n{figure}\n", more={"manuscript/figures/dates.toml": TIMELINE}
    )

    assert 'srcset="../narrow/figures/dates.svg"' in page(site, "book/one.html")
    assert 'width="251pt"' in page(site, "narrow/figures/dates.svg")
    assert 'width="297pt"' in page(site, "figures/dates.svg")


def test_a_figure_drawn_by_hand_is_the_same_on_a_telephone() -> None:
    assert "<picture>" not in page(whole_site(), CHAPTER)
    assert not [path for path in whole_site().files if "/narrow/" in path]


# Every page


def test_every_page_says_that_it_is_a_draft_and_which_copy_it_is() -> None:
    pages = [path for path in whole_site().files if path.endswith(".html")]

    assert len(pages) == 9
    for path in pages:
        html = whole_site().files[path].decode()
        assert "Draft: not reviewed by a clinician. Not for patients." in html
        assert "Version 1," in html
        assert "January 2, 2026" in html
        assert "Next check by" in html


def test_a_chapter_leads_to_the_one_before_and_the_one_after() -> None:
    html = page(whole_site(), CHAPTER)

    assert '<a rel="prev" href="emergency.html">' in html
    assert '<a rel="next" href="next.html">' in html


def test_a_chapter_leads_to_its_sheet_and_the_sheet_back() -> None:
    assert links(page(whole_site(), CHAPTER))["This chapter on one sheet, to print"] == (
        "../01/index.html"
    )
    assert links(page(whole_site(), "01/index.html"))["The whole chapter"] == "../book/all.html"


# Words and sources


def test_a_word_leads_to_the_glossary_and_is_explained_on_its_own_page() -> None:
    html = page(whole_site(), "book/next.html")

    assert links(html)["drips"] == "glossary.html#term-drip"
    assert 'id="here-term-drip"' in html
    assert "Medicine that runs slowly into a vein." in html


def test_a_source_leads_back_to_the_place_where_a_page_calls_it_first() -> None:
    sources = page(whole_site(), "book/references.html")

    assert '<a href="all.html#call-a">1</a>' in sources
    assert page(whole_site(), CHAPTER).count('id="call-a"') == 1


def test_a_sheet_numbers_its_own_sources_and_leads_back_to_their_calls() -> None:
    sheet = page(site_of("# One {#one}\n\nA [@c].\n", "# Two {#two}\n\nB [@b].\n"), "02/index.html")

    assert '<a id="call-b" role="doc-biblioref" href="#ref-b">1</a>' in sheet
    assert '<li id="ref-b">b. Title b. <a class="back"' in sheet
    assert 'href="#call-b"' in sheet


# The sheet that a care team hands over


def test_the_sheet_of_a_care_team_says_so_and_whom_to_call_first() -> None:
    handed, other = (page(whole_site(), f"{at}/index.html") for at in ("02", "01"))

    assert "Given to you by your care team." in handed
    first = '<p class="call-first">Call your hospice team first.</p><aside class="emergency"'
    assert first in handed
    assert "care team first" not in other
    assert "Given to you" not in other


# A clinic


def test_the_clinic_that_hands_the_pages_out_is_named_on_each_and_gives_its_color() -> None:
    clinic = '[clinic]\nname = "A Clinic"\nphone = "505-555-0100"\ncolor = "#5b2a86"\n'

    site = site_of('# One {#one icon="drip"}\n\nRest.\n', more={"manuscript/clinic.toml": clinic})

    for path in ("index.html", "book/one.html", "01/index.html"):
        said = text(page(site, path))
        assert "Handed out by A Clinic. Phone: 505-555-0100." in said
    assert "--spruce: #5b2a86" in page(site, "assets/palette.css")
    assert "#5b2a86" in page(site, "assets/tiles/drip.svg")


PANEL = "Your clinic Clinic: Phone: Nights and weekends: Next visit:"


def test_a_sheet_has_the_panel_of_a_handout_beside_its_questions() -> None:
    asks = ":::: questions\n1. What is it?\n::::\n"
    site = site_of(f"# One {{#one}}\n\nFirst.\n\n{asks}\nLast.\n", "# Two {#two}\n\nRest.\n")

    assert f"What is it? {PANEL} Last." in text(page(site, "01/index.html"))
    assert f"Rest. {PANEL}" in text(page(site, "02/index.html"))
    assert "Your clinic" not in page(site, "book/one.html")


def test_the_panel_of_a_sheet_has_what_the_clinic_has_given_and_its_logo() -> None:
    site = site_of("# One {#one}\n\nRest.\n", more=files_of("name", "phone", "logo"))
    sheet = page(site, "01/index.html")

    assert "Your clinic Clinic: Oak Hill Pain Clinic Phone: 505-555-0100 Nights" in text(sheet)
    assert '<img src="../clinic/logo.svg" alt="Oak Hill Pain Clinic"/>' in sheet
    assert "web/clinic/logo.svg" in site.files


def test_every_e_book_is_offered() -> None:
    e_books = {row.name for row in FORMATS.values() if row.renderer == "epub"}

    assert e_books <= {offer.format for offer in FORMATS["web"].offers}


def test_a_stylesheet_goes_to_readers_without_its_comments() -> None:
    css = b"/* why */\n\n\na { color: red }\n/* two\n */ b::before { content: '/* \\' kept */' }\n"

    assert without_comments(css) == (
        b"a { color: red }\n b::before { content: '/* \\' kept */' }\n"
    )
    ours = (Path(__file__).parents[3] / "styles/web").glob("*.css")
    assert all(b"/*" not in without_comments(path.read_bytes()) for path in ours)
