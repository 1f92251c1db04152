"""The sources of a single piece, numbered for it alone and in short form.

In: a resolved document that stands for one sheet of paper. Out: the labels of its citations, and an
entry for each source: enough to find it in the book's full list. The book's own list is made by
citeproc (`bibliography`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bookbuild.model.book import Reference
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.render.bibliography import Bibliography, Entry, Run

_ALL_NAMED = 2
"""Up to so many authors are named; of more, the first."""
_SHORTEST_RANGE = 3
_CUT = "\N{HORIZONTAL ELLIPSIS}"
_TITLE = 60
"""Letters of a title: enough to tell it from others."""


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
    where = csl.get("container-title") or _first_words(reference.title)
    parts = [_who(csl), str(where), _year(csl)]
    return " ".join(map(_stopped, filter(None, parts)))


def _stopped(part: str) -> str:
    """End a part with a stop; one that was cut ends with three already."""
    return part if part.endswith(_CUT) else f"{part.rstrip('.')}."


def _who(csl: Mapping[str, Any]) -> str:
    names = [_bare(name.get("literal", "")) or name.get("family", "") for name in csl.get("author", ())]
    if len(names) > _ALL_NAMED or "print with 'et al.'" in csl.get("note", ""):
        return f"{names[0]} and others"
    return " and ".join(names)


def _bare(name: str) -> str:
    """Give an organization's name without what stands behind it in brackets."""
    return name.partition(" (")[0]


def _first_words(title: str) -> str:
    """Cut a long title at its last stop, else behind a word."""
    if len(title) <= _TITLE:
        return title
    stop = max(title.rfind(mark, 0, _TITLE) for mark in (": ", ", ", " ("))
    if stop > 0:
        return title[:stop]
    return f"{title[: title.rfind(' ', 0, _TITLE)]} {_CUT}"


def _year(csl: Mapping[str, Any]) -> str:
    parts = csl.get("issued", {}).get("date-parts", [[""]])
    return str(parts[0][0])
