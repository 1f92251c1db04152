"""A tiny book in, the findings of the house rules out, a line each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, get_args

import pytest

from bookbuild.check import check
from bookbuild.load import load
from bookbuild.model.assessment import Assessment
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.document import Edition
from kit.tiny import resolved, tiny_world

Checked = Callable[..., str]
Assessed = Callable[..., Outcome[Assessment]]

EDITIONS: Final = get_args(Edition)


@pytest.fixture
def assessed() -> Assessed:
    """Check all editions of a book of one chapter, whose title is its first line."""

    def check_book(
        text: str, *, words: str = "", grades: str = "", **given: Any
    ) -> Outcome[Assessment]:
        title = "" if text.startswith("# ") else "# A day of rest {#rest}\n\n"
        more = {"manuscript/words.toml": words, "manuscript/readability.toml": grades}
        world = tiny_world(title + text, more=more, **given)
        editions = [resolved(world, edition).value for edition in EDITIONS]
        return check(editions, load(world).value.wording)

    return check_book


@pytest.fixture
def checked(assessed: Assessed) -> Checked:
    """Give the findings of one code, or of all, without their hints and without the folder."""

    def findings(text: str, code: str = "", **given: Any) -> str:
        lines = (
            str(found).partition("\n")[0].removeprefix("manuscript/")
            for found in assessed(text, **given).diagnostics
            if code in found.code
        )
        return "\n".join(lines)

    return findings
