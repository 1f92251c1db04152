"""What bookbuild sets out to reach, each as a ratio of two figures of the same run.

In: all that was measured. Out: a row for each goal: what it asks, what was found, met or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tools.bench.figures import Cell, Cells, Measure, ratio
from tools.bench.real import AGAIN, ALL, ALL_NOTHING, BRANDED, PLAIN_ALL, WARM, Branded
from tools.bench.sizes import COLD, OUR_EPUB, WATCHED, Size
from tools.bench.ways import PANDOC_EPUB, PLAIN

_BASE_MB: Final = 60.0
_MB_A_PAGE: Final = 1.3
_MIDDLE: Final = 312
_LARGE: Final = 1000
_SMALL: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """least: the figure must be at least, else at most, `limit`. found: None when not measured."""

    what: str
    limit: float
    found: float | None
    unit: str = "×"
    least: bool = False

    @property
    def verdict(self) -> str:
        """Say whether it is met."""
        if self.found is None:
            return "not measured"
        met = self.found >= self.limit if self.least else self.found <= self.limit
        return "met" if met else "**not met**"


def goals(sizes: Mapping[int, Size], real: Cells, branded: Branded | None) -> tuple[Goal, ...]:
    """Hold all that was measured against the goals; sizes by the pages that were asked for."""
    return (*_of_real(real), *_of_sizes(sizes), *_of_clinics(branded))


def _of_real(real: Cells) -> Iterator[Goal]:
    yield Goal(
        what="All that is printed of the real text, cold, by the clock ÷ "
        "the same documents through plain WeasyPrint in one process",
        limit=0.6,
        found=_ratio(real, ALL, PLAIN_ALL, "seconds"),
    )
    nothing = real.get(ALL_NOTHING, Cell()).typical("cpu")
    yield Goal(
        what="`bookbuild build` of everything, nothing changed, CPU",
        limit=0.15,
        found=nothing,
        unit="s",
    )


def _of_sizes(sizes: Mapping[int, Size]) -> Iterator[Goal]:
    middle, large, small = (_rows(sizes.get(pages)) for pages in (_MIDDLE, _LARGE, _SMALL))
    yield Goal(
        what=f"{_MIDDLE} pages: one word edited in `bookbuild serve` ÷ cold, by the clock",
        limit=0.35,
        found=_ratio(middle, WATCHED, COLD, "seconds"),
    )
    yield Goal(
        what=f"{_MIDDLE} pages: cold ÷ plain WeasyPrint on the same HTML, CPU",
        limit=0.75,
        found=_ratio(middle, COLD, PLAIN, "cpu"),
    )
    for pages in (_MIDDLE, _LARGE):
        yield _memory(pages, sizes.get(pages))
    yield Goal(
        what=f"cold, {_LARGE} pages ÷ {_SMALL} pages, CPU",
        limit=12,
        found=_quotient(large.get(COLD), small.get(COLD)),
    )
    yield Goal(
        what=f"EPUB of {_LARGE} pages ÷ Pandoc's, by the clock",
        limit=0.15,
        found=_ratio(sizes[_LARGE].epub_rows, OUR_EPUB, PANDOC_EPUB, "seconds")
        if _LARGE in sizes
        else None,
    )


def _memory(pages: int, size: Size | None) -> Goal:
    peak = size.print_rows[COLD].typical("peak") if size else None
    printed = size.printed if size else pages
    return Goal(
        what=f"{printed} pages: peak memory (at most {_BASE_MB:g} MB + {_MB_A_PAGE:g} MB a page)",
        limit=_BASE_MB + _MB_A_PAGE * printed,
        found=peak,
        unit="MB",
    )


def _of_clinics(branded: Branded | None) -> Iterator[Goal]:
    """Compare with the faster of the two warm processes that lay each handout out anew."""
    warm, again, ours = (
        branded.per_file(name) if branded else None for name in (WARM, AGAIN, BRANDED)
    )
    yield Goal(
        what="branded handouts per second of CPU ÷ handouts laid out anew by a warm process",
        limit=12,
        found=min(warm, again) / ours if warm and again and ours else None,
        least=True,
    )


def _rows(size: Size | None) -> Cells:
    return size.print_rows if size else {}


def _ratio(rows: Cells, part: str, whole: str, measure: Measure) -> float | None:
    if part not in rows or whole not in rows:
        return None
    return ratio(rows[part], rows[whole], measure)


def _quotient(part: Cell | None, whole: Cell | None) -> float | None:
    """Divide two medians: texts of different sizes have no rounds in common."""
    more, less = (cell.typical("cpu") if cell else None for cell in (part, whole))
    return more / less if more and less else None
