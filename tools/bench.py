"""Measure what people wait for: the check and the builds, cold, warm and after a small change.

In: the manuscript and styles of this repository, copied to a folder of their own so that no cache
helps the cold runs; and generated books of 100, 300 and 1000 pages. Out: a line for each run with
its seconds, CPU seconds, peak memory, and its CPU as a share of the yardstick of the same run:
plain WeasyPrint, in one process, on the book's own finished HTML and CSS; or what the line names.
Only the shares can be compared between machines.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bookbuild.model.format import FORMATS
from bookbuild.pipeline.checking import check_text
from bookbuild.render.bibliography import make_bibliography
from bookbuild.render.copy import Copy
from bookbuild.render.pdf import standing_type
from bookbuild.render.pdf.standing import StandingType
from bookbuild.render.printed import book_job, print_copy
from bookbuild.system import real_world
from bookbuild.system.session import open_fonts

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # the generated books are the tests'

from kit.generated import generated_copy  # type: ignore[import-not-found]  # tests have no types

ROOT = Path(__file__).parents[1]

# The same pages as the yardstick.
BOOK = ("build", "book", "--paper", "letter")

# macOS counts the peak memory in bytes, Linux in units of 1024.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


def main() -> None:
    """Run the bench and print it."""
    print(f"{'':32}{'seconds':>9}{'CPU':>9}{'peak MB':>9}{'share':>9}")
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder)
        for part in ("manuscript", "styles"):
            shutil.copytree(ROOT / part, book / part)
        # In a process of its own: a child counts the memory of its parent as its own peak.
        subprocess.run([sys.executable, "-P", __file__, "--plain", book], check=True)
        yardstick = measure("plain WeasyPrint, finished HTML", [sys.executable, "-c", PLAIN, book])
        bookbuild = partial(measure_bookbuild, book, yardstick)
        bookbuild("check, cold", "check")
        bookbuild("check, warm", "check")
        bookbuild("PDF, cold", *BOOK)
        bookbuild("PDF, nothing to do", *BOOK)
        bookbuild("EPUB", "build", "epub")
        change_a_chapter(book)
        bookbuild("PDF, after a new sentence", *BOOK)
        measure_generated(book)
        print()
        clinics = Path(__file__).with_name("bench_clinics.py")
        subprocess.run([sys.executable, "-P", clinics, book], check=True)


def measure_generated(folder: Path) -> None:
    """Measure generated books: cold, with a new word in a process that stays, ten times as long.

    They are printed and not proven; the start of the process and the text are in it all.
    """
    this = [sys.executable, __file__]
    subprocess.run([*this, "--plain", folder, "31"], check=True)
    yardstick = measure("plain WeasyPrint, 317 pages", [sys.executable, "-c", PLAIN, folder])
    measure("317 pages, cold", [*this, "--print", folder, "31"], yardstick)
    again = subprocess.run([*this, "--again", folder, "31"], check=True, capture_output=True)
    cold, warm = map(float, again.stdout.split())
    print(
        f"{'a new word, warm, share of cold':32}{'':9}{warm:9.2f}{'':9}{warm / cold:9.2f}",
        flush=True,
    )
    short = measure("105 pages, cold", [*this, "--print", folder, "10"])
    measure("989 pages, share of 105", [*this, "--print", folder, "98"], short)


def print_generated(chapters: int, standing: StandingType | None = None, word: str = "") -> float:
    """Print a generated book; give the CPU seconds of the print alone."""
    copy = generated_copy(chapters, changed=word)
    start = time.process_time()
    assert not print_copy(copy, standing).diagnostics
    return time.process_time() - start


def print_again(chapters: int) -> None:
    """Print a generated book, then with a new word in it, and tell what each print took."""
    standing = standing_type()
    print_generated(1)  # imports, fonts
    cold = print_generated(chapters, standing)
    print(cold, print_generated(chapters, standing, "A new word."))


def real_copy(book: Path) -> Copy:
    """Give the real book as it is to be printed."""
    world = real_world(book)
    checked = check_text(world)
    assert checked.book
    assert checked.editions
    resolved = checked.editions["book"]
    return Copy(
        book=resolved,
        format=FORMATS["book"],
        bibliography=make_bibliography(resolved, world),
        style=world,
        made_on=checked.book.config.book.date,
    )


def lay_out_plainly(book: Path, copy: Copy) -> None:
    """Write a book's finished HTML, CSS and pictures to `plain/` for any printer to take."""
    (html,) = print_copy(copy).value.html
    job = book_job(copy)
    links = "".join(f'<link rel="stylesheet" href="{name}"/>' for name, _ in job.stylesheets)
    files = {"book.html": html.replace("</head>", f"{links}</head>").encode(), **job.resources}
    files |= {name: css.encode() for name, css in job.stylesheets}
    for name, content in files.items():
        path = book / "plain" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


PLAIN = """
import os, sys
os.environ["FONTCONFIG_FILE"] = sys.argv[1] + "/fonts/fonts/fonts.conf"
import weasyprint
weasyprint.HTML(sys.argv[1] + "/plain/book.html").write_pdf(
    sys.argv[1] + "/plain/book.pdf", pdf_variant="pdf/ua-1")
"""


def measure_bookbuild(book: Path, yardstick: float, what: str, *command: str) -> None:
    """Run bookbuild once and print what it took; stop when it fails."""
    dist: list[str | Path] = [] if command[0] == "check" else ["--dist", book / "dist"]
    run: list[str | Path] = [sys.executable, "-P", "-m", "bookbuild", *command, "--root", book]
    measure(what, [*run, *dist], yardstick)


def measure(what: str, command: Sequence[str | Path], yardstick: float = 0.0) -> float:
    """Run a command once, print what it took, and give its CPU seconds; stop when it fails."""
    start = time.perf_counter()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(run.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{what}: the command failed")
    cpu = used.ru_utime + used.ru_stime
    peak = used.ru_maxrss * PEAK_UNIT / 1e6
    share = cpu / (yardstick or cpu)
    print(f"{what:32}{seconds:9.2f}{cpu:9.2f}{peak:9.0f}{share:9.2f}", flush=True)
    return cpu


def change_a_chapter(book: Path) -> None:
    """Add a sentence at the end of the first chapter."""
    chapter = min((book / "manuscript/chapters").glob("*.md"))
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{text}\n::: {{.general}}\nThis is new.\n:::\n", encoding="utf-8")


def run(task: str, folder: Path, chapters: int = 0) -> None:
    """Do one task in a process of its own, with the book's fonts."""
    open_fonts(folder / "fonts")
    match task:
        case "--plain":
            lay_out_plainly(folder, generated_copy(chapters) if chapters else real_copy(folder))
        case "--print":
            print_generated(chapters)
        case "--again":
            print_again(chapters)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run(sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:]))
    else:
        main()
