"""Pages held against the paper of their format.

In: a page's box and its paper. Out: a finding when they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.format import Paper

_TOLERANCE_PT: Final = 0.1


def wrong_size(what: str, box: Iterable[Any], paper: Paper) -> Iterator[Diagnostic]:
    """Yield a finding when a box (left, bottom, right, top) is not as large as the paper."""
    left, bottom, right, top = (float(side) for side in box)
    width, height = right - left, top - bottom
    if max(abs(width - paper.width_pt), abs(height - paper.height_pt)) > _TOLERANCE_PT:
        yield Diagnostic(
            code="PDF025",
            message=f"{what} is {width:.1f} × {height:.1f} pt, "
            f"not {paper.width_pt:.1f} × {paper.height_pt:.1f} pt ({paper.name})",
        )
