"""No page in `docs/findings` is left out: a test tries the faulty and mended example of each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from kit.pages import ROOT, pages

TESTS: Final = ROOT / "tests"
MODULES: Final = {
    *TESTS.glob("**/test_pages.py"),
    *TESTS.glob("findings/*.py"),
    TESTS / "load" / "test_figures.py",
} - {Path(__file__)}


def imported(path: Path) -> ModuleType:
    name = "tried." + ".".join(path.relative_to(TESTS).with_suffix("").parts)
    spec = spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tried(path: Path) -> Iterator[str]:
    """Yield the codes of the pages whose faulty example a module of tests tries."""
    for name, test in vars(imported(path)).items():
        if name.startswith("test_the_faulty_example"):
            [mark] = test.pytestmark
            assert mark.name == "parametrize"
            yield from map(code_of, mark.args[1])


def code_of(value: Any) -> str:
    return value.stem if isinstance(value, Path) else value


def test_every_page_is_tried_by_a_test_and_by_one_only() -> None:
    assert sorted(code for path in MODULES for code in tried(path)) == pages()
