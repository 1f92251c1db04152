"""The words of the house: which are banned, how they are spelled and spoken, how long text may be.

In: filled by `load` from `words.toml` and `readability.toml`. Out: frozen values that `check` works
with. A manuscript without these files has the defaults.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bookbuild.model.document import Edition
from bookbuild.model.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How hard and how long the text may be; a pair is the fewest and the most.

    smog, fkgl: school grades. passive_share: of a chapter's sentences, in percent. passives: in one
    sentence. The rest are words in a sentence (the most, the aim, the mean of a chapter), sentences
    in a paragraph, items in a list, words in a chapter's body and in the part of it that goes on a
    handout, the numbers of key points and questions, words of a panel of the brochure, of the
    poster and of a face of the card. None: no limit.
    """

    smog: float = 8.0
    fkgl: float = 8.0
    passive_share: int = 20
    passives: int = 2
    sentence: int = 25
    sentence_aim: int = 20
    sentence_mean: float = 15.0
    paragraph: int = 3
    list: int = 7
    chapter_words: tuple[int, int] | None = None
    handout_words: tuple[int, int] | None = None
    key_points: tuple[int, int] | None = None
    questions: tuple[int, int] | None = None
    panel_words: tuple[int, int] | None = None
    poster_words: tuple[int, int] | None = None
    card_words: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Banned:
    """Words that this book does not print.

    `why` and `instead` tell the author; `unless` names what in the same sentence makes the words
    harmless.
    """

    words: tuple[str, ...]
    why: str
    instead: str = ""
    unless: Literal["number", "citation"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding that is let pass: its code, its file below `manuscript/`, and the reason.

    With `words`, only findings whose message holds these words are waived.
    """

    code: str
    place: str
    reason: str
    words: str = ""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """The school grades of a text when it was last looked at.

    passive: its share of sentences in the passive voice, in percent; None when it is not kept.
    """

    smog: float
    fkgl: float
    passive: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The whole of both files.

    allowed: phrases in which a banned word is harmless. spelling: words, and names: proper nouns,
    that the dictionary lacks. syllables: of words, in small letters. abbreviations: what explains
    each one; nothing where everybody knows it. ratchet: grades by edition and section's label.
    """

    limits: Limits = Limits()
    banned: tuple[Banned, ...] = ()
    allowed: tuple[str, ...] = ()
    spelling: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    syllables: Mapping[str, int] = field(default_factory=dict)
    abbreviations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    ratchet: Mapping[tuple[Edition, str], Grades] = field(default_factory=dict)
