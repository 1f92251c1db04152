"""What all tests share: `tests/` is on the path, so that `kit` can be imported; one browser.

`make test` runs on all cores. What is built once for several tests is built in one process: those
tests stay together, a file's tests and those of the folders named below.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from playwright.sync_api import Browser

gc.disable()  # while the tests are collected: what is made then stays

# A machine that has other things to do is slow, and no fault of what is tested.
settings.register_profile(
    "patient", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

TOGETHER: Final = {
    "tests/findings/test_web.py": "screens",
    "tests/render/web/": "screens",
    "tests/report/": "report",
    "tests/serve/": "screens",
    "tests/verify/test_web.py": "screens",
    "tests/web/": "screens",
}
"""Files and folders whose tests share what is built. A process that makes a page for a screen packs
the fonts of the house once, three seconds long, and starts a browser."""
FIRST: Final = (
    "tests/outputs/test_real_outputs.py",
    "screens",
    "tests/pipeline/",
    "tests/verify/test_validators.py",
    "tests/outputs/test_web_in_browser.py",
    "tests/outputs/",
)
"""What takes longest: nobody should wait for it at the end. It begins with the making of the real
book, for which other processes would wait if they came to `outputs` before it is there."""


class ByFolder(LoadScopeScheduling):
    """Deal out files of tests, and the folders named above, whole."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Take a process more than there are cores: one often waits for a browser or for a program."""
    return (yield) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFolder:
    """Take the place of xdist's own groups, which do not know the names of pytest 9."""
    return ByFolder(config, log)


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end: the modules and the list of the tests.

    To look through it again and again took a tenth of the time of a run.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest."""
    items.sort(key=lambda item: turn_of(group_of(item.nodeid)))


def turn_of(group: str) -> int:
    """Give the place of a group in the order of a run."""
    return next((at for at, first in enumerate(FIRST) if group.startswith(first)), len(FIRST))


def group_of(nodeid: str) -> str:
    """Name what the tests share, or their file: `tests/serve/test_desk.py::test_a` is `screens`."""
    file, _, _ = nodeid.partition("::")
    return next((group for path, group in TOGETHER.items() if file.startswith(path)), file)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium once: a process can have no second driver of playwright."""
    from kit.browsers import open_browser  # noqa: PLC0415  # few tests need it

    with open_browser() as opened:
        yield opened
