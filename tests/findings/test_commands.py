"""The pages in `docs/findings` of what bytes, links, reviews and releases lead to are true.

`toml` stands in the file that the page names, or in book.toml; `markdown` in the second chapter.
`console` is typed in the folder of the base book: commands of bookbuild, and a shell's. Then the
text is checked, and asked whether it could be released. Of the outside validators a page shows what
`bookbuild verify` prints.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from bookbuild.check.standing import not_released, release_faults
from bookbuild.cli import main
from bookbuild.cli.verify import _show
from bookbuild.model.diagnostic import Diagnostic, MachineLacksError
from bookbuild.model.world import World
from bookbuild.pipeline.checking import check_text
from bookbuild.pipeline.proving import Proof, Unasked
from bookbuild.pipeline.releasing import _proof_faults
from bookbuild.system import real_world
from bookbuild.verify.validators import Verdict
from kit import BASE, world_of
from kit.pages import Example, codes_in, examples, with_keys

OF_VALIDATORS: Final = set(codes_in("pipeline/releasing.py"))
OF_FILES: Final = {"SRC002", "SRC004", "SRC007", "FIG002"}
CODES: Final = sorted(
    {*codes_in("check/standing.py", "load/standing.py"), *OF_VALIDATORS, *OF_FILES, "LBL004"}
)
VERDICT: Final = re.compile(r"(\S+): (passed|FAILED) (.+) \(([\d.]+)\)")
SILENCE: Final = re.compile(r"NOT CHECKED by (.+): (.+) is missing \(needed for (.+)\)")


def codes(found: Iterable[Diagnostic]) -> set[str]:
    return {one.code for one in found}


def found_in(world: World) -> set[str]:
    """Check a text, and ask whether it could be released, and its handouts after it."""
    checked = check_text(world)
    if not checked.editions:
        return codes(checked.diagnostics)
    book = checked.editions["book"]
    return codes([*checked.diagnostics, *release_faults(book), *not_released(book.standing)])


def typed(example: str, folder: Path) -> World:
    """Type some commands in the folder of the base book."""
    shutil.copytree(BASE, folder)
    for line in example.splitlines():
        assert line.startswith("$ ")
        match shlex.split(line.removeprefix("$ ")):
            case [".venv/bin/bookbuild", command, *arguments]:
                with pytest.raises(SystemExit) as left:
                    main([command, "--root", str(folder), *arguments])
                assert left.value.code == 0
            case _:
                subprocess.run(line.removeprefix("$ "), shell=True, cwd=folder, check=True)
    return real_world(folder)


def placed(example: Example) -> World:
    """Give the base book with the example in its place."""
    match example.language:
        case "toml" if example.place:
            return world_of({example.place: example.text})
        case "toml":
            return world_of({"manuscript/book.toml": with_keys(example.text)})
        case "markdown":
            chapter = f"# Second {{#second}}\n\n{example.text}"
            return world_of({"manuscript/chapters/02-second.md": chapter})
        case _:
            raise AssertionError(example.language)


def proof(printed: str) -> Proof:
    """Read what `bookbuild verify` prints."""
    verdicts, unasked = [], []
    for line, after in zip(lines := printed.splitlines(), [*lines[1:], ""], strict=True):
        if said := VERDICT.fullmatch(line):
            subject, word, tool, version = said.groups()
            findings = (after.strip(),) if after.startswith("  ") else ()
            verdicts.append(
                Verdict(
                    tool=tool,
                    version=version,
                    subject=subject,
                    passed=word == "passed",
                    findings=findings,
                )
            )
        if said := SILENCE.fullmatch(line):
            tool, what, needed_for = said.groups()
            mend = after.removeprefix("  hint: ")
            lacking = MachineLacksError(what, needed_for=needed_for, mend=mend)
            unasked.append(Unasked(tool=tool, lacking=lacking))
    files = tuple(dict.fromkeys(one.subject for one in verdicts))
    return Proof(files=files, verdicts=tuple(verdicts), unasked=tuple(unasked))


@pytest.mark.parametrize("code", sorted(set(CODES) - OF_VALIDATORS))
def test_the_faulty_example_has_the_code_and_the_mended_one_has_not(
    code: str, tmp_path: Path
) -> None:
    faulty, mended = (
        typed(one.text, tmp_path / str(at)) if one.language == "console" else placed(one)
        for at, one in enumerate(examples(code))
    )

    assert code in found_in(faulty)
    assert code not in found_in(mended)


@pytest.mark.parametrize("code", sorted(OF_VALIDATORS))
def test_the_faulty_example_of_what_a_validator_says_keeps_a_release_back(
    code: str, capsys
) -> None:
    faulty, mended = examples(code)

    assert codes(_proof_faults(proof(faulty.text))) == {code}
    assert _proof_faults(proof(mended.text)) == []
    for example in (faulty, mended):
        _show(proof(example.text))
        said = capsys.readouterr()
        assert f"$ .venv/bin/bookbuild verify\n{said.out}{said.err}" == example.text
