"""What is taken away from the real book is missed: parts, explanations, denominators, citations.

Each thing is taken away once. Things of different files are taken away together, and each must be
told of in its own file or by its own name; so all of them are tried in a few seconds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Final, get_args

import pytest

from bookbuild.check import RULES
from bookbuild.check.citations import citations_toml
from bookbuild.check.prose import prose_of
from bookbuild.load import load
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.document import Edition
from bookbuild.model.evidence import TextPlace
from bookbuild.parse import parse
from bookbuild.parse.sections import part, section
from bookbuild.resolve import resolve
from bookbuild.system import real_world

ROOT: Final = Path(__file__).parents[2]
GATES: Final = ("BLK", "CLM", "EVD", "NUM", "RDB012")
HEADING: Final = re.compile(r"^(#+) [^{\n]*(?:\{#([\w-]+)[^}]*\})?$", re.MULTILINE)
CLUSTER: Final = re.compile(r" ?\[@[^\]]*\]")
DENOMINATOR: Final = re.compile(r"(?<=\d)(?: out of \d+(?: people)?| of (?:the )?\d+)\b")
MARKED: Final = re.compile(r"\[([^\]\n]+)\]\{\.term(?: \.sure)?(?: key=\"([^\"]+)\")?\}")
SURE: Final = re.compile(r"\[([^\]\n]+)\]\{\.sure\}")
MARKUP: Final = re.compile(r"(\[[^\]\n]*\](?:\{[^}\n]*\}|\([^)\n]*\))|\[@[^\]]*\]|\{[^}\n]*\})")


@dataclass(frozen=True)
class Removal:
    """A piece of a file that is taken away, what takes its place, and the name of what it was."""

    file: str
    start: int
    stop: int
    instead: str = ""
    name: str = ""


class RealBook:
    """The book on disk, parsed once; a changed file alone is parsed again.

    The poster and the card cite nothing; what they say is held to the book by tests of their own.
    """

    EDITIONS: Final = ("book", "handout", "brochure")

    def __init__(self) -> None:
        self.book = load(real_world(ROOT)).value
        self.document = parse(self.book).value
        self.kept = [resolve(self.book, self.document, one).value for one in get_args(Edition)]
        files = [one.source for one in self.book.sections if not isinstance(one, str)]
        files += self.book.parts.values()
        everything = "".join(one.text for one in files)
        self.texts = {
            name: one.text
            for one in files
            if not (name := str(one.path).removeprefix("manuscript/")).startswith("parts/")
            or f'part="{one.path.stem}"' in everything
        }
        self.files = {
            match[2]: name
            for name, text in self.texts.items()
            if not name.startswith("parts/") and (match := HEADING.search(text))
        }

    def found(self, changed: Mapping[str, str], *gates: str) -> list[Diagnostic]:
        """Give what some gates, or all, find in the book when some files have other texts."""
        sections = list(self.document.sections)
        parts = dict(self.document.parts)
        for at, entry in enumerate(self.book.sections):
            if not isinstance(entry, str) and (new := self._changed(entry.source, changed)):
                sections[at] = section(replace(entry, source=new)).value
        for name, source in self.book.parts.items():
            if new := self._changed(source, changed):
                parts[name] = part(name, new).value
        document = replace(self.document, sections=tuple(sections), parts=parts)
        rules = [rule for code, rule in RULES.items() if code.startswith(gates or GATES)]
        editions = (resolve(self.book, document, edition).value for edition in self.EDITIONS)
        proses = [prose_of(edition, self.book.wording) for edition in editions]
        return [one for prose in proses for rule in rules for one in rule(prose)]

    def each(
        self, removals: Sequence[Removal], *gates: str
    ) -> Iterator[tuple[Removal, list[Diagnostic]]]:
        """Take each thing away, one of every file at a time; yield it with what is found then."""
        by_file: dict[str, list[Removal]] = {}
        for removal in removals:
            by_file.setdefault(removal.file, []).append(removal)
        for together in zip_longest(*by_file.values()):
            taken = [one for one in together if one]
            found = self.found({one.file: self._without(one) for one in taken}, *gates)
            for one in taken:
                yield one, found

    def place(self, place: TextPlace) -> tuple[str, int, int]:
        """Give the file of a place, and the stretch of text below its heading."""
        name = self.files[place.section]
        headings = list(HEADING.finditer(self.texts[name]))
        wanted = place.label or place.section
        at = next(at for at, one in enumerate(headings) if one[2] == wanted)
        level = len(headings[at][1])
        after = (one.start() for one in headings[at + 1 :] if len(one[1]) <= level)
        return name, headings[at].end(), next(after, len(self.texts[name]))

    def _without(self, one: Removal) -> str:
        text = self.texts[one.file]
        return text[: one.start] + one.instead + text[one.stop :]

    def _changed(self, source, changed: Mapping[str, str]):
        text = changed.get(str(source.path).removeprefix("manuscript/"))
        return None if text is None else replace(source, text=text)


@pytest.fixture(scope="module")
def real() -> RealBook:
    return RealBook()


def in_file(one: Diagnostic) -> str:
    return str(one.span.path).removeprefix("manuscript/")


def missed(
    real: RealBook,
    removals: list[Removal],
    code: str,
    tells: Callable[[Removal, Diagnostic], bool],
) -> list[str]:
    """Give the removals that no finding of a code tells of."""
    return [
        f"{removal.file}: {removal.name}"
        for removal, found in real.each(removals, code)
        if not any(tells(removal, one) for one in found)
    ]


def names_it(removal: Removal, one: Diagnostic) -> bool:
    """Tell whether a finding stands in the file of a removal and has its name."""
    return in_file(one) == removal.file and removal.name in one.message


def test_nothing_is_found_while_nothing_is_taken_away(real: RealBook) -> None:
    assert [str(one) for one in real.found({})] == []


def test_each_required_part_is_missed_at_each_of_its_places(real: RealBook) -> None:
    removals = []
    for block in real.book.blocks.blocks:
        for place in block.places:
            if place.section in real.files:  # the list of sources is written by the build
                name, start, stop = real.place(place)
                inside = real.texts[name][start:stop]
                closing = inside.count("\n:::\n") - inside.count("\n::: {")
                fences = "\n\n" + ":::\n" * max(0, closing)
                removals.append(Removal(name, start, stop, fences, f"part {block.number} "))

    assert len(removals) >= 40
    assert not missed(real, removals, "BLK002", lambda removal, one: removal.name in one.message)


def test_each_explanation_of_a_glossary_word_is_missed(real: RealBook) -> None:
    entries = {
        word.casefold(): term
        for term in real.book.terms.values()
        for word in (term.key, *term.also)
    }
    removals = []
    for name, text in real.texts.items():
        for marked in first_marks(text):
            term = entries[(marked[2] or marked[1]).casefold()]
            rest = without_words(text, term.explanation)
            removals.append(Removal(name, 0, len(text), rest, f"`{marked[1]}` is not explained"))

    assert len(removals) >= 60
    # The next sentence there is that of a standard part, and explains the word once more.
    assert missed(real, removals, "RDB012", names_it) == [
        "chapters/01-what-to-know.md: `off-label` is not explained"
    ]


def test_each_denominator_is_missed_on_its_line(real: RealBook) -> None:
    removals = [
        Removal(name, found.start(), found.end(), name=str(text.count("\n", 0, found.start()) + 1))
        for name, text in real.texts.items()
        for found in DENOMINATOR.finditer(text)
    ]

    assert len(removals) >= 18
    assert not missed(
        real,
        removals,
        "NUM001",
        lambda removal, one: (in_file(one), str(one.span.line)) == (removal.file, removal.name),
    )


def test_the_citations_of_each_claim_are_missed_at_its_heading(real: RealBook) -> None:
    removals = []
    for claim in real.book.claims.claims:
        name, start, stop = real.place(claim.places[0])
        bare = CLUSTER.sub("", real.texts[name][start:stop])
        removals.append(Removal(name, start, stop, bare, f"claim {claim.id}"))
    named = set()
    for removal, found in real.each(removals):
        line = real.texts[removal.file].count("\n", 0, removal.start) + 1
        told = {(one.code, in_file(one), one.span.line) for one in found}
        assert ("CLM007", removal.file, line) in told, removal.name
        says = [one.message for one in found if one.code in {"CLM003", "CLM006"}]
        named |= {removal.name for words in says if re.search(rf"{removal.name}(?!\d)", words)}

    assert len(removals) == 76
    assert len(named) >= 65


def test_each_single_citation_is_missed_and_most_by_the_text_or_a_claim_too(real: RealBook) -> None:
    removals = [
        Removal(name, found.start(), found.end(), name=found[0])
        for name, text in real.texts.items()
        for found in CLUSTER.finditer(text)
    ]
    sections = {name: label for label, name in real.files.items()}
    places = {one.id: {at.section for at in one.places} for one in real.book.claims.claims}
    seen = Counter()
    for removal, found in real.each(removals):
        keys = re.findall(r"@(\w+)", removal.name)
        lost = [
            one.message for one in found if in_file(one) == removal.file and one.code == "CLM007"
        ]
        assert all(any(f"`{key}`" in words for words in lost) for key in keys), removal
        seen["all"] += 1
        seen["otherwise"] += any(
            (one.code[:3] in {"EVD", "NUM"} and in_file(one) == removal.file)
            or (
                one.code in {"CLM003", "CLM006"}
                and (claim := re.search(r"claim (\d+\.\d+)", one.message))
                and sections.get(removal.file) in places[claim[1]]
            )
            for one in found
        )

    assert seen["all"] >= 250
    assert seen["otherwise"] >= 0.65 * seen["all"]


def test_each_single_source_of_a_citation_is_missed(real: RealBook) -> None:
    removals = []
    for name, text in real.texts.items():
        for cluster in CLUSTER.finditer(text):
            for key in re.finditer(r"@(\w+)", cluster[0]):
                if "; " in cluster[0]:
                    first = not cluster[0][: key.start()].endswith("; ")
                    start = cluster.start() + key.start() - (0 if first else 2)
                    stop = cluster.start() + key.end() + (2 if first else 0)
                    removals.append(Removal(name, start, stop, name=f"`{key[1]}`"))

    assert len(removals) >= 250
    assert not missed(real, removals, "CLM007", names_it)


def test_the_table_of_citations_is_that_of_the_book(real: RealBook) -> None:
    table = (ROOT / "manuscript" / "citations.toml").read_text(encoding="utf-8")

    assert table == citations_toml(real.kept)


def first_marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the first mark of each word of the glossary in a file."""
    met = set()
    for marked in MARKED.finditer(text):
        key = (marked[2] or marked[1]).casefold()
        if key not in met:
            met.add(key)
            yield marked


def without_words(text: str, explanation: str) -> str:
    """Put another word in place of each that begins like one of an explanation; terms stay."""
    begins = "|".join(sorted({word[:4] for word in re.findall(r"[A-Za-z]{3,}", explanation)}))
    explaining = re.compile(rf"\b(?:{begins})\w*", re.IGNORECASE)
    pieces = MARKUP.split(SURE.sub(r"\1", text))
    pieces[::2] = [explaining.sub("word", piece) for piece in pieces[::2]]
    return "".join(pieces)
