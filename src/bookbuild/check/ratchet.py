"""Write down the grades that a text has now, so that it cannot get worse unnoticed.

In: the scores of all editions. Out: the text of `readability.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bookbuild.model.assessment import Score

_OPENING: Final = """\
# The school grades of each chapter, and of all text (the empty label), and the percent of its
# sentences in the passive voice, when they were last looked at. `bookbuild check` warns when a text
# reads harder than this.
"""


def ratchet(scores: Iterable[Score]) -> str:
    """Give the file, a table for each score in order."""
    return _OPENING + "".join(_table(score) for score in scores)


def _table(score: Score) -> str:
    return (
        f'\n[{score.edition}."{score.label}"]\n'
        f"smog = {score.smog:.1f}\nfkgl = {score.fkgl:.1f}\npassive = {score.passive_share}\n"
    )
