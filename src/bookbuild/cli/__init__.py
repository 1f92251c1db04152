"""Arguments in, exit code out: the only place that prints.

Exit codes: 0 all is well; 1 the manuscript has errors; 2 the machine lacks something, or the
command was misspelt; 3 our own fault.
"""

from __future__ import annotations

import sys
import traceback

import click

from bookbuild import __version__
from bookbuild.cli.build import build
from bookbuild.cli.check import check
from bookbuild.cli.doctor import doctor
from bookbuild.cli.explain import explain
from bookbuild.cli.listing import list_outputs
from bookbuild.cli.outline import outline
from bookbuild.cli.sign_off import sign_off
from bookbuild.cli.verify import verify
from bookbuild.cli.verify_copy import verify_copy
from bookbuild.model.diagnostic import MachineLacksError, ToolFailedError

GOOD, TEXT_HAS_ERRORS, MACHINE_LACKS, OUR_FAULT = range(4)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def bookbuild() -> None:
    """Make PDF books and e-books of one manuscript, and prove them."""


for command in (
    build,
    check,
    explain,
    outline,
    list_outputs,
    doctor,
    verify,
    sign_off,
    verify_copy,
):
    bookbuild.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
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
    except MachineLacksError as error:
        click.echo(f"error: {error}\n  hint: {error.mend}", err=True)
        return MACHINE_LACKS
    except ToolFailedError as error:
        click.echo(f"error: {error}", err=True)
        return MACHINE_LACKS
    except Exception:  # noqa: BLE001  # the last line of defence: no traceback without a word
        click.echo(traceback.format_exc(), err=True)
        click.echo(_REPORT, err=True)
        return OUR_FAULT
    return done if isinstance(done, int) else GOOD


_REPORT = (
    "error: this is a fault in bookbuild, not in your text. Nothing was written.\n"
    "  hint: please report it with the lines above and the file you were working on"
)
