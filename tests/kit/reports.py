"""A report as it is read: its parts by id, its tables as lines, cells between bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from bookbuild.model.assessment import Assessment
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.world import World
from bookbuild.pipeline.checking import check_text
from bookbuild.report import Made
from bookbuild.report.page import Reported, page, told_of

HTML: Final = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Read:
    """A report that was read back as XML, which is stricter than any browser."""

    content: bytes
    root: Any

    def has(self, name: str) -> bool:
        """Tell whether something has an id."""
        return bool(self.root.xpath("//*[@id=$name]", name=name))

    def part(self, name: str) -> str:
        """Give the words of a part by its id."""
        [part] = self.root.xpath("//*[@id=$name]", name=name)
        return words(part)

    def table(self, name: str) -> str:
        """Give the rows of a table below its heads, a line each."""
        [one] = self.root.xpath("//*[@id=$name]", name=name)
        rows = one.xpath("*[local-name()!='thead']/*[local-name()='tr']")
        return "\n".join(" | ".join(words(cell) for cell in row) for row in rows)

    def all(self, *names: str) -> Iterator[Any]:
        """Yield the elements with one of some names, in reading order."""
        return self.root.iter(*(HTML + name for name in names))


def words(element: Any) -> str:
    """Give the words of an element; blocks are set apart by a space."""
    return " ".join("".join(_pieces(element)).split())


def read_back(content: bytes) -> Read:
    """Read a report as XML."""
    return Read(content=content, root=etree.fromstring(content))


def report_on(
    world: World,
    *,
    made: Sequence[Made] = (),
    not_made: Sequence[str] = (),
    found: Sequence[Diagnostic] = (),
    assessment: Assessment | None = None,
) -> Read:
    """Give the report on a book; what was scored and let pass is the text's own unless given."""
    checked = check_text(world)
    assert checked.book, [str(one) for one in checked.diagnostics]
    assert checked.editions
    assert checked.assessment
    reported = Reported(
        book=checked.book,
        text=told_of(checked.book, tuple(checked.editions.values())),
        assessment=assessment or checked.assessment,
        found=found,
        made=made,
        not_made=not_made,
    )
    return read_back(page(reported))


_INLINE: Final = {HTML + name for name in ("a", "code", "span", "strong")}


def _pieces(element: Any) -> Iterator[str]:
    if element.tag == f"{HTML}style":
        return
    between = "" if element.tag in _INLINE else " "
    yield between + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield between
