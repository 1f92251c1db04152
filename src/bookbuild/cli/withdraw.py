"""`bookbuild withdraw`: a review is taken back; it stays in `reviews.toml` and no longer counts."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from bookbuild.cli.console import root_option
from bookbuild.cli.sign_off import REVIEWS
from bookbuild.model.standing import CLINICAL, Instrument, Review
from bookbuild.system import real_world
from bookbuild.system.tables import add_table


@click.command()
@root_option
@click.option("--reviewer", required=True, help="Whose review, as `sign-off` recorded the name.")
@click.option(
    "--instrument",
    type=click.Choice(list(get_args(Instrument))),
    default=CLINICAL,
    help="What was reviewed with.",
)
@click.option("--reasons", required=True, help="Why it is taken back.")
def withdraw(root: Path, reviewer: str, instrument: str, reasons: str) -> int:
    """Take back a review.

    It is the last one of this reviewer that still stands, of whatever text. Nothing is deleted:
    the withdrawal is written below it, with its date. Exit 1 when there is no such review.
    """
    from bookbuild.pipeline.checking import check_text

    book = check_text(real_world(root)).book
    if book is None:
        raise click.UsageError(f"there is no readable book in {root / 'manuscript'}")
    standing = book.standing
    stand = [one for one in standing.reviews if not one.withdrawn]
    theirs = [one for one in stand if (one.reviewer, one.instrument) == (reviewer, instrument)]
    if not theirs:
        click.echo(f"no {instrument} by {reviewer} stands; {_that_stand(stand)}", err=True)
        return 1
    review = theirs[-1]
    fields: dict[str, object] = {
        "reviewer": reviewer,
        "instrument": instrument,
        "text": review.text,
        "date": standing.today,
        "reasons": reasons,
    }
    add_table(root / REVIEWS, "withdrawal", fields, head="")
    of = "this text" if review.text == standing.text else "an earlier text"
    click.echo(f"{root / REVIEWS}: the {instrument} of {of} by {reviewer} no longer counts")
    return 0


def _that_stand(reviews: list[Review]) -> str:
    names = dict.fromkeys(f"{one.reviewer} ({one.instrument})" for one in reviews)
    return f"these do: {', '.join(names)}" if names else "none does"
