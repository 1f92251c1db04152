"""The structure tree of a PDF, as a screen reader walks it.

In: an open file and the texts of its pages. Out: a plain tree of elements, the words it reads
aloud, and an outline for people and tests.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, assert_never

import pikepdf

from bookbuild.verify.pdf.content import Content

# Elements inside a line of text: no word ends where they do.
_INLINE: Final = frozenset({"Span", "Link", "Reference", "Quote", "Code"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One marked-content sequence: page (from 0), number, what it says, its smallest type.

    size: in points on the page; inf where there is no type.
    """

    page: int
    mcid: int
    text: str
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A link's annotation, by object number."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One structure element. attributes: what it says besides its role, as text."""

    role: str
    number: int
    kids: tuple[Kid, ...]
    attributes: dict[str, str]


Kid = Element | Leaf | Annotation


class Spoken(NamedTuple):
    """A text as it is read aloud, the marked content that shows it, whether that is a picture."""

    text: str
    leaves: tuple[Leaf, ...] = ()
    picture: bool = False


def read_tree(pdf: pikepdf.Pdf, contents: Sequence[Content]) -> Element | None:
    """Read the tree from its root; None when the file has none."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return None
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return _TreeReader(pages, contents).element(root, None)


def leaves(element: Element) -> Iterator[Leaf]:
    """Yield the marked content of an element and all below it, in reading order."""
    for kid in element.kids:
        if isinstance(kid, Leaf):
            yield kid
        elif isinstance(kid, Element):
            yield from leaves(kid)


def elements(element: Element) -> Iterator[Element]:
    """Yield an element and all below it, in reading order."""
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from elements(kid)


def text_of_tree(element: Element) -> str:
    """Give what is read aloud: a figure by its alternative, no bullets and no list numbers."""
    return "".join(one.text for one in spoken(element))


def spoken(element: Element) -> Iterator[Spoken]:
    """Yield what is read aloud in an element, with the marked content it is shown by."""
    return _spoken(element, parent=None, numbered=False)


def outline(element: Element, depth: int = 0) -> str:
    """Print the tree as people read it: a line for each element, inline ones in brackets.

    An at sign stands for a link's annotation.
    """
    seen = () if element.role == "Figure" else element.kids
    text = "".join(_shown(kid) for kid in seen if not _has_own_line(kid))
    line = "  " * depth + f"{_named(element)} {text}".rstrip()
    below = [
        outline(kid, depth + 1)
        for kid in element.kids
        if isinstance(kid, Element) and _has_own_line(kid)
    ]
    return "\n".join([line, *below])


def _has_own_line(kid: Kid) -> bool:
    return isinstance(kid, Element) and kid.role not in _INLINE


def _named(element: Element) -> str:
    said = "".join(f" {key}={value}" for key, value in sorted(element.attributes.items()))
    return element.role + said


def _shown(kid: Kid) -> str:
    match kid:
        case Leaf(text=text):
            return text
        case Annotation():
            return "@"
        case Element(kids=kids):
            return f"[{_named(kid)}: {''.join(_shown(inner) for inner in kids)}]"
        case _:
            assert_never(kid)


class _TreeReader:
    def __init__(self, pages: dict[tuple[int, int], int], contents: Sequence[Content]) -> None:
        self._pages = pages
        self._contents = contents

    def element(self, found: Any, page: int | None) -> Element:
        """Read one StructElem; its page serves kids that name none."""
        own = self._page(found, page)
        return Element(
            role=str(found.get("/S", "/StructTreeRoot"))[1:],
            number=found.objgen[0],
            kids=tuple(self._kids(found.get("/K"), own)),
            attributes=_attributes(found),
        )

    def _kids(self, kids: Any, page: int | None) -> Iterator[Kid]:
        match kids:
            case None:
                return
            case pikepdf.Array():
                for kid in kids:
                    yield from self._kids(kid, page)
            case pikepdf.Dictionary() if kids.get("/Type") == "/OBJR":
                yield Annotation(number=kids.Obj.objgen[0])
            case pikepdf.Dictionary() if kids.get("/Type") == "/MCR":
                yield self._leaf(int(kids.MCID), self._page(kids, page))
            case pikepdf.Dictionary():
                yield self.element(kids, page)
            case _:
                yield self._leaf(int(kids), page)

    def _leaf(self, mcid: int, page: int | None) -> Leaf:
        if page is None:
            return Leaf(page=-1, mcid=mcid, text="", size=math.inf)
        content = self._contents[page]
        text, size = content.texts.get(mcid, ""), content.sizes.get(mcid, math.inf)
        return Leaf(page=page, mcid=mcid, text=text, size=size)

    def _page(self, found: Any, page: int | None) -> int | None:
        named = found.get("/Pg")
        return page if named is None else self._pages.get(named.objgen)


def _attributes(found: Any) -> dict[str, str]:
    """Gather Lang, Alt, E, ID, and the attributes of all owners but the layout's measures."""
    said = {key: str(found[f"/{key}"]) for key in ("Lang", "Alt", "E", "ID") if f"/{key}" in found}
    owners = found.get("/A", [])
    for owner in [owners] if isinstance(owners, pikepdf.Dictionary) else owners:
        for key, value in owner.items():
            if key == "/BBox":
                said["BBox"] = " ".join(f"{float(side):g}" for side in value)
            elif key != "/O":
                said[key[1:]] = str(value).removeprefix("/")
    return said


def _spoken(element: Element, *, parent: Element | None, numbered: bool) -> Iterator[Spoken]:
    """Yield texts and word ends. numbered: we are in a list whose labels are not words."""
    if element.role == "Figure":
        alternative = f" {element.attributes.get('Alt', '')} "
        yield Spoken(alternative, tuple(leaves(element)), picture=True)
        return
    if element.role == "Lbl" and numbered:
        yield Spoken("", tuple(leaves(element)))
        return
    if element.role == "L":
        numbered = element.attributes.get("ListNumbering", "None") != "None"
    elif element.role not in _INLINE | {"LI", "Lbl"}:
        numbered = False
    in_note = element.role == "Lbl" and parent is not None and parent.role == "Note"
    edge = Spoken("" if element.role in _INLINE or in_note else " ")
    yield edge
    for kid in element.kids:
        if isinstance(kid, Leaf):
            yield Spoken(kid.text, (kid,))
        elif isinstance(kid, Element):
            yield from _spoken(kid, parent=element, numbered=numbered)
    yield edge
