"""Where a clinic's details do not fit on a piece that is without fault but for them.

In: the clinic, and how much room its details take. Out: CLN010, at the detail that takes most.
"""

from __future__ import annotations

from math import ceil
from typing import Final

from bookbuild.model.clinic import Clinic
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.render.pdf import Taken

_ROUNDING: Final = 0.01
"""So much of a line is none: heights come out of the layout in pixels."""


def too_much(clinic: Clinic, taken: Taken, room: float, where: str) -> Diagnostic:
    """Say how many lines of a clinic's details are too many, and which detail takes most.

    room: what `taken` has, in points. where: `for the panel of the handouts`.
    """
    most, _ = max(taken.lines, key=lambda one: (one[1], one[0] == "address", one[0]))
    many = max(1, ceil((taken.depth - room) / taken.line - _ROUNDING))
    beyond = "one line" if many == 1 else f"{many} lines"
    each = ", ".join(f"`{name}` {_lines(count)}" for name, count in taken.lines)
    return Diagnostic(
        code="CLN010",
        span=clinic.place(most),
        message=f"the details of `{clinic.name}` are {beyond} too many {where}: {each}",
        hints=(
            f"a line holds about {taken.letters} letters, with the words before them",
            f"shorten `{most}`" + (", or leave it out" if most != "name" else ""),
        ),
    )


def do_not_fit(clinic: Clinic, found: Diagnostic, piece: str) -> Diagnostic:
    """Say that a clinic's details do not fit on a piece, which is without fault but for them."""
    return Diagnostic(
        code="CLN010",
        span=clinic.span,
        message=f"the details of `{clinic.name}` do not fit on {piece}: {found.message}",
        hints=("shorten the longest of them, or leave one out",),
    )


def _lines(count: int) -> str:
    return "takes one" if count == 1 else f"takes {count}"
