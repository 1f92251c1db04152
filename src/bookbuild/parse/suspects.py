"""Find text that is not what it looks like: markup with a slip in it, or markup of Pandoc's alone.

In: the words of a paragraph, heading, cell or caption as typed. Out: suspects with their place.
All of it would be printed as plain words by us and read as something else by Pandoc or by people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Stands = Literal["paragraph", "heading", "cell", "term", "caption"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """What is wrong at a letter of the words, and what to do."""

    code: str
    at: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slip:
    """A pattern that gives a slip away; `{}` in the message is what it matched."""

    code: str
    pattern: re.Pattern[str]
    message: str
    hint: str


_OTHER: Final = "use plain words; a backslash keeps a mark as it is"

_ANYWHERE: Final = (
    _Slip(
        code="MDN005",
        pattern=re.compile(r"^\{[#.]?\w[^{}]*\}|(?<=[\s\w.!?])\{[#.]?\w[^{}]*\}$"),
        message="a plain paragraph cannot have attributes: `{}`",
        hint="put the paragraph in a div: `::: {…}`, the text, `:::`",
    ),
    _Slip(
        code="MDN010",
        pattern=re.compile(r"\{[^{}]*\}|(?<=\])\{[^{}\s]*"),
        message="these braces belong to nothing: `{}`",
        hint='they must touch what they describe, with values in quotes: `[words]{key="value"}`',
    ),
    _Slip(
        code="CIT002",
        pattern=re.compile(r"\[[^\[\]]*@[^\[\]]*\]?|@\]"),
        message="this looks like a citation and is none: `{}`",
        hint="write `[@key]`, or `[@first; @second]`",
    ),
    _Slip(
        code="CIT003",
        pattern=re.compile(r"(?<![^\W_])(?<!\w\.)-?@(?:\w(?:[\w:.-]*\w)?|\{[^{}\s]*\}?|\*)"),
        message="the key `{}` stands outside brackets",
        hint="write it in brackets: `[@key]`",
    ),
    _Slip(
        code="MDN012",
        pattern=re.compile(r"^:::+.*", re.MULTILINE),
        message="this is not a fence of a div: `{}`",
        hint="a div opens with `::: {.name}` and closes with `:::`, with blank lines around it",
    ),
    _Slip(
        code="MDN011",
        pattern=re.compile(r"!?\[[^\[\]]*\]\([^()]*\)?|!\["),
        message="this looks like a link or a picture and is none: `{}`",
        hint='write `[words](#label)` or `![caption](path "title")`, without spaces in the path',
    ),
    _Slip(
        code="MDN011",
        pattern=re.compile(r"^ {0,3}\[[^\[\]]*\]:.*", re.MULTILINE),
        message="Pandoc reads `{}` as the address of a link and does not print it",
        hint="write the address where the link is: `[words](https://…)`",
    ),
    _Slip(
        code="MDN014",
        pattern=re.compile(
            r"~~(?=\S)[^~]+~~|~[^~\s]*~|\^|\$(?=\S)[^$]*(?<=\S)\$(?!\d)|<!--|\\$"
            # Stars and underlines that pair with nothing here may pair with something there.
            r"|\*+(?=\S)|(?<=\S)\*+|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)"
        ),
        message="Pandoc reads `{}` as markup that this book does not use",
        hint=_OTHER,
    ),
)

_AT_THE_START: Final = (
    _Slip(
        code="MDN014",
        pattern=re.compile(
            r"^(?:\(?[a-z][.)]|[A-Z]\)|\([A-Z]\)|[A-Z]\. |\(?[ivxlcdm]+[.)]"
            r"|\(\d+\)|\(?#[.)]|\(?@\w*[.)])(?=\s|$)"
        ),
        message="Pandoc reads `{}` at the start of a paragraph as a list",
        hint="number a list `1.`, `2.`, `3.`, or begin the paragraph with a word",
    ),
    _Slip(
        code="MDN014",
        pattern=re.compile(r"^[ \t]*[:~](?=\s|$).*", re.MULTILINE),
        message="Pandoc reads `{}` as the meaning of a word in a list of definitions",
        hint="put the word alone on the line above, with a blank line before it",
    ),
    _Slip(
        code="TBL001",
        pattern=re.compile(r"^\|?[ \t]*:?-+:?[ \t]*\|[-| :\t]*$", re.MULTILINE),
        message="this is no table: a row of dashes needs a heading row with as many cells above it",
        hint="write `| first | second |`, then `| --- | --- |`, then the rows, after a blank line",
    ),
    _Slip(
        code="MDN014",
        pattern=re.compile(r"^\|(?=\s|$).*"),
        message="Pandoc reads `{}` as a line of verse",
        hint="a table needs a row of dashes below its heading row",
    ),
    _Slip(
        code="MDN014",
        pattern=re.compile(r"^[ \t]*(?:=+|-+)[ \t]*$", re.MULTILINE),
        message="Pandoc reads `{}` as the underline of a heading or a table",
        hint="write a heading with `##` in front",
    ),
)


_IN_A_HEADING: Final = (
    _Slip(
        code="MDN014",
        pattern=re.compile(r"#+$"),
        message="Pandoc takes `{}` at the end of a heading away",
        hint=_OTHER,
    ),
)


def find_suspects(typed: str, stands: Stands) -> Iterator[Suspect]:
    """Yield the slips in some words, one for each letter at most: the first pattern wins."""
    taken: set[int] = set()
    for slip in _slips(stands):
        for match in slip.pattern.finditer(typed):
            if taken.isdisjoint(range(match.start(), match.end())):
                taken.update(range(match.start(), match.end()))
                yield Suspect(
                    code=slip.code,
                    at=match.start(),
                    message=slip.message.replace("{}", _shown(match[0])),
                    hint=slip.hint,
                )


def _slips(stands: Stands) -> tuple[_Slip, ...]:
    match stands:
        case "paragraph":
            return _ANYWHERE + _AT_THE_START
        case "heading":
            return _ANYWHERE[1:] + _IN_A_HEADING
        case _:
            return _ANYWHERE[1:]


def _shown(words: str) -> str:
    """Give words short enough for a message of one line."""
    flat = " ".join(words.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"
