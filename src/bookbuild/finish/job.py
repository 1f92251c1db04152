"""What is asked of the finisher, and what it hands back.

In: nothing. Out: frozen values, so that a step can be sent to another process; pikepdf is not met
here.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.finish.imposition import CALIPER_MM, Margins, Signature, sheets
from bookbuild.model.format import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A booklet before its sheets are made.

    pages: how many the reading PDF has. notes: the numbers of the pages that become notes pages, in
    order: the book's blank pages, and those that fill the last sheet.
    """

    pages: int
    notes: tuple[int, ...]
    signatures: tuple[Signature, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """Give the words that stand beside the fold of each sheet, in the order of printing.

        They tell whoever takes 35 sheets out of a printer where to part them, and where a dropped
        one belongs.
        """
        return tuple(
            (f"Part {signature.number} of {signature.of} · " if signature.of > 1 else "")
            + f"sheet {sheet.number} of {signature.sheet_count}"
            for signature in self.signatures
            for sheet in sheets(signature)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """The step that folds a book.

    reading: the book's tagged PDF, page after page. extras: a PDF with one page for each number of
    `plan.notes`, as large as the book's, then one for each of `plan.marks`, of any size. sheet: the
    paper in the printer; it is used on its side. caliper_mm: how thick it is. margins: what the
    style leaves free on each page, at the fold and before the edge.
    """

    plan: Plan
    reading: bytes
    extras: bytes
    sheet: Paper
    margins: Margins
    caliper_mm: float = CALIPER_MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposed:
    """The sheets, front and back in turn.

    creep_mm: how far the pages of the innermost sheet are moved towards the fold, in the thickest
    signature; 0 where the creep is too small to be seen.
    """

    pdf: bytes
    sheets: int
    creep_mm: float


def on_its_side(sheet: Paper) -> tuple[float, float]:
    """Give the width and the height of a sheet that lies on its long edge, in points."""
    return max(sheet.width_pt, sheet.height_pt), min(sheet.width_pt, sheet.height_pt)
