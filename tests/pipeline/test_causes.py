"""A cause is told where it is; what may follow from it is counted there and not told."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from bookbuild.model.diagnostic import Severity
from bookbuild.pipeline.checking import Checked, check_text
from bookbuild.system.memory import MemoryWorld
from kit import world_of
from kit.pages import ROOT

SECOND = "manuscript/chapters/02-second.md"
ORDER = PurePosixPath("manuscript/book.toml")


def errors(checked: Checked) -> list[str]:
    return [str(one) for one in checked.diagnostics if one.severity is Severity.ERROR]


def told(text: str) -> list[str]:
    """Tell the errors on labels of a second chapter."""
    found = errors(check_text(world_of({SECOND: f"# Second {{#second}}\n\n{text}\n"})))
    return [one for one in found if "[LBL" in one]


def test_a_wrong_letter_in_a_label_is_told_once_where_the_label_stands():
    [said] = told("## Sleep {#sleep-hepls}\n\nOne [a](#sleep-helps), two [b](#sleep-helps).")

    assert said == (
        f"{SECOND}:3:1: error[LBL004]: nothing names the label `sleep-hepls`, and 2 places name "
        "`sleep-helps`, which is nowhere\n"
        f"  hint: write `{{#sleep-helps}}` here, or mend those places; the first is {SECOND}:5:5"
    )


@pytest.mark.parametrize(
    "text",
    [
        "## Sleep {#sleep-hepls}\n\nOne [a](#sleep-helps).",
        "## Sleep {#sleep-hepls}\n\n[a](#sleep-helps), [b](#sleep-helps), [c](#sleep-hepls).",
        "## Sleep {#long-nights}\n\nOne [a](#sleep-helps), two [b](#sleep-helps).",
    ],
)
def test_a_label_is_not_blamed_for_one_place_nor_if_it_is_named_nor_unlike(text: str):
    assert {one.split(" ")[1] for one in told(text)} == {"error[LBL002]:"}


NO_SUCH_FILE = world_of().read(ORDER).replace(b"01-first", b"01-frst")


def test_what_may_follow_from_a_missing_chapter_is_counted_and_not_told():
    text = "# Second {#second}\n\nSee [](#first) and [](#fig-rest).\n"

    [said] = errors(check_text(world_of({str(ORDER): NO_SUCH_FILE, SECOND: text})))

    assert said == (
        "manuscript/book.toml:24:13: error[SRC001]: there is no file "
        "`manuscript/chapters/01-frst.md`\n"
        "  hint: did you mean `chapters/01-first.md`?\n"
        "  hint: mend this first: 3 more findings may follow from it"
    )


def test_a_file_that_is_no_text_of_the_book_keeps_nothing_back():
    text = "# Second {#second}\n\nSee [](#frst).\n"
    found = errors(check_text(world_of({"manuscript/clinic.toml": b"\xe9", SECOND: text})))

    assert any("[SRC002]" in one for one in found)
    assert any("[LBL002]" in one for one in found)


REFERENCES = "manuscript/references.json"
CITES = "# Second {#second}\n\nRest helps [@ouy2020]. So does sleep [@ouy2020; @nir2021].\n"


@pytest.mark.parametrize(
    ("content", "code"), [(b"\xff[]", "SRC002"), (b"", "REF001"), (b'[{"id": "ou', "REF001")]
)
def test_citations_wait_until_the_references_can_be_read(content: bytes, code: str):
    [said] = errors(check_text(world_of({REFERENCES: content, SECOND: CITES})))

    assert said.startswith(f"{REFERENCES}:1:")
    assert f"error[{code}]" in said
    assert said.endswith("  hint: mend this first: 5 more findings may follow from it")


def test_citations_wait_for_the_only_reference_to_be_mended():
    faulty = b'[{"type": "article", "title": "Rest"}]'
    [said] = errors(check_text(world_of({REFERENCES: faulty, SECOND: CITES})))

    assert said.startswith(f"{REFERENCES}:1:")
    assert "error[REF002]" in said
    assert said.endswith("  hint: mend this first: 5 more findings may follow from it")


def test_where_there_is_no_reference_at_all_the_first_citation_tells_so():
    [said] = errors(check_text(world_of({REFERENCES: b"[]", SECOND: CITES})))

    assert said == (
        "manuscript/chapters/01-first.md:13:60: error[CIT001]: no reference has the key "
        "`first2020`\n"
        f"  hint: add the reference to `{REFERENCES}`\n"
        f"  hint: `{REFERENCES}` has no reference at all, or is not there\n"
        "  hint: mend this first: 4 more findings may follow from it"
    )


def test_keys_that_are_unknown_among_references_are_told_one_by_one():
    known = b'[{"id": "first2020", "type": "article", "title": "Rest"}]'
    found = errors(check_text(world_of({REFERENCES: known, SECOND: CITES})))

    assert [one.split(" ")[1] for one in found] == ["error[CIT001]:"] * 3


@pytest.mark.parametrize(
    ("path", "right", "wrong", "cause"),
    [
        ("chapters/02-chronic-pain.md", "{#chronic-pain", "{#chronic-pian", "LBL004"),
        ("chapters/05-ways-and-visit.md", "{#ways-and-visit", "{#ways-and-vist", "LBL004"),
        ("chapters/08-side-effects.md", "{#when-to-call", "{#when-to-cal", "LBL004"),
        ("book.toml", "08-side-effects.md", "08-side-efects.md", "SRC001"),
        ("book.toml", "05-ways-and-visit.md", "05-ways-and-vist.md", "SRC001"),
        ("book.toml", "how-to-use.md", "how-to-us.md", "SRC001"),
        ("book.toml", "questions-to-ask.md", "questions-to-as.md", "SRC001"),
    ],
)
def test_one_wrong_letter_in_the_real_book_is_one_finding(
    path: str, right: str, wrong: str, cause: str
):
    files = {
        str(one.relative_to(ROOT)): one.read_bytes()
        for one in sorted((ROOT / "manuscript").rglob("*"))
        if one.is_file()
    }
    name = f"manuscript/{path}"
    assert right.encode() in files[name]
    files[name] = files[name].replace(right.encode(), wrong.encode(), 1)

    found = check_text(MemoryWorld(files)).diagnostics

    assert [one.code for one in found if one.code != "SRC006"] == [cause]
