"""What all tests share: `tests/` is on the path, so that `kit` can be imported; one browser.

`make test` runs on all cores. What is built once for several tests is built in one process: those
tests stay together, a file's tests and those of the folders named here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pytest
from xdist.scheduler import LoadScopeScheduling

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOGETHER: Final = ("outputs", "serve", "web", "report")
"""Folders whose tests share what is built, the longest first: nobody waits for it at the end."""


class ByFolder(LoadScopeScheduling):
    """Deal out files of tests, and the folders named above, whole."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFolder:
    """Take the place of xdist's own groups, which do not know the names of pytest 9."""
    return ByFolder(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest."""
    items.sort(key=lambda item: (*TOGETHER, group_of(item.nodeid)).index(group_of(item.nodeid)))


def group_of(nodeid: str) -> str:
    """Name the folder or the file of a test: `tests/outputs/test_pages.py::test_a` is `outputs`."""
    file, _, _ = nodeid.partition("::")
    folder = PurePosixPath(file).parts[1]
    return folder if folder in TOGETHER else file


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium once: a process can have no second driver of playwright."""
    from kit.browsers import open_browser  # noqa: PLC0415  # few tests need it

    with open_browser() as opened:
        yield opened
