"""What `check` knows of the text besides its faults: how hard it is to read, and what was let pass.

In: made by `check`. Out: frozen values for `report` and the command line.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.document import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How hard a chapter is to read, or (without label and number) the whole of an edition.

    smog and fkgl are school grades; smog_aloud is SMOG with figures read aloud. mean: words in a
    sentence. longest: words in the longest one. passive: sentences in the passive voice. body:
    words of the chapter's body, which may be shorter or longer than what is scored.
    """

    edition: Edition
    words: int
    sentences: int
    syllables: int
    polysyllables: int
    mean: float
    longest: int
    smog: float
    smog_aloud: float
    fkgl: float
    passive: int = 0
    label: str = ""
    number: int | None = None
    title: str = ""
    body: int = 0

    @property
    def passive_share(self) -> int:
        """Give the share of sentences in the passive voice, in percent."""
        return round(100 * self.passive / self.sentences)

    @property
    def indicative(self) -> bool:
        """Tell whether the text has fewer sentences than SMOG was made for."""
        return self.sentences < 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A finding that a waiver let pass, with the reason given."""

    finding: Diagnostic
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Scores of each edition's chapters in order (the whole last), and the waived findings."""

    scores: tuple[Score, ...] = ()
    waived: tuple[Waived, ...] = ()
