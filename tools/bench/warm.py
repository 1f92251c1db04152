"""A process that stays, as a watch mode does: it builds, hears of a changed word, builds again.

In: `bookbuild` or `serve` and a book's folder, or `typst` and a folder with Pandoc's Markdown, the
program `pandoc` and its arguments. Out: JSON with the seconds of each step, the processes that a
step started counted in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from tools.bench.editing import change_a_word

Steps = dict[str, dict[str, float]]


def main() -> None:
    """Take the steps and tell what they took."""
    who, folder, *more = sys.argv[1:]
    ways = {"bookbuild": _bookbuild, "serve": _serve}
    build = ways[who](Path(folder)) if who in ways else _typst(Path(folder), more)
    steps = {"first": _step(build)}
    change_a_word(Path(folder))
    steps["edit"] = _step(build)
    print(json.dumps(steps))


def _step(build: Callable[[], None]) -> dict[str, float]:
    start, before = time.perf_counter(), os.times()
    build()
    after = os.times()
    return {
        "seconds": time.perf_counter() - start,
        "cpu": sum(after[:4]) - sum(before[:4]),
    }


def _bookbuild(root: Path) -> Callable[[], None]:
    """Build as every time, but keep what was laid out of the book from one time to the next."""
    import bookbuild.pipeline.build  # noqa: PLC0415  # typst needs none of it
    from bookbuild.cli.sessions import open_session  # noqa: PLC0415  # as above
    from bookbuild.model.diagnostic import has_errors  # noqa: PLC0415  # as above
    from bookbuild.pipeline.executors import InProcess  # noqa: PLC0415  # as above
    from bookbuild.pipeline.run import run  # noqa: PLC0415  # as above
    from bookbuild.pipeline.targets import wanted  # noqa: PLC0415  # as above
    from bookbuild.render.pdf import standing_type  # noqa: PLC0415  # as above
    from bookbuild.render.printed import print_copy  # noqa: PLC0415  # as above
    from bookbuild.system.session import open_fonts  # noqa: PLC0415  # as above

    open_fonts((root / ".bookbuild").absolute())
    session = open_session(root, None)
    session = replace(session, executor=lambda _jobs: nullcontext(InProcess()))
    standing = standing_type()
    stage: Any = bookbuild.pipeline.build
    stage.render = lambda copy: print_copy(copy, standing)

    def build() -> None:
        made = run(session, wanted(("book",), ("letter",)))
        assert not has_errors(made.diagnostics), "\n".join(map(str, made.diagnostics))
        assert all(one.why for one in made.outputs), "the change was not seen"

    return build


def _serve(root: Path) -> Callable[[], None]:
    """Do what `bookbuild serve` does at a save with the book open, in one process.

    It reads and checks the text, makes the web edition, and lays out the book. Like every preview
    it proves nothing and writes nothing.
    """
    from bookbuild.pipeline.executors import InProcess  # noqa: PLC0415  # typst needs none of it
    from bookbuild.serve.desk import Desk  # noqa: PLC0415  # as above
    from bookbuild.serve.editions import Editions, Presses  # noqa: PLC0415  # as above
    from bookbuild.system import real_world  # noqa: PLC0415  # as above
    from bookbuild.system.fonts import font_files  # noqa: PLC0415  # as above
    from bookbuild.system.memory import MemoryWorld  # noqa: PLC0415  # as above
    from bookbuild.system.profiles import cmyk_profile  # noqa: PLC0415  # as above
    from bookbuild.system.session import open_fonts  # noqa: PLC0415  # as above

    open_fonts((root / ".bookbuild").absolute())
    fonts = font_files()
    desk = Desk(real_world(root), fonts=fonts, style_world=MemoryWorld)
    presses = Presses(books=InProcess(), pieces=InProcess())
    editions = Editions(desk.world, presses, profile=cmyk_profile, fonts=fonts)
    shown = [""]

    def build() -> None:
        desk.look()
        text = desk.state.text
        assert text, desk.state
        made = editions.made(lambda: text, "book", "")
        assert made.digest not in shown, "the change was not seen"
        shown.append(made.digest)

    return build


def _typst(folder: Path, pandoc: list[str]) -> Callable[[], None]:
    import typst  # noqa: PLC0415  # bookbuild's own process has no need of it

    source = folder / "book.typ"
    subprocess.run(pandoc, cwd=folder, check=True)
    compiler = typst.Compiler(str(source))

    def build() -> None:
        subprocess.run(pandoc, cwd=folder, check=True)
        compiler.compile(output=str(folder / "book.pdf"))

    return build


if __name__ == "__main__":
    main()
