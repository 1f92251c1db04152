"""Where a book's HTML may be parted, so that each part is laid out by itself.

In: the HTML of a whole book, with a mark before each part but the first. Out: the HTML of its
parts, each a whole page. A part begins on a page of its own, has no text outside its elements, and
counts nothing by CSS that another part counts on; `:nth-child` and `+` do not look beyond it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MARK: Final = "<!-- part -->"
"""Stands before each part of a book's HTML but the first; no text holds it: `<` is escaped."""
LEAD: Final = "data-lead"
"""The attribute of the element that stands on the page before a part, and is not printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a part takes over from those before it.

    page: the number of its first page. heads: what the running heads say, by the string's name.
    """

    page: int = 1
    heads: tuple[tuple[str, str], ...] = ()

    def css(self) -> str:
        """Write the stylesheet of the page before a part, which makes all that follows as it is.

        That page has the number, the side and the running heads of the page that it stands for.
        So nobody tells the part from one that was laid out behind the others: whether a blank page
        comes first, what is `:first`, what the head of its first pages says.
        """
        if self.page == 1:
            return ""
        before = self.page - 1
        heads = ", ".join(f"{name} {_quoted(text)}" for name, text in self.heads) or "none"
        return (
            f"@page :first {{ counter-reset: page {before} }}\n"
            f"html {{ break-before: {'recto' if before % 2 else 'verso'} }}\n"
            f"[{LEAD}] {{ break-after: page; string-set: {heads} }}\n"
        )

    def after(self, pages: int, heads: Mapping[str, str]) -> Start:
        """Give what the next part takes over."""
        now = {**dict(self.heads), **heads}
        return Start(page=self.page + pages, heads=tuple(sorted(now.items())))


def parts_of(html: str) -> list[str]:
    """Part the HTML of a book; each part but the first begins with an element for its lead."""
    if MARK not in html:
        return [html]
    start = html.index(">", html.index("<body")) + 1
    stop = html.rindex("</body>")
    first, *others = html[start:stop].split(MARK)
    led = (f"<div {LEAD}=''></div>{other}" for other in others)
    return [f"{html[:start]}{part}{html[stop:]}" for part in (first, *led)]


def _quoted(text: str) -> str:
    """Write a string as CSS does."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    return f'"{escaped}"'
