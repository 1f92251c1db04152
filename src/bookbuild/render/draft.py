"""The words that stand on every page until a clinician has signed off the text."""

from __future__ import annotations

from typing import Final

DRAFT_LINE: Final = "Draft: not reviewed by a clinician. Not for patients."
