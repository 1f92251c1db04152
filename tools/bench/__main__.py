"""`make bench`: one run, side by side on the same text, with ratios and goals.

In: what to measure. Out: tables on the terminal, and with `--write` between the marks of
docs/benchmarks.md and docs/scale.md. Exit code 1 when something that should have run did not; the
tables say what and why. A goal that is not met is told, and is no failure of the bench.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bookbuild.system.session import open_fonts
from tools.bench.facts import cores, facts
from tools.bench.figures import Cells
from tools.bench.goals import goals
from tools.bench.installing import install
from tools.bench.measuring import ROOT, Meter
from tools.bench.real import Branded, copy_of_book, measure_clinics, measure_real
from tools.bench.scale import scale_of, scale_tables
from tools.bench.sizes import BenchError, Size, measure_size
from tools.bench.tables import clinic_table, failures, goal_table, real_table, size_tables

PAGE: Final = ROOT / "docs/benchmarks.md"
SCALE: Final = ROOT / "docs/scale.md"
PEERS: Final = ROOT / ".bench"
BEGIN: Final = "<!-- measured: begin -->"
END: Final = "<!-- measured: end -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All figures of one run."""

    sizes: dict[int, Size]
    real: Cells
    branded: Branded | None
    about: str

    def tables(self) -> list[Cells]:
        """Give all tables of runs."""
        branded = [self.branded.rows] if self.branded else []
        sizes = [rows for size in self.sizes.values() for rows in (size.print_rows, size.epub_rows)]
        return [self.real, *sizes, *branded]


def main(arguments: Sequence[str]) -> int:
    """Run the bench."""
    asked = _options().parse_args(arguments)
    _as_installed()
    with _folder(asked.keep) as folder:
        open_fonts(folder)  # the peers see the book's fonts, and no others
        try:
            measured = measure(asked, folder)
        except BenchError as error:
            print(error, file=sys.stderr)
            return 1
    scale = scale_in_markdown(measured)
    texts = {PAGE: in_markdown(measured)} | ({SCALE: scale} if scale else {})
    print("\n\n".join(texts.values()))
    if asked.write:
        for page, text in texts.items():
            around = page.read_text(encoding="utf-8")
            page.write_text(between_marks(around, text), encoding="utf-8")
    failed = failures(measured.tables())
    for name in failed:
        print(f"did not run: {name}", file=sys.stderr)
    return int(bool(failed))


def _as_installed() -> None:
    """Compile our own modules, as those of the peers are: once set up, nobody waits for that.

    An environment may forbid Python to keep what it compiles; each start would pay for it again.
    """
    for folder in (ROOT / "src", ROOT / "tools"):
        compileall.compile_dir(folder, quiet=2)


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="make bench ARGS='…'", description=__doc__)
    options.add_argument(
        "--pages",
        type=lambda text: [int(pages) for pages in text.split(",") if pages],
        default=[12, 100, 312],
        help="sizes of the generated text, with commas (default: 12,100,312; the long one is 1000; "
        "an empty word: none, and no peers)",
    )
    options.add_argument(
        "--clinics", type=int, default=1000, help="how many (default: 1000; 0: none)"
    )
    options.add_argument(
        "--peers-to",
        type=int,
        default=1000,
        help="the most pages that peers print (default: 1000); e-books are made of all",
    )
    options.add_argument("--rounds", type=int, default=1, help="turns of each run (default: 1)")
    options.add_argument("--limit", type=float, default=1200, help="seconds that one run may take")
    options.add_argument("--no-real", action="store_true", help="leave out the real manuscript")
    options.add_argument("--keep", type=Path, help="keep texts and outputs in this new folder")
    options.add_argument(
        "--write", action="store_true", help="write the tables to docs/benchmarks.md"
    )
    return options


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True)
        yield keep.absolute()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def measure(asked: argparse.Namespace, folder: Path) -> Measured:
    """Measure what was asked for, and say on the way what is being measured.

    The peers make generated pages alone: without any none is installed.
    """
    meter = Meter(folder=folder, limit=asked.limit)
    about = facts(asked.rounds)
    sizes = {}
    for pages in asked.pages:
        peers = install(PEERS)  # once: what is there is not installed again
        _tell(f"{pages} pages")
        sizes[pages] = measure_size(
            pages,
            folder / str(pages),
            peers,
            meter,
            asked.rounds,
            printing_peers=pages <= asked.peers_to,
        )
    real: Cells = {}
    branded = None
    if not asked.no_real:
        _tell("the real manuscript")
        root, finished = copy_of_book(folder / "real"), folder / "real-finished"
        real = measure_real(root, finished, meter, asked.rounds)
        if asked.clinics:
            _tell(f"{asked.clinics} clinics")
            branded = measure_clinics(root, finished, meter, asked.clinics, asked.rounds)
    return Measured(sizes=sizes, real=real, branded=branded, about=about)


def _tell(what: str) -> None:
    print(f"measuring {what} …", file=sys.stderr, flush=True)


def in_markdown(measured: Measured) -> str:
    """Write all that was measured as a part of a page."""
    parts = [measured.about, "### Goals"]
    parts.append(goal_table(goals(measured.sizes, measured.real, measured.branded)))
    if measured.real:
        parts += ["### The real text", real_table(measured.real)]
    parts += [size_tables(size) for size in measured.sizes.values()]
    if measured.branded:
        parts += ["### Handouts of many clinics", clinic_table(measured.branded)]
    return "\n\n".join(parts)


def scale_in_markdown(measured: Measured) -> str | None:
    """Write what branding comes to for very many clinics; None when it was not measured."""
    scale = scale_of(measured.branded, cores()) if measured.branded else None
    return f"{measured.about}\n\n{scale_tables(scale)}" if scale else None


def between_marks(page: str, text: str) -> str:
    """Put text between the marks of a page; what stands around is written by hand."""
    before, _, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    assert end, "the page has lost its marks"
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
