"""The sources of a single piece, numbered for it alone and in short form.

In: a resolved document that stands for one sheet of paper. Out: the labels of its citations, and an
entry for each source: enough to find it in the book's full list. The book's own list is made by
citeproc (`bibliography`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bookbuild.model.book import Reference
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.render.bibliography import Bibliography, Entry, Run

_ALL_NAMED = 2
"""Up to so many authors are named; of more, the first."""
_SHORTEST_RANGE = 3
_FURTHER: Final = re.compile(r"(?:, | \().*")
"""An institution's department, and what explains its name, stand in the book's list."""


def short_bibliography(piece: ResolvedDocument) -> Bibliography:
    """Give a piece's sources numbered by first use, and written short."""
    place = {key: number for number, key in enumerate(piece.cited, start=1)}
    labels = {
        cluster.source: label([place[one.key] for one in cluster.cited if one.key in place])
        for cluster in piece.clusters
    }
    entries = tuple(
        Entry(key=key, runs=(Run(words=short_form(piece.references[key])),)) for key in piece.cited
    )
    return Bibliography(labels=labels, entries=entries)


def label(numbers: Sequence[int]) -> str:
    """Give the raised label of a citation: `1,3–5` (AMA Manual of Style, 11th ed., 3.6)."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(_run(run) for run in runs)


def _run(numbers: Sequence[int]) -> str:
    if len(numbers) < _SHORTEST_RANGE:
        return ",".join(map(str, numbers))
    return f"{numbers[0]}\N{EN DASH}{numbers[-1]}"


def short_form(reference: Reference) -> str:
    """Give who, where and when, such as "Sigtermans and others. Pain. 2009."."""
    csl = reference.csl
    where = csl.get("container-title") or csl.get("title-short", reference.title)
    parts = [_who(csl), str(where), _year(csl)]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _who(csl: Mapping[str, Any]) -> str:
    names = [
        _FURTHER.sub("", name["literal"]) if "literal" in name else name.get("family", "")
        for name in csl.get("author", ())
    ]
    if len(names) > _ALL_NAMED or "print with 'et al.'" in csl.get("note", ""):
        return f"{names[0]} and others"
    return " and ".join(names)


def _year(csl: Mapping[str, Any]) -> str:
    parts = csl.get("issued", {}).get("date-parts", [[""]])
    return str(parts[0][0])
