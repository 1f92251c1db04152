"""Rules on single words: banned words, contractions, abbreviations that nobody explained.

In: the words of an edition. Out: findings RDB009 to RDB011.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bookbuild.check.phrases import Phrases
from bookbuild.check.prose import Prose
from bookbuild.check.sentences import Sentence, Word
from bookbuild.check.units import SectionUnits, Unit
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.wording import Banned

_CONTRACTION: Final = re.compile(
    r".+n't|.+'(?:ll|re|ve|m|d)|(?:it|that|there|here|what|who|where|how|he|she|let)'s"
)
_ABBREVIATION: Final = re.compile(r"[A-Z]{2,}s?")
_RUNNING: Final = frozenset({"paragraph", "item"})


def banned_word(prose: Prose) -> Iterator[Diagnostic]:
    """Find words that this book does not print, unless an allowed phrase holds them."""
    rows = prose.wording.banned
    banned = Phrases((phrase, row) for row in rows for phrase in row.words)
    allowed = Phrases((phrase, None) for phrase in prose.wording.allowed)
    for unit in prose.units:
        for sentence in unit.sentences:
            for first, after, row in banned.found_in(sentence):
                if _harmless(row, unit, sentence) or _inside(allowed, sentence, first, after):
                    continue
                start = sentence.words[first].at
                words = unit.text[start : sentence.words[after - 1].stop]
                yield Diagnostic(
                    code="RDB009",
                    span=unit.at(start),
                    message=f"`{words}` is a banned word: {row.why}",
                    hints=(row.instead,) if row.instead else (),
                )


def contraction(prose: Prose) -> Iterator[Diagnostic]:
    """Find words drawn together; "do not" is easier to read than "don't"."""
    for unit in prose.units:
        if "’" not in unit.text and "'" not in unit.text:
            continue
        for sentence in unit.sentences:
            for word in sentence.words:
                if _CONTRACTION.fullmatch(word.text.casefold().replace("’", "'")):
                    yield Diagnostic(
                        code="RDB010",
                        span=unit.at(word.at),
                        message=f"`{word.text}` is a contraction",
                        hints=("write both words in full",),
                    )


def abbreviation_not_explained(prose: Prose) -> Iterator[Diagnostic]:
    """Find abbreviations whose first use in the running text of a section does not explain them.

    An abbreviation is explained when it stands in brackets behind what it means, or when the same
    paragraph has one of the phrases that words.toml lists for it.
    """
    for one in prose.sections:
        if one.section.kind == "text":
            for unit, word, short in _first_uses(one):
                if not _explained(prose, unit, word, short):
                    yield Diagnostic(
                        code="RDB011",
                        span=unit.at(word.at),
                        message=f"`{short}` is not explained at its first use in this section",
                        hints=(_how_to_explain(prose, short),),
                    )


def _harmless(row: Banned, unit: Unit, sentence: Sentence) -> bool:
    match row.unless:
        case "number":
            return any(word.text[0].isdigit() for word in sentence.words)
        case "citation":
            return any(sentence.start < place <= sentence.stop for place in unit.cited)
        case None:
            return False


def _inside(allowed: Phrases[None], sentence: Sentence, first: int, after: int) -> bool:
    return any(start <= first and after <= stop for start, stop, _ in allowed.found_in(sentence))


def _first_uses(one: SectionUnits) -> Iterator[tuple[Unit, Word, str]]:
    met: set[str] = set()
    for unit in one.units:
        if unit.kind not in _RUNNING or unit.beside or not _ABBREVIATION.search(unit.text):
            continue
        for sentence in unit.sentences:
            for word in sentence.words:
                for part in word.text.split("-"):
                    if _ABBREVIATION.fullmatch(part):
                        short = part.rstrip("s")
                        if short not in met:
                            met.add(short)
                            yield unit, word, short


def _explained(prose: Prose, unit: Unit, word: Word, short: str) -> bool:
    phrases = prose.wording.abbreviations.get(short)
    if phrases == ():
        return True
    before = unit.text[: word.at]
    if before.endswith(" (") and len(before.split()) > 2:
        return True
    text = unit.text.casefold()
    return any(phrase.casefold() in text for phrase in phrases or ())


def _how_to_explain(prose: Prose, short: str) -> str:
    phrases = prose.wording.abbreviations.get(short)
    if not phrases:
        return f"say what it means and put it in brackets behind: `the meaning ({short})`"
    return f"say what it means in the same paragraph: “{phrases[0]}”"
