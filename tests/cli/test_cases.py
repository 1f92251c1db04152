"""The command line, as text: see cases.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

CASES = Path(__file__).with_name("cases.md")
FILE = re.compile(r"^`([^`]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(
    r"^```console\n\$ bookbuild ?(.*?)\n(.*)^=> (\d)\n```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    title: str
    files: dict[str, str]
    command: list[str]
    said: str
    code: int


def case(text: str) -> Case:
    [(command, said, code)] = CONSOLE.findall(text)
    return Case(
        title=text.partition("\n")[0],
        files=dict(FILE.findall(text)),
        command=command.split(),
        said=said,
        code=int(code),
    )


def pattern(said: str) -> str:
    """Give what must be said, word for word but for `…`."""
    return ".*".join(re.escape(part) for part in said.split("…"))


_, *TEXTS = re.split(
    r"^## (?=[^\n]*\n\n[`$])", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE
)


@pytest.mark.parametrize("one", [case(text) for text in TEXTS], ids=lambda one: one.title)
def test_a_command_says_and_leaves_as_written(one: Case, book: Path, bookbuild):
    for name, text in one.files.items():
        (book / name).write_text(text, encoding="utf-8")

    code, said = bookbuild(*one.command)

    assert re.fullmatch(pattern(one.said), said, re.DOTALL), said
    assert code == one.code
