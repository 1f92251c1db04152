"""Every page of the real web edition in a real browser: accessible, light, and asking nobody.

One state of each page is looked at in `make test`, all others in `make test-all`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import pypdfium2
import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, Request

from bookbuild.verify.web import BUDGET
from bookbuild.verify.words import normal_words, words_of_html
from kit.browsers import PHONE, address, reader, too_wide, violations

NARROW: Final = {"width": 320, "height": 640}
ZOOMED: Final = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
STATES: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
    "zoomed to 200 %": ZOOMED,
    "narrow and dark": {"viewport": NARROW, "color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "more contrast in the dark": {"contrast": "more", "color_scheme": "dark"},
    "the device's own colors": {"forced_colors": "active"},
}
CHOICES: Final = [
    {"size": "200"},
    {"colors": "contrast"},
    {"colors": "dark", "size": "150"},
    {"colors": "light"},
]
FONTS: Final = ".woff2"


@pytest.fixture(scope="module")
def folder(real_dist: Path) -> Path:
    return real_dist / "web"


@pytest.fixture(scope="module")
def pages(folder: Path) -> list[str]:
    """Give the path of every page: the first, the search, the book's, the sheets'."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    assert len(found) > 30
    return found


def faults(page: Page, folder: Path, pages: list[str]) -> dict[str, list[str]]:
    """Give what is wrong with each page as it is shown now."""
    found: dict[str, list[str]] = {}
    for path in pages:
        page.goto(address(folder, path))
        wide = ["it must be moved sideways"] if too_wide(page) else []
        if said := [*violations(page), *wide]:
            found[path] = said
    return found


def test_every_page_is_accessible_on_a_phone(
    browser: Browser, folder: Path, pages: list[str]
) -> None:
    with reader(browser, viewport=PHONE) as page:
        assert faults(page, folder, pages) == {}


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_every_page_is_accessible_in_every_state(
    browser: Browser, folder: Path, pages: list[str], state: str
) -> None:
    with reader(browser, **STATES[state]) as page:
        assert faults(page, folder, pages) == {}


