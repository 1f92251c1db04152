"""The real manuscript: all that is printed of it, and the handouts of many clinics.

In: a folder, the meter. Out: rows of figures by name.
"""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.bench.figures import Cell, Figures
from tools.bench.measuring import ROOT, Meter, our_tool
from tools.bench.sizes import forget, listen, measured
from tools.bench.ways import Way, bookbuild

PLAIN_ALL: Final = "plain WeasyPrint on the HTML of the same documents, one process"
ALL: Final = "bookbuild, all that is printed"
ALL_NOTHING: Final = "bookbuild, everything, nothing changed"
ALL_EDITED: Final = "bookbuild, all that is printed, one word of a chapter edited"
CHECK: Final = "bookbuild, check"

AGAIN: Final = "bookbuild's press, warm process, each handout laid out anew and proven"
TOGETHER: Final = "bookbuild, one process, put together; the words of all files read back after"
WARM: Final = "plain WeasyPrint, warm process, each handout printed anew"
BRANDED: Final = "bookbuild, masters laid out, one clinic more"
BRANDED_ALL: Final = "bookbuild, {clinics} clinics"

_WORDS: Final = ("What happens if I say no?", "What changes if I say no?")
"""A question at the end of the first chapter, in the book and on its handout; both have room."""
_FEW: Final = 20
_HANDOUTS: Final = 4
"""How many handouts of each clinic are put together in one process."""
_TIMES: Final = 4
"""How often the warm process prints each handout."""


def copy_of_book(folder: Path) -> Path:
    """Copy the manuscript and its looks to where no cache helps."""
    for part in ("manuscript", "styles"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def measure_real(root: Path, finished: Path, meter: Meter, rounds: int) -> dict[str, Cell]:
    """Measure all that is printed of the real book, against the same documents printed plainly."""
    listen(root, finished, "pdf")
    plain = Way(command=our_tool("plain", *documents(finished)))
    rows: dict[str, Cell] = {}

    def measure(name: str, way: Way) -> None:
        rows[name] = rows.get(name, Cell()).and_then(measured(meter, way))

    for _ in range(rounds):
        forget(root)
        measure(PLAIN_ALL, plain)
        measure(ALL, bookbuild(root, "build", "pdf"))
        measured(meter, bookbuild(root, "build"))
        measure(ALL_NOTHING, bookbuild(root, "build"))
        measure(CHECK, bookbuild(root, "check"))
        chapter = min((root / "manuscript/chapters").glob("*.md"))
        text = chapter.read_text(encoding="utf-8")
        assert text.count(_WORDS[0]) == 1, f"{chapter} does not ask any more: {_WORDS[0]}"
        chapter.write_text(text.replace(*_WORDS), encoding="utf-8")
        measure(ALL_EDITED, bookbuild(root, "build", "pdf"))
        chapter.write_text(text, encoding="utf-8")
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Branded:
    """Handouts of many clinics: rows of figures, and the files and bytes that a row is about."""

    clinics: int
    rows: dict[str, Cell]
    files: dict[str, int]
    bytes: int

    def per_file(self, name: str) -> float | None:
        """Give the CPU seconds of one file; None where nothing was made."""
        cpu = self.rows[name].typical("cpu")
        return cpu / self.files[name] if cpu is not None and self.files[name] else None


def measure_clinics(root: Path, finished: Path, meter: Meter, clinics: int, rounds: int) -> Branded:
    """Measure branded handouts against the same sheets laid out anew by a warm process."""
    handouts = [path for path in documents(finished) if is_handout(path.name)]
    again = our_tool("plain", "--warm", str(_TIMES), *handouts)
    everyone = BRANDED_ALL.format(clinics=f"{clinics:,}")
    rows: dict[str, Cell] = {}
    for _ in range(rounds):
        warm = next(iter(meter.steps(again).values()))
        few, few_made = _brand(root, meter, _FEW)
        many, made = _brand(root, meter, clinics)
        inside = meter.steps(our_tool("together", root, str(clinics), str(_HANDOUTS)))
        found = {
            WARM: warm,
            AGAIN: inside.get("again") or inside[""],
            TOGETHER: inside.get("together") or inside[""],
            everyone: many,
            BRANDED: _difference(many, few),
        }
        rows = {name: rows.get(name, Cell()).and_then(cell) for name, cell in found.items()}
    counts = {
        WARM: _TIMES * len(handouts),
        AGAIN: _HANDOUTS,
        TOGETHER: _HANDOUTS * clinics,
        everyone: len(made),
        BRANDED: len(made) - len(few_made),
    }
    return Branded(clinics=clinics, rows=rows, files=counts, bytes=sum(made))


def _brand(root: Path, meter: Meter, clinics: int) -> tuple[Cell, list[int]]:
    """Brand for so many clinics from nothing; give the figures, and the sizes of the PDFs made."""
    forget(root)
    table = root / "clinics.csv"
    table.write_text(clinic_table(clinics), encoding="utf-8")
    brand = bookbuild(root, "brand", str(table))
    return measured(meter, brand), [
        path.stat().st_size for path in (root / "dist/clinics").glob("*/**/*.pdf")
    ]


def _difference(many: Cell, few: Cell) -> Cell:
    """Give what the clinics took that only the longer table has: the masters cost no more there."""
    if not many.rounds or not few.rounds:
        return many if many.reason else few
    more, less = many.rounds[0], few.rounds[0]
    figures = Figures(seconds=more.seconds - less.seconds, cpu=more.cpu - less.cpu, peak=more.peak)
    return Cell(rounds=(figures,))


def clinic_table(clinics: int) -> str:
    """Write a table of invented clinics: reserved numbers and names."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("name", "address", "phone", "nights", "web", "slug"))
    for at in range(1, clinics + 1):
        table.writerow(
            (
                f"Example clinic {at}",
                f"{at} Example Street|Exampletown",
                f"505-555-{100 + at % 100:04}",
                "505-555-0199",
                f"example.org/{at}",
                f"c{at}",
            )
        )
    return out.getvalue()


def documents(finished: Path) -> list[Path]:
    """Give the folders of all documents that were kept."""
    return sorted(path for path in finished.iterdir() if (path / "page.html").exists())


def is_handout(name: str) -> bool:
    """Tell whether a document is a handout, by the folder of its path."""
    return name.startswith("pdf+handouts+")
