"""Fewer styles: each takes kilobytes, and most elements of a book look like another.

In: two of WeasyPrint's functions, which `shortcuts` replaces. Out: the same styles, but none for
pseudo-elements that nobody asks for, and one for elements that nothing tells apart. Without the
first a laid-out book would take twice the memory, without the second a third more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final

import weasyprint
from weasyprint.css import StyleFor, declaration_precedence

Function = Callable[..., Any]

_PSEUDO: Final = 2
"""Where a matching rule says which pseudo-element it is for."""
_SELDOM: Final = frozenset(
    {"marker", *(f"{note}-{part}" for note in ("footnote", "note") for part in ("call", "marker"))}
    | {"note-callback"}
)


def few_styles(theirs: Function) -> Function:
    """Work out the styles of a document, but not those of pseudo-elements that few elements have.

    A rule such as `::footnote-call` is for every element, and most styles are of no use.
    """

    def ours(style_for: Any, html: Any, *given: Any) -> None:
        with _rules_put_by() as few, _rows_kept():
            theirs(style_for, html, *given)
        style_for.__class__, style_for.html, style_for.few = _StyleFor, html, few

    return ours


@contextmanager
def _rules_put_by() -> Iterator[dict[Any, list[Any]]]:
    """Find no rules for seldom pseudo-elements, for the length of a `with`; put them by instead.

    Gives the rules by element, each with the matcher that found it.
    """
    matcher, few = weasyprint.cssselect2.Matcher, dict[Any, list[Any]]()
    match = matcher.match

    def matching(rules: Any, element: Any) -> list[Any]:
        found: list[Any] = match(rules, element)
        for_few = [rule for rule in found if rule[_PSEUDO] in _SELDOM]
        if not for_few:
            return found
        few.setdefault(element.etree_element, []).extend((rules, rule) for rule in for_few)
        return [rule for rule in found if rule[_PSEUDO] not in _SELDOM]

    matcher.match = matching
    try:
        yield few
    finally:
        matcher.match = match


@contextmanager
def _rows_kept() -> Iterator[None]:
    """Wrap the children of an element once for all rules with `:has(+ …)`, and each of them.

    For the length of a `with`: an element that kept its children would outlive the layout.
    """
    wrapper, rows = weasyprint.cssselect2.ElementWrapper, dict[int, list[Any]]()
    theirs = wrapper.iter_next_siblings

    def following(element: Any) -> Iterator[Any]:
        if element.parent is None:
            return iter(())
        row = rows.get(id(element.parent))
        if row is None:
            row = rows[id(element.parent)] = list(element.parent.iter_children())
        return iter(row[element.index + 1 :])

    wrapper.iter_next_siblings = following
    try:
        yield
    finally:
        wrapper.iter_next_siblings = theirs


class _StyleFor(StyleFor):  # type: ignore[misc]  # WeasyPrint ships no types
    """Gives the styles of a document; works out that of a seldom one when it is asked for."""

    html: Any
    few: dict[Any, list[Any]]
    """The rules for the seldom ones, by element, each with the matcher that found it."""

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        if pseudo_type in _SELDOM and (element, pseudo_type) not in self.get_computed_styles():
            self._set(element, pseudo_type)
        return super().__call__(element, pseudo_type)

    def _set(self, element: Any, pseudo: str) -> None:
        """Set the style of a pseudo-element by WeasyPrint's own cascade, if any rule is for it."""
        style: dict[str, tuple[Any, Any]] = {}
        for name, values, weight in self._ruled(element, pseudo):
            if name not in style or style[name][1] <= weight:
                style[name] = values, weight
        if not style:
            return
        self.get_cascaded_styles()[element, pseudo] = style
        self.set_computed_styles(
            element,
            parent=element,
            root=self.html.etree_element,
            pseudo_type=pseudo,
            base_url=self.html.base_url,
        )
        del self.get_cascaded_styles()[element, pseudo]

    def _ruled(self, element: Any, pseudo: str) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
        """Yield what rules say of a pseudo-element: property, value, weight."""
        for sheet, origin, of_sheet in self._sheets:
            for specificity, declarations, layer in self._found(sheet, element, pseudo):
                place = inf if layer is None else sheet.layers.index(layer)
                for name, values, importance in declarations:
                    rank = declaration_precedence(origin, importance)
                    yield name, values, (rank, place, of_sheet or specificity)

    def _found(self, sheet: Any, element: Any, pseudo: str) -> Iterator[tuple[Any, Any, Any]]:
        """Yield the rules of a sheet for a pseudo-element: specificity, declarations, layer."""
        for matcher, (specificity, _, of, (declarations, layer)) in self.few.get(element, ()):
            if matcher is sheet.matcher and of == pseudo:
                yield specificity, declarations, layer


def shared_styles(theirs: Function) -> Function:
    """Give elements one style where the same rules say the same of them, in the same surroundings.

    WeasyPrint does so for such children of one element. But nearly each paragraph, link and
    citation has an anchor, so a style of its own, and then so has all that stands in it. Here an
    anchor makes no other difference: what stands in such elements shares its styles all the same,
    and so do the boxes of their text. One that inherits an anchor by a rule has a style of its own,
    as one with an anchor has.
    """

    def ours(style_for: Any, element: Any, *, parent: Any, **given: Any) -> None:
        pseudo = given.get("pseudo_type")
        styles, place = style_for.get_computed_styles(), (element, pseudo)
        rules = style_for.get_cascaded_styles().get(place, {})
        likeness = _likeness(styles.get((parent, None)), pseudo, rules)
        known = vars(style_for).setdefault(_SHARED_STYLES, _SharedStyles())
        anchored = _ANCHOR in rules or pseudo in _ANCHORED_LATER
        same = None if anchored else known.plain.get(likeness)
        if same is not None:
            styles[place] = same
            return
        theirs(style_for, element, parent=parent, **given)
        known.add(likeness, styles[place], anchored=anchored)

    return ours


@dataclass(frozen=True, slots=True)
class _SharedStyles:
    """The styles so far by their likeness: those without an anchor, and the first of all.

    Both also keep alive the values that `_likeness` names by their ids.
    """

    plain: dict[Any, Any] = field(default_factory=dict)
    first: dict[Any, Any] = field(default_factory=dict)

    def add(self, likeness: Any, style: Any, *, anchored: bool) -> None:
        """Add a new style; nothing inherits from it what it would not inherit from the first."""
        if not anchored:
            self.plain[likeness] = style
        first = self.first.setdefault(likeness, style)
        if first is not style:
            style.like = first
            style.anonymous_style = first.anonymous_style


def _likeness(around: Any, pseudo: str | None, rules: Mapping[str, tuple[Any, Any]]) -> Any:
    """Say what a style depends on: the style around it, and what rules say, with what weight."""
    said = (
        (name, id(value), rank, layer, *specificity)
        for name, (value, (rank, layer, specificity)) in rules.items()
        if name != _ANCHOR
    )
    return id(getattr(around, "like", around)), pseudo, *said


_SHARED_STYLES: Final = "bookbuild shared styles"
_ANCHOR: Final = "anchor"
_ANCHORED_LATER: Final = frozenset({"note-call"})
"""A layout gives these anchors by itself, in their styles."""
