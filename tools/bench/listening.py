"""Builds a book and keeps the finished HTML of every document that goes to the press.

In: a book's folder, a folder to keep documents in, what to build. Out: for each document a folder
with `page.html`, its stylesheets and its pictures, for any printer to take. The last layout
counts: with the page numbers that it led to, and a handout on the rung that it fits.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import bookbuild.pipeline.build
import bookbuild.render.pdf.run
from bookbuild.cli.sessions import open_session
from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome, has_errors
from bookbuild.pipeline.executors import InProcess
from bookbuild.pipeline.run import run
from bookbuild.pipeline.targets import wanted
from bookbuild.render import Copy
from bookbuild.render.pdf import Printed, PrintJob
from bookbuild.system.session import open_fonts


def main() -> int:
    """Build what is asked for, in this process, and keep what goes to the press."""
    root, folder, *asked = sys.argv[1:]
    open_fonts((Path(root) / ".bookbuild").absolute())
    keep_what_is_printed(Path(folder))
    session = open_session(Path(root), None)
    session = replace(session, executor=lambda _jobs: nullcontext(InProcess()))
    made = run(session, wanted(asked, ("letter",) if asked == ["book"] else ("letter", "a4")))
    for found in made.diagnostics:
        print(found)
    return int(has_errors(made.diagnostics))


def keep_what_is_printed(folder: Path) -> None:
    """Listen at the press."""
    make, press = bookbuild.pipeline.build.make, bookbuild.render.pdf.run.run
    path = ""

    def heard_make(copy: Copy) -> Outcome[Artefact]:
        nonlocal path
        path = copy.path
        return make(copy)

    def heard_press(job: PrintJob, *others: Any) -> Outcome[Printed]:
        printed = press(job, *others)
        keep(folder / path.replace("/", "+"), printed.value.html, job)
        return printed

    replaced: Any = bookbuild.pipeline.build
    replaced.make = heard_make
    replaced = bookbuild.render.pdf.run
    replaced.run = heard_press


def keep(folder: Path, html: str, job: PrintJob) -> None:
    """Write one document to its folder."""
    links = "".join(f'<link rel="stylesheet" href="{name}"/>' for name, _ in job.stylesheets)
    files = {"page.html": html.replace("</head>", f"{links}</head>").encode(), **job.resources}
    files |= {name: css.encode() for name, css in job.stylesheets}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
