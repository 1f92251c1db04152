"""The same layout with less work.

In: nothing. Out: a WeasyPrint that answers as its own does, but asks less. It goes through all
cases for each of the hundred properties of each element, though nearly all have their initial value
or that of the element around; for each piece of text it describes the font to Pango again; of a
variable font it works out the glyphs that are not drawn; for each word of HTML its parser writes
the same search; for each box it works out margins, borders and padding that depend on its style
alone. A quarter of the time of a layout is saved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from operator import itemgetter
from typing import Any, Final

import weasyprint
from fontTools.varLib import instancer
from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, Dimension
from weasyprint.css.tokens import Pending
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import block, inline, percent, preferred
from weasyprint.text import line_break

from bookbuild.render.pdf.styles import few_styles, shared_styles

_SPECIAL: Final = frozenset({"float", "display", "position", "page"})
"""Properties whose value depends on more than rules, initial value and the element around."""


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

_USUAL: Final = {
    name: INITIAL_VALUES[name]
    for name in """
    anchor appearance background_color background_image bookmark_level bookmark_state
    border_bottom_left_radius border_bottom_right_radius border_bottom_style border_image_source
    border_left_style border_right_style border_top_left_radius border_top_right_radius
    border_top_style box_decoration_break box_shadow box_sizing content counter_increment
    counter_reset counter_set height image_orientation margin_bottom margin_left margin_right
    margin_top mask_border_source max_height max_width min_height min_width opacity
    outline_color outline_offset outline_style overflow padding_bottom padding_left
    padding_right padding_top string_set transform vertical_align width
    """.split()
}
"""What a layout asks of nearly every style, and rules seldom set."""
_SET_BY: Final = {
    rule: [name for name in _USUAL if rule in _INITIAL[name]]
    for rule in {rule for name in _USUAL for rule in _INITIAL[name]}
}
_FILLED: Final = "bookbuild filled"

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
        if name in _USUAL and _FILLED not in vars(style):
            _fill(style, style.cascaded)
            if name in style:
                return style[name]
        if not style.cascaded.keys().isdisjoint(names):
            return theirs(style, name)
        value = INITIAL_VALUES[name] if name in _INITIAL else style.parent_style[name]
        style[name] = value
        return value

    return ours


def _anonymous_property(theirs: Function) -> Function:
    """Look up a property of a box that no rule can mean."""

    def ours(style: Any, name: str) -> Any:
        if name not in _INITIAL:
            return theirs(style, name)
        if name in _USUAL and _FILLED not in vars(style):
            _fill(style, ())
        value = style[name] = INITIAL_VALUES[name]
        return value

    return ours


def _fill(style: Any, ruled: Iterable[str]) -> None:
    """Give a style all at once what each is asked for, but for what rules set or is known."""
    vars(style)[_FILLED] = True
    values = _USUAL.copy()
    for name in ruled:
        for one in _SET_BY.get(name, ()):
            values.pop(one, None)
    values.update(style)
    style.update(values)


def _length(theirs: Function) -> Function:
    """Give a box a length: most are plain numbers of pixels."""

    def ours(box: Any, name: str, whole: Any) -> None:
        value = box.style[name]
        if type(value) is Dimension and value.unit == "px":
            setattr(box, name, value.value)
        else:
            theirs(box, name, whole)

    return ours


def _used_lengths(theirs: Function) -> Function:
    """Give a box its margins, borders, padding and size: of most styles all boxes have the same.

    What a style says is looked up each time, because a layout may change it. Styles that say the
    same share one answer.
    """
    shared: dict[Any, Any] = {}

    def ours(box: Any, around: Any) -> None:
        style = box.style
        said = _LENGTHS(style)
        known = vars(style).get(_USED)
        if known is not None and known[0] == said:
            vars(box).update(known[1])
            return
        theirs(box, around)
        if all(map(_is_settled, said)):
            lengths = {name: vars(box)[name] for name in _LENGTH_NAMES}
            vars(style)[_USED] = shared.setdefault(said, (said, lengths))

    return ours


_SIDES: Final = ("top", "right", "bottom", "left")
_LENGTH_NAMES: Final = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *(f"{least}{measure}" for least in ("", "min_", "max_") for measure in ("width", "height")),
)
_LENGTHS: Final = itemgetter(*_LENGTH_NAMES, "border_collapse", "box_sizing")
_SETTLED: Final = frozenset({"auto", "separate", "content-box", "border-box", "padding-box"})
_USED: Final = "bookbuild used lengths"


def _is_settled(value: Any) -> bool:
    """Tell whether a value is the same wherever the box stands: no percentage, and no formula.

    Of cells with collapsed borders the table decides how wide these are.
    """
    if type(value) is Dimension:
        return bool(value.unit == "px")
    return type(value) in {int, float} or (type(value) is str and value in _SETTLED)


def _in_flow(theirs: Function) -> Function:
    """Tell whether a box stands in the flow: of most it is said at once."""

    def ours(box: Any) -> bool:
        style = box.style
        if style["float"] == "none" and style["position"] in _FLOWS:
            return True
        return bool(theirs(box))

    return ours


_FLOWS: Final = frozenset({"static", "relative"})


def _solved(theirs: Function) -> Function:
    """Read a value with `var()` once for all elements that give it the same words."""

    def ours(pending: Any, tokens: Any, *given: Any) -> Any:
        known = vars(pending).setdefault(_SOLVED, {})
        key = (*map(id, tokens), *given)
        if key not in known:
            known[key] = theirs(pending, tokens, *given), tuple(tokens)  # so that ids stay theirs
        return known[key][0]

    return ours


_SOLVED: Final = "bookbuild solved"


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


def _measured(theirs: Function) -> Function:
    """Measure a text once: tables ask for the widths of their cells' words on the way up and down.

    Nobody asks for the line itself, the first of what is answered. WeasyPrint takes word by word
    off a text and asks for each remainder, so to remember long ones would take the square of their
    length. The answers live as long as the layout: when it is cleared they go.
    """

    def ours(text: str, style: Any, context: Any, *given: Any, **named: Any) -> Any:
        if len(text) > _LONGEST_MEASURED:
            return theirs(text, style, context, *given, **named)
        by_style = vars(context).setdefault(_MEASURED, {})
        _, known = by_style.setdefault(id(style), (style, {}))  # so that the id stays its own
        key = (text, *given, *named.items())
        if key not in known:
            known[key] = (None, *theirs(text, style, context, *given, **named)[1:])
        return known[key]

    return ours


_LONGEST_MEASURED: Final = 500
"""Letters of a long cell in a table."""
_MEASURED: Final = "bookbuild measured"


def _search(theirs: Function) -> Function:
    """Write the search for the end of a word of HTML once.

    The parser means to keep them, but under another name than it looks for (tinyhtml5 2.1).
    """

    def ours(stream: Any, characters: Any, opposite: Any = False) -> Any:  # noqa: FBT002  # theirs
        known = weasyprint.tinyhtml5.inputstream.characters_until_regex
        if (characters, opposite) not in known:
            codes = "".join([f"\\x{ord(character):02x}" for character in characters])
            known[characters, opposite] = re.compile(f"[{'' if opposite else '^'}{codes}]+")
        return theirs(stream, characters, opposite)

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
    (StyleFor, "__init__", few_styles),
    (StyleFor, "set_computed_styles", shared_styles),
    (percent, "resolve_one_percentage", _length),
    *((layout, "resolve_percentages", _used_lengths) for layout in (block, inline)),
    (preferred, "split_first_line", _measured),
    (Box, "is_in_normal_flow", _in_flow),
    (Pending, "solve", _solved),
    (inline, "strut", _once_per_style),
    (line_break, "get_font_description", _once_per_style),
    (line_break, "_font_style_cache_key", _once_per_style),
    (weasyprint.tinyhtml5.inputstream.HTMLUnicodeInputStream, "chars_until", _search),
    (instancer, "_instantiateGvarGlyph", _drawn_glyph),
)
