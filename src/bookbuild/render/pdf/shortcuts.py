"""The same layout with less work.

In: nothing. Out: a WeasyPrint that answers as its own does, but asks less. It goes through all
cases for each of the hundred properties of each element, though nearly all have their initial value
or that of the element around; for each piece of text it describes the font to Pango again; of a
variable font it works out the glyphs that are not drawn. A fifth of the time of a layout is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

import weasyprint
from fontTools.varLib import instancer
from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, Dimension
from weasyprint.layout import percent
from weasyprint.text import line_break

_SPECIAL: Final = frozenset({"float", "display", "position", "page"})
"""Properties whose value depends on more than rules, initial value and the element around."""

_FOLLOWING: Final = "bookbuild following"


def _is_plain(name: str) -> bool:
    return name not in _SPECIAL and not name.startswith(("text_decoration_", "__"))


def _names(name: str) -> tuple[str, ...]:
    """Give all names by which rules may set a property, such as `margin_inline_start`."""
    logical = PHYSICAL_FUNCTIONS.get(name)
    if logical is None:
        return (name,)
    return (name, *(logical(block="ttb", inline=inline) for inline in ("ltr", "rtl")))


_INITIAL: Final = {
    name: _names(name)
    for name in INITIAL_VALUES
    if _is_plain(name) and name not in INHERITED and name not in INITIAL_NOT_COMPUTED
}
_INHERITED: Final = {name: _names(name) for name in INHERITED if _is_plain(name)}

Function = Callable[..., Any]


@contextmanager
def shortcuts() -> Iterator[None]:
    """Take the shortcuts, for the length of a `with` block."""
    with ExitStack() as stack:
        for owner, name, shorter in _SHORTCUTS:
            theirs = getattr(owner, name)
            stack.callback(setattr, owner, name, theirs)
            setattr(owner, name, shorter(theirs))
        yield


def _property(theirs: Function) -> Function:
    """Look up a property that no rule sets without going through all cases."""

    def ours(style: Any, name: str) -> Any:
        names = _INITIAL.get(name) or _INHERITED.get(name)
        if names is None or style.parent_style is None:
            return theirs(style, name)
        if not style.cascaded.keys().isdisjoint(names):
            return theirs(style, name)
        value = INITIAL_VALUES[name] if name in _INITIAL else style.parent_style[name]
        style[name] = value
        return value

    return ours


def _anonymous_property(theirs: Function) -> Function:
    """Look up a property of a box that no rule can mean."""

    def ours(style: Any, name: str) -> Any:
        if name in _INITIAL:
            value = style[name] = INITIAL_VALUES[name]
            return value
        return theirs(style, name)

    return ours


def _siblings(theirs: Function) -> Function:
    """Ask once for the elements that follow one: each rule with `:has(+ …)` does."""

    def ours(element: Any) -> Iterator[Any]:
        known = vars(element)
        if _FOLLOWING not in known:
            known[_FOLLOWING] = tuple(theirs(element))
        return iter(known[_FOLLOWING])

    return ours


def _length(theirs: Function) -> Function:
    """Give a box a length: most are plain numbers of pixels."""

    def ours(box: Any, name: str, whole: Any) -> None:
        value = box.style[name]
        if type(value) is Dimension and value.unit == "px":
            setattr(box, name, value.value)
        else:
            theirs(box, name, whole)

    return ours


def _once_per_style(theirs: Function) -> Function:
    """Ask once for what depends on a style alone; the answer lives as long as the style."""
    name = f"bookbuild {theirs.__name__}"

    def ours(style: Any, *given: Any, **named: Any) -> Any:
        known = vars(style).setdefault(name, {})
        key = (*given, *named.items())
        if key not in known:
            known[key] = theirs(style, *given, **named)
        return known[key]

    return ours


def _drawn_glyph(theirs: Function) -> Function:
    """Pass over the glyphs of a variable font that have no outline: nothing about them varies.

    An embedded font keeps the numbers of all its glyphs, and the outlines of those in the text.
    """

    def ours(name: str, glyphs: Any, table: Any, *given: Any, **named: Any) -> None:
        if glyphs[name].numberOfContours or table.variations.get(name):
            theirs(name, glyphs, table, *given, **named)
        else:
            table.variations.pop(name, None)

    return ours


_SHORTCUTS: Final = (
    (ComputedStyle, "__missing__", _property),
    (AnonymousStyle, "__missing__", _anonymous_property),
    (weasyprint.cssselect2.ElementWrapper, "iter_next_siblings", _siblings),
    (percent, "resolve_one_percentage", _length),
    (line_break, "get_font_description", _once_per_style),
    (line_break, "_font_style_cache_key", _once_per_style),
    (instancer, "_instantiateGvarGlyph", _drawn_glyph),
)
