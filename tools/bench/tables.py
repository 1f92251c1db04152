"""All that was measured, as Markdown.

In: figures. Out: tables with ratios; below each, why a row has no figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tools.bench.figures import Cell, Cells, ratio
from tools.bench.goals import Goal
from tools.bench.real import BRANDED, PLAIN_ALL, WARM, Branded
from tools.bench.sizes import Size
from tools.bench.ways import PANDOC_EPUB, PLAIN

NONE = "–"


def size_tables(size: Size) -> str:
    """Write both tables of one size of the text."""
    heading = f"### {size.asked} pages asked for, {size.printed} printed"
    return "\n\n".join(
        [heading, run_table(size.print_rows, PLAIN), run_table(size.epub_rows, PANDOC_EPUB)]
    )


def real_table(rows: Cells) -> str:
    """Write the table of the real text."""
    return run_table(rows, PLAIN_ALL)


def run_table(rows: Cells, yardstick: str) -> str:
    """Write a table of runs, with CPU and clock as ratios to the yardstick's of the same round."""
    body = []
    for name, cell in rows.items():
        measures = (cell.typical("seconds"), cell.typical("cpu"), cell.typical("peak"))
        shares = (ratio(cell, rows[yardstick], one) for one in ("seconds", "cpu"))
        body.append((name, *_figures(measures), *(_number(share) for share in shares)))
    head = ("", "seconds", "CPU s", "peak MB", "seconds ×", "CPU ×")
    return _with_reasons(table(head, body), rows)


def clinic_table(branded: Branded) -> str:
    """Write the table of branded handouts: what one file took, and how many a second."""
    body = []
    first = branded.per_file(WARM)
    for name, cell in branded.rows.items():
        each = branded.per_file(name)
        speed = first / each if first and each else None
        figures = _figures([cell.typical("seconds"), cell.typical("cpu"), cell.typical("peak")])
        milliseconds = None if each is None else each * 1000
        files = f"{branded.files[name]:,}" if cell.rounds else NONE
        body.append((name, files, *figures, _number(milliseconds), _number(speed)))
    body.append(("any peer", *[NONE] * 6))
    head = ("", "files", "seconds", "CPU s", "peak MB", "CPU ms a file", "files a second ×")
    peers = "any peer: none of them puts a clinic into finished pages; each prints all pages anew"
    size = branded.bytes / branded.files[next(iter(branded.rows))] if branded.bytes else 0
    about = [f"* {peers}."]
    about += [f"* `{BRANDED}` is what the long table took beyond a table of a few clinics."]
    if size:
        made = max(branded.files.values())
        about += [f"* One file has {branded.bytes / made / 1000:.1f} kB on average."]
    return "\n\n".join([_with_reasons(table(head, body), branded.rows), "\n".join(about)])


def goal_table(goals: Iterable[Goal]) -> str:
    """Write what was to be reached, and what was."""
    body = []
    for goal in goals:
        sign = "≥" if goal.least else "≤"
        found = NONE if goal.found is None else f"{_number(goal.found)} {goal.unit}"
        body.append((goal.what, f"{sign} {goal.limit:g} {goal.unit}", found, goal.verdict))
    return table(("goal", "wanted", "measured", ""), body)


def table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Write a table; all columns but the first hold numbers."""
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))


def _with_reasons(text: str, rows: Cells) -> str:
    reasons = [f"* {name}: {cell.reason}." for name, cell in rows.items() if cell.reason]
    return "\n\n".join([text, "\n".join(reasons)]) if reasons else text


def _figures(measures: Iterable[float | None]) -> list[str]:
    return [_number(one) for one in measures]


def _number(value: float | None) -> str:
    """Write a number with three digits that say something."""
    if value is None:
        return NONE
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def failures(tables: Iterable[Cells]) -> list[str]:
    """Give the rows that should have run and did not."""
    return [
        name
        for rows in tables
        for name, cell in rows.items()
        if isinstance(cell, Cell) and cell.failed
    ]
