"""One book, served for all tests that look at it, and a tab of a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from kit.browsers import PATIENCE, WIDE
from kit.serving import Served, book_in, serving


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(book_in(tmp_path_factory.mktemp("served"))) as running:
        yield running


@pytest.fixture
def tabs(browser: Browser) -> Iterator[BrowserContext]:
    """Give a browser's window, in which every tab fails when it logs an error."""
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(PATIENCE)
    said: list[str] = []
    context.on("weberror", lambda error: said.append(str(error.error)))
    yield context
    context.close()
    assert said == []


@pytest.fixture
def tab(tabs: BrowserContext) -> Page:
    return tabs.new_page()
