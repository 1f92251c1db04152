"""A real browser that looks at a folder of pages, without a network.

In: a folder. Out: pages as a reader sees them, and what axe (WCAG 2.2 AA and best practice) says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bookbuild.system.launches import place_of

RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE: Final = {"width": 1280, "height": 900}
PHONE: Final = {"width": 390, "height": 844}
PATIENCE: Final = 120_000
"""Milliseconds to wait for anything: a machine may have other things to do than its browser."""

expect.set_options(timeout=PATIENCE)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start the machine's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=place_of("Chromium"), args=["--no-sandbox"], timeout=PATIENCE
        )
        yield browser
        browser.close()


@contextmanager
def reader(browser: Browser, **settings: Any) -> Iterator[Page]:
    """Open an empty page of a reader without a network; settings are those of a context."""
    context = browser.new_context(**({"viewport": WIDE} | settings))
    context.set_default_timeout(PATIENCE)
    context.set_offline(True)
    yield context.new_page()
    context.close()


def address(folder: Path, path: str = "index.html") -> str:
    """Give the address of a page in a folder on the disk."""
    return (folder / path.partition("#")[0]).as_uri() + "".join(path.partition("#")[1:])


def violations(page: Page) -> list[str]:
    """Give what axe finds on an open page, a line each; it lists no element that is in order."""
    asked = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    said = Axe().run(page, options=asked)
    return [
        f"{one['id']}: {node['html'][:120]} ({node.get('failureSummary', '').split(chr(10))[-1]})"
        for one in said.response["violations"]
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> bool:
    """Tell whether a page must be moved sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
