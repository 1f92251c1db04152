"""The HTML as a reader meets it: texts, blocks, notes, what is hidden, who stands in whom.

In: the element tree that WeasyPrint parsed. Out: answers about single elements, the same for the
tag builder, the page map and the checks. Nothing here knows a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

SVG: Final = "{http://www.w3.org/2000/svg}svg"
PICTURES: Final = frozenset({"img", SVG})
BLOCKS: Final = frozenset(
    "html body main section article aside nav header footer hgroup div figure figcaption blockquote"
    " p pre address h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td"
    " hr details summary fieldset legend form".split()
)
_UNSET: Final = frozenset({"head", "title", "script", "style", "template", "colgroup", "col"})
_LANGUAGES: Final = ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang")
# Characters that steer line breaking and leave no mark: soft hyphen, zero-width space and joiners,
# word joiner, byte-order mark.
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def tag_of(element: Element) -> str:
    """Give an element's name; a comment or processing instruction has none: ''."""
    return element.tag if isinstance(element.tag, str) else ""


def texts_of(element: Element) -> Iterator[str]:
    """Yield an element's own texts: before its first child, and after each child."""
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def letters_of(text: str) -> str:
    """Give a text as it can be compared: folded, without white space and invisible characters."""
    return "".join(text.split()).translate(_UNSEEN).casefold()


def role_of(element: Element) -> str:
    """Give an element's ARIA role, '' when it has none."""
    return element.get("role", "")


def is_block(element: Element) -> bool:
    """Tell whether an element starts and ends a run of text by its nature."""
    return tag_of(element) in BLOCKS


def is_note(element: Element) -> bool:
    """Tell whether an element is the body of a page-foot note."""
    return role_of(element) == "doc-footnote"


def is_picture(element: Element) -> bool:
    """Tell whether an element is drawn as one picture."""
    return tag_of(element) in PICTURES


def is_hidden(element: Element) -> bool:
    """Tell whether an element is not for reading: decoration, or not shown at all."""
    return (
        element.get("aria-hidden") == "true"
        or "hidden" in element.attrib
        or tag_of(element) in _UNSET
        or (tag_of(element) == "img" and not element.get("alt", "").strip())
        or (is_picture(element) and role_of(element) in ("presentation", "none"))
    )


def is_shown(element: Element) -> bool:
    """Tell whether the pages must show an element's text, be it for reading or for decoration."""
    return "hidden" not in element.attrib and tag_of(element) not in _UNSET | {""}


def alternative_of(picture: Element) -> str:
    """Give a picture's words: `alt`, else `aria-label`, else the title inside an SVG."""
    title = picture.find("{http://www.w3.org/2000/svg}title")
    inside = "".join(title.itertext()) if title is not None else ""
    words = picture.get("alt") or picture.get("aria-label") or inside
    return " ".join(words.split())


def language_of(element: Element) -> str | None:
    """Give the language an element declares for itself."""
    return next((element.attrib[key] for key in _LANGUAGES if key in element.attrib), None)


class Fragment(NamedTuple):
    """One text of the source: whose it is, the how-manieth of its texts, and the text."""

    element: Element
    number: int
    text: str


def fragments(element: Element) -> Iterator[Fragment]:
    """Yield the texts of an element in reading order, without notes and what is hidden.

    A line break and the edge of a block are white space. A picture's words are not text.
    """
    edge = " " if is_block(element) or tag_of(element) == "br" else ""
    yield Fragment(element, 0, edge + (element.text or ""))
    for number, child in enumerate(element, start=1):
        if tag_of(child) and not (is_hidden(child) or is_note(child) or is_picture(child)):
            yield from fragments(child)
        yield Fragment(element, number, child.tail or "")
    yield Fragment(element, -1, edge)


def text_of(element: Element) -> str:
    """Give the words of an element as one line, pictures by their alternatives."""
    words = " ".join("".join(part.text for part in fragments(element)).split())
    pictures = (child for child in element.iter() if is_picture(child) and not is_hidden(child))
    return words or " ".join(alternative_of(picture) for picture in pictures)


@dataclass(frozen=True, slots=True)
class Ancestry:
    """Who stands in whom; elements themselves do not know."""

    _parents: Mapping[Element, Element]
    _unread: frozenset[Element]

    @classmethod
    def of(cls, root: Element) -> Ancestry:
        """Note every element's parent, and all that stands in something hidden."""
        parents = {child: parent for parent in root.iter() for child in parent}
        unread = (inner for outer in root.iter() if is_hidden(outer) for inner in outer.iter())
        return cls(parents, frozenset(unread))

    @classmethod
    def joined(cls, parts: Iterable[Ancestry]) -> Ancestry:
        """Join those of the parts of a book; each part has its own body and its own root."""
        parents: dict[Element, Element] = {}
        unread: set[Element] = set()
        for part in parts:
            parents |= part._parents  # noqa: SLF001  # one of its own kind
            unread |= part._unread  # noqa: SLF001  # as above
        return cls(parents, frozenset(unread))

    def upwards(self, element: Element) -> Iterator[Element]:
        """Yield an element, its parent, and so on to the root."""
        yield element
        while (parent := self._parents.get(element)) is not None:
            yield parent
            element = parent

    def is_unread(self, element: Element) -> bool:
        """Tell whether an element or one it stands in is hidden from reading."""
        return element in self._unread

    def note(self, element: Element) -> Element | None:
        """Give the note an element stands in."""
        return next((above for above in self.upwards(element) if is_note(above)), None)

    def block(self, element: Element) -> Element:
        """Give the nearest block with an id, the place by which people and pages name it."""
        named = (a for a in self.upwards(element) if is_block(a) and a.get("id"))
        return next(named, element)

    def link(self, element: Element) -> Element | None:
        """Give the link an element stands in."""
        links = (above for above in self.upwards(element) if tag_of(above) == "a")
        return next((link for link in links if "href" in link.attrib), None)
