"""Find out how the text stands: its digest, its reviews, its released editions.

In: the manuscript's files, `reviews.toml`, `editions.toml`. Out: the standing. The digest covers
every file whose words are printed; what only steers the checks is left out, so that a new waiver
does not undo a clinician's approval.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar

from bookbuild.load.doors import fill
from bookbuild.load.files import read_text
from bookbuild.load.toml_places import Places
from bookbuild.load.toml_text import read_toml
from bookbuild.model.book import Imprint
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.source import Span
from bookbuild.model.standing import (
    Instrument,
    Release,
    Review,
    ReviewVerdict,
    Standing,
    copy_id,
)
from bookbuild.model.world import OutsideError, World

PRINTED: Final = frozenset({".md", ".toml", ".json", ".svg"})
NOT_PRINTED: Final = frozenset({"reviews.toml", "editions.toml", "words.toml", "readability.toml"})
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReviewKeys:
    """The keys of one `[[review]]`."""

    reviewer: str
    role: str
    date: dt.date
    instrument: Instrument
    verdict: ReviewVerdict
    reasons: str
    text: str
    ratings: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReleaseKeys:
    """The keys of one `[[edition]]`."""

    id: str
    version: str
    date: dt.date
    text: str


def load_standing(world: World, manuscript: PurePosixPath, imprint: Imprint) -> Outcome[Standing]:
    """Read the reviews and editions, and digest the text they are held against."""
    text = digest_of_text(world, manuscript)
    reviews = _tables(world, manuscript / "reviews.toml", "review", _ReviewKeys)
    editions = _tables(world, manuscript / "editions.toml", "edition", _ReleaseKeys)
    standing = Standing(
        text=text,
        copy_id=copy_id(imprint.id_prefix, imprint.version, text),
        review_by=imprint.review_by,
        today=world.today(),
        reviews=tuple(_review(keys, span) for keys, span in reviews.value),
        releases=tuple(_release(keys) for keys, _ in editions.value),
    )
    return Outcome(standing, (*reviews.diagnostics, *editions.diagnostics))


def digest_of_text(world: World, manuscript: PurePosixPath) -> str:
    """Give the SHA-256 of every printed file, names and contents in order, any line end as one."""
    whole = sha256()
    for path in world.files(manuscript):
        if path.suffix not in PRINTED or (path.name in NOT_PRINTED and path.parent == manuscript):
            continue
        try:
            content = world.read(path)
        except OutsideError:  # whoever needs the file reports it
            continue
        whole.update(str(path.relative_to(manuscript)).encode() + b"\0")
        whole.update(content.replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()


def _tables(
    world: World, path: PurePosixPath, name: str, shape: type[T]
) -> Outcome[tuple[tuple[T, Span], ...]]:
    """Read a file of `[[name]]` tables; a manuscript without the file has none."""
    if not world.exists(path):
        return Outcome(())
    source = read_text(world, path)
    if source.value is None:
        return Outcome((), source.diagnostics)
    tables = read_toml(source.value, "REV001")
    if tables.value is None:
        return Outcome((), tables.diagnostics)
    places = Places(source.value.text)
    found = [
        _unknown(Span(path, *places.of((key,))), key, name) for key in tables.value if key != name
    ]
    filled = []
    for at, values in enumerate(tables.value.get(name, ())):
        span = Span(path, *places.of((name, at)))
        value, faults = fill(shape, values)  # type: ignore[type-var]  # both shapes are dataclasses
        found += _misfits(path, places, (name, at), faults)
        if value is not None:
            filled.append((value, span))
    return Outcome(tuple(filled), tuple(found))


def _misfits(
    path: PurePosixPath, places: Places, above: tuple[str | int, ...], faults: Any
) -> Iterator[Diagnostic]:
    for fault in faults:
        yield Diagnostic(
            code="REV002",
            span=Span(path, *places.of((*above, *fault.path))),
            message=fault.message,
            hints=(fault.hint,),
        )


def _unknown(span: Span, key: str, name: str) -> Diagnostic:
    return Diagnostic(
        code="REV002",
        span=span,
        message=f"there is no key `{key}`",
        hints=(f"the file holds `[[{name}]]` tables alone",),
    )


def _review(keys: _ReviewKeys, span: Span) -> Review:
    given: Mapping[str, Any] = {name: getattr(keys, name) for name in keys.__slots__}
    return Review(**given, span=span)


def _release(keys: _ReleaseKeys) -> Release:
    return Release(id=keys.id, version=keys.version, date=keys.date, text=keys.text)
