"""The folder of the web edition, opened: its pages as trees, its other files as bytes.

In: an artefact. Out: frozen values that the checks read.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from bookbuild.model.artefact import Artefact

INDEX: Final = "assets/search-index.js"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)
_URL: Final = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDEX: Final = re.compile(r"^var searchIndex = (.*);$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The whole folder, read once for all checks.

    files: bytes by path in the folder. pages: the tree of each page that is well-formed. broken:
    what the parser said of each that is not. words: the page that holds what each must hold.
    """

    files: Mapping[str, bytes]
    pages: Mapping[str, etree._Element]
    broken: Mapping[str, str]
    words: Mapping[str, str]

    def text(self, path: str) -> str:
        """Give a file as text."""
        return self.files[path].decode()

    def addresses(self) -> Iterator[tuple[str, etree._Element | None, str]]:
        """Yield every address that is named: by which file, in which element, what it says.

        The element is None where a stylesheet or the search index names it.
        """
        for path, tree in self.pages.items():
            for element in tree.iter():
                for name in ("href", "src", "srcset"):
                    address = element.get(name)
                    if address is not None:
                        yield path, element, address
        for path in self.files:
            if path.endswith(".css"):
                for address in _URL.findall(_COMMENT.sub("", self.text(path))):
                    yield path, None, address
        for address in self._index():
            yield "search.html", None, address

    def _index(self) -> Iterator[str]:
        if INDEX in self.files and (found := _INDEX.match(self.text(INDEX).strip())):
            index = json.loads(found[1])
            for page, identity, *_ in index["passages"]:
                address, _ = index["pages"][page]
                yield f"{address}#{identity}" if identity else address


def open_folder(artefact: Artefact) -> Opened:
    """Read the folder whose first page an artefact is."""
    folder = posixpath.dirname(artefact.path)
    files = {posixpath.relpath(path, folder): content for path, content in artefact.files.items()}
    pages: dict[str, etree._Element] = {}
    broken: dict[str, str] = {}
    for path, content in files.items():
        if path.endswith(".html"):
            try:
                pages[path] = etree.fromstring(content, _PARSER)
            except etree.XMLSyntaxError as error:
                broken[path] = str(error.msg)
    words = {etree.fromstring(page).get("id", ""): page for page in artefact.html}
    return Opened(files=files, pages=pages, broken=broken, words=words)


def target_of(path: str, address: str) -> tuple[str, str]:
    """Give the path in the folder and the id that a link in a file leads to."""
    file, _, identity = address.partition("#")
    where = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    return where, identity
