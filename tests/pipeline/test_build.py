"""One build: checked once, printed by the round, all or nothing."""

from __future__ import annotations

from typing import get_args

from bookbuild.model.document import Edition
from bookbuild.model.world import World
from bookbuild.pipeline import Finished, Workshop, build, check_text
from bookbuild.pipeline.executors import InProcess
from bookbuild.pipeline.targets import wanted
from bookbuild.system.memory import MemoryWorld
from kit.tiny import tiny_world

FAULTY = "# One {#one}\n\nSee [](#two).\n"


def built(world: World, *names: str) -> tuple[Finished, list[str]]:
    """Build without anything known; give what came of it, and what was told on the way."""
    told: list[str] = []
    workshop = Workshop(
        executor=InProcess(),
        style=MemoryWorld({}),
        pages={},
        files={},
        maps={},
        tell=told.append,
        profile=bytes,
        fonts=dict,
    )
    return build(world, wanted(names), workshop), told


def test_every_edition_is_checked_and_their_findings_told_once():
    checked = check_text(tiny_world(FAULTY))

    assert [found.code for found in checked.diagnostics] == ["LBL002"]
    assert checked.editions is not None
    assert set(checked.editions) == set(get_args(Edition))


def test_a_book_without_settings_is_no_book():
    checked = check_text(MemoryWorld({}))

    assert [found.code for found in checked.diagnostics] == ["SRC001"]
    assert checked.book is None


def test_a_faulty_text_is_not_printed(house):
    finished, told = built(tiny_world(FAULTY), "all")

    assert (finished.artefacts, told, house.press.made) == ({}, [], [])


def test_one_failed_output_leaves_none_of_the_others(house):
    house.press.fails.add("book-a5")

    finished, _ = built(tiny_world("# One {#one}\n\nRest.\n"), "pdf")

    assert house.press.made == ["book", "book-a5"]
    assert finished.artefacts == {}


def test_each_output_is_told_when_it_is_begun(house):
    finished, told = built(tiny_world("# One {#one}\n\nRest.\n"), "all")

    assert told == ["book", "book-a5", "epub"] == house.press.made
    assert list(finished.artefacts) == told
