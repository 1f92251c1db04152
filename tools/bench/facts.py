"""What the figures were taken on: the machine, and the version of each program.

In: the machine. Out: lines of a list in Markdown.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pypandoc

from bookbuild.system.session import versions
from tools.bench.installing import LISTS
from tools.bench.ways import BROWSERS

_SHOWN: Final = ("bookbuild", "weasyprint", "pydyf", "pikepdf", "python", "pango")


def facts(rounds: int) -> str:
    """Say what was measured on, and with which versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = f"{_system()}, {platform.machine()}"
    found = versions()
    ours = [f"{name} {found[name]}" for name in _SHOWN]
    return "\n".join(
        [
            f"* {system}: {_processor()}, {cores()} cores, {memory:.0f} GB.",
            f"* {', '.join(ours)}.",
            f"* Pandoc {pypandoc.get_pandoc_version()}, {', '.join(_pins())}, {_browser()}.",
            f"* Rounds: {rounds}; load when the run began: {os.getloadavg()[0]:.1f}.",
        ]
    )


def cores() -> int:
    """Give the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pins() -> list[str]:
    """Give the peers as they are pinned."""
    pypi = re.findall(r"^([\w-]+)==(\S+)", (LISTS / "requirements.in").read_text(), re.MULTILINE)
    npm = re.findall(r'"([@\w/-]+)": "(\d[\d.]+)"', (LISTS / "package.json").read_text())
    return [f"{name} {version}" for name, version in (*pypi, *npm)]


def _browser() -> str:
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if not program:
        return "no Chromium"
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return " ".join(said.stdout.split()[:2])


def _system() -> str:
    release = Path("/etc/os-release")
    if not release.exists():
        return f"{platform.system()} {platform.release()}"
    names = re.search(r'^PRETTY_NAME="?([^"\n]+)', release.read_text(), re.MULTILINE)
    return names[1] if names else platform.system()


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    found = (
        re.search(r"^model name\s*: (.+)$", about.read_text(), re.MULTILINE)
        if about.exists()
        else None
    )
    return found[1] if found else platform.processor() or "a processor without a name"
