"""`bookbuild check`: read the manuscript and say everything that is wrong with it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from bookbuild.cli.console import (
    findings_json,
    format_option,
    root_option,
    show_findings,
    show_json,
    summary,
)
from bookbuild.model.assessment import Assessment, Score
from bookbuild.model.diagnostic import has_errors
from bookbuild.system import real_world


@click.command()
@root_option
@format_option
def check(root: Path, as_format: str) -> int:
    """Check the manuscript without making anything."""
    from bookbuild.pipeline.checking import check_text  # `--help` needs no stage

    checked = check_text(real_world(root))
    if as_format == "json":
        show_json(
            {
                "findings": findings_json(checked.diagnostics),
                "scores": _scores_json(checked.assessment),
            }
        )
    else:
        show_findings(checked.diagnostics)
        click.echo(f"checked {root / 'manuscript'}: {summary(checked.diagnostics)}")
    return int(has_errors(checked.diagnostics))


def _scores_json(assessment: Assessment | None) -> list[dict[str, object]]:
    """Give the scores as plain data; a text that could not be read has none."""
    return [_score_json(one) for one in assessment.scores] if assessment else []


def _score_json(score: Score) -> dict[str, object]:
    values = {
        name: round(value, 2) if isinstance(value, float) else value
        for name, value in asdict(score).items()
    }
    return values | {"indicative": score.indicative}
