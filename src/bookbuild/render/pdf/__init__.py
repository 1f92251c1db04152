"""HTML to a printed PDF: laid out until its page numbers agree, checked, tagged, written.

In: a print job, and a function that writes the HTML once the page numbers are known. Out: the
PDF with its page map, or findings. WeasyPrint is imported when the first page is printed, because
it costs half a second that the commands without pages should not pay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bookbuild.model.diagnostic import Outcome
from bookbuild.render.pdf.job import Compose, Printed, PrintJob, Taken

if TYPE_CHECKING:
    from bookbuild.render.pdf.standing import StandingType


def print_pdf(
    job: PrintJob,
    compose: Compose,
    last_map: Mapping[str, str],
    standing: StandingType | None = None,
) -> Outcome[Printed]:
    """Print one PDF/UA-1 file.

    compose gets the printed page of each id and gives the whole HTML, page numbers written in.
    last_map is a guess that saves passes: the map of the build before. standing: keeps what is laid
    out for the next print of the same book; it is this one's alone while it prints. Where a finding
    is an error the file is there all the same, for the eyes of whoever looks for the fault.
    """
    from bookbuild.render.pdf.run import run  # noqa: PLC0415  # the heavy door opens late

    return run(job, compose, last_map, standing)


def standing_type() -> StandingType:
    """Give the memory of a process that prints one book in one format again and again."""
    from bookbuild.render.pdf.standing import StandingType  # noqa: PLC0415  # as above

    return StandingType()


def galley_proofs(job: PrintJob) -> Callable[[str], Mapping[str, float]]:
    """Give a function that sets HTML as a galley proof and measures each block that has an id."""
    from bookbuild.render.pdf.measuring import Proofs  # noqa: PLC0415  # as above

    return Proofs(job).heights


def taken_in(job: PrintJob, html: str, name: str) -> Taken:
    """Lay out HTML, and measure what stands in the element of an id."""
    from bookbuild.render.pdf import crowding  # noqa: PLC0415  # as above

    return crowding.taken_in(job, html, name)


__all__ = [
    "Compose",
    "PrintJob",
    "Printed",
    "Taken",
    "galley_proofs",
    "print_pdf",
    "standing_type",
    "taken_in",
]
