"""A saved word is on the page within half a second, in the real book and a real browser."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import perf_counter
from typing import Final

import pytest
from playwright.sync_api import Browser

from kit.serving import ROOT, serving

CHAPTER: Final = "manuscript/chapters/08-side-effects.md"
PAGE: Final = "web/book/side-effects.html"
WORDS: Final = "Ketamine can change how you think and feel"
SAVES: Final = 8


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a folder with the real manuscript and the house style."""
    for name in ("manuscript", "styles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.slow
def test_a_saved_word_is_on_the_page_within_half_a_second(book: Path, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)  # the browser is asked with a script of ours
    with serving(book) as served:
        page = context.new_page()
        page.goto(served.address + PAGE)
        seconds = []
        for number in range(SAVES):
            with served.saved(CHAPTER, WORDS, f"Word {number}"):
                began = perf_counter()
                page.wait_for_function(
                    f"document.querySelector('main').innerText.includes('Word {number}')",
                    polling=5,
                )
                seconds.append(perf_counter() - began)
            page.wait_for_function(
                f"document.querySelector('main').innerText.includes('{WORDS}')", polling=5
            )
            page.wait_for_timeout(500)  # the rules are asked after the page is shown
    context.close()

    # Others may be at work on the machine: what it can do is told by its best saves.
    assert sorted(seconds)[1] < 0.5, seconds
