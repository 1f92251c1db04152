"""An author at work: the text is saved, and the browser shows it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kit.browsers import PATIENCE, PHONE, too_wide, violations
from kit.serving import Served, book_in, serving

SECOND: Final = "manuscript/chapters/02-second.md"
PAGE: Final = "web/book/second.html"
WORDS: Final = "You may sleep more"
KEY: Final = "@first2020"


def overlay(page: Page):
    """Give what is told over a page while it is open."""
    return page.locator("#bookbuild-findings dialog[open]")


# A page alone in a tab


def test_a_saved_word_is_on_the_page_which_stays_where_it_is(served: Served, tab: Page) -> None:
    tab.set_viewport_size({"width": 600, "height": 300})
    tab.goto(served.address + PAGE)
    tab.mouse.wheel(0, 400)
    tab.wait_for_function("() => scrollY > 300")
    tab.evaluate("() => { window.same = scrollY }")

    with served.saved(SECOND, WORDS, "You may rest more"):
        expect(tab.locator("main")).to_contain_text("You may rest more")

        assert tab.evaluate("() => scrollY === window.same")
    expect(tab.locator("main")).to_contain_text(WORDS)


def test_a_page_whose_text_is_as_it_was_is_left_alone(served: Served, tabs: BrowserContext) -> None:
    other, edited = tabs.new_page(), tabs.new_page()
    other.goto(served.address + "web/book/first.html")
    edited.goto(served.address + PAGE)
    other.evaluate("() => { document.querySelector('main').kept = true }")

    with served.saved(SECOND, WORDS, "You may rest more"):
        expect(edited.locator("main")).to_contain_text("You may rest more")

        assert other.evaluate("() => document.querySelector('main').kept")


def test_two_tabs_follow_and_one_follows_on_when_the_other_is_closed(
    served: Served, tabs: BrowserContext
) -> None:
    first, second = tabs.new_page(), tabs.new_page()
    for tab in (first, second):
        tab.goto(served.address + PAGE)

    with served.saved(SECOND, WORDS, "You may rest more"):
        for tab in (first, second):
            expect(tab.locator("main")).to_contain_text("You may rest more")
    first.close()
    with served.saved(SECOND, WORDS, "You may walk more"):
        expect(second.locator("main")).to_contain_text("You may walk more")


@pytest.mark.slow
def test_a_page_follows_a_preview_that_was_started_again(tmp_path: Path, tab: Page) -> None:
    root = book_in(tmp_path)
    with serving(root) as first:
        with tab.expect_response("**/_serve/events"):
            tab.goto(first.address + PAGE)
        expect(tab.locator("main")).to_contain_text(WORDS)
    with first.saved(SECOND, WORDS, "You may rest more"), serving(root, first.port):
        expect(tab.locator("main")).to_contain_text("You may rest more")


def test_a_style_that_is_saved_is_seen(served: Served, tab: Page) -> None:
    tab.goto(served.address + PAGE)

    with served.saved("styles/web/base.css", "body { margin: 0;", "body { margin: 7px;"):
        expect(tab.locator("body")).to_have_css("margin", "7px")
    expect(tab.locator("body")).to_have_css("margin", "0px")


def test_a_word_is_explained_on_a_page_that_has_changed(served: Served, tab: Page) -> None:
    tab.goto(served.address + "web/book/first.html")
    tab.locator("a.term").first.click()
    tab.keyboard.press("Escape")

    with served.saved("manuscript/chapters/01-first.md", "for a week", "for one week"):
        expect(tab.locator("main")).to_contain_text("for one week")
        tab.locator("a.term").first.click()

        expect(tab.locator("#explained")).to_be_visible()


# What is wrong


def test_a_broken_text_is_told_with_its_place_over_the_last_good_page_until_it_is_mended(
    served: Served, tab: Page
) -> None:
    tab.goto(served.address + PAGE)

    with served.saved(SECOND, f"{WORDS} for a week [{KEY}]", "Gone [@frist2020]"):
        expect(overlay(tab)).to_contain_text(f"{SECOND}:13:7")
        said = overlay(tab).inner_text()

        assert "error CIT001" in said
        assert "no reference has the key frist2020" in said
        assert "did you mean first2020?" in said
        assert "Gone [@frist2020]" in said
        assert "The page shows the last text that could be understood." in said
        assert WORDS in tab.locator("main").inner_text()
    expect(overlay(tab)).to_have_count(0)


def test_a_text_that_breaks_a_rule_is_shown_and_told(served: Served, tab: Page) -> None:
    tab.goto(served.address + PAGE)

    with served.saved(SECOND, WORDS, "You may may sleep more"):
        expect(tab.locator("main")).to_contain_text("You may may sleep")
        expect(overlay(tab)).to_contain_text("error TYP002")
        expect(overlay(tab)).to_contain_text("cannot be built")


def test_settings_that_cannot_be_read_are_told_and_the_page_stays(
    served: Served, tab: Page
) -> None:
    tab.goto(served.address + PAGE)

    with served.saved("manuscript/book.toml", "[book]", "[book"):
        expect(overlay(tab)).to_contain_text("manuscript/book.toml:")
        expect(tab.locator("main")).to_contain_text(WORDS)


def test_what_is_told_can_be_put_away_with_a_key_and_had_again(served: Served, tab: Page) -> None:
    tab.goto(served.address + PAGE)

    with served.saved(SECOND, KEY, "@frist2020"):
        expect(overlay(tab)).to_be_visible()
        assert violations(tab) == []
        tab.keyboard.press("Escape")
        expect(overlay(tab)).to_have_count(0)
        tab.reload()
        button = tab.get_by_role("button", name=re.compile(r"^\d errors?$"))
        expect(button).to_be_visible()
        expect(overlay(tab)).to_have_count(0)

        button.click()

        expect(overlay(tab)).to_be_visible()


def test_a_page_that_is_not_there_yet_comes_when_it_is_written(served: Served, tab: Page) -> None:
    tab.goto(served.address + "web/book/sleep.html")
    expect(tab.locator("main")).to_contain_text("No such page")

    with served.saved(SECOND, "{#second ", "{#sleep "):
        expect(tab.locator("main")).to_contain_text(WORDS)


# The bench


@pytest.fixture
def bench(served: Served, tab: Page) -> Page:
    """Give the bench with the second chapter, of which handouts are printed."""
    tab.goto(served.address)
    tab.locator("#printed").select_option("handouts-letter")
    tab.locator("#chapter").select_option(label="2 The second chapter")
    return tab


def expect_printed(bench: Page, label: str) -> None:
    """Wait until the handout of a chapter lies on the bench."""
    sheets = bench.locator(f"#sheets[data-choice='handouts-letter {label}'] img")
    expect(sheets).to_have_count(2)


@pytest.mark.slow
def test_a_chapter_lies_side_by_side_on_the_web_in_print_and_in_the_e_book(bench: Page) -> None:
    web, book = bench.frame_locator("#web-page"), bench.frame_locator("#e-book-page")

    expect(web.locator("main")).to_contain_text(WORDS)
    expect(book.locator("body")).to_contain_text(WORDS)
    expect_printed(bench, "second")
    picture = bench.locator("#sheets img").first
    expect(picture).to_have_js_property("naturalWidth", 1100)
    assert violations(bench) == []
    assert not too_wide(bench)


def test_all_columns_follow_the_text_and_the_chapter(served: Served, bench: Page) -> None:
    web, book = bench.frame_locator("#web-page"), bench.frame_locator("#e-book-page")
    expect_printed(bench, "second")
    picture = bench.locator("#sheets img").first
    before = picture.get_attribute("src")

    with served.saved(SECOND, WORDS, "You may rest more"):
        for column in (web, book):
            expect(column.locator("body")).to_contain_text("You may rest more")
        expect(picture).not_to_have_attribute("src", before or "")
    web.get_by_role("link", name="1 The first chapter").first.click()

    expect(bench.locator("#chapter option:checked")).to_have_text("1 The first chapter")
    expect(book.locator("body")).to_contain_text("What rest can do for you.")
    assert bench.url.endswith("#book/first.html")
    bench.get_by_role("button", name="Chapter after").click()
    expect(web.locator("main")).to_contain_text(WORDS)


def test_every_column_keeps_its_place_when_the_text_changes(served: Served, bench: Page) -> None:
    bench.set_viewport_size({"width": 1280, "height": 400})
    expect_printed(bench, "second")
    picture = bench.locator("#sheets img").first
    expect(picture).to_have_js_property("complete", value=True)
    before = picture.get_attribute("src") or ""
    for frame in bench.frames:
        frame.wait_for_load_state()
    columns = [bench.frames[1].locator("html"), bench.frames[2].locator("html")]
    columns.append(bench.locator("#sheets"))
    for column in columns:
        column.evaluate("column => column.scrollTo(0, 90)")

    with served.saved(SECOND, WORDS, "You may rest more"):
        expect(picture).not_to_have_attribute("src", before)
        for column in columns[:2]:
            expect(column).to_contain_text("You may rest more")

        for column in columns:
            expect(column).to_have_js_property("scrollTop", 90)


def test_a_chapter_without_a_piece_of_its_own_says_so(bench: Page) -> None:
    bench.locator("#chapter").select_option(label="Words explained")

    expect(bench.locator("#print .note")).to_have_text(
        "This chapter has no handouts-letter of its own."
    )


def test_the_bench_tells_what_is_wrong_once(served: Served, bench: Page) -> None:
    with served.saved(SECOND, KEY, "@frist2020"):
        expect(overlay(bench)).to_contain_text(SECOND)
        within = bench.frame_locator("#web-page").locator("dialog[open]")

        assert within.count() == 0
        assert bench.locator("#standing").inner_text().startswith("Shows the last text")
    expect(overlay(bench)).to_have_count(0)


def test_what_was_chosen_is_there_again(bench: Page) -> None:
    bench.locator("#with-e-book").uncheck()
    bench.reload()

    expect(bench.locator("#e-book")).to_be_hidden()
    expect(bench.locator("#printed")).to_have_value("handouts-letter")
    expect(bench.locator("#chapter option:checked")).to_have_text("2 The second chapter")


def test_the_bench_fits_a_narrow_screen(served: Served, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(served.address)
    expect(page.locator("#chapter option").first).to_be_attached()

    assert not too_wide(page)
    assert violations(page) == []
    context.close()
