"""What was built, and what each check said of it.

In: what is known of each file in `dist/`. Out: a part of the report, and counts for its summary.
What is not a clear `passed` or `FAILED` counts as NOT CHECKED: a note that nobody understands must
not look like a proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bookbuild.report import NOT_CHECKED, OUTSIDE_CHECKS, Made, checks_of
from bookbuild.report.markup import (
    Group,
    Markup,
    Row,
    Section,
    bullets,
    code,
    element,
    joined,
    link,
    table,
    together,
)

PASSED: Final = "passed"
FAILED: Final = "FAILED"
_WORST_FIRST: Final = (FAILED, NOT_CHECKED, PASSED)
_CLASSES: Final = {FAILED: "failed", NOT_CHECKED: "unchecked", PASSED: "passed"}


def outputs(made: Sequence[Made], not_made: Sequence[str]) -> Section:
    """List the files with their digests, then the checks of each kind of file, worst first."""
    kinds = dict.fromkeys(one.kind for one in made)
    pieces = [
        _files(made),
        *_not_made(not_made),
        *(_checks(kind, [one for one in made if one.kind == kind]) for kind in kinds),
        _what_it_means(),
    ]
    return Section(id="outputs", title="What was built and checked", body=together(*pieces))


def count_of_checks(made: Sequence[Made]) -> Mapping[str, int]:
    """Count the verdicts on all files together: FAILED, NOT CHECKED, passed."""
    return _counted(made)


def shown_count(counts: Mapping[str, int]) -> Markup:
    """Write counts of verdicts, worst first; that nothing FAILED is said as well."""
    shown = [word for word in _WORST_FIRST if counts[word]]
    pieces = [together(f"{counts[word]} ", verdict(word, word)) for word in shown]
    return joined(pieces if counts[FAILED] else [f"0 {FAILED}", *pieces])


def verdict(word: str, said: str) -> Markup:
    """Write a verdict; it is told by its word and its frame, not by colour."""
    return element("span", said, class_=f"verdict {_CLASSES[word]}")


def _files(made: Sequence[Made]) -> Markup:
    columns = ("File", "This copy", "Pages", "Bytes", "Checks", "SHA-256")
    rows = [
        Row(
            cells=(
                link(one.path, one.path),
                code(one.copy_id),
                str(one.pages) if one.pages is not None else "no fixed pages",
                f"{one.size:,}",
                shown_count(_counted([one])),
                code(one.sha256),
            )
        )
        for one in made
    ]
    return table("Files made from this text", columns, [Group(rows=rows)], name="files")


def _not_made(paths: Sequence[str]) -> Iterator[Markup]:
    if paths:
        yield element("p", "Not made from this text, so that what may be there is out of date:")
        yield bullets(code(path) for path in paths)


def _checks(kind: str, made: Sequence[Made]) -> Markup:
    """Write one row for each check and verdict, with the files it is about."""
    about: dict[tuple[str, str], list[Made]] = {}
    for one in made:
        for check, said in checks_of(one).items():
            about.setdefault((check, said), []).append(one)
    rows = [
        Row(cells=(check, _by_whom(check, kind), verdict(_word(said), said), _named(of, made)))
        for (check, said), of in sorted(about.items(), key=lambda one: _badness(one[0][1]))
    ]
    columns = ("Check", "By", "Verdict", "Files")
    caption = f"Checks of the {kind.upper()} files"
    return table(caption, columns, [Group(rows=rows)], name=f"checks-{kind}")


def _what_it_means() -> Markup:
    return element(
        "p",
        "Our own checks are made before a file gets its name: a file that is there has passed "
        "them. The others are made by ",
        code("bookbuild verify"),
        ", which also says what they found. No check can tell whether people can use a file, or "
        "whether what it says is true.",
    )


def _counted(made: Sequence[Made]) -> Counter[str]:
    return Counter(_word(said) for one in made for said in checks_of(one).values())


def _word(said: str) -> str:
    return next((word for word in (PASSED, FAILED) if said.startswith(word)), NOT_CHECKED)


def _badness(said: str) -> int:
    return _WORST_FIRST.index(_word(said))


def _by_whom(check: str, kind: str) -> str:
    return "an outside validator" if check in OUTSIDE_CHECKS[kind] else "bookbuild"


def _named(some: Sequence[Made], all_of_kind: Sequence[Made]) -> str:
    if len(some) == len(all_of_kind) > 1:
        return f"all {len(some)}"
    return joined(code(one.path) for one in some)
