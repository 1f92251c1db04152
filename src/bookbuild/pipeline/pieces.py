"""The texts that files are made of, each cut down to what it shows.

In: the resolved text of an edition. Out: pieces: the whole book, one sheet, the text of a card.
A writer is handed its piece and nothing else, so the digest of the piece tells for certain whether
a file must be made again. A draft is called after its piece, an edition after the whole text: see
docs/decisions/0010.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import PurePosixPath
from typing import Final, TypeVar

from bookbuild.model.book import HandoutPlan
from bookbuild.model.document import Block, CrossReference, Edition, Figure
from bookbuild.model.format import FORMATS, Format
from bookbuild.model.resolved import (
    Place,
    ResolvedDocument,
    ResolvedSection,
    Target,
    TermEntry,
)
from bookbuild.model.sheets import all_sheets, sheets_of
from bookbuild.model.standing import Standing, edition_id
from bookbuild.model.stock import NO_STOCK, Stock
from bookbuild.model.walk import every_block, inlines_in
from bookbuild.pipeline.checking import Checked
from bookbuild.pipeline.fingerprint import fingerprint
from bookbuild.render.copy import path_of

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one file says.

    made_of: the digest of each thing that it is made of, by what people call it ("the text of
    `side-effects`"). sheets: the handouts, for what has them beside the book.
    """

    book: ResolvedDocument
    made_of: Mapping[str, str]
    sheets: tuple[ResolvedDocument, ...] = ()


def pieces_by(
    checked: Checked, made_on: dt.date, stock: Stock = NO_STOCK
) -> Callable[[Format], tuple[Piece, ...]]:
    """Give a function that gives the pieces of a format: none where the book has no such text.

    Formats that show the same text share their pieces. made_on: the date that files carry. stock:
    gives the pieces of the same text, cut before.
    """
    assert checked.editions
    editions = checked.editions

    @cache
    def cut(edition: Edition, *, per_sheet: bool, shows_text: bool) -> tuple[Piece, ...]:
        def texts() -> tuple[Shown, ...]:
            whole = _texts(editions[edition], per_sheet=per_sheet, shows_text=shows_text)
            return tuple(map(_shown, whole))

        cut_so = (edition, f"{per_sheet=}", f"{shows_text=}")
        shown = stock.get("pieces", (*checked.made_from, *cut_so), texts)
        return tuple(_piece(one, made_on) for one in shown)

    def pieces_of(fmt: Format) -> tuple[Piece, ...]:
        pieces = cut(fmt.edition, per_sheet=fmt.per_sheet, shows_text=fmt.shows_text)
        if not fmt.with_sheets:
            return pieces
        sheets = cut("handout", per_sheet=True, shows_text=True)
        return tuple(_with_sheets(piece, sheets) for piece in pieces)

    return pieces_of


def _with_sheets(piece: Piece, sheets: Sequence[Piece]) -> Piece:
    """Give a piece that has the sheets beside it."""
    made_of = {
        f"the sheet of `{one.book.sections[0].label}`": fingerprint(one.made_of) for one in sheets
    }
    return replace(
        piece, made_of={**piece.made_of, **made_of}, sheets=tuple(one.book for one in sheets)
    )


def standings(checked: Checked) -> dict[str, Standing]:
    """Give the standing that each output of a text would print now, by its path below `dist/`."""
    assert checked.book
    pieces_of = pieces_by(checked, checked.book.config.book.date)
    return {
        path_of(fmt, piece.book): piece.book.standing
        for fmt in FORMATS.values()
        for piece in pieces_of(fmt)
    }


