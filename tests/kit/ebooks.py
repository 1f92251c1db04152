"""A tiny e-book: Markdown in; the finished file, its documents, or a spoilt copy of it out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_STORED, ZipFile

from bookbuild.model.artefact import Artefact, Pages, PageStart
from bookbuild.model.format import FORMATS
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.render import Copy, render
from bookbuild.render.bibliography import Bibliography, Entry, Run
from bookbuild.system import real_world
from bookbuild.system.fonts import font_files
from kit.tiny import resolved, tiny_world

ROOT: Final = Path(__file__).parents[2]
TERMS: Final = """
[terms.drip]
explanation = "Medicine that runs slowly into a vein."
also = ["drips"]
sources = ["b"]
"""
FIGURE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40pt" height="20pt" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="#FFFFFF"/></svg>'
)
# Everything an author can write, in one chapter.
ALL_KINDS: Final = """\
# Everything at once {#all icon="drip"}

::: {.standfirst}
One sentence that says it all.
:::

::: {.key-points}
1. The first point.
2. The second point.
3. The third point.
:::

A [drip]{.term} may help [@a; @b].[^one] It is **not** a cure.
See [](#next) and [the picture](#fig-square).

[^one]: A note with a source [@c], and [a link](https://example.org/page).

## A heading

- one
- two, with [un comprimé]{lang="fr"}

1. first
2. second

> Words of somebody else.

Word
:   Its meaning.

## Another heading

| Name | Number |
|------|-------:|
| One | 1 |
| Two | 2 |

Table: What is counted [@a].

![What it shows [@d].](figures/square.svg "What is counted"){#fig-square alt="A white square."}

::: {.warning}
**Ask before you mix**

Do not mix things.
:::

::: {.steps}
1. **Before:** sleep.
2. **After:** sleep.
:::

::: {.know}
- This is known.
:::

::: {.worksheet}
- My name:
:::

::: {.general}
Ask your team.
:::

::: {.questions}
1. What now?
2. What then?
3. And after that?
:::
"""
NEXT: Final = """\
# The next chapter {#next icon="clock"}

Some people use [drips]{.term key="drip"} twice. Go [back](#all).
"""


def whole_text() -> ResolvedDocument:
    """Resolve a book that holds everything an author can write."""
    return text_of(ALL_KINDS, NEXT, glossary=TERMS, more={"manuscript/figures/square.svg": FIGURE})


def text_of(*chapters: str, **more: Any) -> ResolvedDocument:
    """Resolve a tiny book; it must have no finding."""
    outcome = resolved(tiny_world(*chapters, **more))
    assert not outcome.diagnostics, [str(found) for found in outcome.diagnostics]
    return outcome.value


def bibliography_of(book: ResolvedDocument) -> Bibliography:
    """Number the sources without citeproc."""
    labels = {
        cluster.source: ",".join(str(book.cited.index(one.key) + 1) for one in cluster.cited)
        for cluster in book.clusters
    }
    entries = tuple(
        Entry(
            key=key,
            runs=(Run(words=f"Title {key}. "), Run(words="doi:1", href="https://doi.org/1")),
        )
        for key in book.cited
    )
    return Bibliography(labels=labels, entries=entries)


def ebook(book: ResolvedDocument, *starts: tuple[str, str, int], name: str = "epub") -> Artefact:
    """Bind a book; each start is a printed page, the block it begins in, and the word."""
    pages = [PageStart(page=page, block=block, word=word) for page, block, word in starts]
    copy = Copy(
        book=book,
        format=FORMATS[name],
        bibliography=bibliography_of(book),
        style=real_world(ROOT),
        made_on=dt.date(2026, 1, 2),
        fonts=font_files(),
        pages=Pages(count=len(pages), starts=tuple(pages), page_of={}) if pages else None,
    )
    return render(copy).value


def files_of(content: bytes) -> dict[str, bytes]:
    """Unpack a zip."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body_of(content: bytes, name: str) -> str:
    """Give the body of one content document, without white space between elements."""
    xhtml = files_of(content)[f"EPUB/{name}"].decode()
    body = xhtml[xhtml.index("<body") : xhtml.index("</body>")]
    return re.sub(r">\s+<", "><", body)


def spoilt(content: bytes, changes: Mapping[str, tuple[str, str] | bytes | None]) -> bytes:
    """Pack a zip again with some files changed: words for others, whole content, or left out."""
    files = files_of(content)
    for name, change in changes.items():
        match change:
            case None:
                del files[name]
            case bytes():
                files[name] = change
            case (old, new):
                text = files[name].decode()
                assert old in text, f"`{name}` does not say `{old}`"
                files[name] = text.replace(old, new).encode()
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data, compress_type=ZIP_STORED)
    return packed.getvalue()
