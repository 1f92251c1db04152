"""HTML to a printed PDF: laid out until its page numbers agree, checked, tagged, written.

In: a print job, and a function that writes the HTML once the page numbers are known. Out: the
PDF with its page map, or findings. WeasyPrint is imported when the first page is printed, because
it costs half a second that the commands without pages should not pay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bookbuild.model.artefact import Pages
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """All that is printed besides the HTML, and what its pages must hold to.

    date: `YYYY-MM-DD`, None to write no date. stylesheets: (name, CSS). resources: bytes by the
    address that HTML or CSS uses, such as `figures/x.svg`. cover: the label of the first page,
    None when it is an ordinary page. open_pages: named pages whose text may leave the text area
    (covers), though never the paper. places: where in the manuscript an id of the HTML was written.
    """

    title: str
    language: str
    stylesheets: tuple[tuple[str, str], ...]
    resources: Mapping[str, bytes] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    subject: str = ""
    date: str | None = None
    cover: str | None = None
    open_pages: frozenset[str] = frozenset()
    places: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A finished PDF. html: the HTML of the last pass; passes: how often it was laid out."""

    pdf: bytes
    html: str
    pages: Pages
    passes: int


Compose = Callable[[Mapping[str, str]], str]


def print_pdf(
    job: PrintJob, compose: Compose, last_map: Mapping[str, str]
) -> Outcome[Printed | None]:
    """Print one PDF/UA-1 file.

    compose gets the printed page of each id and gives the whole HTML, page numbers written in.
    last_map is a guess that saves passes: the map of the build before. There is no value when a
    finding is an error.
    """
    from bookbuild.render.pdf.run import run  # noqa: PLC0415  # the heavy door opens late

    return run(job, compose, last_map)
