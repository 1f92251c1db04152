"""`bookbuild sign-off`: a person's review of exactly this text, written to `reviews.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from bookbuild.cli.console import root_option, show_findings
from bookbuild.model.diagnostic import has_errors
from bookbuild.model.standing import Instrument, ReviewVerdict
from bookbuild.system import real_world
from bookbuild.system.tables import add_table

if TYPE_CHECKING:  # `--help` needs no stage
    from bookbuild.pipeline.checking import Checked

REVIEWS = Path("manuscript/reviews.toml")


@click.command("sign-off")
@root_option
@click.option("--reviewer", required=True, help="Your name.")
@click.option("--role", required=True, help="Your profession and post.")
@click.option(
    "--instrument",
    type=click.Choice(list(get_args(Instrument))),
    default="clinical review",
    help="What you reviewed with; only a clinical review ends the draft.",
)
@click.option("--verdict", type=click.Choice(list(get_args(ReviewVerdict))), required=True)
@click.option("--reasons", required=True, help="What you looked at, and why you decide so.")
@click.option("--rating", "ratings", multiple=True, help="item=points; give it once for each item.")
def sign_off(  # one argument per option
    root: Path,
    reviewer: str,
    role: str,
    instrument: str,
    verdict: str,
    reasons: str,
    ratings: tuple[str, ...],
) -> int:
    """Record your review of the text as it is now.

    The review covers these words and no others: change one, and it no longer counts.
    """
    from bookbuild.pipeline.checking import check_text

    checked = check_text(real_world(root))
    show_findings(checked.diagnostics)
    if checked.book is None or has_errors(checked.diagnostics):
        click.echo("a text with errors cannot be signed off", err=True)
        return 1
    standing = checked.book.standing
    fields: dict[str, object] = {
        "reviewer": reviewer,
        "role": role,
        "date": standing.today,
        "instrument": instrument,
        "verdict": verdict,
        "reasons": reasons,
        "text": standing.text,
    }
    if ratings:
        fields["ratings"] = dict(_rating(one) for one in ratings)
    add_table(root / REVIEWS, "review", fields, head=_HEAD)
    click.echo(f"{root / REVIEWS}: {instrument} of {standing.copy_id} by {reviewer}, {verdict}")
    for line in _read(checked):
        click.echo(line)
    return 0


_HEAD = """\
# Reviews of the text by people, one table each, written by `bookbuild sign-off`. `text` is the
# SHA-256 of exactly the text that was reviewed: when the text changes, the review no longer counts.
# A `[[withdrawal]]`, written by `bookbuild withdraw`, takes back the reviews above it of the same
# reviewer, instrument and text.
"""


def _read(checked: Checked) -> Iterator[str]:
    """Yield what stands on the copies that were read, a line for each id."""
    from bookbuild.pipeline.pieces import standings

    named: dict[str, list[str]] = {}
    for path, standing in standings(checked).items():
        named.setdefault(standing.copy_id, []).append(path)
    for name, (first, *others) in named.items():
        more = f" and {len(others)} more" if others else ""
        yield f"  {name} stands on the copies that were read of {first}{more}"


def _rating(written: str) -> tuple[str, int]:
    item, _, points = written.partition("=")
    if not item or not points.isdigit():
        raise click.BadParameter(f"`{written}` is not `item=points`", param_hint="--rating")
    return item, int(points)
