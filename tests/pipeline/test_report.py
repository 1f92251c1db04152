"""The report stands beside the manifest: after every build, and after every proof."""

from __future__ import annotations

import re

import pytest

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.pipeline import proving
from bookbuild.pipeline.proving import prove
from bookbuild.verify.validators import Verdict

CHAPTER = "manuscript/chapters/01.md"


def report(house):
    return house.shelf.outputs["report.html"].decode()


def files_of(house):
    return re.findall(r'<a href="((?:pdf|epub)/[^"]+)">', report(house))


def test_a_build_writes_the_report_last_when_all_that_it_tells_is_there(house):
    house.build("pdf")

    assert house.shelf.written == ["pdf/tiny.pdf", "manifest.json", "report.html"]
    assert files_of(house) == ["pdf/tiny.pdf"]
    assert "out of date:</p><ul><li><code>pdf/tiny-a5.pdf</code>" in report(house)


def test_a_build_of_another_output_tells_of_both(house):
    house.build("pdf")

    house.build("epub")

    assert files_of(house) == ["pdf/tiny.pdf", "epub/tiny.epub"]


def test_what_is_no_longer_up_to_date_is_not_told_as_made(house):
    house.build("all")
    house.changed[CHAPTER] = "# One {#one}\n\nYou may sleep.\n"

    house.build("pdf")

    assert files_of(house) == ["pdf/tiny.pdf"]


def test_two_builds_give_the_same_report(house):
    house.build("all")
    first = report(house)

    house.build("all", fresh=True)

    assert report(house) == first


def test_a_report_that_was_taken_away_is_written_again_although_all_is_up_to_date(house):
    house.build("all")
    first = house.shelf.outputs.pop("report.html")

    house.build("pdf")

    assert (house.press.made, house.shelf.written) == ([], ["report.html"])
    assert house.shelf.outputs["report.html"] == first


def test_a_text_with_errors_leaves_the_last_report_alone(house):
    house.build("all")
    first = report(house)
    house.changed[CHAPTER] = "# One {#one}\n\nSee [](#two).\n"

    house.build("all")

    assert report(house) == first


@pytest.fixture
def validators(monkeypatch):
    """Stand for the real ones: one agrees, one finds a fault, one is not there."""

    def saying(tool, *, passed):
        def validate(files, _world):
            return [Verdict(tool=tool, version="1", subject=name, passed=passed) for name in files]

        return validate

    def lacking(_files, _world):
        raise MachineLacksError("a tool", needed_for="a proof", mend="make test")

    tools = {
        "veraPDF PDF/UA-1": saying("veraPDF PDF/UA-1", passed=True),
        "qpdf": saying("qpdf", passed=False),
        "page-validation PDF/UA-1": lacking,
    }
    monkeypatch.setattr(proving, "VALIDATORS", {"pdf": tools})


@pytest.mark.usefixtures("validators")
def test_a_proof_writes_what_was_said_into_the_report(house):
    house.build("pdf")
    assert report(house).count("FAILED (") == 0

    prove(house.session(), lambda _tool: None)

    verdicts = re.findall(
        r'<span class="verdict \w+">([^<]+\(1\)|NOT CHECKED)</span></td>', report(house)
    )
    assert verdicts == ["FAILED (1)", "NOT CHECKED", "passed (1)"]


@pytest.mark.usefixtures("validators")
def test_without_outputs_a_proof_writes_no_report(house):
    prove(house.session(), lambda _tool: None)

    assert house.shelf.outputs == {}
