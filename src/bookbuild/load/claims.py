"""Read `claims.toml`: the claims of the source article, and what this book says instead.

In: the file, and `citations.toml` beside it, which keeps count of the citations. Out: the
ledger, with every fault at once; None for a manuscript without the file. That places exist and
sources are cited is for `check`: here nobody knows the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from bookbuild.load.config import Entry
from bookbuild.load.toml_places import Path
from bookbuild.load.toml_rows import Codes, TomlRows, rows_of, text_place
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.evidence import (
    Article,
    Background,
    Claim,
    Disagreement,
    KeptCitations,
    Ledger,
    TextPlace,
    Verdict,
)
from bookbuild.model.source import Span
from bookbuild.model.world import World

_PRINTED: Final = "@ledger"
_ID: Final = re.compile(r"([1-9]\d*)\.[1-9]\d*")
_WORD: Final = re.compile(r"[^\W_]")

_CODES: Final = Codes(
    broken="CLM101", missing="CLM102", unknown="CLM103", wrong="CLM104", twice="CLM105"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClaimRow:
    """The keys of one claim."""

    id: str
    claim: str
    verdict: Verdict
    says: str
    place: str = ""
    also: tuple[str, ...] = ()
    references: tuple[str, ...]
    uncited: tuple[str, ...] = ()
    dropped: str = ""
    banned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _BackgroundRow:
    """The keys of one source that no claim rests on."""

    reference: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _CitedRow:
    """The keys of one place that cites."""

    place: str
    references: tuple[str, ...]


def load_claims(
    world: World, path: PurePosixPath, entries: Iterable[Entry]
) -> Outcome[Ledger | None]:
    """Read the ledger; a book that prints it (`@ledger` is one of its entries) must have it."""
    file, found = rows_of(world, path, _CODES)
    if file is None:
        printed = [entry for entry in entries if entry.name == _PRINTED]
        return Outcome(None, found or tuple(_no_ledger(entry) for entry in printed))
    file.only("source", "claims", "background", "disagreements")
    article = file.table(Article, "source")
    if article is None:
        return Outcome(None, tuple(file.found))
    kept = _kept(world, path.with_name("citations.toml"))
    ledger = Ledger(
        source=article,
        claims=tuple(_claims(file, len(article.sections))),
        background=tuple(_background(file)),
        disagreements=tuple(row for row, _ in file.rows(Disagreement, "disagreements")),
        kept=kept.value,
    )
    return Outcome(ledger, (*file.found, *kept.diagnostics))


def _claims(file: TomlRows, sections: int) -> Iterator[Claim]:
    first: dict[str, Span] = {}
    for row, path in file.rows(_ClaimRow, "claims"):
        if not _fits(file, row, path, sections):
            continue
        span = file.span(*path)
        if row.id in first:
            file.used_twice((*path, "id"), f"the id `{row.id}`", first[row.id])
        first.setdefault(row.id, span)
        yield Claim(
            id=row.id,
            claim=row.claim,
            verdict=row.verdict,
            says=row.says,
            places=tuple(_places(file, row, path)),
            references=row.references,
            uncited=row.uncited,
            dropped=row.dropped,
            banned=row.banned,
            span=span,
        )


def _fits(file: TomlRows, row: _ClaimRow, path: Path, sections: int) -> bool:
    """Tell whether a row's id is a section of the article and a number, and wordings have words."""
    before = len(file.found)
    name = _ID.fullmatch(row.id)
    if name is None or int(name[1]) > sections:
        file.fault(
            "wrong",
            (*path, "id"),
            f"`{row.id}` is no claim of the article",
            f'write its section (1 to {sections}) and its number: `id = "4.2"`',
        )
    for at, wording in enumerate(row.banned):
        if not _WORD.search(wording):
            hint = 'write its words: `banned = ["no … risk of addiction|dependence"]`'
            file.fault("wrong", (*path, "banned", at), "this wording has no words", hint)
    return len(file.found) == before


def _places(file: TomlRows, row: _ClaimRow, path: Path) -> Iterator[TextPlace]:
    if row.place:
        yield text_place(row.place, file.span(*path, "place"))
    for at, written in enumerate(row.also):
        yield text_place(written, file.span(*path, "also", at))


def _background(file: TomlRows) -> Iterator[Background]:
    for row, path in file.rows(_BackgroundRow, "background"):
        yield Background(reference=row.reference, reason=row.reason, span=file.span(*path))


def _kept(world: World, path: PurePosixPath) -> Outcome[tuple[KeptCitations, ...]]:
    file, found = rows_of(world, path, _CODES)
    if file is None:
        return Outcome((), found)
    file.only("cited")
    rows = tuple(
        KeptCitations(place=row.place, references=row.references, span=file.span(*at))
        for row, at in file.rows(_CitedRow, "cited")
    )
    return Outcome(rows, tuple(file.found))


def _no_ledger(entry: Entry) -> Diagnostic:
    return Diagnostic(
        code="CLM106",
        span=entry.span,
        message="the book prints a ledger of claims, and there is none",
        hints=("write `claims.toml`, or take `@ledger` out of `[order]`",),
    )
