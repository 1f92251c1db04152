"""Makes the e-book alone: `bookbuild build epub` makes its large and its handouts' edition too.

In: a book's folder, printed before, because the e-book names the pages of the printed book. Out:
the e-book in `dist/`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bookbuild.cli.sessions import open_session
from bookbuild.model.diagnostic import has_errors
from bookbuild.model.format import FORMATS
from bookbuild.pipeline.collecting import collect_no_more
from bookbuild.pipeline.run import run
from bookbuild.pipeline.targets import Wanted


def main() -> int:
    """Make it, as the command does."""
    collect_no_more()
    session = open_session(Path(sys.argv[1]), None)
    formats = (FORMATS["book"], FORMATS["epub"])
    made = run(session, Wanted(formats=formats, asked=frozenset({"epub"})))
    return int(has_errors(made.diagnostics))


if __name__ == "__main__":
    sys.exit(main())
