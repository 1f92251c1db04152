"""A handout as plain text, read back.

In: the file, and the HTML of the words it must hold. Out: the names of the checks, and a finding
for the first word that is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.verify.words import normal_words, words_of_html

CHECK: Final = "every word of the chapter, in order"

_SOURCES: Final = re.compile(r" \[[\d,\N{EN DASH}]+\]")
_AROUND: Final = 6


def verify_plain(artefact: Artefact) -> Outcome[tuple[str, ...]]:
    """Prove that a text holds every word it must, in order; titles and sources may stand between.

    The value names the check.
    """
    wanted = normal_words(" ".join(word for page in artefact.html for word in words_of_html(page)))
    found = normal_words(_SOURCES.sub("", artefact.content.decode()))
    return Outcome((CHECK,), tuple(_lost(wanted, found)))


def _lost(wanted: Sequence[str], found: Sequence[str]) -> Iterator[Diagnostic]:
    left = iter(found)
    for at, word in enumerate(wanted):
        if word not in left:  # looks on from where the word before was found
            words = " ".join(wanted[max(0, at - _AROUND) : at + 1])
            yield Diagnostic(code="TXT001", message=f"the text has lost `{word}`, behind `{words}`")
            return
