"""Installs the peers in a folder of their own, by name and pinned version.

In: the lists in `tools/bench/peers`, the folder. Out: for each list the reason why it could not be
installed, if so. Installed once for each state of the lists.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from tools.bench.measuring import last_words

LISTS: Final = Path(__file__).with_name("peers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """Where the peers are. missing: why those from PyPI (`python`) or npm (`node`) are not."""

    folder: Path
    missing: dict[str, str]

    @property
    def python(self) -> Path:
        """Give the Python that has the peers from PyPI."""
        return self.folder / "python/bin/python"

    def script(self, name: str) -> Path:
        """Give a command of a peer from PyPI."""
        return self.python.with_name(name)

    def node(self, name: str) -> Path:
        """Give a command of a peer from npm."""
        return self.folder / "node/node_modules/.bin" / name


def install(folder: Path) -> Peers:
    """Install what is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = {}
    for part, steps in (("python", _python(folder)), ("node", _node(folder))):
        if reason := _install(folder, part, steps):
            missing[part] = reason
    return Peers(folder=folder, missing=missing)


def _python(folder: Path) -> list[list[str]]:
    python = str(folder / "python/bin/python")
    pip = [python, "-I", "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    wanted = ["--require-hashes", "--only-binary", ":all:", "-r", str(LISTS / "requirements.lock")]
    return [[sys.executable, "-I", "-m", "venv", str(folder / "python")], [*pip, *wanted]]


def _node(folder: Path) -> list[list[str]]:
    """Give the steps for npm; it runs no install scripts, and fetches no browser."""
    there = str(folder / "node")
    npm = [str(folder / "python/bin/npm"), "install", "--no-save", "--prefix", there]
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    lists = [str(LISTS / name) for name in ("package.json", "package-lock.json")]
    path = f"PATH={folder / 'python/bin'}:/usr/local/bin:/usr/bin:/bin"
    return [["mkdir", "-p", there], ["cp", *lists, there], ["env", path, *npm, *quiet]]


def _install(folder: Path, part: str, steps: list[list[str]]) -> str:
    """Take the steps; give the reason why one of them failed."""
    stamp = folder / f".has-{part}-{_digest()}"
    if stamp.exists():
        return ""
    print(f"Setting up: installing peers in {folder / part} (once)", file=sys.stderr)
    shutil.rmtree(folder / part, ignore_errors=True)
    said = folder / "said.txt"
    for step in steps:
        with said.open("wb") as out:
            try:
                failed = subprocess.run(step, stdout=out, stderr=out, check=False).returncode
            except OSError as error:
                return f"not installed: {error.strerror}"
        if failed:
            return f"not installed: {last_words(said)}"
    stamp.touch()
    return ""


def _digest() -> str:
    content = b"".join(path.read_bytes() for path in sorted(LISTS.iterdir()))
    return sha256(content).hexdigest()[:12]
