"""A tiny book as HTML: text in, XHTML out, with the numbers of its sources in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from bookbuild.model.diagnostic import has_errors
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.render.bibliography import Bibliography, make_bibliography
from bookbuild.render.dress import Dress
from bookbuild.render.html import Pieces, SectionWriter
from bookbuild.system.memory import MemoryWorld
from bookbuild.system.programs import run_program
from kit.tiny import resolved, tiny_world

ROOT: Final = Path(__file__).parents[2]

ON_A_SCREEN: Final = Dress(
    href=lambda label: f"#{label}",
    page_of=None,
    notes_at_foot=False,
    explained_at_foot=False,
    epub_types=False,
    labels={},
)


class PandocWorld(MemoryWorld):
    """A World in memory, with the house's citation style, that can run Pandoc."""

    def read(self, path: Any) -> bytes:
        """Give a file of the memory, or the real style."""
        if str(path) == "styles/citations.csl":
            return (ROOT / "styles" / "citations.csl").read_bytes()
        return super().read(path)

    def run(self, command: Any, **given: Any) -> Any:
        """Run the real program."""
        return run_program(command, **given)


def book_of(*chapters: str, **given: Any) -> ResolvedDocument:
    """Resolve a tiny book that has no error; a text without a title gets one."""
    titled = [
        text if text.startswith("# ") else f"# Title {at} {{#c{at}}}\n\n{text}"
        for at, text in enumerate(chapters, start=1)
    ]
    outcome = resolved(tiny_world(*titled, **given))
    assert not has_errors(outcome.diagnostics), [str(found) for found in outcome.diagnostics]
    return outcome.value


def sources_of(book: ResolvedDocument) -> Bibliography:
    """Have the real citeproc number and write the sources of a book."""
    return make_bibliography(book, PandocWorld({}))


def numbered(book: ResolvedDocument) -> dict[str, str]:
    """Number the sources of a book as citeproc does, but without ranges; quicker than Pandoc."""
    return {
        cluster.source: ",".join(str(book.cited.index(one.key) + 1) for one in cluster.cited)
        for cluster in book.clusters
    }


def dressed(book: ResolvedDocument, **dress: Any) -> Dress:
    """Give what a book wears on a screen, changed in a few things."""
    return replace(ON_A_SCREEN, **{"labels": numbered(book), **dress})


def pieces_of(book: ResolvedDocument, **dress: Any) -> Mapping[str, Pieces]:
    """Write every section of a book, by label."""
    worn = dressed(book, **dress)
    return {section.label: SectionWriter(book, section, worn).pieces() for section in book.sections}


def written(text: str, given: Mapping[str, Any] | None = None, /, **dress: Any) -> str:
    """Give the HTML of a chapter as it stands in a book of this one chapter, without its title."""
    pieces = pieces_of(book_of(text, **(given or {})), **dress)["c1"]
    return pieces.standfirst + pieces.key_points + pieces.body + pieces.notes
