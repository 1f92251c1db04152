"""One print run: lay out, number, check, tag, write.

In: a print job. Out: the PDF and its page map, or the findings that stopped it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final

import pydyf

from bookbuild.model.diagnostic import Diagnostic, Outcome, in_order
from bookbuild.render.pdf.clearing import cleared_after
from bookbuild.render.pdf.embedding import embedded_fonts
from bookbuild.render.pdf.footnotes import notes_beside_calls
from bookbuild.render.pdf.galley import Galley
from bookbuild.render.pdf.geometry import told
from bookbuild.render.pdf.job import Compose, Printed, PrintJob
from bookbuild.render.pdf.linebreaks import whole_texts
from bookbuild.render.pdf.pages import page_map, pages_of
from bookbuild.render.pdf.painting import pages_kept
from bookbuild.render.pdf.parts import parts_of
from bookbuild.render.pdf.press import Complaints, at_full_speed
from bookbuild.render.pdf.reading import read, read_parts
from bookbuild.render.pdf.reckoning import Reckoning
from bookbuild.render.pdf.setpart import SetPart
from bookbuild.render.pdf.setting import Setting, joined
from bookbuild.render.pdf.shortcuts import shortcuts
from bookbuild.render.pdf.standing import StandingType
from bookbuild.render.pdf.structure import Node
from bookbuild.render.pdf.tagging import Painted, as_painted, closed_up, own_tags

MOST_PASSES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The last layout. settled: its page numbers are those in the HTML it was made from."""

    parts: Sequence[SetPart]
    document: Any
    root: Any
    html: str
    page_of: Mapping[str, str]
    passes: int
    settled: bool


def run(
    job: PrintJob, compose: Compose, last_map: Mapping[str, str], standing: StandingType | None
) -> Outcome[Printed]:
    """Print one file; see `bookbuild.render.pdf.print_pdf`."""
    keep = standing is not None
    standing = standing or StandingType()
    setting = standing.setting(job)
    laid_before, missed_before = setting.laid, len(setting.missed)
    complaints = Complaints()
    with at_full_speed(sweep=standing.is_to_sweep()), shortcuts(), complaints.listening():
        with notes_beside_calls(), whole_texts(), cleared_after():
            laid = settle(setting, compose, last_map or setting.page_of)
        if keep:
            reading = read_parts(laid.root, laid.parts, job)
        else:
            reading = read(laid.root, laid.document.pages, job)
        findings = [
            *([] if laid.settled else [_unsettled()]),
            *reading.links,
            *told(reading.faults, reading.galley, job),
        ]
        kept = pages_kept(laid.parts, setting.stock) if keep else nullcontext()
        with closed_up(keep=keep), kept:
            pdf = written(job, laid, reading.galley, reading.structure)
    complaints.heard += [message for part in laid.parts for message in part.heard]
    missed = {path for part in laid.parts for path in part.missed}
    findings += complaints.findings(missed.union(setting.missed[missed_before:]))
    printed = Printed(
        pdf=pdf,
        html=laid.html,
        pages=pages_of(reading.galley, laid.page_of),
        passes=laid.passes,
        laid=setting.laid - laid_before,
    )
    return Outcome(printed, in_order(findings))


def settle(setting: Setting, compose: Compose, guess: Mapping[str, str]) -> Laid:
    """Lay out until the HTML stays the same with the page numbers it leads to."""
    parts = setting.set(compose(guess)) if guess else setting.set_on(Reckoning(compose).text)
    for passes in range(1, MOST_PASSES + 1):
        document, root = joined(parts)
        found = page_map(document.pages)
        html = compose(found)
        settled = [part.html for part in parts] == parts_of(html)
        if settled or passes == MOST_PASSES:
            break
        parts = setting.set(html)
    return Laid(
        parts=parts,
        document=document,
        root=root,
        html=html,
        page_of=found,
        passes=passes,
        settled=settled,
    )


def _unsettled() -> Diagnostic:
    return Diagnostic(
        code="PDF003",
        message=f"the page numbers did not settle in {MOST_PASSES} layouts",
        hints=("a reference near the end of a page pushes its own target to and fro: reword it",),
    )


def written(
    job: PrintJob, laid: Laid, galley: Galley, structure: Node, then: Painted = as_painted
) -> bytes:
    """Write the PDF with our tags; then: what is done to the painted pages before that.

    Its pages are ready to be painted (`reading.py`).
    """
    document = laid.document
    _describe(job, document.metadata)

    def finish(_document: Any, pdf: Any) -> None:
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(_labels(job.cover))})

    with own_tags(galley, structure, then), embedded_fonts():
        pdf = document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    assert isinstance(pdf, bytes), "WeasyPrint gives bytes when it is given no file"
    return pdf


def _describe(job: PrintJob, metadata: Any) -> None:
    """Fill in what the file says about itself."""
    metadata.title = job.title
    metadata.lang = job.language
    metadata.authors = list(job.authors)
    metadata.description = job.subject or None
    metadata.keywords = list(job.keywords)
    metadata.created = metadata.modified = job.date
    metadata.generator = "bookbuild"
    metadata.attachments = []  # their dates would be the clock's


def _labels(cover: str | None) -> Iterator[Any]:
    """Yield the page labels' number tree: a named cover, then the physical page numbers."""
    if cover is not None:
        yield 0
        yield pydyf.Dictionary({"P": pydyf.String(cover)})
    first = 0 if cover is None else 1
    yield first
    yield pydyf.Dictionary({"S": "/D", "St": first + 1})
