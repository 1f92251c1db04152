"""The clinic that hands the pieces out: what it puts in the place of blanks, and its look.

In: filled by `load` from `clinic.toml`. Out: frozen values. A clinic's details are no part of the
text that a clinician reviews: nothing here changes a word of it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
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


def slug_of(name: str) -> str:
    """Give a name in small letters, digits and hyphens; empty when it has no Latin letter.

    A long one ends after the last whole word that has room.
    """
    plain = unicodedata.normalize("NFKD", name.replace("'", "").replace("’", ""))
    letters = plain.encode("ascii", "ignore").decode().casefold()
    whole = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(whole) <= _SLUG:
        return whole
    return whole[: _SLUG + 1].rpartition("-")[0] or whole[:_SLUG]
