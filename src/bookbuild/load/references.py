"""Read `references.json`: a list of entries in CSL-JSON.

In: the file. Out: references by key, each with its place; broken JSON and entries without a key
or a title are reported. Past this door the CSL data is handed on as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from bookbuild.load.files import read_text
from bookbuild.model.book import Reference
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.source import SourceFile, Span
from bookbuild.model.world import World

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_ID: Final = re.compile(r'"id"\s*:\s*"([^"\\\n]+)"')
# What Pandoc reads as one key in `[@key]`.
_KEY: Final = re.compile(r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*")


def load_references(world: World, path: PurePosixPath) -> Outcome[Mapping[str, Reference]]:
    """Read the references; a book without the file cites nothing."""
    if not world.exists(path):
        return Outcome({})
    text = read_text(world, path)
    if text.value is None:
        return Outcome({}, text.diagnostics)
    references: dict[str, Reference] = {}
    found: list[Diagnostic] = []
    try:
        for span, entry in _entries(text.value):
            found += _faults(span, entry, references)
            if _key(entry) and _key(entry) not in references:
                references[_key(entry)] = _reference(span, entry)
    except json.JSONDecodeError as error:
        found.append(_broken(path, error))
        _add_unread(references, text.value)
    except RecursionError:
        found.append(_fault("REF001", Span(path, 1), "the JSON is nested too deep", "flatten it"))
    return Outcome(references, tuple(found))


def _entries(source: SourceFile) -> Iterator[tuple[Span, Any]]:
    """Yield the entries of the outer list one by one, since `json` keeps no places."""
    decoder = json.JSONDecoder()
    text = source.text
    at = _expect(text, 0, "[", "a list of references in brackets")
    while text[at : at + 1] != "]":
        line_start = text.rfind("\n", 0, at) + 1
        span = Span(source.path, text.count("\n", 0, at) + 1, at - line_start + 1)
        entry, at = decoder.raw_decode(text, at)
        yield span, entry
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' or ']' after an entry", text, at)
    at = _skip(text, at + 1)
    if at < len(text):
        raise json.JSONDecodeError("Extra data", text, at)


def _expect(text: str, at: int, sign: str, what: str) -> int:
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        raise json.JSONDecodeError(f"Expecting {what}", text, at)
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    assert space is not None, "the pattern matches nothing as well"
    return space.end()


def _key(entry: object) -> str:
    key = entry.get("id") if isinstance(entry, dict) else None
    return key if isinstance(key, str) else ""


def _reference(span: Span, entry: dict[str, Any]) -> Reference:
    title = entry.get("title")
    return Reference(
        key=_key(entry), title=title if isinstance(title, str) else "", csl=entry, span=span
    )


def _faults(span: Span, entry: object, known: Mapping[str, Reference]) -> Iterator[Diagnostic]:
    if not isinstance(entry, dict):
        yield _fault("REF005", span, "this entry is not a reference", 'write `{"id": "…", …}`')
        return
    key = _key(entry)
    if not key:
        yield _fault("REF002", span, "this reference has no `id`", 'add `"id": "name2024"`')
    elif not _KEY.fullmatch(key):
        yield _fault(
            "REF002", span, f"`{key}` cannot be cited as a key", "use letters and digits alone"
        )
    if key in known:
        yield _fault(
            "REF004",
            span,
            f"the key `{key}` is used twice",
            f"the first reference with it is at {known[key].span}",
        )
    title = entry.get("title")
    if not isinstance(title, str) or not title.strip():
        name = f"`{key}`" if key else "here"
        yield _fault("REF003", span, f"the reference {name} has no title", 'add `"title": "…"`')


def _add_unread(references: dict[str, Reference], source: SourceFile) -> None:
    """Take the keys of a broken file's other entries as known.

    A comma too few is one fault; it must not look as if every citation were one.
    """
    for key in _ID.findall(source.text):
        span = Span(source.path, 1)
        references.setdefault(key, Reference(key=key, title="", csl={}, span=span))


def _broken(path: PurePosixPath, error: json.JSONDecodeError) -> Diagnostic:
    said = error.msg[:1].lower() + error.msg[1:]
    return _fault(
        "REF001",
        Span(path, error.lineno, error.colno),
        f"this is not JSON: {said}",
        "look at the commas, quotes and brackets just before this place",
    )


def _fault(code: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, span=span, message=message, hints=(hint,))
