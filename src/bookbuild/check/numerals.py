"""Numbers in running text, and the rows of the number table that print them.

In: a text, the number table, the imprint. Out: each number with its place; for a number the rows
whose words stand around it. The book's own facts (version, dates, license) are known from the
imprint, so that the text cannot say another version than book.toml.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from bookbuild.check.prose import Prose
from bookbuild.model.book import Imprint
from bookbuild.model.evidence import NumberRow, NumberTable

_NUMERAL: Final = re.compile(r"\d(?:[\d,.–-]*\d)?|\bhal(?:f|ves)\b", re.IGNORECASE)
# A cross-reference prints a number that the build gave.
_GIVEN: Final = re.compile(r"\b(?:Chapter|Sheet|Figure|Table)\s\d+")
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)


class Numeral(NamedTuple):
    """A number in a text (`half` is one), and where it begins."""

    text: str
    at: int

    @property
    def stop(self) -> int:
        """Give the place after it."""
        return self.at + len(self.text)


@cache
def numerals_in(text: str) -> tuple[Numeral, ...]:
    """Give the numbers of a text; those that the build gave (`Chapter 8`) are left out."""
    given = [found.span() for found in _GIVEN.finditer(text)]
    return tuple(
        Numeral(found[0], found.start())
        for found in _NUMERAL.finditer(text)
        if not any(start <= found.start() < stop for start, stop in given)
    )


class KnownNumbers:
    """The number table, sorted by the numbers in its printed words."""

    def __init__(self, rows: Iterable[NumberRow], own: Iterable[str]) -> None:
        """Take the rows, and the book's own facts as they are printed."""
        self._prints: dict[str, list[tuple[str, NumberRow]]] = {}
        self._around: dict[tuple[str, Numeral], tuple[NumberRow, ...]] = {}
        self._own = tuple(_plain(words) for words in own)
        for row in rows:
            for words in row.prints:
                form = _plain(words)
                for number in _NUMERAL.findall(form):
                    self._prints.setdefault(number, []).append((form, row))

    def around(self, text: str, number: Numeral) -> tuple[NumberRow, ...]:
        """Give the rows that print the words in which a number stands; asked by several rules."""
        known = self._around.get((text, number))
        if known is None:
            plain = _plain(text)
            forms = self._prints.get(_plain(number.text), ())
            rows = (row for form, row in forms if _stands_around(plain, form, number))
            known = self._around[text, number] = tuple(dict.fromkeys(rows))
        return known

    def is_own(self, text: str, number: Numeral) -> bool:
        """Tell whether a number is a part of the book's own facts."""
        plain = _plain(text)
        return any(_stands_around(plain, form, number) for form in self._own)


def known_numbers(prose: Prose) -> KnownNumbers | None:
    """Give the numbers that the book may print; None for a book without a table."""
    table = prose.book.number_table
    return _known(table, prose.book.imprint) if table else None


@cache
def _known(table: NumberTable, imprint: Imprint) -> KnownNumbers:
    return KnownNumbers(table.rows, _own_facts(imprint))


def _own_facts(imprint: Imprint) -> Iterator[str]:
    for word in ("version", "version:", "draft", "edition"):
        yield f"{word} {imprint.version}"
    yield imprint.license
    yield imprint.license.replace("CC BY", "Creative Commons Attribution")
    for date in (imprint.date, imprint.review_by, imprint.search_date):
        yield from _dates(date)


def _dates(date: dt.date) -> tuple[str, str]:
    month = _MONTHS[date.month - 1]
    return f"{month} {date.day}, {date.year}", f"{month} {date.year}"


@cache
def _plain(words: str) -> str:
    """Give words in small letters, with every space an ordinary one; no letter moves."""
    return words.replace("\N{NO-BREAK SPACE}", " ").lower()


def _stands_around(text: str, form: str, number: Numeral) -> bool:
    """Tell whether whole words `form` stand in a text so that they hold a number."""
    at = text.find(form, max(0, number.stop - len(form)))
    while 0 <= at <= number.at:
        stop = at + len(form)
        before, after = text[at - 1 : at], text[stop : stop + 1]
        if number.stop <= stop and not before.isalnum() and not after.isalnum():
            return True
        at = text.find(form, at + 1)
    return False
