"""Tags: the structure tree written into the PDF, better than WeasyPrint's own.

In: a galley and its structure, while WeasyPrint writes. Out: StructElems with languages, notes,
captions and scopes; real artifacts for what is not to be read; one element per HTML element even
over page breaks. The hook is private to WeasyPrint, so its version is pinned and asserted.
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from sys import intern
from typing import Any, Final, TypeAlias
from xml.etree.ElementTree import Element

import pydyf
import weasyprint
import weasyprint.document
import weasyprint.pdf
from weasyprint.formatting_structure import boxes

from bookbuild.model.format import POINTS_PER_PIXEL
from bookbuild.render.pdf.galley import Galley, Kind, Piece, Rectangle
from bookbuild.render.pdf.structure import Node, link_words, pieces_of

Pdf: TypeAlias = Any  # pydyf and WeasyPrint ship no types.
Stream: TypeAlias = Any

SUPPORTED_VERSION: Final = "70.0"
HOOK_PARAMETERS: Final = ("pdf", "document", "pdf_version", "page_streams")
_PROPERTIES: Final = re.compile(rb"<</MCID (\d+)>>")


Painted: TypeAlias = Callable[[Sequence[Stream]], None]
"""What is done to the pages' operators once they are painted; none may move to another place."""


def as_painted(_streams: Sequence[Stream]) -> None:
    """Leave the pages as they were painted."""


@contextmanager
def own_tags(galley: Galley, structure: Node, then: Painted = as_painted) -> Iterator[None]:
    """Let WeasyPrint write these tags instead of its own, for the length of a `with` block.

    then: what is done to the painted pages before they are written.
    """
    theirs = weasyprint.pdf.add_tags
    assert weasyprint.__version__ == SUPPORTED_VERSION, "the tag hook moved with WeasyPrint"
    assert tuple(inspect.signature(theirs).parameters) == HOOK_PARAMETERS, "the tag hook changed"

    def add_tags(pdf: Pdf, document: Any, _version: str, page_streams: Sequence[Stream]) -> None:
        writer = _TagWriter(pdf, galley, document.pages, page_streams)
        then(page_streams)
        writer.write(structure)

    weasyprint.pdf.add_tags = add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = theirs


@contextmanager
def closed_up(*, keep: bool) -> Iterator[None]:
    """Close up the operators of each page as soon as it is painted, for the length of a `with`.

    WeasyPrint keeps each of a page's thousands of operators by itself until the file is written.
    Those between two marks become one; the file stays the same. keep: the pages are to be painted
    again; otherwise their boxes go, but for those that show text or pictures.
    """
    theirs = weasyprint.document.Page.paint

    def paint(page: Any, stream: Stream, *given: Any) -> None:
        theirs(page, stream, *given)
        stream.stream = list(_runs(stream))
        if not keep:
            del page._page_box  # noqa: SLF001  # WeasyPrint has no other way to it

    weasyprint.document.Page.paint = paint
    try:
        yield
    finally:
        weasyprint.document.Page.paint = theirs


def _runs(stream: Stream) -> Iterator[Any]:
    """Yield the operators of a page; those that tags may still change stay by themselves."""
    start = 0
    for place, item in enumerate(stream.stream):
        if type(item) is not pydyf.Dictionary or "MCID" not in item:
            continue
        tag, properties = stream.stream[place - 1 : place + 1]
        assert len(properties) == 1, "a mark has other properties than its number"
        yield from (_joined(stream.stream[start : place - 1]), intern(tag), properties.data)
        start = place + 1
    yield _joined(stream.stream[start:])


def _joined(operators: Sequence[Any]) -> bytes:
    """Write some operators as pydyf does when it writes the file."""
    written = map(pydyf._to_bytes, operators)  # noqa: SLF001  # pydyf has no other way to it
    return b"\n".join(written)


def drop_dead_links(pages: Sequence[Any], galley: Galley, structure: Node) -> None:
    """Leave out link annotations that no structure element could hold, before painting.

    These are links in running heads and in decoration, and the second annotation that WeasyPrint
    makes for each inline inside a link.
    """
    alive = {node.link for node in _nodes(structure) if node.link is not None}
    for page in pages:
        page.links = [
            link
            for link in page.links
            if _link_of(link, galley) in alive and _bears_annotation(link[3])
        ]


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _nodes(kid)


