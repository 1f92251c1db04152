"""What was made, from what, with which versions, and what was checked: `dist/manifest.json`.

In: what is known of each file in `dist/`, and the verdicts of the checks. Out: sorted JSON.
Nothing is claimed that was not checked: a check that did not run says NOT CHECKED, and what a
bookseller may be told (`onix-196`) follows from what passed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from bookbuild.model.artefact import Fit
from bookbuild.report.onix import proven

NOT_CHECKED: Final = "NOT CHECKED"

OUTSIDE_CHECKS: Final[Mapping[str, tuple[str, ...]]] = {
    "pdf": ("veraPDF PDF/UA-1", "page-validation PDF/UA-1", "qpdf"),
    "sheets": ("qpdf",),
    "press": ("qpdf",),
    "epub": ("EPUBCheck", "Ace by DAISY"),
    "text": (),
    "web": (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One output: its path below `dist/`, its kind, its digest and size, and the checks it passed.

    own: the names of our own checks, all passed. outside: what each outside validator said. fit: of
    a copy-fitted sheet. beside: the digests of the files that belong to it, by path.
    copy_id: what is printed in it, empty where nothing is.
    """

    path: str
    kind: str
    sha256: str
    size: int
    own: Sequence[str]
    outside: Mapping[str, str]
    pages: int | None = None
    fit: Fit | None = None
    beside: Mapping[str, str] = field(default_factory=dict)
    copy_id: str = ""


def manifest(
    made: Sequence[Made],
    *,
    book: Mapping[str, str],
    inputs: Mapping[str, str],
    versions: Mapping[str, str],
) -> bytes:
    """Write the manifest: artefacts and inputs by path with their SHA-256, versions by name."""
    content: dict[str, Any] = {
        "book": dict(book),
        "artefacts": {one.path: _artefact(one) for one in made},
        "inputs": {path: value for path, value in inputs.items() if not path.endswith("/")},
        "versions": dict(versions),
    }
    return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def checks_of(one: Made) -> dict[str, str]:
    """Give what every check said of an output; a validator that was not asked said NOT CHECKED."""
    unchecked = dict.fromkeys(OUTSIDE_CHECKS[one.kind], NOT_CHECKED)
    return dict.fromkeys(one.own, "passed") | unchecked | dict(one.outside)


def _artefact(one: Made) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "sha256": one.sha256,
        "bytes": one.size,
        "checks": checks_of(one),
    }
    if facts := proven(one.kind, checks_of(one)):
        entry["onix-196"] = facts
    if one.pages is not None:
        entry["pages"] = one.pages
    if one.copy_id:
        entry["copy"] = one.copy_id
    if one.fit is not None:
        entry["fit"] = asdict(one.fit)
    if one.beside:
        entry["beside"] = dict(one.beside)
    return entry
