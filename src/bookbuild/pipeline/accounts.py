"""What is told of the outputs: `dist/manifest.json` and `dist/report.html`.

In: the text as it was checked, the records of outputs that are up to date, what outside validators
said of them. Out: two files that name these outputs and no others.
"""

from __future__ import annotations

from collections.abc import Mapping

from bookbuild.model.book import Imprint
from bookbuild.model.format import FORMATS, Format
from bookbuild.model.stock import NO_STOCK, Stock
from bookbuild.model.world import Shelf
from bookbuild.pipeline.cache import FileRecord, Record, Sight, opened, sealed
from bookbuild.pipeline.checking import Checked
from bookbuild.pipeline.session import MANIFEST, REPORT, Session
from bookbuild.report import Made, manifest
from bookbuild.report.page import Reported, page, told_of

_VERDICTS = "verdicts.json"


def write_accounts(
    session: Session,
    checked: Checked,
    sight: Sight,
    current: Mapping[str, Record],
    stock: Stock = NO_STOCK,
) -> None:
    """Write manifest and report for the outputs that are there and up to date, if there are any.

    What would be written as it stands is left alone. stock: gives what was told of the same text.
    """
    if not current:
        return
    made = _all_made(session.shelf, current)
    accounts = {
        MANIFEST: manifest(made, book=sight.book, inputs=sight.reads, versions=session.versions),
        REPORT: _report(checked, made, current, stock),
    }
    stale = {
        path: content for path, content in accounts.items() if session.shelf.output(path) != content
    }
    if stale:
        session.shelf.put_outputs(stale)


def about(imprint: Imprint) -> dict[str, str]:
    """Give what the manifest says of the book."""
    return {
        "title": imprint.title,
        "version": imprint.version,
        "identifier": imprint.identifier,
        "date": imprint.date.isoformat(),
    }


def keep_verdicts(
    shelf: Shelf, current: Mapping[str, Record], said: Mapping[str, Mapping[str, str]]
) -> None:
    """Note what outside validators said of files, by their digest; `said` is by path.

    What was said of files that are no more is forgotten.
    """
    known = _verdicts(shelf)
    files = [file for record in current.values() for file in record.files]
    kept = {file.digest: said.get(file.path, known.get(file.digest)) for file in files}
    shelf.put_note(_VERDICTS, sealed({name: one for name, one in kept.items() if one}))


def _report(
    checked: Checked, made: list[Made], current: Mapping[str, Record], stock: Stock
) -> bytes:
    book, editions = checked.book, checked.editions
    assert book, "outputs that are up to date were made from a text that could be read"
    assert editions
    assert checked.assessment
    slug = book.config.book.slug
    reported = Reported(
        book=book,
        text=stock.get("report", checked.made_from, lambda: told_of(book, [*editions.values()])),
        assessment=checked.assessment,
        found=checked.diagnostics,
        made=made,
        not_made=[
            fmt.path.format(slug=slug, name="…")
            for fmt in FORMATS.values()
            if fmt.name not in current
        ],
    )
    return page(reported)


def _all_made(shelf: Shelf, current: Mapping[str, Record]) -> list[Made]:
    said = _verdicts(shelf)
    return [
        _made(FORMATS[name], file, said.get(file.digest, {}))
        for name, record in current.items()
        for file in record.files
    ]


def _verdicts(shelf: Shelf) -> dict[str, dict[str, str]]:
    """Give what validators said, by digest; where the note is damaged nothing counts as checked."""
    return opened(shelf.note(_VERDICTS)) or {}


def _made(fmt: Format, file: FileRecord, said: Mapping[str, str]) -> Made:
    return Made(
        path=file.path,
        kind=fmt.renderer,
        sha256=file.digest,
        size=file.size,
        own=file.checked,
        outside=said,
        pages=file.pages,
        fit=file.fit,
        beside=file.beside,
        copy_id=file.copy_id,
    )