def _link_of(link: tuple[Any, ...], galley: Galley) -> Element | None:
    box = link[3]
    return None if box.element is None else galley.ancestry.link(box.element)


def _bears_annotation(box: Any) -> bool:
    is_link_itself = box.element_tag == "a"
    return is_link_itself or isinstance(box, boxes.ReplacedBox)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One marked-content sequence: its page, its number there."""

    page: int
    mcid: int


class _TagWriter:
    """Writes one tree. It lives while one PDF is written."""

    def __init__(
        self, pdf: Pdf, galley: Galley, pages: Sequence[Any], streams: Sequence[Stream]
    ) -> None:
        self._pdf = pdf
        self._galley = galley
        self._pages = pages
        # pydyf makes the list anew each time it is asked.
        self._page_references = pdf.page_references
        self._streams = streams
        self._boxes = [dict(tags_of(stream)) for stream in streams]
        self._properties = [property_places(stream) for stream in streams]
        self._owners: list[dict[int, bytes]] = [{} for _ in streams]
        self._annotations: list[tuple[Pdf, bytes]] = []
        self._links = self._links_by_element()
        self._identities: list[tuple[str, bytes]] = []

    def write(self, structure: Node) -> None:
        """Write the tree, the artifacts, and the way back from content to tree."""
        root = self._object({"Type": "/StructTreeRoot"})
        document = self._element(structure, root.reference)
        root["K"] = pydyf.Array([document.reference])
        self._mark_artifacts()
        root["ParentTree"] = self._parent_tree().reference
        root["ParentTreeNextKey"] = len(self._streams) + len(self._annotations)
        if self._identities:
            root["IDTree"] = self._identity_tree().reference
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self._pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    # Elements

    def _element(self, node: Node, parent: bytes) -> Pdf:
        """Write a node and all below it."""
        element = self._object({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        page = next((piece.page for piece in pieces_of(node)), None)
        if page is not None:
            element["Pg"] = self._page_references[page]
        self._describe(element, node)
        kids = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._element(kid, element.reference).reference)
            elif (mark := self._take_mark(kid)) is not None:
                kids.append(self._content(mark, element, page))
        if node.link is not None:
            kids.extend(self._object_references(node.link, element))
        element["K"] = kids
        return element

    def _describe(self, element: Pdf, node: Node) -> None:
        """Write what is known about a node besides its content."""
        texts = {"Lang": node.language, "Alt": node.alternative, "E": node.expansion}
        for key, text in texts.items():
            if text is not None:
                element[key] = pydyf.String(text)
        if node.identity is not None:
            element["ID"] = pydyf.String(node.identity)
            self._identities.append((node.identity, element.reference))
        if attributes := [_attributes(o, values) for o, values in node.attributes.items()]:
            element["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
        if node.role == "Figure":
            (piece,) = pieces_of(node)
            element["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": self._bbox(piece)})

    def _bbox(self, piece: Piece) -> Pdf:
        """Give a picture's place in points, from the bottom left corner of the page."""
        height = self._pages[piece.page].height * POINTS_PER_PIXEL
        left, top, right, bottom = (side * POINTS_PER_PIXEL for side in piece.place)
        corners = Rectangle(left, height - bottom, right, height - top)
        return pydyf.Array([round(corner, 2) for corner in corners])

    # Content

    def _take_mark(self, piece: Piece) -> _Mark | None:
        """Find the marked content of a piece; invisible text has none that could be read."""
        tag = self._boxes[piece.page].pop(piece.box, None)
        if tag is None or tag["mcid"] not in self._properties[piece.page]:
            return None
        mark = _Mark(piece.page, tag["mcid"])
        if piece.hyphen:
            shown = str(piece.box.text).removesuffix(str(piece.box.style["hyphenate_character"]))
            self._streams[mark.page].stream[self._properties[mark.page][mark.mcid]] = (
                pydyf.Dictionary({"MCID": mark.mcid, "ActualText": pydyf.String(shown)})
            )
        return mark

    def _content(self, mark: _Mark, element: Pdf, page: int | None) -> Pdf | int:
        """Enter a mark in its element: a bare number on the element's own page."""
        self._owners[mark.page][mark.mcid] = element.reference
        if mark.page == page:
            return mark.mcid
        reference = self._page_references[mark.page]
        return pydyf.Dictionary({"Type": "/MCR", "Pg": reference, "MCID": mark.mcid})

    def _mark_artifacts(self) -> None:
        """Turn every mark that no element took into an artifact."""
        kinds = {piece.box: piece.kind for piece in self._galley.all_pieces()}
        for page, left in enumerate(self._boxes):
            stream = self._streams[page].stream
            for box, tag in left.items():
                place = self._properties[page].get(tag["mcid"])
                if place is not None:
                    paged = kinds.get(box) in (Kind.MARGIN, Kind.REPEAT)
                    kind = "/Pagination" if paged else "/Layout"
                    stream[place - 1] = "/Artifact"
                    stream[place] = pydyf.Dictionary({"Type": kind})

    # Links

    def _links_by_element(self) -> Mapping[Element, list[tuple[int, Pdf]]]:
        found: dict[Element, list[tuple[int, Pdf]]] = defaultdict(list)
        for number, page in enumerate(self._pages):
            for link in page.links:
                element = _link_of(link, self._galley)
                if element is not None and link[3].link_annotation is not None:
                    found[element].append((number, link[3].link_annotation))
        return found

    def _object_references(self, link: Element, element: Pdf) -> Iterator[Pdf]:
        """Tie a link's annotations to its element, and say in them what the link says."""
        for page, annotation in self._links.get(link, ()):
            annotation["Contents"] = pydyf.String(link_words(link))
            annotation["StructParent"] = len(self._streams) + len(self._annotations)
            self._annotations.append((annotation, element.reference))
            yield pydyf.Dictionary(
                {
                    "Type": "/OBJR",
                    "Obj": annotation.reference,
                    "Pg": self._page_references[page],
                }
            )

    # Trees

    def _parent_tree(self) -> Pdf:
        numbers = pydyf.Array()
        for page, owners in enumerate(self._owners):
            last = max(owners, default=-1)
            row = [owners.get(mcid, b"null") for mcid in range(last + 1)]
            numbers.extend([page, pydyf.Array(row)])
        for key, (_, owner) in enumerate(self._annotations, start=len(self._owners)):
            numbers.extend([key, owner])
        return self._object({"Nums": numbers})

    def _identity_tree(self) -> Pdf:
        names = pydyf.Array()
        for identity, reference in sorted(self._identities):
            names.extend([pydyf.String(identity), reference])
        return self._object({"Names": names})

    def _object(self, values: Mapping[str, Any]) -> Pdf:
        made = pydyf.Dictionary(values)
        self._pdf.add_object(made)
        return made


def tags_of(stream: Stream) -> Mapping[Any, Any]:
    """Give the marks of a page by box: `{box: {"tag": …, "mcid": …}}`."""
    tags: Mapping[Any, Any] = stream._tags  # noqa: SLF001  # WeasyPrint has no other way to it
    return tags


def _attributes(owner: str, values: Mapping[str, str | int]) -> Pdf:
    written = {key: f"/{v}" if isinstance(v, str) else v for key, v in values.items()}
    return pydyf.Dictionary({"O": f"/{owner}", **written})


def property_places(stream: Stream) -> Mapping[int, int]:
    """Find where each MCID's property list stands among a page's operators.

    Text in a transparency group is numbered too, but its operators are in another stream.
    """
    return {
        number: place
        for place, item in enumerate(stream.stream)
        if (number := _mark_number(item)) is not None
    }


def _mark_number(item: Any) -> int | None:
    """Give the number in a mark's property list, as WeasyPrint made it or as it is written."""
    if isinstance(item, pydyf.Dictionary):
        number: int | None = item.get("MCID")
        return number
    written = _PROPERTIES.fullmatch(item) if isinstance(item, bytes) else None
    return int(written[1]) if written else None
