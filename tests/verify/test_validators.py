"""Each outside validator is there, agrees with a good file, and rejects a broken one.

The real outputs are proven in `tests/outputs`; here stands what must make a validator say no.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from bookbuild.model.diagnostic import MachineLacksError, ToolFailedError
from bookbuild.model.world import NO_FILES, Ran
from bookbuild.system import real_world
from bookbuild.verify import validators
from bookbuild.verify.validators import VALIDATORS, Validator, Verdict
from kit.ebooks import ROOT, ebook, spoilt, whole_text
from kit.printing import printed

CHAPTER = "EPUB/chapter-01.xhtml"


def asked(validator: Validator, **files: bytes) -> dict[str, Verdict]:
    return {one.subject: one for one in validator(files, real_world(ROOT))}


@pytest.fixture(scope="module")
def epubs() -> dict[str, bytes]:
    good = ebook(whole_text(), ("1", "cover", 0), ("2", "all-b5", 2)).content
    dead_link = spoilt(good, {CHAPTER: ("chapter-02.xhtml#next", "chapter-02.xhtml#gone")})
    silent = spoilt(good, {CHAPTER: ('alt="A white square."', 'class="silent"')})
    return {"good": good, "dead_link": dead_link, "silent": silent}


@pytest.fixture(scope="module")
def pdfs() -> dict[str, bytes]:
    good = printed("<h1 id='a'>A title</h1><p id='b'>Some words.</p>").value.pdf
    return {"good": good, "no_language": without_language(good), "torn": torn(good)}


def without_language(pdf: bytes) -> bytes:
    saved = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        del opened.Root.Lang
        opened.save(saved, deterministic_id=True)
    return saved.getvalue()


def torn(pdf: bytes) -> bytes:
    """Spoil the bytes of a packed stream; the file's structure stays whole."""
    start = pdf.index(b"stream\n", pdf.index(b"FlateDecode")) + 20
    return pdf[:start] + b"\xff" * 8 + pdf[start + 8 :]


def cut_off(pdf: bytes) -> bytes:
    """Give a file that ends within its first packed stream."""
    return pdf[: pdf.index(b"stream\n", pdf.index(b"FlateDecode")) + 20]


@pytest.fixture(scope="module")
def of_epubcheck(epubs: dict[str, bytes]) -> dict[str, Verdict]:
    """Ask EPUBCheck once about all: most of its time is its start."""
    files = {"no_epub": b"x", "dead_link": epubs["dead_link"], "good": epubs["good"]}
    return asked(validators.epubcheck, **files)


def test_epubcheck_accepts_all_that_an_author_can_write(of_epubcheck: dict[str, Verdict]) -> None:
    verdict = of_epubcheck["good"]

    assert verdict.passed
    assert verdict.version == "5.3.0"
    assert verdict.counts == {"fatal": 0, "errors": 0, "warnings": 0}


def test_epubcheck_rejects_a_link_to_nowhere(of_epubcheck: dict[str, Verdict]) -> None:
    verdict = of_epubcheck["dead_link"]

    assert not verdict.passed
    assert verdict.counts["errors"] == 1
    assert verdict.findings[0].startswith("ERROR RSC-012: Fragment identifier is not defined")


def test_epubcheck_rejects_what_is_no_e_book(of_epubcheck: dict[str, Verdict]) -> None:
    assert not of_epubcheck["no_epub"].passed
    assert of_epubcheck["no_epub"].findings


def test_a_warning_of_epubcheck_fails_a_book_too() -> None:
    report = (
        '{"checker": {"checkerVersion": "5.3.0", "nFatal": 0, "nError": 0, "nWarning": 1},'
        ' "messages": [{"ID": "X-1", "severity": "WARNING", "message": "odd", "locations": []}]}'
    )
    (verdict,) = validators.epubcheck({"book": b""}, Answering(out=report))

    assert not verdict.passed
    assert verdict.findings == ("WARNING X-1: odd",)


def test_ace_accepts_all_that_an_author_can_write(epubs: dict[str, bytes]) -> None:
    verdict = asked(validators.ace, good=epubs["good"])["good"]

    assert verdict.passed
    assert verdict.version == "1.4.6"


def test_ace_rejects_a_picture_without_an_alternative(epubs: dict[str, bytes]) -> None:
    verdict = asked(validators.ace, book=epubs["silent"])["book"]

    assert not verdict.passed
    assert [one for one in verdict.findings if "image-alt" in one and "chapter-01.xhtml" in one]


def test_ace_is_asked_again_when_its_browser_did_not_start() -> None:
    report = (
        '{"earl:assertedBy": {"doap:release": {"doap:revision": "1.4.6"}}, "assertions": [],'
        ' "earl:result": {"earl:outcome": "pass"}}'
    )
    world = Answering(Ran(code=1, out=b"", err=b"timeout"), out=report)

    (verdict,) = validators.ace({"book": b""}, world)

    assert verdict.passed
    assert len(world.asked) == 2


