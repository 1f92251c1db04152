"""The book's own fonts, and no others.

In: the packages that carry the fonts, and a folder to keep fontconfig's files in. Out: a
fontconfig file that lists these fonts only, so that a missing letter is a fault we can see
instead of a letter from whatever font the machine has.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bookbuild.model.diagnostic import MachineLacksError

# Each family of the house style, and the package that brings its files.
FONT_PACKAGES: Final[Mapping[str, str]] = {
    "Atkinson Hyperlegible": "fontpkg_atkinson_hyperlegible",
    "Literata": "fontpkg_literata",
}

_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{directories}
<cachedir>{cache}</cachedir>
<config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def font_directory(family: str) -> Path:
    """Give the folder that holds a family's files.

    Raises MachineLacksError when the package that brings the family is not installed.
    """
    package = FONT_PACKAGES[family]
    found = find_spec(package)
    if found is None or found.origin is None:
        raise MachineLacksError(
            f"the font {family}",
            needed_for="the book's lettering",
            mend=f"pip install {package.replace('_', '-')}",
        )
    return Path(found.origin).parent / "files"


def font_files() -> dict[str, bytes]:
    """Give the files of the book's fonts by name, and the license of each family.

    Raises MachineLacksError when a package that brings them is not installed.
    """
    folders = {family: font_directory(family) for family in FONT_PACKAGES}
    found = {
        path.name: path.read_bytes() for folder in folders.values() for path in folder.glob("*.ttf")
    }
    for family, folder in folders.items():
        found[f"{family}.txt"] = (folder.parent / "LICENSE").read_bytes()
    return dict(sorted(found.items()))


def private_fonts(directories: Sequence[Path], cache_dir: Path) -> Path:
    """Write a fontconfig file for these folders alone, and make this process use it.

    Call it before WeasyPrint is imported: fontconfig reads the file when it starts. The same
    folders give the same file, so that processes side by side may write it at the same time.
    """
    cache_dir.mkdir(parents=True, exist_ok=True)
    listed = "\n".join(f"<dir>{escape(str(folder), quote=False)}</dir>" for folder in directories)
    text = _CONF.format(
        directories=listed, cache=escape(str(cache_dir / "fontconfig"), quote=False)
    )
    conf = cache_dir / "fonts.conf"
    if not conf.exists() or conf.read_text(encoding="utf-8") != text:
        beside = cache_dir / f"fonts.conf.{os.getpid()}"
        beside.write_text(text, encoding="utf-8")
        beside.replace(conf)
    os.environ["FONTCONFIG_FILE"] = str(conf)
    return conf