@pytest.mark.slow
@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_every_page_is_accessible_as_a_reader_chose_it(
    browser: Browser, folder: Path, pages: list[str], choice: dict[str, str]
) -> None:
    with reader(browser) as page:
        page.add_init_script(
            "document.addEventListener('DOMContentLoaded', () =>"
            f" Object.assign(document.documentElement.dataset, {choice}))"
        )
        assert faults(page, folder, pages) == {}


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What pages ask for on a phone, each with its own, and what goes wrong with all."""

    asked: dict[str, set[str]]
    failed: list[str]


@pytest.fixture(scope="module")
def visit(browser: Browser, folder: Path, pages: list[str]) -> Visit:
    """Open every page and move to its end, as a reader does, and wait until nothing is asked.

    A few wait together: that takes half a second for each at least, in which nothing is done.
    """
    made = Visit(asked={}, failed=[])
    with reader(browser, viewport=PHONE) as first:
        for some in batched(pages, 6):
            tabs = {path: first.context.new_page() for path in some}
            for path, tab in tabs.items():
                made.asked[path] = noted(tab, made.failed)
                tab.goto(address(folder, path))
                tab.evaluate("scrollTo(0, document.body.scrollHeight)")
            for tab in tabs.values():
                tab.wait_for_load_state("networkidle")
                tab.close()
    return made


def batched(paths: list[str], count: int) -> list[list[str]]:
    return [paths[start : start + count] for start in range(0, len(paths), count)]


def noted(page: Page, failed: list[str]) -> set[str]:
    """Give the addresses that a page will ask for, a set that fills; note what goes wrong."""
    asked: set[str] = set()

    def note(request: Request) -> None:
        if not request.url.startswith("data:"):  # which the page brings with it
            asked.add(request.url)

    page.on("request", note)
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("console", lambda message: failed.append(message.text))
    page.on("pageerror", lambda error: failed.append(str(error)))
    return asked


def test_nothing_is_asked_for_outside_the_folder_and_nothing_is_missing(
    visit: Visit, folder: Path, pages: list[str]
) -> None:
    addresses = set().union(*visit.asked.values())

    assert len(addresses) > len(pages)
    assert [url for url in addresses if not url.startswith(f"{folder.as_uri()}/")] == []
    assert visit.failed == []


LISTS: Final = {"book/how-we-checked.html", "book/references.html", "search.html"}
"""Pages to look things up in: long lists, and the words of all pages. Their type comes on top."""


def test_no_page_weighs_more_than_a_slow_phone_can_bear(visit: Visit, pages: list[str]) -> None:
    weights: dict[str, int] = {}
    for path, asked in visit.asked.items():
        files = {Path(unquote(urlsplit(url).path)) for url in asked}
        free = {FONTS, "figures"} if path in LISTS else {"figures"}
        counted = [one for one in files if not free & {one.suffix, *one.parts}]
        weights[path] = sum(one.stat().st_size for one in counted)

    assert list(weights) == pages
    assert min(weights.values()) > 20_000  # styles and scripts, which a browser keeps, count anew
    assert {path: size for path, size in weights.items() if size > BUDGET} == {}


# Without scripts

ON_PAPER_ALONE: Final = "clinic"
"""What has lines to write on."""
NEEDS_A_SCRIPT: Final = {"display", "search", "about-display"}
"""What is shown only where a script makes it work: the choices of a display, and the search."""
LINKS: Final = "links => links.filter(link => link.checkVisibility()).map(link => link.href)"
TARGETS: Final = "links => links.map(link => document.getElementById(link.hash.slice(1)))"


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    with reader(browser, java_script_enabled=False) as page:
        yield page


def test_without_scripts_every_word_of_every_page_is_shown(
    plain_page: Page, folder: Path, pages: list[str]
) -> None:
    lost: dict[str, tuple[str, str]] = {}
    hidden: set[str] = set()
    for path in pages:
        plain_page.goto(address(folder, path))
        shown = "".join(normal_words(plain_page.locator("main").inner_text()))
        hidden |= set(
            plain_page.locator("[hidden]").evaluate_all("all => all.map(one => one.className)")
        )
        if shown != (wanted := words_in_main(folder / path)):
            lost[path] = (wanted, shown)

    assert lost == {}
    assert hidden == NEEDS_A_SCRIPT


def words_in_main(path: Path) -> str:
    """Give the letters of a page's text on a screen; pictures say theirs elsewhere."""
    main = etree.parse(path).find("body/main")
    for panel in main.findall(f".//aside[@class='{ON_PAPER_ALONE}']"):
        panel.getparent().remove(panel)
    html = etree.tostring(main, encoding="unicode", with_tail=False)
    return "".join(words_of_html(re.sub(r"<img[^>]*>", "", html)))


def test_without_scripts_every_page_is_reached_by_its_links(
    plain_page: Page, folder: Path, pages: list[str]
) -> None:
    found, to_read = {"index.html"}, ["index.html"]
    while to_read:
        plain_page.goto(address(folder, to_read.pop()))
        hrefs = plain_page.locator("a[href]").evaluate_all(LINKS)
        inside = {href.partition("#")[0].removeprefix(f"{folder.as_uri()}/") for href in hrefs}
        new = {path for path in inside if path.endswith(".html")} - found
        found |= new
        to_read += sorted(new)

    assert found == set(pages)


def test_without_scripts_notes_sources_and_words_explained_are_seen_where_links_lead(
    plain_page: Page, folder: Path, pages: list[str]
) -> None:
    led = 0
    for path in pages:
        plain_page.goto(address(folder, path))
        links = plain_page.locator('main a[href^="#"]')
        led += links.count()
        seen = f"links => ({TARGETS})(links).every(place => place && place.checkVisibility())"
        assert links.evaluate_all(seen), path

    assert led > 400


# On paper


