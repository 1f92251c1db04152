"""`bookbuild serve` as authors start it: a program of its own, on any port that is free.

In: the folder of a book. Out: an address, a text that can be changed, raw answers to raw requests.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPResponse
from pathlib import Path
from typing import Final, NamedTuple

from kit.books import BASE

ROOT: Final = Path(__file__).parents[2]


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Message
    text: str


@dataclass(frozen=True)
class Served:
    """A book that is being served; address ends in a slash."""

    root: Path
    address: str

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    @contextmanager
    def saved(self, path: str, there: str, instead: str) -> Iterator[None]:
        """Save a file with something else in it; at the end it is saved as it was."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert there in text, there
        file.write_text(text.replace(there, instead, 1), encoding="utf-8")
        try:
            yield
        finally:
            file.write_text(text, encoding="utf-8")

    def asked(
        self, target: str, host: str | None = None, verb: str = "GET", site: str | None = None
    ) -> Answer:
        """Give the answer to a request line as it stands: no client tidies the address up."""
        lines = [f"{verb} {target} HTTP/1.1", "Connection: close"]
        lines += [f"Host: {host or f'127.0.0.1:{self.port}'}"] if host != "" else []
        lines += [f"Sec-Fetch-Site: {site}"] if site else []
        with socket.create_connection(("127.0.0.1", self.port), timeout=120) as line:
            line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            answer = HTTPResponse(line, method=verb)
            answer.begin()
            text = answer.read().decode(errors="replace")
        return Answer(answer.status, answer.headers, text)


def book_in(folder: Path) -> Path:
    """Put the base book with a house style of its own into a folder."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "styles", folder / "styles")
    return folder


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the program, and do not wait for it."""
    command: Sequence[str] = [sys.executable, "-m", "bookbuild", "serve", *arguments]
    return subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )


@contextmanager
def serving(root: Path, port: int = 0) -> Iterator[Served]:
    """Serve a book until the block ends; then Ctrl-C must end it, and nothing may have failed."""
    with start(root, "--port", str(port)) as program:
        assert program.stdout
        first = program.stdout.readline()
        assert first.startswith("http://127.0.0.1:"), first + program.stdout.read()
        try:
            yield Served(root=root, address=first.split()[0])
        finally:
            program.send_signal(signal.SIGINT)
            said, _ = program.communicate(timeout=120)
    assert (program.returncode, said.strip()) == (0, "ended"), (program.returncode, said)