def test_verapdf_accepts_a_good_file_and_rejects_one_without_language(
    pdfs: dict[str, bytes],
) -> None:
    verdicts = asked(validators.verapdf, good=pdfs["good"], bad=pdfs["no_language"], no_pdf=b"x")

    assert verdicts["good"].passed
    assert verdicts["good"].counts["checks"] > 100
    assert not verdicts["bad"].passed
    assert any("7.2-" in finding for finding in verdicts["bad"].findings)
    assert not verdicts["no_pdf"].passed


def test_page_validation_accepts_a_good_file_and_rejects_one_without_language(
    pdfs: dict[str, bytes],
) -> None:
    validator = validators.page_validation
    verdicts = asked(validator, good=pdfs["good"], bad=pdfs["no_language"], no_pdf=b"x")

    assert verdicts["good"].passed
    assert not verdicts["bad"].passed
    assert verdicts["bad"].findings
    assert not verdicts["no_pdf"].passed


def test_qpdf_accepts_a_good_file_and_rejects_a_torn_stream(pdfs: dict[str, bytes]) -> None:
    verdicts = asked(validators.qpdf, good=pdfs["good"], bad=pdfs["torn"])

    assert verdicts["good"].passed
    assert not verdicts["bad"].passed
    assert verdicts["bad"].findings


class Doubting:
    """Stands for a machine whose qpdf warns of the first packed stream of a file."""

    def __init__(self, at: int, *more: str) -> None:
        doubt = f"(offset {at}): input stream is complete but output may still be valid"
        self._said = "\n".join(
            [f"WARNING: file.pdf {doubt}", *more, "qpdf: operation succeeded with warnings"]
        )

    def run(self, command: Sequence[str], **_given: object) -> Ran:
        if "--version" in command:
            return Ran(code=0, out=b"qpdf version 11.3.0\n", err=b"")
        return Ran(code=3, out=b"", err=self._said.encode())


def test_a_doubt_of_qpdf_counts_where_the_stream_is_not_whole(pdfs: dict[str, bytes]) -> None:
    def verdict(file: bytes, *more: str) -> Verdict:
        at = file.index(b"stream\n", file.index(b"FlateDecode")) + len(b"stream\n")
        (one,) = validators.qpdf({"a": file}, Doubting(at, *more))  # type: ignore[arg-type]  # all that is asked
        return one

    assert verdict(pdfs["good"]).passed
    assert verdict(pdfs["good"]).findings == ()
    assert not verdict(pdfs["torn"]).passed
    assert not verdict(cut_off(pdfs["good"])).passed
    other = "WARNING: file.pdf: file is damaged"
    assert not verdict(pdfs["good"], other).passed
    assert other in verdict(pdfs["good"], other).findings


@pytest.mark.parametrize("validator", [validators.epubcheck, validators.verapdf])
@pytest.mark.parametrize("said", ["{}", "{} {} {}", "{} oh", '{} {"checks'])
def test_a_validator_that_does_not_tell_of_each_file_has_failed(
    validator: Validator, said: str
) -> None:
    with pytest.raises(ToolFailedError, match="out of memory"):
        list(validator({"a": b"", "b": b""}, Answering(out=said, err="out of memory")))


@pytest.mark.parametrize("validator", [validators.epubcheck, validators.ace, validators.verapdf])
def test_a_validator_that_says_nothing_has_failed(validator: Validator) -> None:
    with pytest.raises(ToolFailedError, match="out of memory"):
        list(validator({"book": b""}, Answering(out="", err="out of memory")))


@pytest.mark.parametrize(
    ("validator", "mend"),
    [
        (validators.epubcheck, "apt-get install"),
        (validators.verapdf, "apt-get install"),
        (validators.ace, "make test"),
        (validators.qpdf, "apt-get install"),
    ],
)
def test_a_validator_that_is_not_there_is_never_a_silent_pass(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, validator: Validator, mend: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))

    with pytest.raises(MachineLacksError) as lacking:
        list(validator({"book": b""}, real_world(ROOT)))

    assert mend in lacking.value.mend


def test_page_validation_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "page", None)

    with pytest.raises(MachineLacksError, match="page-validation"):
        list(validators.page_validation({"book": b""}, real_world(ROOT)))


def test_every_kind_of_file_has_its_validators() -> None:
    assert {kind: list(table) for kind, table in VALIDATORS.items()} == {
        "pdf": ["veraPDF PDF/UA-1", "page-validation PDF/UA-1", "qpdf"],
        "sheets": ["qpdf"],
        "press": ["qpdf"],
        "epub": ["EPUBCheck", "Ace by DAISY"],
    }


class Answering:
    """A World whose programs give the answers put into it, the last one for ever."""

    def __init__(self, *first: Ran, out: str, err: str = "") -> None:
        self._answers = [*first, Ran(code=0, out=out.encode(), err=err.encode())]
        self.asked: list[Sequence[str]] = []

    def run(
        self,
        command: Sequence[str],
        *,
        given: bytes = b"",  # noqa: ARG002  # the World's signature
        files: Mapping[str, bytes] = NO_FILES,  # noqa: ARG002
        seconds: float = 60,  # noqa: ARG002
    ) -> Ran:
        self.asked.append(command)
        return self._answers[min(len(self.asked), len(self._answers)) - 1]
