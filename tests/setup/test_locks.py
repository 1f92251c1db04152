"""The locks: what is installed is what was asked for, and each file is known by its hash."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "requirements.lock"
DEV = ROOT / "requirements-dev.lock"
ACE = ROOT / "tools/validators/package-lock.json"
PEERS = ROOT / "tools/bench/peers/requirements.lock"
PEERS_ASKED = PEERS.with_suffix(".in")
NPM_PEERS = PEERS.with_name("package-lock.json")

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED = PROJECT["dependencies"]
ASKED_DEV = PROJECT["optional-dependencies"]["dev"]


def locked(lock: Path) -> dict[str, list[str]]:
    """Give each locked `name==version` with the hashes of its files."""
    entries = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return {pin(entry): re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry) for entry in entries}


def pin(requirement: str) -> str:
    """Give a requirement as `name==version`, the name as the package index spells it."""
    name, version = re.match(r"([\w.-]+)==([\w.]+)", requirement).groups()
    return f"{re.sub(r'[-_.]+', '-', name).lower()}=={version}"


@pytest.mark.parametrize(
    "lock", [RUNTIME, DEV, PEERS], ids=lambda lock: lock.relative_to(ROOT).as_posix()
)
def test_every_locked_package_has_a_hash(lock):
    assert locked(lock)
    assert [entry for entry, hashes in locked(lock).items() if not hashes] == []


@pytest.mark.parametrize(
    "lock",
    [RUNTIME, DEV, ACE, PEERS, NPM_PEERS],
    ids=lambda lock: lock.relative_to(ROOT).as_posix(),
)
def test_no_lock_names_a_host_or_a_folder(lock):
    text = lock.read_text(encoding="utf-8")

    assert re.findall(r"\S*://\S*|^-\S*|^/\S*|\S*file:\S*", text, re.MULTILINE) == []


def test_the_runtime_lock_holds_what_pyproject_asks_for():
    assert {pin(asked) for asked in ASKED} <= locked(RUNTIME).keys()


def test_the_development_lock_holds_what_pyproject_asks_for():
    assert {pin(asked) for asked in ASKED_DEV} <= locked(DEV).keys()


def test_the_development_lock_holds_all_of_the_runtime_lock():
    runtime, dev = locked(RUNTIME), locked(DEV)

    assert {entry: dev.get(entry) for entry in runtime} == runtime


def test_what_pyproject_asks_for_is_in_order():
    for asked in (ASKED, ASKED_DEV):
        assert [pin(one) for one in asked] == sorted(pin(one) for one in asked)


def test_the_book_needs_neither_tests_nor_validators():
    only_dev = {pin(asked) for asked in ASKED_DEV}

    assert only_dev & locked(RUNTIME).keys() == set()


def test_the_peers_of_the_bench_are_locked_as_they_are_pinned():
    asked = PEERS_ASKED.read_text(encoding="utf-8").splitlines()

    assert {pin(one) for one in asked if "==" in one} <= locked(PEERS).keys()


@pytest.mark.parametrize(
    "lock", [ACE, NPM_PEERS], ids=lambda lock: lock.relative_to(ROOT).as_posix()
)
def test_every_package_from_npm_has_a_hash(lock):
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    checker = json.loads((lock.parent / "package.json").read_text(encoding="utf-8"))
    root = packages.pop("")

    assert root["dependencies"] == checker["dependencies"]
    assert packages
    assert [name for name, about in packages.items() if "sha512-" not in about["integrity"]] == []
