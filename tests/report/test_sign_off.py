"""The sheet is blank, names the text it is for, and says how it is recorded."""

from __future__ import annotations

import re
import shlex

from bookbuild.cli.sign_off import sign_off
from kit.reports import words


def test_the_sheet_names_the_text_by_its_id_and_its_digest(report):
    shown = report()
    [copy_id] = set(re.findall(r"BB-1-[0-9A-F]{8}-draft", shown.content.decode()))

    assert f"For A tiny book, version 1, {copy_id}." in shown.part("sign-off")
    assert re.search(r"a draft again\. [0-9a-f]{64} Reviewer:", shown.part("sign-off"))


def test_no_item_is_filled_in_beforehand(real):
    tables = real.root.xpath("//*[@id='sign-off']//*[local-name()='tbody']")
    cells = [[words(cell) for cell in row] for table in tables for row in table]

    assert len(cells) == 10 + 24 + 20 + 16
    assert {blank for _, _, *blanks in cells for blank in blanks} == {""}


def test_no_score_stands_on_a_page_without_recorded_ratings(real):
    assert re.findall(r"\d+ (?:%|of 75)", words(real.root)) == []


def test_the_command_on_the_sheet_is_one_that_the_program_takes(report):
    [command] = report().all("pre")

    program, name, *arguments = shlex.split(words(command))
    assert (program, name) == (".venv/bin/bookbuild", sign_off.name)
    context = sign_off.make_context(name, arguments)
    assert context.params["reviewer"] == "NAME"
    assert context.params["verdict"] == "approved"


def test_each_sheet_carries_the_id_so_that_it_can_be_told_when_it_is_loose(real):
    captions = real.root.xpath("//*[@id='sign-off']//*[local-name()='caption']")

    assert len(captions) == 4
    assert all(re.search(r", for KCP-2026\.1-[0-9A-F]{8}-draft$", words(one)) for one in captions)
