"""`bookbuild explain CODE`: what a finding means, with a faulty and a mended example."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

import click


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Say what a finding means and how to mend it.

    CODE stands in brackets behind `error` or `warning`; without it, all findings are listed.
    """
    pages = _pages()
    if code is None:
        for name, page in sorted(pages.items()):
            click.echo(_title(name, page.read_text(encoding="utf-8")))
        return 0
    wanted = code.upper()
    if wanted not in pages:
        near = get_close_matches(wanted, pages, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        raise click.UsageError(f"there is no finding `{code}`{hint}")
    click.echo(pages[wanted].read_text(encoding="utf-8").rstrip())
    return 0


def _pages() -> dict[str, Path]:
    """Find the pages: in the package when it was installed, else in the project's folder."""
    package = Path(str(files("bookbuild")))
    for folder in (package / "findings", package.parents[1] / "docs" / "findings"):
        if folder.is_dir():
            return {page.stem: page for page in folder.glob("*.md")}
    return {}


def _title(name: str, text: str) -> str:
    return text.partition("\n")[0].removeprefix("# ") or name