@pytest.mark.parametrize("paper", ["Letter", pytest.param("A4", marks=pytest.mark.slow)])
def test_a_sheet_is_printed_from_the_browser_on_the_two_sides_of_one_sheet(
    browser: Browser, folder: Path, paper: str
) -> None:
    sheets = sorted(folder.glob("*/index.html"))
    assert len(sheets) == 12
    with reader(browser) as page:
        for sheet in sheets:
            page.goto(sheet.as_uri())
            with pypdfium2.PdfDocument(page.pdf(format=paper)) as printed:
                sides = [side.get_textpage().get_text_range() for side in printed]

            assert len(sides) == 2, sheet.parent.name
            for number, side in enumerate(sides, start=1):
                assert "Draft: not reviewed by a clinician. Not for patients." in side
                assert f"Page {number} of 2" in side
            assert words_on(sheet) <= Counter(words_in("\n".join(sides)))
            assert "Other formats" not in sides[1]
            assert panels_in("\n".join(sides)) == [PANEL], sheet.parent.name


PANEL: Final = "Your clinic Clinic: Phone: Nights and weekends: Next visit:"
"""What a printed handout has for a clinic to fill in."""


def test_the_panel_to_fill_in_is_that_of_the_handout(real_dist: Path) -> None:
    with pypdfium2.PdfDocument(next(real_dist.glob("pdf/*-handouts-letter.pdf"))) as handouts:
        said = "\n".join(side.get_textpage().get_text_range() for side in handouts)

    assert panels_in(said) == [PANEL] * 12


def panels_in(text: str) -> list[str]:
    return re.findall("Your clinic .*? Next visit:", " ".join(text.split()))


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_panel_that_is_filled_in_takes_no_more_room(
    browser: Browser, folder: Path, paper: str
) -> None:
    lines = "".join(f"<li class='known'>{words}</li>" for words in FILLED_IN)
    with reader(browser) as page:
        for sheet in sorted(folder.glob("*/index.html")):
            page.goto(sheet.as_uri())
            page.locator(".clinic ul").evaluate(
                "(panel, lines) => panel.innerHTML = lines + panel.lastChild.outerHTML", lines
            )
            with pypdfium2.PdfDocument(page.pdf(format=paper)) as printed:
                assert len(printed) == 2, sheet.parent.name


FILLED_IN: Final = (
    "Clinic: Oak Hill Pain Clinic",
    "Phone: 505-555-0100",
    "Nights and weekends: 505-555-0101",
    "Web: www.example.org/pain",
    "Address: 12 Oak Road, Santa Fe, NM 87501",
)
"""As much as the panel of a handout has room for; more is refused there."""


def test_a_figure_on_a_printed_sheet_is_as_wide_as_it_was_drawn(
    browser: Browser, folder: Path
) -> None:
    width = (
        "[...document.querySelectorAll('.picture img')].map(one => one.width - one.naturalWidth)"
    )
    with reader(browser, viewport={"width": 720, "height": 960}) as page:
        page.emulate_media(media="print")
        off: list[int] = []
        for sheet in sorted(folder.glob("*/index.html")):
            page.goto(sheet.as_uri())
            off += page.evaluate(width)

    assert off
    assert set(off) == {0}


def test_the_pages_at_the_back_begin_at_the_same_place(browser: Browser, folder: Path) -> None:
    with reader(browser) as page:
        begins = set()
        for name in ("glossary", "references", "how-we-checked"):
            page.goto(address(folder, f"book/{name}.html"))
            begins.add(page.evaluate("document.querySelector('h1').getBoundingClientRect().left"))

    assert len(begins) == 1


def words_on(sheet: Path) -> Counter[str]:
    """Count the words of a sheet's text; what leads about stays on the screen."""
    article = etree.parse(sheet).find("body/main/article")
    for part in article.xpath(".//*[@class='back' or @class='label']"):
        part.text = ""
    return Counter(words_in(" ".join(article.itertext())))


def words_in(text: str) -> list[str]:
    """Give the words of a text in small letters, without numbers: raised ones stand at words."""
    return re.findall(r"[^\W\d_]+", text.casefold())
