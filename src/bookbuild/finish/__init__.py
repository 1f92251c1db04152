"""Finished pages in; what a printer wants of them out.

For a printing house, `make_press_file` turns a PDF for screens into PDF/X-4. For the office,
`finish` folds a booklet from true Letter or A4 sheets, stapled through the fold. A booklet needs
pages that the book has not (notes on its blanks, a mark on each sheet), so it takes two calls:

    plan = plan_booklet(reading)            # which notes pages and which marks to print
    ...                                     # render prints them, in the plan's order, into one PDF
    finish(Booklet(plan=plan, reading=reading, extras=extras, sheet=…, margins=…))

What comes out is for printing alone: no tags, no links. The reading PDF stays beside it. pikepdf is
opened by the first call, not by the import.
"""

from __future__ import annotations

from bookbuild.finish.imposition import CALIPER_MM, MOST_PAGES, Margins
from bookbuild.finish.job import Booklet, Imposed, Plan
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.press import JobTicket


def plan_booklet(reading: bytes, most: int = MOST_PAGES) -> Plan:
    """Plan the booklet of a tagged reading PDF, in signatures of at most `most` pages."""
    from bookbuild.finish.booklet import plan  # noqa: PLC0415  # the heavy door opens late

    return plan(reading, most)


def make_press_file(pdf: bytes, ticket: JobTicket) -> Outcome[bytes]:
    """Turn a PDF laid out with a bleed into PDF/X-4; see `bookbuild.finish.press`."""
    from bookbuild.finish.press import make_press_file as make  # noqa: PLC0415  # opens late

    return make(pdf, ticket)


def finish(step: Booklet) -> Outcome[Imposed | None]:
    """Carry out one step. The value is None where a finding is an error."""
    from bookbuild.finish.booklet import impose  # noqa: PLC0415  # the heavy door opens late

    return impose(step)


__all__ = [
    "CALIPER_MM",
    "MOST_PAGES",
    "Booklet",
    "Imposed",
    "Margins",
    "Plan",
    "finish",
    "make_press_file",
    "plan_booklet",
]
