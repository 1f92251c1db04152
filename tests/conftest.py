"""What all tests share: `tests/` is on the path, so that `kit` can be imported; one browser.

`make test` runs on all cores. What is built once for several tests is built in one process: those
tests stay together, a file's tests and those of the folders named here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE: Final = Path(__file__).parent
TOGETHER: Final = ("outputs", "serve", "web", "report")
"""Folders whose tests share what is built, the longest first: nobody waits for it at the end."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Name the tests that one process runs, and begin with those that take longest."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=lambda item: (*TOGETHER, _group(item)).index(_group(item)))


def _group(item: pytest.Item) -> str:
    path = item.path.relative_to(HERE)
    return path.parts[0] if path.parts[0] in TOGETHER else path.with_suffix("").as_posix()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium once: a process can have no second driver of playwright."""
    from kit.browsers import open_browser  # noqa: PLC0415  # few tests need it

    with open_browser() as opened:
        yield opened
