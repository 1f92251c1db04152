"""Rules on numbers: none that the table does not know, none that says more than it can.

In: the words of an edition. Out: findings NUM001 to NUM005, DOS001, DOS002 and PHN001; none for a
book without `numbers.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from bookbuild.check.numerals import KnownNumbers, Numeral, known_numbers, numerals_in
from bookbuild.check.passages import Passage
from bookbuild.check.pictured import numbers_in_figures
from bookbuild.check.prose import Prose
from bookbuild.check.units import Unit
from bookbuild.check.wordings import holds
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.evidence import NumberRow

_ONE_DENOMINATOR: Final = 100
_HAS_NUMBER: Final = re.compile(r"\d|[Hh]al(?:f|ves)\b|(?:[Oo]ne|[Tt]wo|[Tt]hree) (?:in|out) ")

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FRACTION: Final = re.compile(
    r"\b(\d[\d,.]*|one|two|three)\s(?:(?:more|fewer|people)\s)*"
    r"(?:out\sof|of|in(?:\severy)?)\s(?:(?:the|all|every)\s)?"
    r"(\d[\d,]*|three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand)\b",
    re.IGNORECASE,
)
_IN_A_YEAR: Final = re.compile(r"in\s(?:19|20)\d\d$", re.IGNORECASE)
_WORDS_FOR_NUMBERS: Final = {
    word: value
    for value, word in enumerate("three four five six seven eight nine ten".split(), start=3)
} | {"twenty": 20, "hundred": 100, "thousand": 1000}

_PERCENTAGE: Final = re.compile(r"\d[\d,.]*\s?%|%|\bper\s?cent(?:age)?s?\b", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"\b\d[\d,]*\s(?:more\s|fewer\s)?(?:people\s)?(?:out\s)?of\s(?:the\s)?\d"
)
_RELATIVE: Final = re.compile(
    r"\b(?:twice|doubl(?:e[sd]?|ing)(?![\s-](?:vision|blind))|tripl(?:e[sd]?|ing)|halv(?:e[sd]|ing)"
    r"|half\sthe\s(?:risk|chance|rate|odds)|\w+[\s-]?fold\s(?:more|less|higher|lower|risk|increase|rise)"
    r"|(?:[\d.]+|two|three|four|five|six|ten|many|several)\stimes\s"
    r"(?:as|more|less|higher|lower|fewer|greater|the)"
    r"|(?:relative|odds|risk|hazard)\sr(?:isk|atio)|numbers?\sneeded\sto\s(?:treat|harm))\b",
    re.IGNORECASE,
)
_RELATIVE_CUES: Final = (
    "twice", "doubl", "tripl", "halv", "half", "fold", "times", "ratio", "e risk", "needed to",
)  # fmt: skip
_FREQUENCY: Final = re.compile(
    r"\b(?:rare(?:ly)?|(?:un)?common(?:ly)?(?!\ssense)|infrequent(?:ly)?|seldom|occasional(?:ly)?)\b",
    re.IGNORECASE,
)

_FREQUENCY_CUES: Final = ("rare", "common", "infrequent", "seldom", "occasional")

_AMOUNT: Final = re.compile(
    r"\.?\d[\d,.]*[\s-]?(?:mg|mcg|µg|ug|g|kg|ml|mL|cc|micrograms?|milligrams?|grams?|milliliters?"
    r"|units?)(?:\s?(?:/|per)\s?\w+)?\b"
)
_COUNT: Final = r"(?:\d[\d,./–-]*|half(?:\sa)?|one|two|three|four|five|six|seven|eight|ten)"
_FORM: Final = (
    r"(?:tablets?|capsules?|lozenges?|troches?|drops?|puffs?|sprays?|doses?|infusions?|drips?"
    r"|sessions?|treatments?)"
)
_COURSE: Final = re.compile(
    r"\b(?:milligrams?|micrograms?|milliliters?|mg|mcg|ml)\b"
    r"|\b(?:drip|infusion)\srates?\b"
    rf"|\b(?:take|use|inhale|swallow|start\swith)\s{_COUNT}\s(?:more\s)?{_FORM}\b"
    rf"|\b{_COUNT}\s{_FORM}\s(?:a|an|per|each|every)\s(?:hour|day|week|month|year|session)\b"
    r"|\b(?:once|twice|\w+\stimes)\s(?:a|per|each|every)\s(?:day|night|week|month)\b"
    r"|\bper\s(?:kg|kilo(?:gram)?|hour|minute)\b",
    re.IGNORECASE,
)
_COURSE_CUES: Final = (
    "mg", "mcg", "ml", "gram", "liter", " rate", "take ", "use ", "inhale", "swallow", "start with",
    "per ", " a day", " a night", " a week", " a month", " an hour", "each ", "every ",
)  # fmt: skip
_TRAILING: Final = re.compile(r"(?<![\d.,])\d+\.0+(?!\d|\.\d)")
_NAKED: Final = re.compile(r"(?<![\w.,…])\.\d+")


def number_not_in_table(prose: Prose) -> Iterator[Diagnostic]:
    """Find numbers that no row prints, and numbers whose paragraph cites no source of their row."""
    known = known_numbers(prose)
    if known is None:
        return
    for unit, passage in _numbered(prose):
        strange = {found.start(at) for found in _strange_fractions(unit, known) for at in (1, 2)}
        for number in numerals_in(unit.text):
            if number.at in strange or _is_phone(unit, number) or known.is_own(unit.text, number):
                continue
            rows = known.around(unit.text, number)
            if not rows:
                yield Diagnostic(
                    code="NUM001",
                    span=unit.at(number.at),
                    message=f"no row of the number table prints `{_shown(unit, number)}`",
                    hints=(
                        "print it as `numbers.toml` has it, or add a row that says what it counts",
                    ),
                )
            elif passage is not None and _lacks_source(passage, unit, rows):
                keys = " or ".join(f"`{key}`" for row in rows for key in row.references)
                yield Diagnostic(
                    code="NUM001",
                    span=unit.at(number.at),
                    message=f"`{_shown(unit, number)}` stands here without its source",
                    hints=(f"cite {keys} in this {passage.kind}",),
                )
    yield from numbers_in_figures(prose)


def bare_percentage(prose: Prose) -> Iterator[Diagnostic]:
    """Find percentages without the same number out of so many people."""
    for unit, _ in _with_cue(prose, ("%", "cent")):
        for found in _PERCENTAGE.finditer(unit.text):
            if not _COUNTED.search(_sentence_at(unit, found.start())):
                yield Diagnostic(
                    code="NUM002",
                    span=unit.at(found.start()),
                    message=f"`{found[0]}` stands alone",
                    hints=("count people: `14 out of 100 people`",),
                )


def relative_claim(prose: Prose) -> Iterator[Diagnostic]:
    """Find comparisons without the numbers that are compared."""
    for unit, passage in _with_cue(prose, _RELATIVE_CUES):
        if (found := _RELATIVE.search(unit.text)) and not _COUNTED.search(
            passage.text if passage else unit.text
        ):
            yield Diagnostic(
                code="NUM003",
                span=unit.at(found.start()),
                message=f"`{found[0]}` compares without saying how many",
                hints=("give both numbers first: `76 out of 100 with it, 18 out of 100 without`",),
            )


def frequency_word(prose: Prose) -> Iterator[Diagnostic]:
    """Find words such as `rare` without a number.

    People take such a word for anything from never to always.
    """
    for unit, _ in _with_cue(prose, _FREQUENCY_CUES):
        for found in _FREQUENCY.finditer(unit.text):
            if not _COUNTED.search(_sentence_at(unit, found.start())):
                yield Diagnostic(
                    code="NUM004",
                    span=unit.at(found.start()),
                    message=f"`{found[0]}` says nothing without a number",
                    hints=("give the number, or say `you may notice` or `how often is not known`",),
                )


def strange_denominator(prose: Prose) -> Iterator[Diagnostic]:
    """Find numbers out of something else than 100 people or the real count of their row."""
    known = known_numbers(prose)
    if known is None:
        return
    for unit, _ in _numbered(prose):
        for found in _strange_fractions(unit, known):
            yield Diagnostic(
                code="NUM005",
                span=unit.at(found.start()),
                message=f"`{found[0]}` has a denominator of its own",
                hints=("count out of 100 people, or give the real count of a small group",),
            )


def dose(prose: Prose) -> Iterator[Diagnostic]:
    """Find doses: amounts, rates, and how many to take how often. No handout gives one."""
    if prose.book.number_table is None:
        return
    for unit, _ in _places(prose):
        for found in _doses(unit.text):
            yield Diagnostic(
                code="DOS001",
                span=unit.at(found.start()),
                message=f"`{found[0]}` is a dose",
                hints=("leave it out: the dose is between a person and the one who treats them",),
            )


def decimal_misread(prose: Prose) -> Iterator[Diagnostic]:
    """Find `1.0` and `.5`, which are read as 10 and 5 when the point is not seen."""
    known = known_numbers(prose)
    if known is None:
        return
    for unit, _ in _numbered(prose):
        for pattern, hint in ((_TRAILING, "leave the zero out"), (_NAKED, "put a zero before it")):
            for found in pattern.finditer(unit.text):
                number = Numeral(found[0], found.start())
                if not known.is_own(unit.text, number):
                    yield Diagnostic(
                        code="DOS002",
                        span=unit.at(found.start()),
                        message=f"`{found[0]}` can be misread",
                        hints=(hint,),
                    )


def phone_number_not_in_table(prose: Prose) -> Iterator[Diagnostic]:
    """Find telephone numbers that are in no row of their kind."""
    known = known_numbers(prose)
    if known is None:
        return
    for unit, _ in _numbered(prose):
        for number in numerals_in(unit.text):
            if _is_phone(unit, number) and not any(
                row.kind == "phone" for row in known.around(unit.text, number)
            ):
                yield Diagnostic(
                    code="PHN001",
                    span=unit.at(number.at),
                    message=f"`{number.text}` is no telephone number of the table",
                    hints=("write it as `numbers.toml` has it, or add a row of kind `phone`",),
                )


def _numbered(prose: Prose) -> Iterator[tuple[Unit, Passage | None]]:
    """Yield the units that hold a number."""
    return (place for place in _places(prose) if _holds_number(place[0].text))


@cache
def _holds_number(text: str) -> bool:
    return bool(_HAS_NUMBER.search(text))


def _with_cue(prose: Prose, cues: tuple[str, ...]) -> Iterator[tuple[Unit, Passage | None]]:
    """Yield the units that hold one of some letters."""
    for place in _places(prose) if prose.book.number_table else ():
        if holds(place[0].text.lower(), cues):
            yield place


def _places(prose: Prose) -> Iterator[tuple[Unit, Passage | None]]:
    """Yield each unit with its passage; headings, titles and the imprint have none."""
    for unit in prose.units:
        if unit.kind in {"title", "heading"} or unit.span.path.name == "book.toml":
            yield unit, None
    for passage in prose.passages:
        for unit in passage.units:
            yield unit, passage


_CALL_REACH: Final = 40
_CALL: Final = re.compile(
    r"\b(?:call(?:ed|ing|s)?|text|dial|phone|ring)\s(?:\w+\s){0,3}$", re.IGNORECASE
)


def _is_phone(unit: Unit, number: Numeral) -> bool:
    """Tell whether a number is written as a telephone number, or stands behind `call`."""
    digits = sum(letter.isdigit() for letter in number.text)
    if digits >= 7 and "-" in number.text:
        return True
    if _YEAR.fullmatch(number.text):
        return False
    return digits >= 3 and bool(_CALL.search(unit.text, max(0, number.at - _CALL_REACH), number.at))


@cache
def _fractions(text: str) -> tuple[re.Match[str], ...]:
    found = _FRACTION.finditer(text)
    return tuple(one for one in found if not _IN_A_YEAR.search(one[0]))


def _strange_fractions(unit: Unit, known: KnownNumbers) -> Iterator[re.Match[str]]:
    """Yield the fractions whose denominator is neither 100 nor that of a row."""
    for found in _fractions(unit.text):
        below = found[2].replace(",", "").casefold()
        value = int(below) if below.isdigit() else _WORDS_FOR_NUMBERS[below]
        rows = known.around(unit.text, Numeral(found[2], found.start(2)))
        if value != _ONE_DENOMINATOR and all(row.denominator != value for row in rows):
            yield found


@cache
def _doses(text: str) -> tuple[re.Match[str], ...]:
    amounts = _AMOUNT.finditer(text) if _holds_number(text) else ()
    courses = _COURSE.finditer(text) if holds(text.lower(), _COURSE_CUES) else ()
    return (*amounts, *courses)


def _lacks_source(passage: Passage, unit: Unit, rows: tuple[NumberRow, ...]) -> bool:
    """Tell whether a number needs a source where it stands, and its passage cites none of them.

    What sums up, asks or names (key points, questions, titles) needs none of its own.
    """
    if not passage.argues or unit.kind == "label" or any(not row.references for row in rows):
        return False
    return all(passage.cited.isdisjoint(row.references) for row in rows)


def _shown(unit: Unit, number: Numeral) -> str:
    """Give a number with the word behind it."""
    after = unit.text[number.stop :].split(maxsplit=1)[:1]
    return " ".join((number.text, *after)).rstrip(" .,;:()")


def _sentence_at(unit: Unit, place: int) -> str:
    for sentence in unit.sentences:
        if sentence.start <= place < sentence.stop:
            return unit.text[sentence.start : sentence.stop]
    return unit.text
