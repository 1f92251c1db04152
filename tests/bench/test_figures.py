"""The bench's arithmetic: medians, ratios round by round, goals."""

import pytest

from tools.bench.figures import Cell, Figures, absent, broken, ratio
from tools.bench.goals import Goal, goals
from tools.bench.real import AGAIN, ALL, BRANDED, PLAIN_ALL, WARM, Branded
from tools.bench.sizes import COLD, OUR_EPUB, WATCHED, Size
from tools.bench.ways import PANDOC_EPUB, PLAIN


def cell(*seconds: float, cpu: float | None = None, peak: float = 100) -> Cell:
    return Cell(
        rounds=tuple(
            Figures(seconds=one, cpu=one if cpu is None else cpu, peak=peak) for one in seconds
        )
    )


def test_a_ratio_is_taken_round_by_round():
    # The machine was busy in the second round: the medians alone would say 2.
    assert ratio(cell(1, 30, 2), cell(2, 10, 1), "seconds") == 2
    assert ratio(cell(1, 10, 1), cell(2, 20, 2), "seconds") == 0.5


def test_what_did_not_run_has_no_ratio():
    assert ratio(absent("cannot"), cell(1), "cpu") is None
    assert ratio(cell(1), broken("failed"), "cpu") is None


def test_what_fails_once_has_no_figures():
    assert cell(1).and_then(broken("failed")).and_then(cell(2)) == broken("failed")
    assert cell(1).and_then(cell(2)) == cell(1, 2)


def test_the_median_is_typical():
    assert cell(1, 9, 2).typical("seconds") == 2
    assert absent("cannot").typical("seconds") is None


@pytest.mark.parametrize(
    ("limit", "found", "least", "verdict"),
    [
        (0.6, 0.6, False, "met"),
        (0.6, 0.61, False, "**not met**"),
        (12, 12.5, True, "met"),
        (12, 11.9, True, "**not met**"),
        (12, None, True, "not measured"),
    ],
)
def test_a_goal_is_met_at_its_limit(limit, found, least, verdict):
    assert Goal(what="", limit=limit, found=found, least=least).verdict == verdict


def size(pages: int, **rows: Cell) -> Size:
    named = {"cold": COLD, "watched": WATCHED, "plain": PLAIN}
    return Size(
        asked=pages,
        printed=pages + 8,
        print_rows={name: rows[key] for key, name in named.items() if key in rows},
        epub_rows={OUR_EPUB: cell(1), PANDOC_EPUB: cell(10)},
    )


def found(*, sizes=None, real=None, branded=None) -> dict[str, float | None]:
    return {goal.what: goal.found for goal in goals(sizes or {}, real or {}, branded)}


def one(goals_found: dict[str, float | None], words: str) -> float | None:
    [value] = [value for what, value in goals_found.items() if words in what]
    return value


def test_nothing_measured_is_no_goal_met():
    assert set(found().values()) == {None}


def test_each_goal_compares_what_it_says():
    sizes = {
        100: size(100, cold=cell(10), plain=cell(10)),
        312: size(312, cold=cell(20, cpu=30, peak=450), watched=cell(5), plain=cell(99, cpu=40)),
        1000: size(1000, cold=cell(80, cpu=110), plain=cell(1)),
    }
    real = {ALL: cell(3), PLAIN_ALL: cell(6)}
    all_found = found(sizes=sizes, real=real)

    assert one(all_found, "All that is printed") == 0.5
    assert one(all_found, "one word edited in `bookbuild serve`") == 0.25
    assert one(all_found, "312 pages: cold ÷ plain") == 0.75
    assert one(all_found, "320 pages: peak memory") == 450
    assert one(all_found, "cold, 1000 pages ÷ 100 pages") == 11
    assert one(all_found, "EPUB of 1000 pages") == 0.1


def test_the_limit_of_memory_grows_with_the_pages_printed():
    [goal] = [
        goal
        for goal in goals({312: size(312, cold=cell(1))}, {}, None)
        if goal.what.startswith("320 pages: peak")
    ]

    assert goal.limit == 60 + 1.3 * 320


def test_branded_handouts_are_compared_file_by_file_with_the_faster_warm_process():
    branded = Branded(
        clinics=10,
        rows={WARM: cell(8), AGAIN: cell(3), BRANDED: cell(2)},
        files={WARM: 100, AGAIN: 50, BRANDED: 400},
        bytes=0,
    )

    # 60 ms against 5 ms.
    assert one(found(branded=branded), "branded") == pytest.approx(12)
