"""What a bookseller may be told of how a file can be read: ONIX code list 196, as far as proven.

In: the kind of a file, and what every check said of it. Out: codes in order. A code is given when
all the checks that stand for it have passed, and for no other reason. Codes that speak of
conformance to WCAG (04 with 82 and 85) need a person's evaluation and are never given here.
EDItEUR, ONIX for Books code lists, list 196: e-publication accessibility details.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_WORDS, _LINKS = "every word, in reading order", "links"
_PICTURES, _PAGES = "text alternatives", "page list"
_EPUBCHECK, _ACE = "EPUBCheck", "Ace by DAISY"

PROOFS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "epub": {
        "11": (_LINKS, _EPUBCHECK),  # table of contents navigation
        "13": (_WORDS, _EPUBCHECK),  # single logical reading order
        "14": (_PICTURES, _ACE),  # short alternative descriptions
        "19": (_PAGES, _EPUBCHECK),  # print-equivalent page numbering
        "22": ("language and titles", _ACE),  # language tagging provided
        "26": (_ACE,),  # use of high contrast between text and background
        "29": ("one title to a document", _ACE),  # next and previous structural navigation
        "30": (_ACE,),  # ARIA roles provided
        "36": ("type and colors left to the reader",),  # appearance of all text can be modified
        "41": (_PAGES, _LINKS, _EPUBCHECK),  # page list
        "52": (_WORDS, _PICTURES, _ACE),  # all content that is no decoration reads without sight
    },
    "pdf": {
        "05": ("veraPDF PDF/UA-1", "page-validation PDF/UA-1"),  # PDF/UA-1
    },
}
"""For each kind of file: the codes, and the checks that prove them."""


def proven(kind: str, checks: Mapping[str, str]) -> tuple[str, ...]:
    """Give the codes whose checks have all passed."""
    return tuple(
        code
        for code, names in PROOFS.get(kind, {}).items()
        if all(checks.get(name, "").startswith("passed") for name in names)
    )
