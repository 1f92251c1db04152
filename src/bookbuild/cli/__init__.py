"""Arguments in, exit code out: the only place that prints.

Exit codes: 0 all is well; 1 the manuscript or the house style has errors; 2 the machine lacks
something, or the command was misspelt; 3 our own fault.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

import click
from click.exceptions import NoSuchCommand

from bookbuild import __version__
from bookbuild.pipeline.collecting import collect_no_more

GOOD, TEXT_HAS_ERRORS, MACHINE_LACKS, OUR_FAULT = range(4)


COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "brand": "brand:brand",
        "build": "build:build",
        "check": "check:check",
        "doctor": "doctor:doctor",
        "explain": "explain:explain",
        "list": "listing:list_outputs",
        "outline": "outline:outline",
        "serve": "serve:serve",
        "sign-off": "sign_off:sign_off",
        "verify": "verify:verify",
        "verify-copy": "verify_copy:verify_copy",
        "withdraw": "withdraw:withdraw",
    }
)
"""The commands, and where each stands; a command opens only what it needs itself."""


class _Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Give the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Import a command; a misspelt one is told with a near one."""
        if cmd_name not in COMMANDS:
            raise NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"bookbuild.cli.{module}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def bookbuild() -> None:
    """Make PDF books and e-books of one manuscript, and prove them."""


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    collect_no_more()
    sys.exit(_exit_code(arguments))


def _exit_code(arguments: list[str] | None) -> int:
    try:
        done = bookbuild.main(args=arguments, prog_name="bookbuild", standalone_mode=False)
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.ClickException as error:
        error.show()
        return MACHINE_LACKS
    except click.Abort:
        click.echo("stopped", err=True)
        return MACHINE_LACKS
    except Exception as error:  # noqa: BLE001  # the last line of defence: no traceback without a word
        return _told(error, sys.argv[1:] if arguments is None else arguments)
    return done if isinstance(done, int) else GOOD


def _told(error: Exception, arguments: list[str]) -> int:
    """Tell what kept a command from its work, and give the exit code."""
    from bookbuild.pipeline.troubles import trouble_of  # a command that goes well does without

    if trouble := trouble_of(error):
        hint = f"\n  hint: {trouble.mend}" if trouble.mend else ""
        click.echo(f"error: {trouble.says}{hint}", err=True)
        return TEXT_HAS_ERRORS if trouble.in_files else MACHINE_LACKS
    import traceback

    click.echo("".join(traceback.format_exception(error)), err=True)
    click.echo(_report(arguments), err=True)
    return OUR_FAULT


def _report(arguments: list[str]) -> str:
    """Say what a fault of ours means, and what the command has left behind."""
    command = next((one for one in arguments if not one.startswith("-")), "")
    written = (
        "Files that are there are whole; the same command goes on."
        if command == "brand"  # it writes clinic by clinic, the others at their end
        else "Nothing was written."
    )
    return (
        f"error: this is a fault in bookbuild, not in your text. {written}\n"
        "  hint: please report it with the lines above and the file you were working on"
    )
