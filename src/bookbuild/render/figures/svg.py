"""Write SVG as text.

In: names, attributes and content. Out: elements as strings, always the same for the same input.
Nothing here knows what is drawn.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

_ROOT: Final = re.compile(r"<svg\b[^>]*>")
_VIEW: Final = re.compile(r"""\bviewBox\s*=\s*["']\s*([-.\d]+)[\s,]+([-.\d]+)""")
NAMESPACE: Final = "http://www.w3.org/2000/svg"


def element(name: str, *content: str, **attributes: str | float | None) -> str:
    """Give one element; `_` in an attribute's name stands for `-`, None leaves it out."""
    written = "".join(
        f' {key.replace("_", "-")}="{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(content)}</{name}>" if content else f"<{name}{written}/>"


def document(width: float, height: float, *content: str) -> str:
    """Give a whole SVG file, measured in points, with one point as the unit inside."""
    return (
        element(
            "svg",
            *content,
            xmlns=NAMESPACE,
            width=f"{number(width)}pt",
            height=f"{number(height)}pt",
            viewBox=f"0 0 {number(width)} {number(height)}",
        )
        + "\n"
    )


def grounded(drawn: str, colour: str) -> str:
    """Lay an opaque ground below a whole SVG file, as large as its view."""
    root = _ROOT.search(drawn)
    assert root, "a drawing begins with an element `svg`"
    view = _VIEW.search(root[0])
    x, y = (view[1], view[2]) if view else ("0", "0")
    ground = element("rect", x=x, y=y, width="100%", height="100%", fill=colour)
    return drawn[: root.end()] + ground + drawn[root.end() :]


def number(value: float) -> str:
    """Write a length with at most two decimals: print does not show a hundredth of a point."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def plain(words: str) -> str:
    """Make an author's words safe as content."""
    return escape(words, quote=False)


def rectangle(x: float, y: float, width: float, height: float, **look: str | float | None) -> str:
    """Give a rectangle from its top left corner."""
    return element("rect", x=x, y=y, width=width, height=height, **look)


def line(x1: float, y1: float, x2: float, y2: float, **look: str | float | None) -> str:
    """Give a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **look)


def path(d: str, **look: str | float | None) -> str:
    """Give a path."""
    return element("path", d=d, **look)
