"""Tables that can be read in large type on a small screen: each row as a short list.

In: the tree of a content document. Out: nothing; there every table has a box of its own whose width
the stylesheet can ask for, and each cell its column's heading as an attribute. The stylesheet shows
it where the columns no longer fit; reading systems that cannot ask show a table.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

_XHTML: Final = "{http://www.w3.org/1999/xhtml}"


def stack_tables(root: etree._Element) -> None:
    """Prepare the tables of a document."""
    for table in list(root.iter(f"{_XHTML}table")):
        _name_cells(table)
        _box(table)


def _name_cells(table: etree._Element) -> None:
    """Write the heading of its column into each cell that is no heading itself."""
    headings = [_words(cell) for cell in table.iterfind(f"{_XHTML}thead/{_XHTML}tr/{_XHTML}th")]
    for row in table.iterfind(f"{_XHTML}tbody/{_XHTML}tr"):
        for heading, cell in zip(headings, row, strict=True):
            if cell.tag == f"{_XHTML}td":
                cell.set("data-column", heading if heading.endswith("?") else f"{heading}:")


def _words(cell: etree._Element) -> str:
    """Give the words of a cell without the raised numbers of sources."""
    said = "".join(
        str(text)
        for text in cell.xpath(".//text()[not(ancestor::*[local-name() = 'sup'])]")  # type: ignore[union-attr]
    )
    return said.strip()


def _box(table: etree._Element) -> None:
    columns = len(table.findall(f"{_XHTML}thead/{_XHTML}tr/{_XHTML}th"))
    box = etree.Element(f"{_XHTML}div", {"class": f"table columns-{columns}"})
    box.tail, table.tail = table.tail, None
    parent = table.getparent()
    assert parent is not None, "a table stands in a section"
    parent.replace(table, box)
    box.append(table)
