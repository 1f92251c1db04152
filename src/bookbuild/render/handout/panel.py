"""The room that a handout has for a clinic's details: the same on every sheet.

In: how much they take. Out: the finding that says how many lines are too many.
"""

from __future__ import annotations

from typing import Final

from bookbuild.model.clinic import Clinic
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.render.crowded import too_much
from bookbuild.render.pdf import Taken

PANEL: Final = "clinic"
"""The id of the panel."""
PANEL_PT: Final = 142.0
"""The height of the panel's inside, as styles/handout/handout.css has it."""
_ROUNDING_PT: Final = 0.1


def is_too_high(depth: float) -> bool:
    """Tell whether details so many points high have no room in the panel."""
    return depth > PANEL_PT + _ROUNDING_PT


def too_high(clinic: Clinic, taken: Taken) -> Diagnostic:
    """Say what is too much in the panel; CLN010."""
    return too_much(clinic, taken, PANEL_PT, "for the panel of the handouts")
