"""`bookbuild doctor`: what this machine has, what it lacks, and what each missing thing costs."""

from __future__ import annotations

from typing import Final

import click

from bookbuild.cli.console import format_option, show_json
from bookbuild.system.needs import Purpose, Survey, install_commands, read_needs, survey

_BOOK: Final = {Purpose.SETUP, Purpose.BUILD}


@click.command()
@format_option
def doctor(as_format: str) -> int:
    """Say what this machine has, what it lacks and what that costs.

    Exit 2 when a book cannot be built.
    """
    found = survey(read_needs())
    missing = [one.need for one in found if not one.present]
    if as_format == "json":
        show_json([_row(one) for one in found])
    else:
        for one in found:
            click.echo(_line(one))
        if missing:
            click.echo("\nTo install what is missing:")
            for manager, command in install_commands(missing).items():
                click.echo(f"  {manager}: {command}")
    return 2 if any(need.purpose in _BOOK for need in missing) else 0


def _line(one: Survey) -> str:
    if one.present:
        return f"present  {one.need.name}: {one.where}"
    return f"MISSING  {one.need.name}, needed for {one.need.needed_for}: {one.need.if_missing}"


def _row(one: Survey) -> dict[str, object]:
    return {
        "name": one.need.name,
        "present": one.present,
        "where": one.where,
        "needed_for": one.need.needed_for,
        "if_missing": one.need.if_missing,
        "purpose": str(one.need.purpose),
    }
