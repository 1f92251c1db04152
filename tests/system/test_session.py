"""What an output is made with is in the digest of tools: else an old one would be left alone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

from bookbuild.system.session import WITHOUT_A_TRACE, versions

PROJECT: Final = tomllib.loads(
    (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
)


def plain(name: str) -> str:
    return re.sub("[-_.]+", "-", name).casefold()


def test_every_package_that_is_needed_counts_unless_it_changes_no_output():
    needed = {plain(one.partition("==")[0]) for one in PROJECT["project"]["dependencies"]}
    counted = {plain(name) for name in versions()}

    assert needed - counted == set(WITHOUT_A_TRACE)


def test_every_package_that_counts_is_found():
    assert [name for name, version in versions().items() if version == "not installed"] == []
