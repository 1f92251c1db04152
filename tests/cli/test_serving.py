"""`bookbuild serve` tells where the book can be seen, and opens it when it is asked to."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bookbuild.cli import serve as command

ADDRESS = "http://127.0.0.1:8321/"


@pytest.mark.parametrize(("asked", "opened"), [([], []), (["--open"], [ADDRESS])])
def test_the_browser_is_opened_only_when_it_is_asked_for(monkeypatch, tmp_path, asked, opened):
    seen: list[str] = []
    (tmp_path / "manuscript").mkdir()
    monkeypatch.setattr(command, "show", lambda *_given, ready, **_named: ready(ADDRESS))
    monkeypatch.setattr("click.launch", seen.append)

    ran = CliRunner().invoke(command.serve, ["--root", str(tmp_path), *asked])

    assert ran.exit_code == 0, ran.output
    assert ran.output.startswith(f"{ADDRESS} shows the book")
    assert seen == opened


def test_nothing_is_written_until_something_is_printed(monkeypatch, tmp_path: Path):
    (tmp_path / "manuscript").mkdir()
    monkeypatch.setattr(command, "show", lambda *_given, **_named: None)

    CliRunner().invoke(command.serve, ["--root", str(tmp_path)])

    assert [path.name for path in tmp_path.iterdir()] == ["manuscript"]
