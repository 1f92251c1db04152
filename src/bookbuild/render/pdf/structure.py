"""The structure tree of a book: what each part of it is, in the order it is read.

In: a galley. Out: a tree of `Node` whose leaves are pieces of text and pictures. The order is the
order of the HTML, whatever the layout did: one node per element even over page breaks, and a
page-foot note directly after the block that calls it. Roles are those of ISO 32000-1, 14.8.4,
nested as PDF/UA-1 (ISO 14289-1) wants. What is left out of the tree is an artifact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import ClassVar, Final
from xml.etree.ElementTree import Element

from bookbuild.render.pdf.galley import Galley, Piece
from bookbuild.render.pdf.source import (
    alternative_of,
    is_block,
    is_hidden,
    is_note,
    is_picture,
    language_of,
    role_of,
    tag_of,
    text_of,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """One structure element.

    link: the HTML link whose annotations belong here. attributes: by owner (`Table`, `List`), as
    PDF names and numbers.
    """

    role: str
    kids: tuple[Kid, ...]
    language: str | None = None
    alternative: str | None = None
    expansion: str | None = None
    identity: str | None = None
    link: Element | None = None
    attributes: Mapping[str, Mapping[str, str | int]] = field(default_factory=dict)


Kid = Node | Piece

# A plain element and its role. Elements not named here or below are transparent: their text
# belongs to whatever they stand in (em, strong, sup, code, time, …).
_ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "main": "Part",
        "section": "Sect",
        "article": "Sect",
        "aside": "Sect",
        "nav": "Sect",
        "form": "Div",
        "div": "Div",
        "header": "Div",
        "footer": "Div",
        "hgroup": "Div",
        "details": "Div",
        "fieldset": "Div",
        "figure": "Div",
        "blockquote": "BlockQuote",
        "p": "P",
        "pre": "P",
        "address": "P",
        "summary": "P",
        "legend": "P",
        "h1": "H1",
        "h2": "H2",
        "h3": "H3",
        "h4": "H4",
        "h5": "H5",
        "h6": "H6",
        "figcaption": "Caption",
        "caption": "Caption",
        "table": "Table",
        "thead": "THead",
        "tbody": "TBody",
        "tfoot": "TFoot",
        "tr": "TR",
        "dt": "Lbl",
        "dd": "LBody",
    }
)
# Roles that hold blocks only: text directly in them becomes a paragraph.
_GROUPING: Final = frozenset({"Document", "Part", "Sect", "Div", "BlockQuote"})
# Roles whose element keeps its notes inside, because nothing but its like may stand beside it.
_KEEPS_NOTES: Final = frozenset({"Lbl", "LBody", "LI", "TOCI", "TH", "TD", "Caption"})
_INLINE: Final = frozenset({"Span", "Link", "Reference"})
_REFERENCES: Final = frozenset({"doc-noteref", "doc-biblioref"})
# How CSS numbers a list, and what PDF calls it (ISO 32000-1, table 347).
_NUMBERING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "disc": "Disc",
        "circle": "Circle",
        "square": "Square",
        "decimal": "Decimal",
        "decimal-leading-zero": "Decimal",
        "lower-alpha": "LowerAlpha",
        "lower-latin": "LowerAlpha",
        "upper-alpha": "UpperAlpha",
        "upper-latin": "UpperAlpha",
        "lower-roman": "LowerRoman",
        "upper-roman": "UpperRoman",
    }
)


def structure_of(galley: Galley) -> Node:
    """Build the tree of a whole document; its root is the `Document` element."""
    root = galley.root
    language = language_of(root) or ""
    builder = _Builder(galley)
    body = next((child for child in root if tag_of(child) == "body"), root)
    kids = [*builder.kids(body, language), *builder.notes_called()]
    return Node(role="Document", kids=tuple(_in_paragraphs(kids)))


def joined_structure(parts: Iterable[Node]) -> Node:
    """Give the tree of a book from those of its parts, which have no text outside their blocks."""
    return Node(role="Document", kids=tuple(kid for part in parts for kid in part.kids))


def pieces_of(node: Node) -> Iterator[Piece]:
    """Yield the pieces of a node and all below it, in reading order."""
    for kid in node.kids:
        if isinstance(kid, Piece):
            yield kid
        else:
            yield from pieces_of(kid)


class _Builder:
    """Walks the HTML. It carries the notes that were called and have not found their place."""

    def __init__(self, galley: Galley) -> None:
        self._galley = galley
        self._called: list[Node] = []

    def kids(self, element: Element, language: str) -> list[Kid]:
        """Give what an element holds, transparent elements opened up."""
        kids: list[Kid] = list(self._galley.set_text(element, 0))
        for number, child in enumerate(element):
            kids += self._child(child, language)
            kids += self._galley.set_text(element, number + 1)
        return kids

    def notes_called(self) -> list[Node]:
        """Hand over the notes called since last asked."""
        called, self._called = self._called, []
        return called

    def _child(self, element: Element, language: str) -> list[Kid]:
        if not tag_of(element) or is_hidden(element):
            return []
        if is_picture(element):
            return self._picture(element)
        if is_note(element):
            self._called += self._note(element, language)
            return []
        if not is_block(element):
            return self._element(element, language)
        # A block ends the run of text before it, so notes called there come first.
        before = self.notes_called()
        return [*before, *self._element(element, language), *self.notes_called()]

    def _element(self, element: Element, language: str) -> list[Kid]:
        """Give the nodes for one element, in the language it stands in."""
        special = self._SPECIAL.get(tag_of(element))
        if special:
            return special(self, element, language)
        role = _ROLES.get(tag_of(element))
        if role is None:
            return self._transparent(element, language)
        return self._node(role, element, language)

    def _node(self, role: str, element: Element, language: str) -> list[Kid]:
        """Give one node for a block, with the notes that must stay inside it."""
        own = language_of(element) or language
        kids = self.kids(element, own)
        if role in _KEEPS_NOTES:
            kids += self.notes_called()
        if role in _GROUPING:
            kids = _in_paragraphs(kids)
        if role == "Div" and own == language and tag_of(element) != "figure":
            return kids
        return _filled(Node(role=role, kids=tuple(kids), language=_differing(own, language)))

    def _transparent(self, element: Element, language: str) -> list[Kid]:
        own = language_of(element) or language
        kids = self.kids(element, own)
        if own == language:
            return kids
        return _filled(Node(role="Span", kids=tuple(kids), language=own))

    # Inlines

    def _abbreviation(self, element: Element, language: str) -> list[Kid]:
        title = element.get("title")
        kids = self._transparent(element, language)
        return _filled(Node(role="Span", kids=tuple(kids), expansion=title)) if title else kids

    def _link(self, element: Element, language: str) -> list[Kid]:
        """Give a Link; a call to a note or a source, and an entry of a contents list, refers."""
        if "href" not in element.attrib:
            return self._transparent(element, language)
        own = language_of(element) or language
        kids = tuple(self.kids(element, own))
        link = Node(role="Link", kids=kids, link=element, language=_differing(own, language))
        if not kids:
            return []
        if role_of(element) in _REFERENCES or self._in_contents(element):
            return [Node(role="Reference", kids=(link,))]
        return [link]

    def _picture(self, element: Element) -> list[Kid]:
        piece = self._galley.picture(element)
        if piece is None:
            return []
        return [Node(role="Figure", kids=(piece,), alternative=alternative_of(element))]

    def _note(self, element: Element, language: str) -> list[Node]:
        """Give a Note: its mark, when it has one, is its label."""
        own = language_of(element) or language
        outer, self._called = self._called, []
        kids = self.kids(element, own)
        if kids and _leads_back(kids[0]):
            kids[0] = Node(role="Lbl", kids=(kids[0],))
        self._called = outer + self._called
        note = Node(
            role="Note",
            kids=tuple(kids),
            identity=element.get("id"),
            language=_differing(own, language),
        )
        return [note] if kids else []

    # Lists

    def _list(self, element: Element, language: str) -> list[Kid]:
        """Give an L; in a contents list, a TOC."""
        own = language_of(element) or language
        kids = [kid for kid in self.kids(element, own) if isinstance(kid, Node)]
        role = "TOC" if self._in_contents(element) else "L"
        attributes = {} if role == "TOC" else {"List": {"ListNumbering": self._numbering(element)}}
        node = Node(
            role=role,
            kids=tuple(kids),
            language=_differing(own, language),
            attributes=attributes,
        )
        return _filled(node)

    def _item(self, element: Element, language: str) -> list[Kid]:
        """Give an LI with its label and body; in a contents list, a TOCI."""
        if self._in_contents(element):
            return self._node("TOCI", element, language)
        body = self._node("LBody", element, language)
        marker = self._galley.markers(element)
        label = [Node(role="Lbl", kids=tuple(marker))] if marker else []
        return _filled(Node(role="LI", kids=(*label, *body)))

    def _definitions(self, element: Element, language: str) -> list[Kid]:
        """Give an L whose items are a term and its meanings."""
        own = language_of(element) or language
        items: list[list[Node]] = []
        for kid in self.kids(element, own):
            assert isinstance(kid, Node), "a definition list holds terms and meanings only"
            starts = kid.role == "Lbl" and not (items and items[-1][-1].role == "Lbl")
            if starts or not items:
                items.append([])
            items[-1].append(kid)
        lis = tuple(Node(role="LI", kids=tuple(item)) for item in items)
        # "None" says that labels are words of the text, not numbers (ISO 32000-1, table 347).
        numbering = {"List": {"ListNumbering": "None"}}
        language_here = _differing(own, language)
        return _filled(Node(role="L", kids=lis, language=language_here, attributes=numbering))

    def _numbering(self, element: Element) -> str:
        items = [child for child in element if tag_of(child) == "li"]
        marked = next((mark for item in items for mark in self._galley.markers(item)), None)
        if marked is None:
            return "None"
        # A counter style of the book's own counts in numbers; a sign of its own is a bullet.
        plain = "Decimal" if tag_of(element) == "ol" else "Disc"
        return _NUMBERING.get(str(marked.box.style["list_style_type"]), plain)

    def _in_contents(self, element: Element) -> bool:
        return any(role_of(above) == "doc-toc" for above in self._galley.ancestry.upwards(element))

    # Tables

    def _cell(self, element: Element, language: str) -> list[Kid]:
        """Give a TH or TD; an empty cell stays, because it keeps the columns in step."""
        role = tag_of(element).upper()
        own = language_of(element) or language
        kids = [*self.kids(element, own), *self.notes_called()]
        table: dict[str, str | int] = {}
        if role == "TH":
            table["Scope"] = self._scope(element)
        for name, attribute in (("ColSpan", "colspan"), ("RowSpan", "rowspan")):
            if (span := int(element.get(attribute, "1"))) > 1:
                table[name] = span
        return [
            Node(
                role=role,
                kids=tuple(kids),
                language=_differing(own, language),
                attributes={"Table": table} if table else {},
            )
        ]

    def _scope(self, element: Element) -> str:
        """Tell what a header cell heads, by its `scope`, else by where it stands."""
        given = element.get("scope", "")
        if given in ("row", "rowgroup"):
            return "Row"
        if given in ("col", "colgroup"):
            return "Column"
        _, row, group, *_ = self._galley.ancestry.upwards(element)
        in_head = tag_of(group) == "thead"
        return "Row" if row[0] is element and not in_head else "Column"

    _SPECIAL: ClassVar[Mapping[str, Callable[[_Builder, Element, str], list[Kid]]]] = {
        "a": _link,
        "abbr": _abbreviation,
        "ul": _list,
        "ol": _list,
        "dl": _definitions,
        "li": _item,
        "th": _cell,
        "td": _cell,
    }
    """Elements that need more than a role. A builder that knew its own bound methods would keep
    itself, and with it all pages, until somebody collects garbage."""


def _filled(node: Node) -> list[Kid]:
    """Give a node that holds something; drop an empty one."""
    return [node] if node.kids else []


def _differing(own: str, outer: str) -> str | None:
    return own if own != outer else None


def _in_paragraphs(kids: Iterable[Kid]) -> list[Kid]:
    """Put runs of text that stand among blocks into paragraphs of their own."""
    result: list[Kid] = []
    for inline, run in groupby(kids, key=_is_inline):
        found = tuple(run)
        result += [Node(role="P", kids=found)] if inline else found
    return result


def _leads_back(kid: Kid) -> bool:
    return isinstance(kid, Node) and kid.link is not None and role_of(kid.link) == "doc-backlink"


def _is_inline(kid: Kid) -> bool:
    return isinstance(kid, Piece) or kid.role in _INLINE


def link_words(link: Element) -> str:
    """Give what is announced for a link: its label or title, else its words."""
    return link.get("aria-label") or link.get("title") or text_of(link)
