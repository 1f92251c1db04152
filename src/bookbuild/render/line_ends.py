"""What stands together on a line: numbers, short compounds, the last words of a paragraph.

In: inlines, or words as HTML. Out: the same with no-break spaces, or in elements of the class
`keep`, which stylesheets do not let break.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, assert_never

from bookbuild.model.document import Certainty, Citation, Inline, NoteCall, Text
from bookbuild.model.resolved import Target

_SHORT: Final = 5
"""Letters: a last word up to this long takes the word before it along."""
_MARKS: Final = ".,:;?!)\N{RIGHT DOUBLE QUOTATION MARK}"


def unbroken(target: Target) -> str:
    """Give a target's name; "Figure 2" stays on one line, a heading's words may not."""
    match target.kind:
        case "chapter" | "figure" | "table":
            return target.name.replace(" ", "\N{NO-BREAK SPACE}")
        case "section" | "heading" | "box":
            return target.name
        case _:
            assert_never(target.kind)


def well_ended(content: Sequence[Inline]) -> Sequence[Inline]:
    """Join the last two words of a paragraph, behind which only sources may stand."""
    for place in reversed(range(len(content))):
        match content[place]:
            case Text(text=text) as last if text.strip(_MARKS):
                return (
                    *content[:place],
                    replace(last, text=joined(text)),
                    *content[place + 1 :],
                )
            case Text() | Citation() | NoteCall():
                continue
            case Certainty(content=inner) as last:
                ended = replace(last, content=tuple(well_ended(inner)))
                return (*content[:place], ended, *content[place + 1 :])
            case _:
                return content
    return content


# A telephone number must not break at its hyphens, nor a compound of two short words (`off-label`).
_UNBROKEN: Final = re.compile(r"\d+(?:-\d+)+|(?<![\w-])[^\W\d_]{2,5}-[^\W\d_]{2,5}(?![\w-])")


def unbroken_words(markup: str) -> str:
    """Keep numbers and short compounds whole."""
    # Most texts have no hyphen, and to look for one is quick.
    return _UNBROKEN.sub(_kept, markup) if "-" in markup else markup


# A numeral stays on the line of its unit, a range whole, an end of a scale with what it is: `(0 no
# pain, 10 worst)`.
_BEFORE_UNIT: Final = re.compile(
    r"(?<=\d) (?=to \d|(?:second|minute|hour|day|week|month|year|point)s?\b|(?:mg|kg|mL|percent)\b)"
    r"|(?<=\d to) (?=\d)|(?<=\(\d) (?=[a-z])"
)


def with_units(markup: str) -> str:
    """Keep numerals with their units."""
    return _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", markup)


def _kept(found: re.Match[str]) -> str:
    return f'<span class="keep">{found[0]}</span>'


def joined(text: str) -> str:
    """Join the last two words with a no-break space when the last one is short."""
    before, _, word = text.rpartition(" ")
    letters = len(word.strip(_MARKS))
    return f"{before}\N{NO-BREAK SPACE}{word}" if before and 0 < letters <= _SHORT else text


# A number in parts belongs to the word it stands in.
_LAST_WORD: Final = re.compile(r'(?:[^\s<>]|<span class="keep">[^<>]*</span>)*$')


def last_word(markup: str) -> tuple[str, str]:
    """Split HTML before its last word; an element at its end counts as one word."""
    word = _LAST_WORD.search(markup)
    assert word is not None, "the pattern matches nothing as well"
    if not word[0] and markup.endswith(">"):
        return "", markup
    return markup[: word.start()], word[0]
