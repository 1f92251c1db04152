"""What lies below `dist/clinics/`: a folder for each clinic with its manifest, and a list of them.

In: a shelf, and what a run has made. Out: what is there of it, and whether it is as we wrote it.
Nothing that somebody has changed is ever taken away.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bookbuild.model.clinic import is_slug
from bookbuild.model.world import Shelf
from bookbuild.pipeline.cache import digest

FOLDER: Final = "clinics"
"""Where clinics have their folders, below `dist/`."""
MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A folder of a clinic that the table does not hold, as the run found it.

    ours: files that are as we wrote them. kept: paths in the folder of those that somebody has
    changed or put there; we never take them away.
    """

    slug: str
    ours: tuple[str, ...]
    kept: tuple[str, ...]


def records_of(shelf: Shelf, slug: str) -> dict[str, dict[str, Any]]:
    """Give what the manifest of a clinic says of its files; a damaged one says nothing."""
    said = read_json(shelf, f"{FOLDER}/{slug}/{MANIFEST}")
    files = said.get("files")
    records = files if isinstance(files, list) else []
    return {one["path"]: one for one in records if _is_record(one)}


def as_written(shelf: Shelf, slug: str, paths: Iterable[str]) -> list[str]:
    """Give those of a clinic's files, below `dist/`, that are there as they were written."""
    records = records_of(shelf, slug)
    there = {path: shelf.output(f"{FOLDER}/{slug}/{path}") for path in paths}
    return [
        f"{FOLDER}/{slug}/{path}"
        for path, content in there.items()
        if content is not None and digest(content) == records[path]["sha256"]
    ]


def stray_sheets(shelf: Shelf, slug: str, wanted: Container[str]) -> tuple[str, ...]:
    """Give the PDFs in a clinic's folder that are none of its handouts, below the folder.

    When a paper is dropped our own are taken away; what is left, somebody changed or put there.
    """
    folder = f"{FOLDER}/{slug}/"
    there = (path.removeprefix(folder) for path in shelf.outputs_in(f"{FOLDER}/{slug}"))
    return tuple(path for path in there if path.endswith(".pdf") and path not in wanted)


def strangers_to(shelf: Shelf, known: Container[str], *, clean: bool) -> tuple[Stranger, ...]:
    """Find the clinics that have a folder and are not known; `clean` takes our files away.

    A file that somebody has changed stays, and its clinic is told on every run.
    """
    listed = listed_in(read_json(shelf, f"{FOLDER}/{MANIFEST}"))
    there = [_stranger(shelf, slug) for slug in listed if slug not in known]
    strangers = tuple(one for one in there if one.ours or one.kept)
    if clean:
        for one in strangers:
            shelf.put_outputs({}, one.ours)
    return strangers


def announce(shelf: Shelf, slugs: Iterable[str]) -> None:
    """List clinics before they are made: if the run is stopped, the next knows their folders."""
    said = read_json(shelf, f"{FOLDER}/{MANIFEST}")
    listed = sorted({*listed_in(said), *slugs})
    if listed != listed_in(said):
        index = as_json({**said, "clinics": listed})
        shelf.put_outputs({f"{FOLDER}/{MANIFEST}": index})


def read_json(shelf: Shelf, path: str) -> dict[str, Any]:
    """Read what a manifest says; one that is missing or damaged says nothing."""
    try:
        read = json.loads(shelf.output(path) or b"{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def listed_in(said: Mapping[str, Any]) -> list[str]:
    """Give the slugs that a list of clinics holds; one that is damaged holds none."""
    slugs = said.get("clinics")
    return [one for one in slugs if is_slug(one)] if isinstance(slugs, list) else []


def as_json(values: object) -> bytes:
    """Write a manifest."""
    return (json.dumps(values, indent=1, ensure_ascii=False) + "\n").encode()


def _stranger(shelf: Shelf, slug: str) -> Stranger:
    folder = f"{FOLDER}/{slug}"
    ours = {*as_written(shelf, slug, records_of(shelf, slug)), f"{folder}/{MANIFEST}"}
    there = shelf.outputs_in(folder)
    return Stranger(
        slug=slug,
        ours=tuple(path for path in there if path in ours),
        kept=tuple(path.removeprefix(f"{folder}/") for path in there if path not in ours),
    )


def _is_record(one: object) -> bool:
    """Tell whether something read is what we write of a file: it cannot lead out of the folder."""
    return (
        isinstance(one, dict)
        and all(isinstance(one.get(key), str) for key in ("path", "sha256", "made_from"))
        and not {"", "..", "."} & set(one["path"].split("/"))
    )
