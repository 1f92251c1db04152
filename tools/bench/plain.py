"""Plain WeasyPrint on finished HTML, all in one process, tagged.

In: folders of documents, each with a `page.html`; with `--warm N`, each is printed N times more by
the warm process, with stylesheets and fonts as they were read. Out: a PDF beside each; with
`--warm`, the seconds of all those later prints as JSON.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)"/>')
VARIANT = "pdf/ua-1"


def main() -> None:
    """Print what was given."""
    if sys.argv[1] == "--warm":
        times, *folders = sys.argv[2:]
        print(json.dumps({"warm": again([Path(folder) for folder in folders], int(times))}))
        return
    for folder in map(Path, sys.argv[1:]):
        page = weasyprint.HTML(folder / "page.html")
        page.write_pdf(folder / "plain.pdf", pdf_variant=VARIANT)


def again(folders: list[Path], times: int) -> dict[str, float]:
    """Print documents until nothing is new any more, then measure `times` prints of each."""
    fonts = FontConfiguration()
    pages = [Page(folder, fonts) for folder in folders]
    for page in pages:
        page.print_once()
    start, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        for page in pages:
            page.print_once()
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}


class Page:
    """A document whose stylesheets are read once, in the order in which it names them."""

    def __init__(self, folder: Path, fonts: Any) -> None:
        """Read it."""
        html = (folder / "page.html").read_text(encoding="utf-8")
        names = LINK.findall(html)
        self._html = LINK.sub("", html)
        self._folder = folder
        self._fonts = fonts
        self._sheets = [weasyprint.CSS(folder / name, font_config=fonts) for name in names]

    def print_once(self) -> bytes:
        """Print it; give the PDF."""
        page = weasyprint.HTML(string=self._html, base_url=f"{self._folder}/")
        pdf = page.write_pdf(stylesheets=self._sheets, font_config=self._fonts, pdf_variant=VARIANT)
        assert isinstance(pdf, bytes), "WeasyPrint gives bytes when it is given no file"
        return pdf


if __name__ == "__main__":
    main()
