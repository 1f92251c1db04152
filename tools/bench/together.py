"""Handouts for many clinics: put together, against laid out again, in one process.

In: a book's folder, how many clinics, and how many handouts of each. Out: JSON with the seconds of
both ways: `again` for one clinic's handouts laid out by the warm press, the size of the type known,
and `together` for those of all clinics. The masters are laid out before; a panel counts with its
handouts, and so do all checks that a run makes of them. Then the words of every file that was put
together are read back through its tags; one that is wrong stops the bench.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TypeVar

import pikepdf

from bookbuild.model.artefact import Artefact
from bookbuild.model.clinic import Clinic
from bookbuild.model.format import FORMATS
from bookbuild.model.source import Span
from bookbuild.pipeline.brandjobs import (
    Asked,
    Batch,
    Delivered,
    HandoutJob,
    Order,
    PanelJob,
    lay_out_master,
    lay_out_panels,
    put_together,
)
from bookbuild.pipeline.checking import check_text
from bookbuild.pipeline.pieces import pieces_by
from bookbuild.render.copy import Copy
from bookbuild.render.handout.branding import book_of, html_with
from bookbuild.render.handout.sheet import explaining, job_of, pages, sheet_of
from bookbuild.render.pdf import print_pdf
from bookbuild.system import real_world
from bookbuild.system.memory import MemoryWorld
from bookbuild.system.session import open_fonts
from bookbuild.verify import verify
from bookbuild.verify.pdf.content import Reader
from bookbuild.verify.pdf.tree import read_tree, text_of_tree
from bookbuild.verify.words import normal_words, words_of_html

T = TypeVar("T")

# Clinics in a batch, as in a run.
BATCH = 16


def main(book: Path, clinics: int, handouts: int) -> None:
    """Run both ways and tell what they took."""
    sheets = tuple(sheets_of(book, handouts))
    masters = tuple(one for one in (lay_out_master(sheet).value for sheet in sheets) if one)
    assert len(masters) == len(sheets), "every handout fits"
    batch = Batch(sheets=sheets, masters=masters, orders=())
    many = [clinic(number) for number in range(clinics)]
    lay_out_again(batch, many[0])  # the first time warms everything
    put_all_together(batch, many[:1])
    again, _ = measured(partial(lay_out_again, batch, many[0]))
    together, wrong = {"seconds": 0.0, "cpu": 0.0}, 0
    for start in range(0, clinics, BATCH):
        some = many[start : start + BATCH]
        took, orders = measured(partial(put_all_together, batch, some))
        together = {name: together[name] + took[name] for name in together}
        wrong += sum(wrong_words(batch, order, made) for order, made in orders)
    if wrong:
        sys.exit(f"{wrong} of {clinics * handouts} files have other words")
    print(json.dumps({"again": again, "together": together}))


def lay_out_again(batch: Batch, one: Clinic) -> None:
    """Lay each handout out for a clinic, at the size of type that is known to fit, and prove it."""
    for sheet, master in zip(batch.sheets, batch.masters, strict=True):
        copy = replace(sheet.copy, book=book_of(sheet.copy.book, one))
        whole = explaining(sheet_of(copy.book, copy), master.fit.terms)
        job = job_of([whole], copy, title=copy.book.imprint.title)
        html = pages([(whole, master.fit)], copy)
        printed = print_pdf(job, partial(_as_it_is, html), {}).value
        made = Artefact(format=master.format, path="", content=printed.pdf, html=(html,))
        assert not verify(made, copy.format, copy.book).diagnostics, "a handout is proven"


def _as_it_is(html: str, _map: Mapping[str, str]) -> str:
    return html


def put_all_together(batch: Batch, clinics: Sequence[Clinic]) -> list[tuple[Order, Delivered]]:
    """Make the handouts of some clinics, as a run makes them once its masters are proven."""
    copies = [sheet.copy for sheet in batch.sheets]
    standings = tuple(copy.book.standing for copy in copies)
    job = PanelJob(copy=copies[0], clinics=tuple(clinics), standings=standings)
    panels = [one.value.panel for one in lay_out_panels(job) if one.value and not one.diagnostics]
    assert len(panels) == len(clinics), "every panel fits and is proven"
    asked = tuple(
        Asked(master=at, path=sheet.path, in_full=False) for at, sheet in enumerate(batch.sheets)
    )
    orders = tuple(Order(panel=panel, asked=asked) for panel in panels)
    return list(zip(orders, put_together(replace(batch, orders=orders)), strict=True))


def wrong_words(batch: Batch, order: Order, made: Delivered) -> int:
    """Count the files whose words, read through the tags, are not those they were made from."""
    return sum(
        words_of_pdf(file.content) != words_of_html(html_with(master, order.panel))
        for file, master in zip(made.files, batch.masters, strict=True)
    )


def words_of_pdf(content: bytes) -> list[str]:
    """Give the words of a PDF in the order of its tags."""
    with pikepdf.Pdf.open(BytesIO(content)) as pdf:
        reader = Reader()
        tree = read_tree(pdf, [reader.read(page) for page in pdf.pages])
        assert tree, "a handout is tagged"
        return normal_words(text_of_tree(tree))


def measured(work: Callable[[], T]) -> tuple[dict[str, float], T]:
    """Do some work, and give the seconds by the clock and of CPU that it took."""
    start, cpu = time.perf_counter(), time.process_time()
    done = work()
    took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    return took, done


def sheets_of(book: Path, count: int) -> Iterator[HandoutJob]:
    """Yield the jobs of the first handouts on Letter."""
    world = real_world(book)
    open_fonts(book / "fonts")
    checked = check_text(world)
    assert checked.book
    made_on, fmt = checked.book.config.book.date, FORMATS["handouts-letter"]
    style = MemoryWorld({path: world.read(path) for path in world.files(PurePosixPath("styles"))})
    for number, piece in enumerate(pieces_by(checked, made_on)(fmt)[:count]):
        copy = Copy(book=piece.book, format=fmt, style=style, made_on=made_on)
        yield HandoutJob(copy=copy, path=f"{number}.pdf")


def clinic(number: int) -> Clinic:
    """Make up a clinic, with reserved names and numbers."""
    colours = (None, "#5b2a6e", "#3c2a14", "#0a2239", "#14452f")
    return Clinic(
        name=f"Pain Clinic {number}",
        address=(f"{number} Oak Road", "Santa Fe, NM 87501"),
        phone=f"505-555-01{number % 100:02}",
        nights=f"505-555-01{(number + 1) % 100:02}",
        web="www.example.org",
        colour=colours[number % len(colours)],
        own_slug=f"clinic-{number}",
        span=Span(PurePosixPath("clinics.csv"), number + 2, 1),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
