"""Citations and references, formatted by Pandoc's citeproc with the house style.

In: the citations of an edition in order of print, the references as CSL data, the style.
Out: the raised label of each citation (`1,3–5`) and the entries of the list of sources, in order,
as runs of words with links to DOI, PubMed or the web. No numbers are given here by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from bookbuild.model.book import Reference
from bookbuild.model.diagnostic import ToolFailedError
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.stock import NO_STOCK, Stock
from bookbuild.model.world import World

STYLE: Final = PurePosixPath("styles/citations.csl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Some words of an entry, and where they lead."""

    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the list of sources."""

    key: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Give the entry as plain words."""
        return "".join(run.words for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """labels: by a citation's source text. entries: in order of their numbers."""

    labels: Mapping[str, str]
    entries: tuple[Entry, ...]


class _Question(NamedTuple):
    """What citeproc is asked: the citations in order, the references as JSON, the style's digest.

    The style itself is Pandoc's to read: XML says how it is encoded.
    """

    citations: str
    references: str
    style: str


NO_SOURCES: Final = Bibliography(labels={}, entries=())


def make_bibliography(
    book: ResolvedDocument, world: World, stock: Stock = NO_STOCK
) -> Bibliography:
    """Have citeproc number the citations and write the entries.

    One call for the whole book (0.2 s), unless the stock has what the same sources came to, cited
    in the same order. Raises ToolFailedError when Pandoc fails or its numbers are
    not those of first use, which would send readers to the wrong source.
    """
    if not book.clusters:
        return NO_SOURCES
    question = _question(book, world)
    return stock.get("sources", question, lambda: _answered(book, world, question))


def _answered(book: ResolvedDocument, world: World, question: _Question) -> Bibliography:
    blocks = _citeproc(world, question)
    clusters = blocks[: len(book.clusters)]
    labels = {
        citation.source: _words(block["c"])
        for citation, block in zip(book.clusters, clusters, strict=True)
    }
    entries = tuple(_entries(blocks[len(book.clusters) :], book.references))
    if tuple(entry.key for entry in entries) != book.cited:
        raise ToolFailedError("pandoc", "the sources are not in the order of first use")
    return Bibliography(labels=labels, entries=entries)


def csl_of(reference: Reference) -> dict[str, Any]:
    """Give a reference as citeproc takes it; what its note asks for no rule of a style could know.

    `print with 'et al.'`: the editors have seen the first authors only, so the words stand as a
    last author. `print without volume`: nobody finds pages without their volume, so they go too.
    """
    data = dict(reference.csl)
    note = data.pop("note", "")
    if "author" in data:
        data["author"] = [_with_plain_initials(name) for name in data["author"]]
    if "print with 'et al.'" in note:
        data["author"] = [*data["author"], {"literal": "et al"}]
    if "print without volume" in note:
        data.pop("page", None)
    return data


def _with_plain_initials(name: Mapping[str, str]) -> dict[str, str]:
    """Part the initials of a double name, `A.-L.`: citeproc joins whole names (`Anne-Lise`) alone.

    AMA prints `AL` for both (AMA Manual of Style, 11th ed., 3.7).
    """
    return {part: words.replace(".-", ". ") for part, words in name.items()}


def _question(book: ResolvedDocument, world: World) -> _Question:
    """Give all that the answer depends on."""
    return _Question(
        citations="\n\n".join(citation.source for citation in book.clusters),
        references=json.dumps([csl_of(book.references[key]) for key in book.cited]),
        style=sha256(world.read(STYLE)).hexdigest(),
    )


def _citeproc(world: World, question: _Question) -> list[dict[str, Any]]:
    """Give Pandoc's blocks: a paragraph for each citation, then one block with all entries."""
    files = {
        "references.json": question.references.encode(),
        "style.csl": world.read(STYLE),
    }
    command = (
        "pandoc --from=markdown --to=json --citeproc --bibliography=references.json --csl=style.csl"
    )
    ran = world.run(command.split(), given=question.citations.encode(), files=files)
    if ran.code or ran.err:
        raise ToolFailedError("pandoc", ran.err.decode(errors="replace").strip())
    blocks: list[dict[str, Any]] = json.loads(ran.out)["blocks"]
    return blocks


def _entries(
    blocks: Sequence[Mapping[str, Any]], references: Mapping[str, Reference]
) -> Iterator[Entry]:
    """Yield the entries of Pandoc's `refs` div; each is a div whose id is `ref-` and the key."""
    (refs,) = blocks
    for entry in refs["c"][1]:
        (identity, _, _), paragraphs = entry["c"]
        key = identity.removeprefix("ref-")
        words = " ".join(_words(paragraph["c"]) for paragraph in paragraphs)
        yield Entry(key=key, runs=tuple(_linked(words, references[key].csl)))


def _words(inlines: Iterable[Mapping[str, Any]]) -> str:
    """Give the words of Pandoc's inlines; marks such as `Superscript` say nothing here."""
    return "".join(_word(inline) for inline in inlines)


def _word(inline: Mapping[str, Any]) -> str:
    match inline["t"]:
        case "Str":
            return str(inline["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Cite" | "Span" | "Link" | "Quoted":
            return _words(inline["c"][1])
        case "Superscript" | "Subscript" | "Emph" | "Strong" | "SmallCaps":
            return _words(inline["c"])
        case other:
            raise AssertionError(f"citeproc wrote an inline we do not know: {other}")


def _linked(words: str, csl: Mapping[str, Any]) -> Iterator[Run]:
    """Split an entry where it names its DOI, PubMed number or address, which become links."""
    for shown, href in _addresses(csl):
        before, found, after = words.partition(shown)
        if found:
            yield Run(words=before)
            yield Run(words=shown, href=href)
            if after:
                yield Run(words=after)
            return
    yield Run(words=words)


def _addresses(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what the style may print at the end of an entry, and where that leads."""
    if "DOI" in csl:
        yield f"doi:{csl['DOI']}", f"https://doi.org/{csl['DOI']}"
    if "PMID" in csl:
        yield f"PMID {csl['PMID']}", f"https://pubmed.ncbi.nlm.nih.gov/{csl['PMID']}/"
    if "URL" in csl:
        yield str(csl["URL"]), str(csl["URL"])
