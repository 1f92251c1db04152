"""What all tests share: `tests/` is on the path, so that `kit` can be imported; one browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium once: a process can have no second driver of playwright."""
    from kit.browsers import open_browser  # noqa: PLC0415  # few tests need it

    with open_browser() as opened:
        yield opened
