"""A clinic's own on what it hands out: its colour, its logo, its details, and lines for the rest.

In: a clinic, or None where nobody is named. Out: a colour and its CSS, files, and fragments of HTML
whose looks stand in `styles/shared/clinic.css`. The fragments name files as `logo_files` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from bookbuild.model.clinic import HOUSE_COLOUR, Clinic, Detail, LogoType
from bookbuild.model.resolved import ResolvedDocument

_LABELS: Final[Mapping[Detail, str]] = {
    "name": "Clinic",
    "phone": "Phone",
    "nights": "Nights and weekends",
    "address": "Address",
    "web": "Web",
}
_FIELDS: Final[tuple[Detail, ...]] = ("name", "phone", "nights")
"""What stands in the panel, known or not."""
_IF_KNOWN: Final[tuple[Detail, ...]] = ("web", "address")
"""What stands there when it is known."""
_WAYS: Final[tuple[Detail, ...]] = ("phone", "nights", "web")
"""How a clinic is reached, in sentences."""
_NEXT_VISIT: Final = "Next visit"
_LOGO_FILES: Final[Mapping[LogoType, str]] = {
    "image/svg+xml": "clinic/logo.svg",
    "image/png": "clinic/logo.png",
}
_KEPT: Final = re.compile(r"[A-Z]{2} \d{5}(?:-\d{4})?\b|\d+(?:-\d+)+|extension \d+")
_SHORT: Final = 26
"""Letters of a line of an address that surely has room on a line of the panel."""


def colour_of(book: ResolvedDocument) -> str:
    """Give the colour of a book's titles, rules and figures, `#rrggbb`."""
    return (book.clinic and book.clinic.colour) or HOUSE_COLOUR


def palette_css(book: ResolvedDocument) -> str:
    """Write the colour as the property that every stylesheet takes it from."""
    return f":root {{ --spruce: {colour_of(book)} }}\n"


def logo_files(book: ResolvedDocument) -> dict[str, bytes]:
    """Give the file of the clinic's logo by its address in HTML; none without a logo."""
    logo = book.clinic and book.clinic.logo
    return {_LOGO_FILES[logo.media_type]: logo.content} if logo else {}


def panel_html(clinic: Clinic | None, above: str = "") -> str:
    """Write the panel "Your clinic": what is known is printed, below it are lines to write on.

    Web and postal addresses stand in it only when they are known; the next visit is always a line.
    above: what leads from the page to the folder that has the logo's.
    """
    known = [asked for asked in (*_FIELDS, *_IF_KNOWN) if clinic and clinic.detail(asked)]
    asked_for = [_LABELS[asked] for asked in _FIELDS if asked not in known]
    lines = "".join(_known(clinic, asked) for asked in known if clinic)
    lines += "".join(f"<li>{label}:</li>" for label in (*asked_for, _NEXT_VISIT))
    title = '<p class="box-title" id="clinic-title">Your clinic</p>'
    return panel_around(f"{title}{logo_html(clinic, above)}<ul>{lines}</ul>")


def panel_around(inside: str) -> str:
    """Write the panel around some HTML."""
    return f'<aside class="clinic" id="clinic" aria-labelledby="clinic-title">{inside}</aside>'


def logo_html(clinic: Clinic | None, above: str = "") -> str:
    """Write the logo, whose alternative is the clinic's name; nothing without one."""
    if clinic is None or clinic.logo is None:
        return ""
    address, name = above + _LOGO_FILES[clinic.logo.media_type], escape(clinic.name, quote=True)
    return f'<p class="clinic-logo"><img src="{address}" alt="{name}"/></p>'


def detail_html(clinic: Clinic, asked: Detail) -> str:
    """Write a detail as words that stand out; nothing where the clinic has not given it."""
    words = clinic.detail(asked)
    return words_html(words) if words else ""


def words_html(words: str) -> str:
    """Write what a clinic has told us as words that stand out."""
    return f'<b class="detail">{_kept(words)}</b>'


def handed_out(clinic: Clinic) -> str:
    """Say who hands a piece out, and how to reach them, in sentences."""
    return " ".join(_sentences(clinic))


def handed_out_html(clinic: Clinic | None) -> str:
    """Write the logo and who hands a piece out, as two paragraphs; nothing without a clinic."""
    if clinic is None:
        return ""
    return f'{logo_html(clinic)}<p class="handed-out">{_kept(handed_out(clinic))}</p>'


def _known(clinic: Clinic, asked: Detail) -> str:
    words = ", ".join(map(_whole, clinic.address)) if asked == "address" else ""
    detail = f'<b class="detail">{words}</b>' if words else detail_html(clinic, asked)
    return f'<li class="known" data-field="{asked}">{_LABELS[asked]}: {detail}</li>'


def _sentences(clinic: Clinic) -> Iterator[str]:
    who = ", ".join(filter(None, (clinic.name, clinic.detail("address"))))
    yield f"Handed out by {who.removesuffix('.')}."
    for asked in _WAYS:
        if words := clinic.detail(asked):
            yield f"{_LABELS[asked]}: {words}."


def _whole(line: str) -> str:
    """Keep a line of an address on one line if it is short enough."""
    written = _kept(line)
    return written if len(line) > _SHORT else f'<span class="keep">{written}</span>'


def _kept(words: str) -> str:
    """Keep each telephone number on one line, and the state with its ZIP code."""
    written = escape(words, quote=False)
    return _KEPT.sub(lambda found: f'<span class="keep">{found[0]}</span>', written)
