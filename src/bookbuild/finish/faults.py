"""What keeps a booklet from being printed, folded and read well.

In: the step, and the size of each page. Out: findings. Only a wrong size stops the booklet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bookbuild.finish.imposition import MOST_PAGES, margins_left
from bookbuild.finish.job import Booklet, Plan, on_its_side
from bookbuild.model.diagnostic import Diagnostic, Severity
from bookbuild.model.format import POINTS_PER_MM, Paper

INNER_MM: Final = 12.0
"""Less than this at the fold, and a reader has to press the booklet flat."""

OUTER_MM: Final = 3.0
"""Less than this at the edge, and a trim may cut into words."""

# Two A5 pages are 1 mm narrower than A4, because paper sizes are rounded to whole millimetres.
_NARROWER_PT: Final = 3.0
_EXACT_PT: Final = 0.1
_PAGES_NAMED: Final = 8

Size = tuple[float, float]


def faults(step: Booklet, sizes: Mapping[int, Size]) -> tuple[Diagnostic, ...]:
    """Give what is wrong with a booklet; sizes: width and height of each page, in points."""
    return (*_wrong_sizes(sizes, step.sheet), *_too_thick(step.plan), *_too_narrow(step))


def _wrong_sizes(sizes: Mapping[int, Size], sheet: Paper) -> Iterator[Diagnostic]:
    """Find the pages that are not half of the sheet; pages of one size are one finding."""
    wrong: dict[Size, list[int]] = {}
    for number, (width, height) in sorted(sizes.items()):
        if not _is_half(width, height, sheet):
            wrong.setdefault((round(width, 1), round(height, 1)), []).append(number)
    for (width, height), numbers in wrong.items():
        yield Diagnostic(
            code="FIN001",
            message=f"{_named(numbers)}: {width:g} × {height:g} pt is not half of a {sheet.name} "
            "sheet",
            hints=("half-letter pages are folded from Letter sheets, A5 pages from A4",),
        )


def _is_half(width: float, height: float, sheet: Paper) -> bool:
    wide, high = on_its_side(sheet)
    return -_EXACT_PT <= wide - 2 * width <= _NARROWER_PT and abs(high - height) <= _EXACT_PT


def _named(numbers: Sequence[int]) -> str:
    first = ", ".join(map(str, numbers[:_PAGES_NAMED]))
    more = f" and {len(numbers) - _PAGES_NAMED} more" if len(numbers) > _PAGES_NAMED else ""
    return f"page{'s' if len(numbers) > 1 else ''} {first}{more}"


def _too_thick(plan: Plan) -> Iterator[Diagnostic]:
    """Find signatures that office staples do not hold together."""
    for signature in plan.signatures:
        if signature.pages > MOST_PAGES:
            yield Diagnostic(
                code="FIN002",
                severity=Severity.WARNING,
                message=f"part {signature.number} of the booklet has {signature.pages} pages on "
                f"{signature.sheet_count} sheets, too thick to fold and staple by hand",
                hints=(f"allow at most {MOST_PAGES} pages in a part",),
            )


def _too_narrow(step: Booklet) -> Iterator[Diagnostic]:
    """Find signatures so thick that the text comes too near the fold or the edge."""
    for signature in step.plan.signatures:
        left = margins_left(step.margins, signature.sheet_count, step.caliper_mm)
        inner = min(one.inner_pt for one in left) / POINTS_PER_MM
        outer = min(one.outer_pt for one in left) / POINTS_PER_MM
        if inner < INNER_MM or outer < OUTER_MM:
            yield Diagnostic(
                code="FIN003",
                severity=Severity.WARNING,
                message=f"part {signature.number} of the booklet leaves {inner:.1f} mm at the fold "
                f"and {outer:.1f} mm at the edge; {INNER_MM:g} and {OUTER_MM:g} mm are wanted",
                hints=("fold fewer sheets into each other, or take thinner paper",),
            )
