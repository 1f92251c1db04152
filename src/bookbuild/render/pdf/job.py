"""What is asked of the printer, and what it hands back.

In: nothing. Out: frozen values; WeasyPrint is not met here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bookbuild.model.artefact import Pages
from bookbuild.model.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """All that is printed besides the HTML, and what its pages must hold to.

    date: `YYYY-MM-DD`, None to write no date. stylesheets: (name, CSS). resources: bytes by the
    address that HTML or CSS uses, such as `figures/x.svg`. cover: the label of the first page,
    None when it is an ordinary page. open_pages: named pages whose text may leave the text area
    (covers), though never come nearer to the trim than safe_pt (points). folds_pt: where each page
    is folded, cuts_pt: where every page is cut, both from the left edge; rows_pt: where every page
    is cut, from the top edge. Text stays safe_pt away from them, and nothing lies across. places:
    where in the manuscript an id of the HTML was written.
    """

    title: str
    language: str
    stylesheets: tuple[tuple[str, str], ...]
    resources: Mapping[str, bytes] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()
    date: str | None = None
    cover: str | None = None
    open_pages: frozenset[str] = frozenset()
    safe_pt: float = 0.0
    folds_pt: tuple[tuple[float, ...], ...] = ()
    cuts_pt: tuple[float, ...] = ()
    rows_pt: tuple[float, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A finished PDF.

    html: the HTML of the last pass; passes: how often its page numbers were gone through; laid: how
    many of its parts were laid out, those counted twice that were laid out twice.
    """

    pdf: bytes
    html: str
    pages: Pages
    passes: int
    laid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a box holds. height: of the box, depth: of all that stands in it, in points.

    lines: of each of a clinic's details in it, in order. line: how high one is, in points, 0 where
    there is none. letters: what a line holds, about. blanks: how high each line to write on is.
    logo: what a logo adds to the depth, in points.
    """

    height: float
    depth: float
    lines: tuple[tuple[str, int], ...]
    line: float
    letters: int
    blanks: tuple[float, ...]
    logo: float


Compose = Callable[[Mapping[str, str]], str]
