"""Every page of the real web edition in a real browser: accessible, light, and asking nobody.

One state of each page is looked at in `make test`, all others in `make test-all`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from bookbuild.verify.web import BUDGET
from kit.browsers import PHONE, address, reader, too_wide, violations

NARROW: Final = {"width": 320, "height": 640}
ZOOMED: Final = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
STATES: Final[dict[str, dict[str, Any]]] = {
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
    "zoomed to 200 %": ZOOMED,
    "narrow and dark": {"viewport": NARROW, "color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "more contrast in the dark": {"contrast": "more", "color_scheme": "dark"},
    "the device's own colors": {"forced_colors": "active"},
    "without scripts": {"java_script_enabled": False},
}
CHOICES: Final = [
    {"size": "200"},
    {"colors": "contrast"},
    {"colors": "dark", "size": "150"},
    {"colors": "light"},
]
FONTS: Final = "woff2"


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
@pytest.mark.parametrize("state", [name for name in STATES if name != "without scripts"])
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


def test_nothing_is_asked_for_outside_the_folder_and_nothing_is_missing(
    browser: Browser, folder: Path, pages: list[str]
) -> None:
    asked: set[str] = set()
    failed: list[str] = []
    with reader(browser) as page:
        page.on("request", lambda request: asked.add(request.url))
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.on("console", lambda message: failed.append(message.text))
        page.on("pageerror", lambda error: failed.append(str(error)))
        for path in pages:
            page.goto(address(folder, path), wait_until="networkidle")

    addresses = {url for url in asked if not url.startswith("data:")}
    assert len(addresses) > len(pages)
    assert [url for url in addresses if not url.startswith(folder.as_uri())] == []
    assert failed == []


def test_no_page_weighs_more_than_a_slow_phone_can_bear(
    browser: Browser, folder: Path, pages: list[str]
) -> None:
    heavy: dict[str, int] = {}
    with reader(browser, viewport=PHONE) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in pages:
            asked.clear()
            page.goto(address(folder, path), wait_until="networkidle")
            files = {Path(unquote(urlsplit(url).path)) for url in asked if url.startswith("file:")}
            counted = [one for one in files if FONTS not in one.name and "figures" not in one.parts]
            if (size := sum(one.stat().st_size for one in counted)) > BUDGET:
                heavy[path] = size

    assert heavy == {}