def _texts(
    book: ResolvedDocument, *, per_sheet: bool, shows_text: bool
) -> tuple[ResolvedDocument, ...]:
    """Give the text of each file of a format."""
    if per_sheet:
        return sheets_of(book)
    if book.edition == "handout":
        book = all_sheets(book)
    if not book.sections:
        return ()
    return (book if shows_text else replace(book, sections=(), clusters=(), cited=()),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A text that is cut down, and the digests of all that it is made of but for its standing.

    words: of what its words come from. others: of its other fields.
    """

    text: ResolvedDocument
    words: Mapping[str, str]
    others: Mapping[str, str]


def _shown(whole: ResolvedDocument) -> Shown:
    text = cut_down(whole)
    others = {
        _named(one.name): fingerprint(getattr(text, one.name))
        for one in fields(text)
        if one.name not in _WORDS
    }
    return Shown(text=text, words=dict(_ingredients(text)), others=others)


def _piece(shown: Shown, made_on: dt.date) -> Piece:
    standing = _standing(shown.text, fingerprint(shown.words), made_on)
    said = standing if standing.signed_off else standing.draft_line
    made_of = {**shown.words, **shown.others, "the standing of the text": fingerprint(said)}
    return Piece(book=replace(shown.text, standing=standing), made_of=made_of)


def _named(field: str) -> str:
    """Give what people call a field of a text that is an ingredient by itself."""
    return f"the {field} of the book"


CLINIC: Final = _named("clinic")
"""What a piece's own clinic is called among the things it is made of."""


def cut_down(book: ResolvedDocument) -> ResolvedDocument:
    """Give a text with no more in its tables than its sections use."""
    own = frozenset(section.label for section in book.sections)
    first_uses = _at(book.first_uses, own)
    return replace(
        book,
        targets=_targets(book, own),
        ids=_at(book.ids, own),
        numbers=_at(book.numbers, own),
        notes=_at(book.notes, own),
        first_uses=first_uses,
        explained=frozenset(place for place in book.explained if place[0] in own),
        terms=_terms(book.terms, frozenset(first_uses.values()), own),
        references={key: book.references[key] for key in book.cited},
        claims=book.claims if any(one.kind == "ledger" for one in book.sections) else None,
        number_table=None,
        required=None,
        handout=HandoutPlan() if book.edition == "book" else book.handout,
        figures=_pictured(book.figures, book),
        drawings=_pictured(book.drawings, book),
    )


def _at(table: Mapping[Place, V], own: frozenset[str]) -> dict[Place, V]:
    """Give what a table says of places in some sections."""
    return {place: value for place, value in table.items() if place[0] in own}


def _targets(book: ResolvedDocument, own: frozenset[str]) -> dict[str, Target]:
    """Give what a reader of these sections can be sent to.

    All chapters stay: a sheet names others, and says how many there are.
    """
    named = {
        inline.label
        for section in book.sections
        for inline in inlines_in([*section.blocks, *_note_blocks(book, section)])
        if isinstance(inline, CrossReference)
    }
    return {
        label: target
        for label, target in book.targets.items()
        if label in named or target.section in own or (own and target.kind == "chapter")
    }


def _note_blocks(book: ResolvedDocument, section: ResolvedSection) -> Iterator[Block]:
    for place, note in book.notes.items():
        if place[0] == section.label:
            yield from note.blocks


def _terms(
    terms: Mapping[str, TermEntry], used: frozenset[str], own: frozenset[str]
) -> dict[str, TermEntry]:
    """Give the words that these sections use; each tells of these sections alone."""
    return {
        key: replace(entry, used_in=tuple(label for label in entry.used_in if label in own))
        for key, entry in terms.items()
        if key in used
    }


def _pictured(
    pictures: Mapping[PurePosixPath, V], book: ResolvedDocument
) -> dict[PurePosixPath, V]:
    """Give the pictures that these sections show."""
    blocks = (block for section in book.sections for block in every_block(section.blocks))
    paths = {block.path for block in blocks if isinstance(block, Figure)}
    return {path: picture for path, picture in pictures.items() if path in paths}


def _ingredients(book: ResolvedDocument) -> Iterator[tuple[str, str]]:
    """Yield the digest of each thing that the words of a piece come from, by its name."""
    for section in book.sections:
        yield f"the text of `{section.label}`", fingerprint(*_told_of(book, section))
    for path, picture in [*book.figures.items(), *book.drawings.items()]:
        yield f"the figure `{path}`", fingerprint(picture)
    for key, entry in book.terms.items():
        yield f"the glossary's word `{key}`", fingerprint(entry)
    for key, reference in book.references.items():
        yield f"the source `{key}`", fingerprint(reference)
    for label, target in book.targets.items():
        yield f"what `{label}` is called", fingerprint(target)
    yield "the order of the sections", fingerprint([section.label for section in book.sections])
    yield "the order of the sources", fingerprint(book.clusters, book.cited)
    yield "the order of the glossary", fingerprint(list(book.terms))
    yield "the order of the labels", fingerprint(list(book.targets))
    yield "the ledger of claims", fingerprint(book.claims)
    yield "`[handout]` of book.toml", fingerprint(book.handout)
    yield "`[book]` of book.toml", fingerprint(book.imprint, book.edition)


def _told_of(book: ResolvedDocument, section: ResolvedSection) -> Iterator[object]:
    """Yield a section, the file it stands in, and what the tables say of it."""
    own = frozenset({section.label})
    yield section.span.path
    yield section
    for table in (book.ids, book.numbers, book.notes, book.first_uses):
        yield _at(table, own)
    yield frozenset(place for place in book.explained if place[0] == section.label)


_WORDS: Final = frozenset(
    "edition imprint standing sections targets ids numbers notes first_uses explained terms "
    "clusters cited references claims number_table required handout figures drawings".split()
)
"""The fields that `_ingredients` covers, and the standing. A field that is new, and not here, is
an ingredient by itself and no part of the words: a clinic's details are none."""


def _standing(shown: ResolvedDocument, words: str, made_on: dt.date) -> Standing:
    """Give the standing that a piece prints.

    What is approved is called after the whole text that the approval covers. A draft is called
    after the words of its piece alone: the id tells which words these are, and other chapters are
    not among them. No output may tell on which day it was built.
    """
    whole = shown.standing
    if whole.signed_off:
        approval = whole.last_clinical
        assert approval
        return replace(whole, reviews=(approval,), releases=(), today=made_on)
    name = edition_id(shown.imprint.id_prefix, shown.imprint.version, words)
    return replace(whole, text=words, edition_id=name, reviews=(), releases=(), today=made_on)
