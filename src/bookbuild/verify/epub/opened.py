"""An EPUB, opened: its zip, its package document, its content documents.

In: the bytes of a file. Out: frozen values that the checks read, or the reason why the file cannot
be read at all.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

XHTML: Final = "{http://www.w3.org/1999/xhtml}"
EPUB: Final = "{http://www.idpf.org/2007/ops}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
MIMETYPE: Final = "mimetype"
CONTAINER: Final = "META-INF/container.xml"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_OCF: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


def elements_with(condition: str) -> Callable[[etree._Element], Sequence[etree._Element]]:
    """Give a function that gives the elements of a tree that meet a condition of XPath, in order.

    lxml looks for them ten times as fast as a loop over all elements.
    """
    path: Any = etree.XPath(f"descendant-or-self::*[{condition}]")
    found: Callable[[etree._Element], Sequence[etree._Element]] = path
    return found


_NAMED: Final = elements_with("@id != ''")


class UnreadableError(Exception):
    """The file is no EPUB that could be read further; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file as the package document lists it; `path` is its place in the zip."""

    identity: str
    path: str
    media_type: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The whole file, read once for all checks.

    files: bytes by path, in the zip's order. trees: the XML of each file that is well-formed XML.
    broken: what the parser said of each that is not. spine: the paths in reading order. named: of
    each tree the elements that have an id, in order.
    """

    entries: tuple[ZipInfo, ...]
    files: Mapping[str, bytes]
    package_path: str
    package: etree._Element
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    trees: Mapping[str, etree._Element]
    broken: Mapping[str, str]
    named: Mapping[str, Sequence[etree._Element]]

    @property
    def documents(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield the content documents by path, in reading order."""
        for path in self.spine:
            if path in self.trees:
                yield path, self.trees[path]

    @property
    def navigation(self) -> tuple[str, etree._Element] | None:
        """Give the navigation document and its path."""
        paths = [item.path for item in self.items if "nav" in item.properties]
        return next(((path, self.trees[path]) for path in paths if path in self.trees), None)


def open_epub(content: bytes) -> Opened:
    """Read an EPUB; raise UnreadableError when it has no package document."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = tuple(archive.infolist())
            files = {entry.filename: archive.read(entry) for entry in entries}
    except BadZipFile as error:
        raise UnreadableError(f"the file is not a whole zip: {error}") from None
    package_path = _package_path(files)
    package = _required(files, package_path)
    items = tuple(_items(package, posixpath.dirname(package_path)))
    trees, broken = _trees(files)
    paths = {item.identity: item.path for item in items}
    refs = package.iterfind(f"{_OPF}spine/{_OPF}itemref")
    return Opened(
        entries=entries,
        files=files,
        package_path=package_path,
        package=package,
        items=items,
        spine=tuple(paths.get(ref.get("idref", ""), "") for ref in refs),
        trees=trees,
        broken=broken,
        named={path: _NAMED(tree) for path, tree in trees.items()},
    )


def read_xhtml(content: bytes) -> etree._Element:
    """Read a document as XML; raise XMLSyntaxError when it is not well-formed."""
    return etree.fromstring(content, _PARSER)


@lru_cache(maxsize=2**14)
def target_of(path: str, href: str) -> tuple[str, str]:
    """Give the path in the zip and the id that a link in a file leads to."""
    file, _, identity = href.partition("#")
    where = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    return where, identity


def _package_path(files: Mapping[str, bytes]) -> str:
    rootfile = _required(files, CONTAINER).find(f"{_OCF}rootfiles/{_OCF}rootfile")
    if rootfile is None:
        raise UnreadableError(f"`{CONTAINER}` names no package document")
    return rootfile.get("full-path", "")


def _required(files: Mapping[str, bytes], path: str) -> etree._Element:
    if path not in files:
        raise UnreadableError(f"there is no `{path}`")
    try:
        return read_xhtml(files[path])
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"`{path}` is not well-formed: {error.msg}") from None


def _items(package: etree._Element, folder: str) -> Iterator[Item]:
    for item in package.iterfind(f"{_OPF}manifest/{_OPF}item"):
        yield Item(
            identity=item.get("id", ""),
            path=posixpath.normpath(posixpath.join(folder, item.get("href", ""))),
            media_type=item.get("media-type", ""),
            properties=tuple(item.get("properties", "").split()),
        )


def _trees(files: Mapping[str, bytes]) -> tuple[dict[str, etree._Element], dict[str, str]]:
    trees: dict[str, etree._Element] = {}
    broken: dict[str, str] = {}
    for path, content in files.items():
        if path.endswith((".xhtml", ".svg", ".ncx", ".xml", ".opf")):
            try:
                trees[path] = read_xhtml(content)
            except etree.XMLSyntaxError as error:
                broken[path] = str(error.msg)
    return trees, broken
