"""The clinic that hands the pieces out: what it puts in the place of blanks, and its look.

In: filled by `load` from `clinic.toml`. Out: frozen values. A clinic's details are no part of the
text that a clinician reviews: nothing here changes a word of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, field
from itertools import count
from typing import Final, Literal, assert_never

from bookbuild.model.source import Span

HOUSE_COLOUR: Final = "#0f4654"
"""Spruce: titles, rules, tiles and figures where no clinic has a colour of its own."""
ALARM: Final = "#8e1b1b"
"""The red of the emergency box, which no clinic changes; nothing else is red."""
PAPER: Final = "#ffffff"
TINT: Final = "#e4edee"
"""The two grounds that the colour stands on; white is also what stands on the colour."""

LOGOS: Final = "logos"
"""The folder of the manuscript that clinics' logos stand in."""
_SLUG: Final = 20
"""Letters of a clinic's part of a copy's id, which must fit one line of a foot."""
_SPELLINGS: Final = {
    "-": "‐‑‒–—―",
    "ae": "æ",
    "b": "ɓ",
    "d": "đðɗ",
    "e": "ə",
    "h": "ħ",
    "i": "ı",
    "k": "ĸ",
    "l": "ł",
    "ng": "ŋ",
    "o": "ø",
    "oe": "œ",
    "t": "ŧ",
    "th": "þ",
}
"""Small letters that Unicode takes for one sign, and dashes, as they are written in ASCII."""
_SPELT: Final = str.maketrans(
    {letter: words for words, letters in _SPELLINGS.items() for letter in letters}
)
_SMALL: Final = frozenset(
    "an and at by for from in of on or the to with "  # English
    "con de del el en la las los para y "  # Spanish
    "au aux des du et le les sur "  # French
    "auf bei dem den der die fur und vom von zu zum zur "  # German
    "w".split()  # Polish
)
"""Words that no name ends in: what is cut off after one leaves it hanging.

Left out is what may as well be a title or the name of a house ("DO", "Suite A", "Elm St").
"""
_DEVICES: Final = re.compile(r"con|prn|aux|nul|(?:com|lpt)[1-9]")
"""Names that Windows keeps for devices, in whatever folder."""

Detail = Literal["name", "address", "phone", "nights", "web"]
"""What a line of a worksheet may ask of a clinic."""
DETAILS: Final[tuple[Detail, ...]] = ("name", "address", "phone", "nights", "web")
LogoType = Literal["image/svg+xml", "image/png"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A clinic's picture: the bytes of a file that `load` has looked through.

    colours: those that a drawing names as `#rrggbb` or `#rgb`, in small letters and six digits.
    """

    content: bytes
    media_type: LogoType
    colours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """One clinic; what it has not given is empty or None, and stays a line to write on.

    address: its lines. phone: the number by day, nights: at night and on weekends, both as they are
    printed (`505-555-0100`). web: an address without `https://`. colour: `#rrggbb`, in the place of
    the house's. own_slug: in the place of the one that is made of the name. span: where it was
    written, places: where each of its details was, and its logo.
    """

    name: str
    address: tuple[str, ...] = ()
    phone: str | None = None
    nights: str | None = None
    web: str | None = None
    logo: Logo | None = None
    colour: str | None = None
    own_slug: str = ""
    span: Span
    places: tuple[tuple[str, Span], ...] = field(default=(), compare=False)

    def place(self, asked: str) -> Span:
        """Give where a detail was written; of any other key, where the clinic was."""
        return next((span for detail, span in self.places if detail == asked), self.span)

    @property
    def slug(self) -> str:
        """Give the name as it stands in the id of a copy: small letters, digits and hyphens."""
        return self.own_slug or slug_of(self.name)

    @property
    def colours(self) -> tuple[str, ...]:
        """Give the colours that a printing house needs inks for, besides those of the house."""
        own = (self.colour,) if self.colour else ()
        return (*own, *(self.logo.colours if self.logo else ()))

    def detail(self, asked: Detail) -> str | None:
        """Give a detail as one line of words, None where the clinic has not given it."""
        match asked:
            case "name":
                return self.name
            case "address":
                return ", ".join(self.address) or None
            case "phone":
                return self.phone
            case "nights":
                return self.nights
            case "web":
                return self.web
            case _:
                assert_never(asked)


def is_slug(words: object) -> bool:
    """Tell whether something is words that could end the id of a copy as they are."""
    return isinstance(words, str) and bool(words) and slug_of(words) == words


def is_device(slug: str) -> bool:
    """Tell whether Windows refuses a folder of this name."""
    return _DEVICES.fullmatch(slug) is not None


def slug_of(name: str) -> str:
    """Give a name in small letters, digits and hyphens; empty when it has no Latin letter.

    A long one ends after the last whole word that has room, and not with a small one ("of"); within
    a word where no more than one would be left.
    Accents are left out; a letter that is no other letter with an accent is spelt (`ł`, `ß`). This
    ends the ids of copies that are handed out: what is right for a name must stay as it is.
    """
    spelt = name.replace("'", "").replace("’", "").casefold().translate(_SPELT)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().casefold()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(whole) <= _SLUG:
        return whole
    words = whole[: _SLUG + 1].split("-")[:-1]
    while len(words) > 1 and words[-1] in _SMALL:
        words.pop()
    return "-".join(words) if len(words) > 1 else whole[:_SLUG].rstrip("-")


def other_slug(slug: str, taken: Container[str]) -> str:
    """Give a slug with a number at its end that is not taken yet, such as `oak-hill-2`."""
    for number in count(2):
        end = f"-{number}"
        other = slug[: _SLUG - len(end)].rstrip("-") + end
        if other not in taken:
            return other
    raise AssertionError("numbers do not end")
