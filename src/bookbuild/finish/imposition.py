"""The arithmetic of a saddle-stitched booklet: which page stands where, and how far it is shifted.

In: a number of pages, the thickness of the paper. Out: signatures, sheets, shifts and margins.
Pages are counted from 1 as they are printed; no PDF is met here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from bookbuild.model.format import POINTS_PER_MM

PAGES_PER_SHEET: Final = 4
MOST_PAGES: Final = 48
"""What one pair of office staples holds and a hand can fold: 12 sheets."""

CALIPER_MM: Final = 0.11
"""The thickness of a sheet of uncoated office paper, 90 g/m²."""

LEAST_CREEP_MM: Final = 0.3
"""Less than this is not seen, and a printer does not place a page more exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Sheets that are folded into each other and stapled by themselves.

    number: which of the booklet's `of` signatures. first: the number of its first page. pages: how
    many it has, always a multiple of four.
    """

    number: int
    of: int
    first: int
    pages: int

    @property
    def sheet_count(self) -> int:
        """Give the number of its sheets."""
        return self.pages // PAGES_PER_SHEET


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a sheet: the page on the left of the fold and the page on its right."""

    left: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet, lying flat. number: from 1, the outermost; its front shows when it is folded."""

    number: int
    front: Side
    back: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The free strips beside a page's text, in points: at the fold, and at the outer edge."""

    inner_pt: float
    outer_pt: float


def notes_needed(pages: int) -> int:
    """Give how many pages are wanting to fill the last sheet: 0 to 3."""
    assert pages >= 1, "a booklet has pages"
    return -pages % PAGES_PER_SHEET


def signatures(pages: int, most: int = MOST_PAGES) -> tuple[Signature, ...]:
    """Divide a booklet into as few signatures as `most` pages allow, as thick as each other.

    The thicker ones come first; no two differ by more than one sheet. Pages that are wanting on the
    last sheet are counted in: see `notes_needed`.
    """
    assert most >= PAGES_PER_SHEET, "a signature has at least one sheet"
    assert most % PAGES_PER_SHEET == 0, "every sheet has four pages"
    all_sheets = (pages + notes_needed(pages)) // PAGES_PER_SHEET
    count = -(-all_sheets // (most // PAGES_PER_SHEET))
    thin, thicker = divmod(all_sheets, count)
    sizes = [PAGES_PER_SHEET * (thin + (at < thicker)) for at in range(count)]
    firsts = accumulate(sizes[:-1], initial=1)
    return tuple(
        Signature(number=number, of=count, first=first, pages=size)
        for number, (first, size) in enumerate(zip(firsts, sizes, strict=True), start=1)
    )


def sheets(signature: Signature) -> tuple[Sheet, ...]:
    """Give a signature's sheets, the outermost first.

    Counted within the signature, the two pages of a side sum to one more than its pages. A sheet is
    turned over along its short edge: the back's left page lies behind the front's right one.
    """
    return tuple(_sheets(signature))


def _sheets(signature: Signature) -> Iterator[Sheet]:
    low, high = signature.first, signature.first + signature.pages - 1
    for at in range(signature.sheet_count):
        near, far = low + 2 * at, high - 2 * at
        yield Sheet(
            number=at + 1,
            front=Side(left=far, right=near),
            back=Side(left=near + 1, right=far - 1),
        )


def creep_mm(sheet_count: int, caliper_mm: float = CALIPER_MM) -> float:
    """Give how far the innermost sheet is pushed out by the sheets around its fold.

    Each sheet around it pushes by its own thickness. Printers' tables multiply by up to 1.4 for
    soft folds; the bare thickness never moves text too far into the fold.
    """
    assert caliper_mm >= 0, "paper is not thinner than nothing"
    return caliper_mm * (sheet_count - 1)


def shifts_pt(sheet_count: int, caliper_mm: float = CALIPER_MM) -> tuple[float, ...]:
    """Give how far each sheet's pages are moved towards the fold, in points, outermost first.

    0 on the outermost sheet, rising by one thickness a sheet; nothing at all where the whole creep
    is too small to be seen.
    """
    if creep_mm(sheet_count, caliper_mm) < LEAST_CREEP_MM:
        return (0.0,) * sheet_count
    return tuple(creep_mm(sheet, caliper_mm) * POINTS_PER_MM for sheet in range(1, sheet_count + 1))


def margins_left(
    margins: Margins, sheet_count: int, caliper_mm: float = CALIPER_MM
) -> tuple[Margins, ...]:
    """Give what is left of the margins on each sheet, outermost first.

    The shift takes from the inner margin. The outer one is what stands after the booklet's edge is
    trimmed flush with its outermost sheet: creep takes from it, the shift gives back.
    """
    shifts = shifts_pt(sheet_count, caliper_mm)
    pushed = (creep_mm(sheet, caliper_mm) * POINTS_PER_MM for sheet in range(1, sheet_count + 1))
    return tuple(
        Margins(inner_pt=margins.inner_pt - shift, outer_pt=margins.outer_pt - push + shift)
        for shift, push in zip(shifts, pushed, strict=True)
    )
