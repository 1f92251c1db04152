"""A reader on a page: words explained, search, display, sources, and all of it without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bookbuild.system.launches import place_of
from kit.browsers import PATIENCE, PHONE, address, reader, too_wide, violations

CHAPTER = "book/all.html"


def go(page: Page, folder: Path, path: str) -> None:
    page.goto(address(folder, path))


# A word explained


@pytest.mark.parametrize("how", ["mouse", "keyboard", "touch"])
def test_a_word_is_explained_where_it_stands_and_the_reader_keeps_the_place(
    browser: Browser, folder: Path, how: str
) -> None:
    settings = {"viewport": PHONE, "has_touch": True} if how == "touch" else {}
    with reader(browser, **settings) as page:
        go(page, folder, CHAPTER)
        term = page.locator("a.term").first
        match how:
            case "mouse":
                term.click()
            case "touch":
                term.tap()
            case _:
                term.focus()
                page.keyboard.press("Enter")

        bubble = page.locator("#explained")
        assert bubble.is_visible()
        assert bubble.locator(".meaning").inner_text() == "Medicine that runs slowly into a vein."
        assert bubble.get_by_role("link").get_attribute("href").endswith("#term-drip")
        assert violations(page) == []

        page.keyboard.press("Escape")
        assert not bubble.is_visible()
        assert page.url.endswith(CHAPTER)
        assert term.evaluate("link => link === document.activeElement")


def test_a_word_explained_is_closed_by_its_button(page: Page, folder: Path) -> None:
    go(page, folder, CHAPTER)
    page.locator("a.term").first.click()

    page.get_by_role("button", name="Close").click()

    assert not page.locator("#explained").is_visible()


# Search


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("SLOWLY", "Drip"),
        ("slow", "Drip"),
        ("comprime", "A heading"),
        ("comprimé", "A heading"),
        ("anoth head", "Another heading"),
    ],
)
def test_search_finds_beginnings_of_words_without_accents_or_capitals(
    page: Page, folder: Path, sought: str, first: str
) -> None:
    go(page, folder, "search.html")

    page.get_by_role("searchbox").fill(sought)

    assert page.locator(".found a").first.inner_text() == first
    assert violations(page) == []


def test_search_leads_to_the_place(page: Page, folder: Path) -> None:
    go(page, folder, "search.html")
    page.get_by_role("searchbox").fill("comprime")

    page.locator(".found a").first.click()

    assert page.url.endswith("book/all.html#all-a-heading")


def test_search_says_when_there_is_nothing(page: Page, folder: Path) -> None:
    go(page, folder, "search.html")

    page.get_by_role("searchbox").fill("xylophone")

    assert page.get_by_role("status").inner_text() == "Nothing found. Try a shorter word."


# Display


def test_text_size_and_colors_are_kept_from_page_to_page(page: Page, folder: Path) -> None:
    go(page, folder, CHAPTER)
    before = page.evaluate("getComputedStyle(document.body).fontSize")
    page.get_by_text("Display", exact=True).click()
    page.get_by_label("Largest").check()
    page.get_by_label("High contrast").check()
    assert violations(page) == []

    go(page, folder, "book/next.html")

    now = page.evaluate("getComputedStyle(document.body).fontSize")
    assert float(now[:-2]) == 2 * float(before[:-2])
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(0, 0, 0)"
    page.get_by_text("Display", exact=True).click()
    assert page.get_by_label("Largest").is_checked()


def test_the_text_size_is_remembered_when_the_browser_is_opened_again(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    def opened() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(
            tmp_path,
            executable_path=place_of("Chromium"),
            args=["--no-sandbox"],
            offline=True,
            timeout=PATIENCE,
        )

    with opened() as context:
        page = context.new_page()
        go(page, folder, CHAPTER)
        page.get_by_text("Display", exact=True).click()
        page.get_by_label("Larger", exact=True).check()
        chosen = page.evaluate("getComputedStyle(document.body).fontSize")
        assert chosen == "27px"

    with opened() as context:
        page = context.new_page()
        go(page, folder, "book/next.html")

        assert page.evaluate("getComputedStyle(document.body).fontSize") == chosen
        assert page.get_by_label("Larger", exact=True).is_checked()


def test_a_browser_that_keeps_nothing_still_shows_the_page_as_asked(
    page: Page, folder: Path
) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    )
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    go(page, folder, CHAPTER)
    page.get_by_text("Display", exact=True).click()

    page.get_by_label("Dark").check()

    assert page.evaluate("document.documentElement.dataset.colors") == "dark"
    assert faults == []


def test_the_display_panel_is_closed_by_the_escape_key(page: Page, folder: Path) -> None:
    go(page, folder, CHAPTER)
    page.get_by_text("Display", exact=True).click()

    page.keyboard.press("Escape")

    assert not page.get_by_label("Largest").is_visible()


# On a telephone, in large type

EVERY_PAGE: Final = (
    "index.html",
    CHAPTER,
    "book/emergency.html",
    "book/references.html",
    "01/index.html",
)
BROKEN_WORDS: Final = """() => {
  const broken = []
  for (const title of document.querySelectorAll("h1, .box-title")) {
    const texts = document.createTreeWalker(title, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      for (const word of texts.currentNode.data.matchAll(/[^\\s]+/g)) {
        const range = document.createRange()
        range.setStart(texts.currentNode, word.index)
        range.setEnd(texts.currentNode, word.index + word[0].length)
        const lines = new Set([...range.getClientRects()].map(box => box.top))
        if (lines.size > 1) broken.push(word[0])
      }
    }
  }
  return broken
}"""


@pytest.mark.parametrize("size", ["", "125", "150", "200"])
@pytest.mark.parametrize("width", [320, 390])
def test_in_any_size_of_type_no_page_moves_sideways_and_no_title_breaks_a_word(
    browser: Browser, folder: Path, width: int, size: str
) -> None:
    with reader(browser, viewport=PHONE | {"width": width}) as page:
        for path in EVERY_PAGE:
            go(page, folder, path)
            page.evaluate("size => document.documentElement.dataset.size = size", size)

            assert not too_wide(page), path
            assert page.evaluate(BROKEN_WORDS) == [], path


def test_the_contents_of_a_page_stay_on_a_wide_screen_in_any_size_of_type(
    page: Page, folder: Path
) -> None:
    go(page, folder, CHAPTER)
    left = "document.querySelector('.short-contents').getBoundingClientRect().left"

    for size in ("125", "150", "200"):
        page.evaluate("size => document.documentElement.dataset.size = size", size)
        assert page.evaluate(left) >= 0, size


def spoken_cells(page: Page) -> set[str]:
    """Give what a screen reader is told of the cells of an open page: role and name."""
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return {
        f"{node['role']['value']} {node['name']['value']}"
        for node in told["nodes"]
        if node.get("role", {}).get("value") in {"columnheader", "rowheader", "cell"}
    }


def test_a_cell_says_its_column_where_the_row_of_headings_has_no_room(
    browser: Browser, folder: Path
) -> None:
    with reader(browser, viewport=PHONE) as page:
        go(page, folder, CHAPTER)
        beside = spoken_cells(page)
        page.evaluate("document.documentElement.dataset.size = '200'")
        below = spoken_cells(page)

        heads = {"columnheader Name", "columnheader Number"}
        assert beside == heads | {"rowheader One", "rowheader Two", "cell 1", "cell 2"}
        rows = {"rowheader Name: One", "rowheader Name: Two"}
        assert below == rows | {"cell Number: 1", "cell Number: 2"}
        assert violations(page) == []


# By keyboard, and on paper


def test_the_first_key_leads_past_the_head_of_the_page(page: Page, folder: Path) -> None:
    go(page, folder, CHAPTER)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"

    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_on_paper_the_ways_about_are_gone_and_the_text_and_draft_line_are_there(
    page: Page, folder: Path
) -> None:
    go(page, folder, "01/index.html")

    page.emulate_media(media="print")

    shown = page.locator("body").inner_text()
    assert "Draft: not reviewed by a clinician. Not for patients." in shown
    assert "Do not mix things." in shown
    assert not page.locator(".ways").is_visible()
    assert not page.locator(".display").is_visible()


# Without scripts


def test_without_scripts_every_word_is_there_and_every_link_leads_on(
    browser: Browser, folder: Path
) -> None:
    with reader(browser, java_script_enabled=False) as page:
        go(page, folder, "index.html")
        assert not page.locator(".display").is_visible()
        page.get_by_role("link", name="Everything at once").first.click()
        page.locator("a.term").first.click()
        assert page.url.endswith("book/glossary.html#term-drip")
        page.get_by_role("link", name="Sources").first.click()
        page.locator(".used-in a").first.click()
        assert page.url.endswith("book/all.html#call-a")


def test_without_scripts_the_search_page_says_so(browser: Browser, folder: Path) -> None:
    with reader(browser, java_script_enabled=False) as page:
        go(page, folder, "search.html")

        assert "Search needs scripts" in page.locator("main").inner_text()
        assert not page.locator("form.search").is_visible()
