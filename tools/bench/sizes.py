"""One generated text of some size, made into a book in every way.

In: a number of pages, a folder, the meter. Out: rows of figures by name: those of printing, and
those of the e-book.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf

from tools.bench.editing import change_a_word
from tools.bench.figures import Cell, absent, broken
from tools.bench.installing import Peers
from tools.bench.manuscript import Files, for_bookbuild, for_pandoc, for_sphinx
from tools.bench.measuring import ROOT, Meter, our_tool
from tools.bench.text import Text, text_of
from tools.bench.ways import NO_RECORD, PANDOC_EPUB, PLAIN, TYPST, Way, Ways

BOOK: Final = ("build", "book", "--paper", "letter")

COLD: Final = "bookbuild"
NOTHING: Final = "bookbuild, nothing changed"
EDITED: Final = "bookbuild, one word edited"
NO_TURN: Final = "left out of this run, for it takes long (`--peers-to`)"
WATCHED: Final = "bookbuild serve, one word edited"
STAYING: Final = "bookbuild, one word edited, process stays: proven and written besides"
TYPST_WATCHED: Final = "Pandoc and Typst, one word edited, process stays"
OUR_EPUB: Final = "bookbuild, EPUB"

_DIALECTS: Final[dict[str, Callable[[Text], Files]]] = {
    "bookbuild": for_bookbuild,
    "pandoc": for_pandoc,
    "sphinx": for_sphinx,
}


class BenchError(Exception):
    """The text itself cannot be made: nothing can be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """One size of the text. asked: its pages as asked for, printed: as bookbuild printed it."""

    asked: int
    printed: int
    print_rows: dict[str, Cell]
    epub_rows: dict[str, Cell]


def measure_size(
    pages: int,
    folder: Path,
    peers: Peers,
    meter: Meter,
    rounds: int,
    *,
    printing_peers: bool = True,
) -> Size:
    """Measure every way on a text of so many pages, in rounds in which each has its turn.

    printing_peers: the peers that print have a turn; they take longest.
    """
    write_text(text_of(pages), folder)
    ways = Ways(text=folder, peers=peers)
    listen(ways.book, folder / "finished", "book")
    write_for_paged(ways.finished, folder / "for-paged")
    printing, binding = _Round(ways, meter), _Round(ways, meter)
    for _ in range(rounds):
        printing.way(PLAIN, ways.plain())
        binding.way(PANDOC_EPUB, ways.pandoc_epub())
        _measure_ours(printing, binding)
        _measure_peers(printing, binding, all_print=printing_peers)
    return Size(
        asked=pages,
        printed=count_pages(ways.book / "dist"),
        print_rows=printing.rows,
        epub_rows=binding.rows,
    )


def write_text(text: Text, folder: Path) -> None:
    """Write a text in all dialects, and the house's styles beside the manuscript."""
    for dialect, files_of in _DIALECTS.items():
        for name, content in files_of(text).items():
            path = folder / dialect / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    shutil.copytree(ROOT / "styles", folder / "bookbuild/styles")


def listen(root: Path, finished: Path, *asked: str) -> None:
    """Keep the finished HTML of what is asked for, and leave no trace of the build."""
    command = our_tool("listening", root, finished, *asked)
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if built.returncode:
        raise BenchError(f"the text cannot be built: {built.stdout}{built.stderr}")
    forget(root)


_ENDS_PAGED: Final = (":has(+", ":not(:has(")


def write_for_paged(finished: Path, folder: Path) -> None:
    """Copy finished HTML without the rules that end paged.js.

    They have a sign behind `:has(`, or a `:has(` within `:not(`.
    """
    shutil.copytree(finished, folder)
    for sheet in folder.rglob("*.css"):
        rules = sheet.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [rule for rule in rules if not any(one in rule for one in _ENDS_PAGED)]
        sheet.write_text("".join(kept), encoding="utf-8")


def forget(root: Path) -> None:
    """Take away what was built and what is known of it."""
    for name in ("dist", ".bookbuild"):
        shutil.rmtree(root / name, ignore_errors=True)


def count_pages(dist: Path) -> int:
    """Give the pages of the one book that was printed."""
    [book] = dist.glob("pdf/*.pdf")
    with pikepdf.open(book) as pdf:
        return len(pdf.pages)


class _Round:
    """Rows that are measured one after the other, round after round."""

    def __init__(self, ways: Ways, meter: Meter) -> None:
        self.ways = ways
        self.rows: dict[str, Cell] = {}
        self._meter = meter

    def way(self, name: str, way: Way) -> None:
        """Measure one way."""
        if not self.rows.get(name, Cell()).reason:  # what did not work is not tried again
            self._add(name, measured(self._meter, way))

    def steps(self, names: dict[str, str], way: Way) -> None:
        """Measure the steps of a process that stays: a row's name for each step that counts."""
        done = {} if way.reason else self._meter.steps(way.command)
        for step, name in names.items():
            self._add(name, done.get(step) or done.get("") or broken(way.reason))

    def no_record(self, *names: str) -> None:
        """Add rows for what a way does not do."""
        for name in names:
            self.rows[name] = absent(NO_RECORD)

    def _add(self, name: str, cell: Cell) -> None:
        self.rows[name] = self.rows.get(name, Cell()).and_then(cell)


def measured(meter: Meter, way: Way) -> Cell:
    """Measure a way, if there is one."""
    if way.reason:
        return broken(way.reason)
    return meter.measure(way.command, at=way.at, more=way.more, makes=way.makes)


def _measure_ours(printing: _Round, binding: _Round) -> None:
    """Measure bookbuild, printing and binding; an e-book names the pages of the book printed."""
    ways = printing.ways
    forget(ways.book)
    printing.way(COLD, ways.bookbuild(*BOOK))
    printing.way(NOTHING, ways.bookbuild(*BOOK))
    binding.way(OUR_EPUB, ways.epub())
    binding.way(f"{OUR_EPUB}, its large and its handouts' edition", ways.all_epubs())
    binding.way(f"{OUR_EPUB}, all three, nothing changed", ways.bookbuild("build", "epub"))
    change_a_word(ways.book)
    printing.way(EDITED, ways.bookbuild(*BOOK))
    binding.way(f"{OUR_EPUB}, one word edited", ways.epub())
    forget(ways.book)
    printing.steps({"edit": WATCHED}, ways.warm_bookbuild("serve"))
    forget(ways.book)
    printing.steps({"edit": STAYING}, ways.warm_bookbuild("bookbuild"))


def _measure_peers(printing: _Round, binding: _Round, *, all_print: bool) -> None:
    """Measure the others."""
    ways = printing.ways
    for name, way in ways.prints().items():
        if not all_print:
            printing.rows[name] = absent(NO_TURN)
            continue
        printing.way(name, way)
        if name == TYPST:
            printing.steps({"edit": TYPST_WATCHED}, ways.warm_typst())
    printing.no_record(f"{PLAIN}, and each peer that prints: nothing changed, one word edited")
    shutil.rmtree(ways.text / "sphinx/_build", ignore_errors=True)
    binding.way("Sphinx, EPUB", ways.sphinx())
    binding.way("Sphinx, EPUB, nothing changed", ways.sphinx())
    change_a_word(ways.text / "sphinx")
    binding.way("Sphinx, EPUB, one word edited", ways.sphinx())
    binding.no_record(f"{PANDOC_EPUB}: nothing changed, one word edited")
