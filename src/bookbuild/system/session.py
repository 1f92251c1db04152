"""Everything real that a build is given: disk, versions, processes, the book's own fonts.

In: the folders. Out: the parts of a `Session`. The digest of tools covers our own code, so that a
change to bookbuild makes every output stale without anybody raising a version.
"""

from __future__ import annotations

import atexit
import ctypes
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

from bookbuild import __version__
from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.system.fonts import FONT_PACKAGES, font_directory, private_fonts
from bookbuild.system.needs import find, loaded, read_needs
from bookbuild.system.profiles import NEED, cmyk_profile

_LIBRARIES: Final = (
    "weasyprint",
    "pydyf",
    "ebooklib",
    "lxml",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "pydantic",
    "pypandoc-binary",
    "pikepdf",
    "pillow",
    "segno",
    "fonttools",
    "brotli",
    "fontpkg-atkinson-hyperlegible",
    "fontpkg-literata",
)
WITHOUT_A_TRACE: Final = ("click", "rich", "watchfiles")
"""Packages that speak with people or wait for them: they change no output."""


def versions() -> dict[str, str]:
    """Give the version of each thing that can change an output's bytes."""
    there = _installed()
    found = {"bookbuild": __version__}
    found |= {name: there.get(_plain(name), "not installed") for name in _LIBRARIES}
    found["python"] = sys.version.partition(" ")[0]
    found["pango"] = _pango()
    found[NEED] = _profile()
    return found


def own_code() -> list[tuple[str, bytes]]:
    """Give the package's own files by name, for the digest of tools."""
    here = Path(__file__).parents[1]
    ours = sorted(path for path in here.rglob("*.*") if "__pycache__" not in path.parts)
    return [(str(path.relative_to(here)), path.read_bytes()) for path in ours if path.is_file()]


def open_fonts(notes: Path) -> None:
    """Make this process see the book's fonts and no others."""
    private_fonts([font_directory(family) for family in FONT_PACKAGES], notes / "fonts")


def open_fonts_for_now() -> None:
    """Make this process see the book's fonts alone, where no folder of a book is at hand."""
    from shutil import rmtree  # noqa: PLC0415  # workers of a cluster alone need it
    from tempfile import mkdtemp  # noqa: PLC0415  # as above

    folder = Path(mkdtemp(prefix="bookbuild-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    open_fonts(folder)


def _installed() -> dict[str, str]:
    """Give the version of each installed package by its plain name.

    They stand in the names of the folders that installers leave, `name-version.dist-info` (PyPA,
    "Recording installed projects"). `importlib.metadata` says the same, and costs a third of all
    the time of a build that has nothing to do.
    """
    names = [
        path.name
        for folder in map(Path, reversed(sys.path))  # what comes first on the path is found first
        if folder.is_dir()
        for path in folder.glob("*.dist-info")
    ]
    parts = (name.removesuffix(".dist-info").partition("-") for name in names)
    return {_plain(name): version for name, _, version in parts}


def _plain(name: str) -> str:
    """Give a package's name as its folder has it, in small letters."""
    return name.replace("-", "_").replace(".", "_").casefold()


def _profile() -> str:
    """Give the digest of the press's profile: press files hold it."""
    try:
        return sha256(cmyk_profile()).hexdigest()
    except MachineLacksError:
        return "not installed"


def _pango() -> str:
    """Ask Pango for its version: another Pango breaks lines elsewhere."""
    name = find(next(need for need in read_needs() if need.name.startswith("Pango ")))
    library = loaded(name) if name else None
    if not library:
        return "not installed"
    library.pango_version_string.restype = ctypes.c_char_p
    return str(library.pango_version_string().decode())
