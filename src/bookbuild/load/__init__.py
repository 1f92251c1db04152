"""Read the book from the outside.

In: a World. Out: a Book, with every file as text and every setting as a typed value, and all that
is wrong with them. Nothing here understands Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from bookbuild.load.blocks import load_blocks
from bookbuild.load.claims import load_claims
from bookbuild.load.clinic import load_clinic
from bookbuild.load.config import load_config
from bookbuild.load.figures import read_figure
from bookbuild.load.files import list_files, read_text
from bookbuild.load.glossary import load_glossary
from bookbuild.load.numbers import load_numbers
from bookbuild.load.order import load_sections
from bookbuild.load.references import load_references
from bookbuild.load.standing import load_standing
from bookbuild.load.wording import load_wording
from bookbuild.model.book import Book
from bookbuild.model.diagnostic import Diagnostic, Outcome, in_order
from bookbuild.model.figure import FigureData
from bookbuild.model.source import SourceFile, Span
from bookbuild.model.world import World

MANUSCRIPT: Final = PurePosixPath("manuscript")

_UNREADABLE: Final = frozenset({"GLO001", "WRD001"})
"""A glossary or a list of words that is no TOML: every word that it held would be a finding too."""


def load(world: World) -> Outcome[Book | None]:
    """Read a whole book; without a usable book.toml, glossary and list of words there is none."""
    config = load_config(world, MANUSCRIPT / "book.toml")
    if config.value is None:
        return Outcome(None, in_order(config.diagnostics))
    sections = load_sections(world, MANUSCRIPT, config.value)
    parts = _parts(world)
    references = load_references(world, MANUSCRIPT / "references.json")
    terms = load_glossary(world, MANUSCRIPT / "glossary.toml")
    clinic = load_clinic(world, MANUSCRIPT)
    standing = load_standing(world, MANUSCRIPT, config.value.config.book)
    wording = load_wording(world, MANUSCRIPT)
    claims = load_claims(world, MANUSCRIPT / "claims.toml", config.value.entries)
    numbers = load_numbers(world, MANUSCRIPT / "numbers.toml")
    blocks = load_blocks(world, MANUSCRIPT / "blocks.toml")
    figures = _figures(world)
    drawings = _drawings(world)
    book = Book(
        config=config.value.config,
        sections=sections.value,
        parts=parts.value,
        references=references.value,
        terms=terms.value,
        standing=replace(standing.value, clinic=clinic.value.slug if clinic.value else None),
        wording=wording.value,
        claims=claims.value,
        numbers=numbers.value,
        blocks=blocks.value,
        figures=figures.value,
        drawings=drawings.value,
        clinic=clinic.value,
    )
    texts = (config, sections, parts, references, terms, standing, wording, figures, drawings)
    tables = (claims, numbers, blocks, clinic)
    found = in_order(found for stage in (*texts, *tables) for found in stage.diagnostics)
    if any(one.code in _UNREADABLE for one in found):
        return Outcome(None, found)
    return Outcome(book, found)


def _parts(world: World) -> Outcome[Mapping[str, SourceFile]]:
    parts: dict[str, SourceFile] = {}
    found: list[Diagnostic] = []
    for path in list_files(world, MANUSCRIPT / "parts", ".md"):
        text = read_text(world, path)
        found += text.diagnostics
        if text.value:
            parts[path.stem] = text.value
    return Outcome(parts, tuple(found))


def _figures(world: World) -> Outcome[Mapping[PurePosixPath, FigureData]]:
    figures: dict[PurePosixPath, FigureData] = {}
    found: list[Diagnostic] = []
    for path in list_files(world, MANUSCRIPT / "figures", ".toml"):
        text = read_text(world, path)
        found += text.diagnostics
        if text.value is None:
            continue
        figure = read_figure(path, text.value.text)
        found += figure.diagnostics
        if figure.value is not None:
            figures[_picture(path)] = figure.value
    return Outcome(figures, tuple(found))


def _drawings(world: World) -> Outcome[Mapping[PurePosixPath, str]]:
    drawings: dict[PurePosixPath, str] = {}
    found: list[Diagnostic] = []
    for path in list_files(world, MANUSCRIPT / "figures", ".svg"):
        text = read_text(world, path)
        found += text.diagnostics
        if text.value:
            drawings[_picture(path)] = text.value.text
        if world.exists(path.with_suffix(".toml")):
            found.append(_drawn_twice(path))
    return Outcome(drawings, tuple(found))


def _picture(path: PurePosixPath) -> PurePosixPath:
    """Give the path by which an image in the text names a picture."""
    return path.relative_to(MANUSCRIPT).with_suffix(".svg")


def _drawn_twice(path: PurePosixPath) -> Diagnostic:
    return Diagnostic(
        code="SRC007",
        span=Span(path),
        message="this picture is drawn by hand and from data as well",
        hints=(f"keep one of `{path.name}` and `{path.with_suffix('.toml').name}`",),
    )
