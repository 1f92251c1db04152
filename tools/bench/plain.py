"""Plain WeasyPrint on finished HTML, all in one process, tagged.

In: folders of documents, each with a `page.html`; with `--warm N`, each is printed N times more by
the warm process, with stylesheets and fonts as they were read. Out: a PDF beside each; with
`--warm`, the seconds of all those later prints as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

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
    sheets = {
        folder: [weasyprint.CSS(path, font_config=fonts) for path in sorted(folder.rglob("*.css"))]
        for folder in folders
    }

    def print_all() -> None:
        for folder in folders:
            html = (folder / "page.html").read_text(encoding="utf-8")
            bare = html.replace('<link rel="stylesheet"', '<link rel="read-already"')
            page = weasyprint.HTML(string=bare, base_url=f"{folder}/")
            page.write_pdf(stylesheets=sheets[folder], font_config=fonts, pdf_variant=VARIANT)

    print_all()
    start, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        print_all()
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}


if __name__ == "__main__":
    main()
