"""Everything real that a build is given: disk, versions, processes, the book's own fonts.

In: the folders. Out: the parts of a `Session`. The digest of tools covers our own code, so that a
change to bookbuild makes every output stale without anybody raising a version.
"""

from __future__ import annotations

import ctypes.util
import platform
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files as package_files
from pathlib import Path
from typing import Final

from bookbuild import __version__
from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.system.fonts import FONT_PACKAGES, font_directory, private_fonts
from bookbuild.system.profiles import NEED, cmyk_profile

_LIBRARIES: Final = (
    "weasyprint",
    "pydyf",
    "ebooklib",
    "jinja2",
    "markdown-it-py",
    "pypandoc-binary",
    "pikepdf",
    "pillow",
    "fonttools",
    "brotli",
    "fontpkg-atkinson-hyperlegible",
    "fontpkg-literata",
)


def versions() -> dict[str, str]:
    """Give the version of each thing that can change an output's bytes."""
    found = {"bookbuild": __version__} | {name: _version(name) for name in _LIBRARIES}
    found["python"] = platform.python_version()
    found["pango"] = _pango()
    found[NEED] = _profile()
    return found


def own_code() -> list[tuple[str, bytes]]:
    """Give the package's own files by name, for the digest of tools."""
    here = Path(str(package_files("bookbuild")))
    ours = sorted(path for path in here.rglob("*.*") if "__pycache__" not in path.parts)
    return [(str(path.relative_to(here)), path.read_bytes()) for path in ours if path.is_file()]


def open_fonts(notes: Path) -> None:
    """Make this process see the book's fonts and no others."""
    private_fonts([font_directory(family) for family in FONT_PACKAGES], notes / "fonts")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _profile() -> str:
    """Give the digest of the press's profile: press files hold it."""
    try:
        return sha256(cmyk_profile()).hexdigest()
    except MachineLacksError:
        return "not installed"


def _pango() -> str:
    """Ask Pango for its version: another Pango breaks lines elsewhere."""
    name = ctypes.util.find_library("pango-1.0")
    if not name:
        return "not installed"
    library = ctypes.CDLL(name)
    library.pango_version_string.restype = ctypes.c_char_p
    return str(library.pango_version_string().decode())
