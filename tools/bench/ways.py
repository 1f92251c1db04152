"""The ways to make the same book that are measured side by side, and what each needs.

In: where the text, the peers and the tools are. Out: for each row its command, or the reason why
there is none.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pypandoc

from tools.bench.installing import LISTS, Peers
from tools.bench.manuscript import SLUG
from tools.bench.measuring import ROOT, Command, line, our_tool

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")

PLAIN: Final = "plain WeasyPrint on our finished HTML"
PANDOC_EPUB: Final = "Pandoc, EPUB"
TYPST: Final = "Pandoc and Typst"
NO_RECORD: Final = "keeps no record of what it made: all is made again, in the time above"

_LONG_S: Final = "7200"
_LONG_MS: Final = f"{_LONG_S}000"
"""Longer than the meter lets anything run: no peer is ended by its own clock."""

_TYPST: Final = """
import subprocess, sys, typst
subprocess.run(sys.argv[1:], check=True)
typst.compile("book.typ", output="book.pdf")
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A command, or the reason why there is none.

    at: where it is run. more: what it finds in the environment besides. makes: a file that it must
    write, and that is taken away before.
    """

    command: Command = ()
    at: Path = ROOT
    more: Mapping[str, str] = field(default_factory=dict)
    makes: Path | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Everything that is measured on one generated text.

    text: the folder with the text in all dialects: `bookbuild/`, `pandoc/`, `sphinx/`, and with
    `finished/`, the HTML and CSS that bookbuild gives to its press.
    """

    text: Path
    peers: Peers

    @property
    def book(self) -> Path:
        """The folder of the manuscript."""
        return self.text / "bookbuild"

    @property
    def finished(self) -> Path:
        """The folder of the finished book's HTML."""
        return next(path for path in (self.text / "finished").iterdir() if path.is_dir())

    def bookbuild(self, *asked: str) -> Way:
        """Have bookbuild make what is asked for."""
        return bookbuild(self.book, *asked)

    def plain(self) -> Way:
        """Print the finished HTML with WeasyPrint alone."""
        return Way(command=our_tool("plain", self.finished), makes=self.finished / "plain.pdf")

    def prints(self) -> dict[str, Way]:
        """Give the peers that print."""
        return {
            TYPST: self._from_pypi(
                Way(
                    command=line(self.peers.python, "-c", _TYPST, *self.pandoc_for_typst),
                    at=self.text / "pandoc",
                    makes=self.text / "pandoc/book.pdf",
                )
            ),
            "Pandoc and WeasyPrint": self._pandoc(
                "weasyprint.pdf",
                "--to=html",
                "--toc",
                f"--css={LISTS / 'book.css'}",
                f"--pdf-engine={Path(sys.executable).with_name('weasyprint')}",
                "--pdf-engine-opt=--pdf-variant=pdf/ua-1",
            ),
            "paged.js on our finished HTML": self._browser(
                self.text / "for-paged", "pagedjs-cli", "--browserArgs=--no-sandbox", "-t", _LONG_MS
            ),
            "Vivliostyle on our finished HTML": self._browser(
                self.finished,
                "vivliostyle",
                "build",
                "--timeout",
                _LONG_S,
                "--executable-browser",
                str(self._chromium),
            ),
        }

    def epub(self) -> Way:
        """Have bookbuild make the e-book alone."""
        return Way(command=our_tool("binding", self.book), makes=self._epub)

    def all_epubs(self) -> Way:
        """Have bookbuild make all its e-books."""
        return Way(command=self.bookbuild("build", "epub").command, makes=self._epub)

    def pandoc_epub(self) -> Way:
        """Have Pandoc make the e-book."""
        return self._pandoc("book.epub", "--to=epub3", "--toc")

    def sphinx(self) -> Way:
        """Have Sphinx make the e-book; it keeps a record of what it read."""
        at = self.text / "sphinx"
        build = line(self.peers.script("sphinx-build"), "-q", "-b", "epub", ".", "_build/epub")
        return self._from_pypi(Way(command=build, at=at))

    def warm_bookbuild(self, what: str) -> Way:
        """Give the process that makes the book, hears of a changed word and makes it again.

        what: `serve` shows the book, `bookbuild` builds it.
        """
        return Way(command=our_tool("warm", what, self.book))

    def warm_typst(self) -> Way:
        """Give the same for Typst."""
        at = self.text / "pandoc"
        warm = our_tool("warm", "typst", at, *self.pandoc_for_typst, python=self.peers.python)
        return self._from_pypi(Way(command=warm))

    @property
    def _epub(self) -> Path:
        return self.book / f"dist/epub/{SLUG}.epub"

    @property
    def pandoc_for_typst(self) -> list[str]:
        """Give the command that writes Typst's source."""
        paper = ("papersize=us-statement", "mainfont=Atkinson Hyperlegible", "fontsize=12pt")
        variables = [f"--variable={one}" for one in paper]
        return [*self._pandoc_command, "--to=typst", "--toc", *variables, "--output=book.typ"]

    @property
    def _pandoc_command(self) -> list[str]:
        style = f"--csl={ROOT / 'styles/citations.csl'}"
        sources = ["--citeproc", "--bibliography=references.json", style]
        return [pypandoc.get_pandoc_path(), "book.md", "--standalone", *sources]

    def _pandoc(self, name: str, *arguments: str) -> Way:
        at = self.text / "pandoc"
        command = line(*self._pandoc_command, *arguments, f"--output={name}")
        return Way(command=command, at=at, makes=at / name)

    def _from_pypi(self, way: Way) -> Way:
        reason = self.peers.missing.get("python")
        return Way(reason=reason) if reason else way

    def _browser(self, at: Path, name: str, *arguments: str) -> Way:
        """Give a way that prints `page.html` with the machine's Chromium."""
        missing = self.peers.missing.get("node") or self.peers.missing.get("python")
        if missing or not self._chromium:
            return Way(reason=missing or "there is no Chromium on this machine")
        more = {
            "PATH": f"{self.peers.python.parent}:/usr/local/bin:/usr/bin:/bin",
            "PUPPETEER_EXECUTABLE_PATH": self._chromium,
            "HOME": str(self.text),
        }
        pdf = f"{name}.pdf"
        command = line(self.peers.node(name), *arguments, "page.html", "-o", pdf)
        return Way(command=command, at=at, more=more, makes=at / pdf)

    @property
    def _chromium(self) -> str | None:
        return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def bookbuild(root: Path, *asked: str) -> Way:
    """Have bookbuild run a command on a book in a folder."""
    return Way(command=line(sys.executable, "-P", "-m", "bookbuild", *asked, "--root", root))
