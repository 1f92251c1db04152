"""The gates on the book itself: it is clean, and taking anything away makes them fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

import pytest

from bookbuild.check import RULES, check
from bookbuild.check.prose import prose_of
from bookbuild.load import load
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.parse import parse
from bookbuild.resolve import resolve
from bookbuild.system import real_world
from bookbuild.system.memory import MemoryWorld
from kit.speed import quickest

ROOT: Final = Path(__file__).parents[3]
GATES: Final = ("CLM", "EVD", "NUM", "DOS", "PHN", "BLK")

Findings = Callable[..., list[Diagnostic]]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Give the manuscript as it is on disk."""
    world = real_world(ROOT)
    return {str(path): world.read(path) for path in world.files(PurePosixPath("manuscript"))}


@pytest.fixture(scope="module")
def findings(files: dict[str, bytes]) -> Findings:
    """Give what the gates find when one piece of one file is replaced."""

    def find(name: str = "", old: str = "", new: str = "") -> list[Diagnostic]:
        changed = dict(files)
        if name:
            text = changed[f"manuscript/{name}"].decode()
            assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {name}"
            changed[f"manuscript/{name}"] = text.replace(old, new).encode()
        loaded = load(MemoryWorld(changed))
        document = parse(loaded.value).value
        editions = [resolve(loaded.value, document, one).value for one in ("book", "handout")]
        found = [*loaded.diagnostics, *check(editions, loaded.value.wording).diagnostics]
        return [one for one in found if one.code.startswith(GATES)]

    return find


def test_the_book_passes_every_gate(findings: Findings) -> None:
    assert [str(one) for one in findings()] == []


def test_all_claims_of_the_article_are_in_the_ledger(files: dict[str, bytes]) -> None:
    ids = re.findall(r'^id = "(.*)"$', files["manuscript/claims.toml"].decode(), re.MULTILINE)
    claims = [one for one in ids if not one.startswith("D")]

    assert len(set(claims)) == len(claims) == 76


# file, what is there, what takes its place, the code that tells of it, the file it is told in
TAKEN_AWAY: Final = [
    ("chapters/04-how-it-may-act.md", " [@short2018; @bellkalso2018]", "", "EVD001", ""),
    ("chapters/02-chronic-pain.md", "{#how-many-people}", "", "CLM002", "claims.toml"),
    ("chapters/12-deciding.md", '::: {part="cost"}\n:::\n', "", "BLK002", "blocks.toml"),
    ("parts/off-label.md", "It has not approved it for pain.", "", "BLK002", "blocks.toml"),
    (
        "chapters/09-cancer-and-palliative.md",
        "[may help]{.sure} low mood in",
        "may help low mood in",
        "EVD005",
        "",
    ),
    ("front/how-to-use.md", "[not shown]{.sure}", "not shown", "EVD005", ""),
    ("parts/emergency.md", "blue or gray", "blue", "BLK001", ""),
    ("parts/emergency.md", "text 988", "text 989", "BLK001", ""),
    ("front/emergency.md", "1-800-222-1222", "1-800-222-1223", "PHN001", ""),
    ("figures/cancer-good-result.toml", "marked = 31", "marked = 32", "NUM001", "chapters/09"),
    ("numbers.toml", 'prints = ["9 ', 'prints = ["8 ', "NUM001", "chapters/08"),
    ("book.toml", "review-by = 2027-11-22", "review-by = 2028-11-22", "NUM001", "back/"),
]


@pytest.mark.parametrize("case", TAKEN_AWAY, ids=lambda case: f"{case[3]} {case[1].strip()[:20]}")
def test_taking_one_thing_away_is_found(case, findings: Findings) -> None:
    name, old, new, code, told_in = case
    found = [one for one in findings(name, old, new) if one.code == code]

    places = [str(one.span.path).removeprefix("manuscript/") for one in found]
    assert any(place.startswith(told_in or name) for place in places)


def test_the_gates_take_less_than_a_tenth_of_a_second() -> None:
    loaded = load(real_world(ROOT)).value
    document = parse(loaded).value
    editions = [resolve(loaded, document, one).value for one in ("book", "handout")]
    proses = [prose_of(edition, loaded.wording) for edition in editions]
    rules = [rule for code, rule in RULES.items() if code.startswith(GATES)]

    def all_gates() -> list[list[Diagnostic]]:
        return [list(rule(prose)) for rule in rules for prose in proses]

    assert quickest(all_gates, limit=0.1) < 0.1
