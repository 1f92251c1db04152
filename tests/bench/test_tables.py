"""The tables of the bench."""

from pathlib import Path

import pytest

from tools.bench.__main__ import BEGIN, END, PAGE, between_marks
from tools.bench.figures import Cell, Figures, absent, broken
from tools.bench.goals import Goal
from tools.bench.real import BRANDED, WARM, Branded
from tools.bench.tables import clinic_table, failures, goal_table, run_table

ROWS = {
    "plain": Cell(rounds=(Figures(seconds=2, cpu=4, peak=1024.4),)),
    "ours": Cell(rounds=(Figures(seconds=1, cpu=3, peak=50),)),
    "theirs": broken("not installed: no wheel"),
    "theirs, nothing changed": absent("keeps no record"),
}


def test_a_table_of_runs_has_ratios_and_says_what_is_missing():
    assert run_table(ROWS, "plain") == (
        "|  | seconds | CPU s | peak MB | seconds × | CPU × |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n"
        "| plain | 2.00 | 4.00 | 1024 | 1.00 | 1.00 |\n"
        "| ours | 1.00 | 3.00 | 50.0 | 0.50 | 0.75 |\n"
        "| theirs | – | – | – | – | – |\n"
        "| theirs, nothing changed | – | – | – | – | – |\n"
        "\n"
        "* theirs: not installed: no wheel.\n"
        "* theirs, nothing changed: keeps no record."
    )


def test_only_what_should_have_run_is_a_failure():
    assert failures([ROWS]) == ["theirs"]


def test_goals_say_what_was_wanted_and_what_was_found():
    wanted = [
        Goal(what="faster", limit=12, found=13.04, least=True),
        Goal(what="x", limit=1, found=None),
    ]

    assert goal_table(wanted).splitlines()[2:] == [
        "| faster | ≥ 12 × | 13.0 × | met |",
        "| x | ≤ 1 × | – | not measured |",
    ]


def test_branded_handouts_are_told_a_file():
    rows = {
        WARM: Cell(rounds=(Figures(seconds=3, cpu=6, peak=90),)),
        BRANDED: Cell(rounds=(Figures(seconds=1, cpu=2, peak=80),)),
    }
    branded = Branded(clinics=10, rows=rows, files={WARM: 100, BRANDED: 400}, bytes=8_000_000)

    assert f"| {WARM} | 100 | 3.00 | 6.00 | 90.0 | 60.0 | 1.00 |" in clinic_table(branded)
    assert f"| {BRANDED} | 400 | 1.00 | 2.00 | 80.0 | 5.00 | 12.0 |" in clinic_table(branded)
    assert "20.0 kB" in clinic_table(branded)


def test_what_stands_around_the_marks_stays():
    page = f"# By hand\n{BEGIN}\nold\n{END}\nby hand too\n"

    assert between_marks(page, "new") == f"# By hand\n{BEGIN}\n\nnew\n\n{END}\nby hand too\n"


def test_a_page_without_marks_is_not_written_over():
    with pytest.raises(AssertionError, match="marks"):
        between_marks("# By hand\n", "new")


def test_the_page_has_its_marks():
    assert Path(PAGE).read_text(encoding="utf-8").count(BEGIN) == 1
    assert "| goal |" in between_marks(PAGE.read_text(encoding="utf-8"), goal_table([]))
