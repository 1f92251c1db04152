"""HTML from values: a few elements, and tables that can be heard as well as seen.

In: words and the names of elements. Out: `Markup`, well-formed as XML and as HTML. Plain words are
escaped wherever they are put in; only `Markup` is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

Shape = Literal["figures", "words"]
"""Tables of figures keep their columns and scroll; tables of words become a list on a phone."""

_VOID: Final = frozenset({"br", "link", "meta"})
# What no XML document may hold, not even as a reference.
_NO_CHARACTER: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Markup(str):
    """Words that are HTML already."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Markup], tuple[str]]:
        """Give what makes it again: it is kept from one build to the next."""
        return Markup, (str(self),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the page, with its title and the id that the contents lead to."""

    id: str
    title: str
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: the first cell says what it is about; it has an `id` when others lead to it."""

    cells: Sequence[str]
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that belong together, below a line that says why; a lone group needs no title."""

    rows: Sequence[Row]
    title: str = ""


def element(name: str, /, *content: str, **attributes: str | None) -> Markup:
    """Write one element; `class_` and `aria_label` stand for `class` and `aria-label`.

    Attributes that are None are left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{written} />")
    return Markup(f"<{name}{written}>{together(*content)}</{name}>")


def together(*pieces: str) -> Markup:
    """Put pieces side by side."""
    return Markup("".join(_as_markup(piece) for piece in pieces))


def joined(pieces: Iterable[str], between: str = ", ") -> Markup:
    """Put pieces side by side with the same words between any two."""
    return Markup(_escaped(between).join(_as_markup(piece) for piece in pieces))


def bullets(items: Iterable[str], **attributes: str | None) -> Markup:
    """Write a list without order."""
    return element("ul", *(element("li", item) for item in items), **attributes)


def code(words: str) -> Markup:
    """Write words of a file or a program."""
    return element("code", words)


def said(message: str) -> Markup:
    """Write a message in which the author's own words stand in backticks."""
    pieces = message.split("`")
    if len(pieces) % 2 == 0:  # a backtick without its other half is a sign like any other
        return together(message)
    return together(*(code(piece) if at % 2 else piece for at, piece in enumerate(pieces)))


def link(words: str, href: str) -> Markup:
    """Lead to another place."""
    return element("a", words, href=href)


def table(
    caption: str,
    columns: Sequence[str],
    groups: Iterable[Group],
    *,
    name: str,
    shape: Shape = "words",
    foot: Sequence[Row] = (),
) -> Markup:
    """Write a table with its caption, column heads and row heads; `name` becomes its id.

    A table that scrolls can be reached with the keyboard, or its end could not be read without a
    mouse (WCAG 2.1.1).
    """
    caption_id = f"{name}-caption"
    head = element("tr", *(element("th", words, scope="col") for words in columns))
    bodies = [_body(group, columns) for group in groups]
    feet = [element("tfoot", *(_row(row, columns) for row in foot))] if foot else []
    whole = element(
        "table",
        element("caption", caption, id=caption_id),
        element("thead", head),
        *bodies,
        *feet,
        id=name,
        class_=shape,
    )
    if shape == "words":
        return whole
    return element(
        "div", whole, class_="wide", role="group", tabindex="0", aria_labelledby=caption_id
    )


def _body(group: Group, columns: Sequence[str]) -> Markup:
    return element("tbody", *_rows(group, columns))


def _rows(group: Group, columns: Sequence[str]) -> Iterator[Markup]:
    if group.title:
        title = element("th", group.title, scope="rowgroup", colspan=str(len(columns)))
        yield element("tr", title, class_="group")
    for row in group.rows:
        yield _row(row, columns)


def _row(row: Row, columns: Sequence[str]) -> Markup:
    first, *rest = row.cells
    cells = [element("th", first, scope="row")]
    for column, cell in zip(columns[1:], rest, strict=True):
        cells.append(element("td", cell, data_column=column))
    return element("tr", *cells, id=row.id)


def _as_markup(piece: str) -> str:
    return piece if isinstance(piece, Markup) else _escaped(piece)


def _escaped(words: str) -> str:
    return escape(_NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", words), quote=True)
