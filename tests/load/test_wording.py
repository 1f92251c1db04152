"""words.toml and readability.toml become values, with every fault at once."""

from __future__ import annotations

from pathlib import PurePosixPath

from bookbuild.load.wording import load_wording
from bookbuild.model.wording import Banned, Grades, Limits, Wording
from bookbuild.system.memory import MemoryWorld

WORDS = """\
allowed = ["high blood pressure"]
spelling = ["ketamine"]
names = ["Spravato"]

[limits]
smog = 7
chapter-words = [380, 900]

[abbreviations]
US = []
CRPS = ["severe pain"]

[syllables]
NICE = 1

[[banned]]
words = ["rare"]
why = "it says little"
unless = "number"

[[waiver]]
code = "TYP002"
place = "chapters/01.md"
reason = "a quote"
"""
GRADES = '[book.rest]\nsmog = 7.5\nfkgl = 3.4\n\n[handout.""]\nsmog = 7\nfkgl = 3\n'


def read(words: str | None = None, grades: str | None = None) -> tuple[Wording, str]:
    files = {"words.toml": words, "readability.toml": grades}
    world = MemoryWorld({f"manuscript/{name}": text for name, text in files.items() if text})
    outcome = load_wording(world, PurePosixPath("manuscript"))
    return outcome.value, "\n".join(str(found) for found in outcome.diagnostics)


def test_a_book_without_the_files_has_the_limits_of_the_house() -> None:
    assert read() == (Wording(), "")


def test_every_table_is_read() -> None:
    wording, found = read(WORDS, GRADES)

    assert found == ""
    assert wording.limits == Limits(smog=7.0, chapter_words=(380, 900))
    assert wording.banned == (Banned(words=("rare",), why="it says little", unless="number"),)
    assert wording.allowed == ("high blood pressure",)
    assert (wording.spelling, wording.names) == ({"ketamine"}, {"Spravato"})
    assert wording.abbreviations == {"US": (), "CRPS": ("severe pain",)}
    assert wording.syllables == {"nice": 1}
    assert wording.ratchet == {
        ("book", "rest"): Grades(smog=7.5, fkgl=3.4),
        ("handout", ""): Grades(smog=7.0, fkgl=3.0),
    }


def test_a_waiver_knows_where_it_stands() -> None:
    (waiver,) = read(WORDS)[0].waivers

    assert (waiver.code, waiver.place, waiver.reason, waiver.words) == (
        "TYP002", "chapters/01.md", "a quote", ""
    )  # fmt: skip
    assert str(waiver.span) == "manuscript/words.toml:21:1"


def test_every_fault_is_told_at_its_place() -> None:
    _, found = read(
        'colour = "red"\nspelling = "a"\n[limits]\nsentense = 20\n[[banned]]\nwords = ["a"]\n'
        '[[banned]]\nwords = "b"\nwhy = "c"\n[[waiver]]\ncode = "TYP002"\nplace = "d"\n',
        "web = 1\n[book.rest]\nsmog = 7\n",
    )

    assert [line for line in found.splitlines() if "hint" not in line] == [
        'manuscript/words.toml:2:1: error[WRD004]: `spelling` cannot be `"a"`',
        "manuscript/words.toml:1:1: error[WRD003]: there is no key `colour`",
        "manuscript/words.toml:4:1: error[WRD003]: there is no key `sentense`",
        "manuscript/words.toml:5:1: error[WRD002]: the key `why` is missing",
        'manuscript/words.toml:8:1: error[WRD004]: `words` cannot be `"b"`',
        "manuscript/words.toml:10:1: error[WRD002]: the key `reason` is missing",
        "manuscript/readability.toml:1:1: error[WRD003]: there is no key `web`",
        "manuscript/readability.toml:2:1: error[WRD002]: the key `fkgl` is missing",
    ]


def test_what_is_not_toml_is_told_with_its_line() -> None:
    wording, found = read("allowed = [\n", "[book\n")

    assert wording == Wording()
    assert [line.split(": ")[0] for line in found.splitlines() if "hint" not in line] == [
        "manuscript/words.toml:2", "manuscript/readability.toml:1:6"
    ]  # fmt: skip
