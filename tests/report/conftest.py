"""A report as it is read: its parts by id, its tables as lines, cells between bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bookbuild.model.assessment import Assessment
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.pipeline import check_text
from bookbuild.report import Made
from bookbuild.report.page import Reported, page
from bookbuild.system import real_world
from bookbuild.system.memory import MemoryWorld
from kit.tiny import tiny_world

ROOT = Path(__file__).parents[2]
HTML = "{http://www.w3.org/1999/xhtml}"
CHAPTER = "# One {#one}\n\nYou may rest [@a].\n"


@dataclass(frozen=True)
class Read:
    """A report that was read back as XML, which is stricter than any browser."""

    content: bytes
    root: Any

    def part(self, name: str) -> str:
        """Give the words of a part by its id, its title left out."""
        [part] = self.root.xpath(f"//*[@id='{name}']")
        return words(part, besides=("h2",))

    def has(self, name: str) -> bool:
        return bool(self.root.xpath(f"//*[@id='{name}']"))

    def table(self, name: str) -> str:
        """Give the rows of a table below its heads, a line each."""
        rows = self.root.xpath(f"//*[@id='{name}']/*[local-name()!='thead']/*[local-name()='tr']")
        assert rows, f"there is no table `{name}`"
        return "\n".join(" | ".join(words(cell) for cell in row) for row in rows)

    def all(self, *names: str) -> list[Any]:
        return [one for one in self.root.iter() if one.tag in {HTML + name for name in names}]


def words(element: Any, besides: tuple[str, ...] = ()) -> str:
    pieces = [
        text
        for text in element.itertext()
        if text.getparent().tag.removeprefix(HTML) not in besides
    ] if not besides else [
        text
        for text in element.xpath(".//text()")
        if text.getparent().tag.removeprefix(HTML) not in besides
    ]
    return " ".join("".join(pieces).split())


def read(content: bytes) -> Read:
    return Read(content=content, root=etree.fromstring(content))


def report_on(
    world: MemoryWorld,
    *,
    made: Sequence[Made] = (),
    not_made: Sequence[str] = (),
    found: Sequence[Diagnostic] = (),
    assessment: Assessment | None = None,
) -> Read:
    """Give the report on a book; what was found and scored is the text's own unless given."""
    checked = check_text(world)
    assert checked.book, checked.diagnostics
    reported = Reported(
        book=checked.book,
        editions=tuple(checked.editions.values()),
        assessment=assessment or checked.assessment,
        found=found,
        made=made,
        not_made=not_made,
    )
    return read(page(reported))


@pytest.fixture
def report() -> Callable[..., Read]:
    """Give the report on a tiny book with some files changed or added."""

    def make(
        *chapters: str,
        more: Mapping[str, str] | None = None,
        glossary: str = "",
        keys: str = "a b",
        **given: Any,
    ) -> Read:
        files = {f"manuscript/{name}": text for name, text in (more or {}).items()}
        world = tiny_world(*(chapters or (CHAPTER,)), glossary=glossary, keys=keys, more=files)
        return report_on(world, **given)

    return make


@pytest.fixture(scope="session")
def real() -> Read:
    """Give the report on the real manuscript, with files of each kind and verdict."""
    world = real_world(ROOT)
    made = [
        Made(
            path=f"{kind}/book.{kind}", kind=kind, sha256="7f" * 32, size=1_000_000, own=("words",),
            outside=outside, pages=pages,
        )
        for kind, outside, pages in (("pdf", {"qpdf": "FAILED (11)"}, 120), ("epub", {}, None))
    ]  # fmt: skip
    return report_on(world, made=made, not_made=["pdf/book-a5.pdf"])
