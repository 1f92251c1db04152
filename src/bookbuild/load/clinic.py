"""Read `clinic.toml`: what a clinic puts in the place of blanks, its colour and its logo.

In: the file; a manuscript without it, or with nothing but comments in it, has no clinic. Out: the
clinic, and every fault at once. The keys of one clinic are looked through by themselves, so that a
row of a table of clinics is the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import PurePosixPath
from typing import Any, Final

from bookbuild.load.logo import load_logo
from bookbuild.load.toml_rows import Codes, rows_of
from bookbuild.model.clinic import (
    ALARM,
    DETAILS,
    PAPER,
    TINT,
    Clinic,
    is_device,
    is_slug,
    slug_of,
)
from bookbuild.model.contrast import ENOUGH, contrast, difference, grey
from bookbuild.model.diagnostic import Diagnostic, Outcome, Severity, has_errors
from bookbuild.model.source import Span
from bookbuild.model.standing import DRAFT_MARK
from bookbuild.model.world import World

CODES: Final = Codes(broken="CLN001", missing="CLN002", unknown="CLN003", wrong="CLN004")

_LONGEST: Final = 60
"""Letters of a name or a web address: more fits nowhere, and the pieces measure less."""
_LONGEST_LINE: Final = 40
"""Letters of a line of the address: as above."""
_MOST_LINES: Final = 4
_SAMPLE: Final = frozenset({"name of your clinic", "street and number", "city, state and zip code"})
"""What the file that we ship says in the place of a name and an address, in small letters."""

_NUMBER: Final = re.compile(
    r"(?:\+?(?P<country>1)[-. ]?)?\(?(?P<area>\d{3})\)?[-. ]?(?P<office>\d{3})[-. ]?(?P<line>\d{4})"
    r"(?:,? *(?:ext\.?|extension|x) *(?P<extension>\d{1,6}))?",
    re.IGNORECASE,
)
# Area codes and exchanges of North America begin with 2 to 9; N11 are services such as 911.
_AREA: Final = re.compile(r"[2-9](?!11)[0-8]\d")
_OFFICE: Final = re.compile(r"[2-9](?!11)\d\d")

_SPOILED: Final = re.compile(
    r"\d+(?:[.,]\d+)?e\+?\d+"  # 5.056E+09
    r"|\d{7,}[.,]0+"  # 5055550100.0
    r"|\d{1,2}[-./ ][a-z]{3}(?:[-./ ]\d{2,4})?|[a-z]{3}[-./ ]\d{1,4}"  # 5-Jan
    r"|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}-\d{2}-\d{2}(?: [\d:]+)?"  # 5/1/2026
    r"|#+|#(?:name|value|ref|num|n/a|null|div/0)[?!]?",  # ####, #NAME?
    re.IGNORECASE,
)
"""What spreadsheets make of a telephone number: a large number, a date, a formula that fails."""

_EMERGENCY: Final = re.compile(r"(?<![\w-])(?:911|988)(?![\w-])|\b9-1-1\b|\b9-8-8\b")
_IN_AN_ADDRESS: Final = re.compile(
    r"^(?:911|988)(?= +[A-Z])"
    r"|(?:\b(?i:suite|room|unit|apt\.?|floor|box|highway|route)|#) *(?:911|988)\b"
)
"""Where these are the number of a house or a room."""

_WEB: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/[\w~!$&()*+,;=:@%./-]*)?", re.IGNORECASE
)
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)

_APART: Final = 0.06
"""What keeps a colour from the red of the emergency box: three times what is just noticeable, for
small things on different sides of a sheet are harder to compare than two fields side by side."""

Place = Callable[[str], Span]
"""Where a key of the clinic stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """The outermost keys of clinic.toml."""

    clinic: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicKeys:
    """The keys of one clinic, as they are written; what is empty counts as not given."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    nights: str = ""
    web: str = ""
    logo: str = ""
    color: str = ""
    slug: str = ""


def load_clinic(world: World, manuscript: PurePosixPath) -> Outcome[Clinic | None]:
    """Read the clinic of a manuscript; there is None when there is a fault in it."""
    file, found = rows_of(world, manuscript / "clinic.toml", CODES)
    if file is None:
        return Outcome(None, found)
    if (first := _without_table(file.names)) is not None:
        hint = f"write `[clinic]` on the line above `{first}`"
        file.fault("unknown", (first,), "the line `[clinic]` is missing", hint)
        return Outcome(None, tuple(file.found))
    values = file.outermost(_File).clinic
    keys = None if values is None else file.filled(ClinicKeys, ("clinic",), values)
    if keys is None:
        return Outcome(None, tuple(file.found))
    clinic = clinic_of(keys, lambda key: file.span("clinic", key), world, manuscript)
    return Outcome(clinic.value, (*file.found, *clinic.diagnostics))


def _without_table(names: tuple[str, ...]) -> str | None:
    """Give the first key of a clinic that has no table around it, where there is no table."""
    keys = {field.name for field in fields(ClinicKeys)}
    return None if "clinic" in names else next((name for name in names if name in keys), None)


def clinic_of(
    keys: ClinicKeys, place: Place, world: World, manuscript: PurePosixPath
) -> Outcome[Clinic | None]:
    """Make a clinic of its keys, or give every fault in them; place: where a key stands.

    A clinic may come with warnings.
    """
    web = re.sub(r"^https?://", "", keys.web, flags=re.IGNORECASE).rstrip("/")
    logo = load_logo(world, manuscript, keys.logo, place("logo"))
    found = (
        *_of_words(keys, place),
        *_of_sample(keys, place),
        *_of_numbers(keys, place),
        *_of_emergency(keys, place),
        *_of_web(web, place("web")),
        *_of_colour(keys.color, place("color")),
        *logo.diagnostics,
    )
    if has_errors(found):
        return Outcome(None, found)
    clinic = Clinic(
        name=keys.name,
        address=keys.address,
        phone=us_number(keys.phone),
        nights=us_number(keys.nights),
        web=web or None,
        logo=logo.value,
        colour=keys.color.lower() or None,
        own_slug=keys.slug,
        span=place("name"),
        places=tuple((key, place(key)) for key in (*DETAILS, "logo") if getattr(keys, key)),
    )
    return Outcome(clinic, found)


def us_number(written: str) -> str | None:
    """Give a telephone number as this house prints it, `505-555-0100`; None when it is none.

    The country's 1 is kept where it was written. NANP: an area code and an exchange of three
    digits each, which begin with 2 to 9 and do not end in 11, then four digits; no area code has 9
    in the middle.
    """
    found = _NUMBER.fullmatch(written)
    if not (found and _AREA.fullmatch(found["area"]) and _OFFICE.fullmatch(found["office"])):
        return None
    parts = (found["country"], found["area"], found["office"], found["line"])
    number = "-".join(filter(None, parts))
    return f"{number}, extension {found['extension']}" if found["extension"] else number


def _of_words(keys: ClinicKeys, place: Place) -> Iterator[Diagnostic]:
    """Find a name that makes no id, and words that are too long for the panel or cannot be seen."""
    yield from _of_slug(keys, place)
    if len(keys.address) > _MOST_LINES:
        yield _fault(
            "CLN010",
            place("address"),
            f"the address has {len(keys.address)} lines",
            f"write at most {_MOST_LINES}; two fit beside all other details",
        )
    named = [("name", keys.name, _LONGEST), ("web", keys.web, _LONGEST)]
    for key, words, most in [*named, *(("address", line, _LONGEST_LINE) for line in keys.address)]:
        if len(words) > most:
            hint = f"write at most {most}; `bookbuild explain CLN010` says what fits"
            yield _fault("CLN010", place(key), f"`{words[:30]}…` has {len(words)} letters", hint)
        if not words.isprintable():
            hint = "take out line breaks, tabs and marks that cannot be seen"
            yield _fault("CLN010", place(key), f"`{key}` holds a sign that is not printed", hint)


def _of_sample(keys: ClinicKeys, place: Place) -> Iterator[Diagnostic]:
    """Find words of the file that we ship: they say what belongs there, and nothing of a clinic."""
    for key, words in [("name", keys.name), *(("address", line) for line in keys.address)]:
        if words.casefold() in _SAMPLE:
            hint = "write the clinic's own" if key == "name" else "write your own, or take it out"
            yield _fault("CLN019", place(key), f"`{words}` is a sample", hint)


def _of_slug(keys: ClinicKeys, place: Place) -> Iterator[Diagnostic]:
    """Find a name, or what is given instead of it, that cannot end the id of a copy."""
    slug = keys.slug or slug_of(keys.name)
    key, words = ("slug", keys.slug) if keys.slug else ("name", keys.name)
    if fault := _why_no_slug(slug):
        message, hint = fault
        yield _fault("CLN011", place(key), f"`{_in_one_line(words)}` {message}", hint)


def _why_no_slug(slug: str) -> tuple[str, str] | None:
    """Say what keeps words from ending ids and naming a folder, and what to write in `slug`."""
    rule = "at most 20 small Latin letters, digits and hyphens"
    if not slug:
        hint = f"say in `slug` how it is written in English letters, such as `tokyo-clinic`: {rule}"
        return "has no Latin letter for the end of a copy's id", hint
    if not is_slug(slug):
        return "cannot be the end of a copy's id", f"write {rule}"
    if f"-{slug}".endswith(DRAFT_MARK):
        hint = "give the clinic a `slug` with another last word, such as `draft-clinic`"
        return "cannot be the end of a copy's id: “draft” marks what is not reviewed", hint
    if is_device(slug):
        hint = f"write another name in `slug`, such as `{slug}-clinic`"
        return f"makes the folder `{slug}`, which Windows refuses", hint
    return None


def _in_one_line(words: str) -> str:
    return " ".join(words.split())


_ALL_DIGITS: Final = "write all ten digits, with the area code: `505-555-0100`"
_IN_A_SPREADSHEET: Final = (
    "a spreadsheet has changed it: format the column as text (in Excel: Format Cells, “Text”), "
    "then type the number again, `505-555-0100`"
)


def _of_numbers(keys: ClinicKeys, place: Place) -> Iterator[Diagnostic]:
    for key, written in (("phone", keys.phone), ("nights", keys.nights)):
        if written and us_number(written) is None and not _is_emergency(written):
            yield _fault(
                "CLN005",
                place(key),
                f"`{written}` is not a telephone number of the US",
                _IN_A_SPREADSHEET if _SPOILED.fullmatch(written) else _ALL_DIGITS,
            )


def _of_emergency(keys: ClinicKeys, place: Place) -> Iterator[Diagnostic]:
    """Find 911 and 988, which this house alone prints, with the words that belong to them."""
    lines = [("address", _IN_AN_ADDRESS.sub("", line)) for line in keys.address]
    fields = [("name", keys.name), ("phone", keys.phone), ("nights", keys.nights)]
    for key, words in [*fields, *lines, ("web", re.sub(r"\D*(\d+)\D*", r" \1 ", keys.web))]:
        if _is_emergency(words):
            yield _fault(
                "CLN006",
                place(key),
                f"an emergency number cannot be a clinic's {_SAID[key]}",
                "911 and 988 stand in the text already; give the clinic's own, or leave it blank",
            )


_SAID: Final = {
    "name": "name",
    "address": "address",
    "phone": "number",
    "nights": "number",
    "web": "address on the web",
}


def _is_emergency(words: str) -> bool:
    """Tell whether 911 or 988 stands in some words; `505-988-0100` holds neither."""
    return _EMERGENCY.search(us_number(words) or words) is not None


def _of_web(web: str, span: Span) -> Iterator[Diagnostic]:
    if web and not _WEB.fullmatch(web):
        hint = "write it as people type it: `www.example.org/pain`"
        yield _fault("CLN012", span, f"`{web}` is not an address on the web", hint)


def _of_colour(colour: str, span: Span) -> Iterator[Diagnostic]:
    if colour and not _COLOUR.fullmatch(colour):
        hint = 'write six digits from 0 to f after `#`: `color = "#0f4654"`'
        yield _fault("CLN007", span, f"`{colour}` is not a color", hint)
    elif colour:
        ratio, where = min(_contrasts(colour))
        if ratio < ENOUGH:
            shown = int(ratio * 100) / 100  # cut off: 6.999 is not 7
            says = f"`{colour}` has a contrast of {shown:.2f} to 1 {where}; it needs {ENOUGH:.0f}"
            yield _fault("CLN008", span, says, "take a darker color of the same kind")
        if difference(colour, ALARM) < _APART:
            yield Diagnostic(
                code="CLN020",
                severity=Severity.WARNING,
                span=span,
                message=f"`{colour}` is nearly the red `{ALARM}` that marks the emergency signs",
                hints=("take a color that is no red, so that red is seen there alone",),
            )


def _contrasts(colour: str) -> Iterator[tuple[float, str]]:
    """Give the contrast with each ground, and with white letters on the colour itself."""
    for ground, name in ((PAPER, "with white"), (TINT, "on the tint of the key points")):
        yield contrast(colour, ground), name
        yield contrast(grey(colour), grey(ground)), f"{name}, printed in gray"


def _fault(code: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, span=span, message=message, hints=(hint,))
