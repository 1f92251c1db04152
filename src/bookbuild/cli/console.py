"""Findings and progress for people, or as JSON for programs.

In: diagnostics and outputs. Out: lines on the terminal. Colours only where a person is looking.
"""

from __future__ import annotations

import atexit
import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from bookbuild.model.diagnostic import Diagnostic, Severity

F = TypeVar("F", bound=Callable[..., Any])


def root_option(command: F) -> F:
    """Add `--root`: the folder that holds `manuscript/`."""
    return click.option(
        "--root",
        type=click.Path(path_type=Path),
        default=Path(),
        help="The folder that holds manuscript/ (default: this one).",
    )(command)


def format_option(command: F) -> F:
    """Add `--format text|json`."""
    return click.option(
        "--format",
        "as_format",
        type=click.Choice(["text", "json"]),
        default="text",
        help="How to say it: for people or for programs.",
    )(command)


def executor_option(command: F) -> F:
    """Add `--executor`: the address of a cluster."""
    return click.option(
        "--executor",
        "at",
        metavar="dask://HOST:PORT",
        callback=_address,
        help="Run the jobs on a Dask cluster (default: here, on all cores).",
    )(command)


def _address(_ctx: click.Context, _option: click.Parameter, at: str | None) -> str | None:
    if at is not None and not re.fullmatch(r"dask://[^/:]+:\d+", at):
        raise click.BadParameter(f"`{at}` is not dask://HOST:PORT")
    return at


def show_findings(diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings, one after the other, to standard error."""
    for found in diagnostics:
        head, *hints = str(found).split("\n")
        colour = "red" if found.severity is Severity.ERROR else "yellow"
        click.secho(head, fg=colour, err=True)
        for hint in hints:
            click.echo(hint, err=True)


def findings_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Give findings as plain data."""
    return [
        {
            "code": found.code,
            "severity": str(found.severity),
            "message": found.message,
            "file": str(found.span.path) if found.span else None,
            "line": found.span.line if found.span else None,
            "column": found.span.column if found.span else None,
            "cell": (found.span.cell or None) if found.span else None,
            "hints": list(found.hints),
        }
        for found in diagnostics
    ]


def show_json(content: object) -> None:
    """Print data as sorted JSON."""
    click.echo(json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False))


def progress() -> Callable[[str], None]:
    """Give a function that says which output is being made: a live line on a terminal, else plain.

    The live line goes away by itself when the program ends.
    """
    if not sys.stderr.isatty():
        return lambda name: click.echo(f"making {name} …", err=True)
    from rich.console import Console  # only a person at a terminal needs it

    status = Console(stderr=True).status("")
    started: list[str] = []

    def tell(name: str) -> None:
        started.append(name)
        status.update(f"making {', '.join(started)} …")
        status.start()

    atexit.register(status.stop)
    return tell


def counted(number: int, noun: str) -> str:
    """Give `1 error`, `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Give `2 errors, 1 warning`, or `no findings`."""
    found = list(diagnostics)
    errors = sum(one.severity is Severity.ERROR for one in found)
    warnings = len(found) - errors
    parts = [counted(errors, "error")] * bool(errors) + [counted(warnings, "warning")] * bool(
        warnings
    )
    return ", ".join(parts) or "no findings"
