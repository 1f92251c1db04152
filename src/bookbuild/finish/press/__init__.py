"""A PDF for screens in; PDF/X-4 for a printing house out (ISO 15930-7).

In: a file that WeasyPrint laid out with `@page { bleed: … }` of at least the bleed of the job,
and the job's ticket. Out: the same pages in the four inks, with trim and bleed boxes, marks of our
own outside the bleed and the printing condition; nothing that is for screens alone (tags, links,
outline). What cannot be printed as it stands is a finding.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from bookbuild.finish.press.facts import put_facts
from bookbuild.finish.press.intent import output_intent, unfit
from bookbuild.finish.press.marks import Edges, marks, sheet
from bookbuild.finish.press.plates import Plates
from bookbuild.model.diagnostic import Diagnostic, Outcome, in_order
from bookbuild.model.press import JobTicket

_SAME_PT: Final = 0.01
_PAGE_KEYS: Final = frozenset(
    "/Type /Parent /Contents /Resources /TrimBox /BleedBox /MediaBox".split()
)
_ROOT_KEYS: Final = frozenset("/Type /Pages /Lang".split())


def make_press_file(pdf: bytes, ticket: JobTicket) -> Outcome[bytes]:
    """Make PDF/X-4 of an RGB PDF; the same file and ticket give the same bytes.

    The findings are PRS001 to PRS005. Where there is one, the file is there all the same, for the
    eyes of whoever looks for the fault, but it must not be printed from.
    """
    findings = [*unfit(ticket.profile)]
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as file:
        assert len(ticket.folds) in {0, len(file.pages)}, "folds are given for each page or none"
        plates = Plates(file, ticket.inks)
        for number, page in enumerate(file.pages, start=1):
            findings += wrong_sheet(page, number, ticket)
            findings += plates.separate(page, number)
            _trim(file, page, number, ticket)
        _keep_for_print(file)
        file.Root.OutputIntents = Array([output_intent(file, ticket.profile)])
        put_facts(file, ticket)
        return Outcome(_written(file), in_order(findings))


def wrong_sheet(page: pikepdf.Page, number: int, ticket: JobTicket) -> Iterator[Diagnostic]:
    """Yield a finding when a page was laid out for another trim, or with too little bleed."""
    trim, media = Edges.of(page.trimbox), Edges.of(page.mediabox)
    wanted = ticket.trim
    off = max(abs(trim.width - wanted.width_pt), abs(trim.height - wanted.height_pt))
    if off > _SAME_PT:
        yield Diagnostic(
            code="PRS004",
            message=f"page {number} is {trim.width:.2f} × {trim.height:.2f} pt, "
            f"not {wanted.width_pt:.2f} × {wanted.height_pt:.2f} pt ({wanted.name})",
        )
    if not media.holds(trim.grown(ticket.bleed_pt), within=_SAME_PT):
        yield Diagnostic(
            code="PRS004",
            message=f"page {number} was laid out with less bleed than {ticket.bleed_pt:.2f} pt",
            hints=("give `@page` a `bleed` of at least that much",),
        )


def _trim(file: pikepdf.Pdf, page: pikepdf.Page, number: int, ticket: JobTicket) -> None:
    """Set the boxes, cut what lies beyond the bleed and draw the marks.

    The origin stays where it is: screens (pattern fills) are anchored to it.
    """
    left, bottom, *_ = Edges.of(page.trimbox)
    trim = Edges(left, bottom, left + ticket.trim.width_pt, bottom + ticket.trim.height_pt)
    bleed = trim.grown(ticket.bleed_pt)
    folds = ticket.folds[number - 1] if ticket.folds else ()
    before = f"q {bleed.as_rectangle()} re W n\n".encode()
    after = b"\nQ\n" + marks(trim, bleed, folds)
    page.obj.Contents = file.make_stream(before + page.Contents.read_bytes() + after)
    page.obj.Resources.ColorSpace = Dictionary(All=_all_plates())
    for box, edges in (("Trim", trim), ("Bleed", bleed), ("Media", sheet(trim, bleed))):
        page.obj[f"/{box}Box"] = Array([round(edge, 4) for edge in edges])
    for key in set(page.obj.keys()) - _PAGE_KEYS:
        del page.obj[key]


def _all_plates() -> Array:
    """Give the colour that prints on every plate: what registration marks are drawn in."""
    to_all = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, to_all])


def _keep_for_print(file: pikepdf.Pdf) -> None:
    """Drop everything that is for screens: tags, outline, names, the wish for a window's title."""
    root: Any = file.Root
    for key in set(root.keys()) - _ROOT_KEYS:
        del root[key]
    for key in ("/ID", "/Info"):
        if key in file.trailer:
            del file.trailer[key]


def _written(file: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    file.save(
        out,
        force_version="1.6",  # what PDF/X-4 is founded on
        fix_metadata_version=False,  # the packet is as it should be
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


__all__ = ["make_press_file"]
