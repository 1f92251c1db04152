"""One page that everybody can use: seen, heard, printed, and the same each time."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import pairwise
from pathlib import PurePosixPath

from lxml import html

from bookbuild.system.memory import MemoryWorld
from kit.reports import HTML, report_on, words
from kit.tiny import tiny_world

CHAPTER = "# One {#one}\n\nYou may rest [@a].\n"


# Heard: what axe looks for, on the real text


def test_the_page_names_its_language_and_its_subject(real):
    assert real.root.get("lang") == "en-US"
    assert words(*real.all("title")).startswith("Report: Ketamine for chronic pain, KCP-2026.1-")


def test_there_is_one_first_heading_and_no_level_is_skipped(real):
    levels = [int(one.tag[-1]) for one in real.all("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))
    assert all(words(one) for one in real.all("h1", "h2", "h3"))


def test_all_that_is_said_stands_in_a_landmark_and_each_is_there_once(real):
    [body] = real.all("body")

    assert [one.tag.removeprefix(HTML) for one in body] == ["a", "header", "nav", "main"]
    assert [one.get("aria-label") for one in real.all("nav")] == ["Contents"]


def test_the_first_link_skips_to_the_report(real):
    [first, *_] = real.all("a")

    assert (first.get("class"), first.get("href")) == ("skip", "#report")
    assert [one.get("id") for one in real.all("main")] == ["report"]


def test_every_table_has_a_caption_and_every_head_says_what_it_heads(real):
    tables = list(real.all("table"))

    assert len(tables) > 10
    assert [
        one.get("id") for one in tables if not words(one[0]) or one[0].tag != f"{HTML}caption"
    ] == []
    scopes = Counter(one.get("scope") for one in real.all("th"))
    assert set(scopes) == {"col", "row", "rowgroup"}
    assert [words(row) for row in real.all("tr") if row[0].tag != f"{HTML}th"] == []
    assert [one.get("scope") for one in real.all("th") if not words(one)] == []


def test_every_row_has_as_many_cells_as_there_are_columns(real):
    for table in real.all("table"):
        columns = len(table.findall(f"{HTML}thead/{HTML}tr/{HTML}th"))
        rows = [
            sum(int(cell.get("colspan", "1")) for cell in row) for row in table.iter(f"{HTML}tr")
        ]
        assert set(rows) == {columns}, table.get("id")


def test_every_id_is_given_once(real):
    ids = Counter(real.root.xpath("//@id"))

    assert [name for name, times in ids.items() if times > 1 or re.search(r"\s", name)] == []


def test_every_link_has_words_and_leads_somewhere(real):
    ids = set(real.root.xpath("//@id"))
    links = list(real.all("a"))

    assert [one.get("href") for one in links if not words(one)] == []
    inside = {one.get("href").removeprefix("#") for one in links if one.get("href")[0] == "#"}
    assert inside - ids == set()
    outside = {one.get("href") for one in links if one.get("href")[0] != "#"}
    assert {one for one in outside if not one.startswith(("https://", "pdf/", "epub/"))} == set()


def test_what_scrolls_can_be_reached_with_the_keyboard_and_has_a_name(real):
    ids = set(real.root.xpath("//@id"))
    scrolling = real.root.xpath("//*[@class='wide']")

    assert len(scrolling) == 4
    assert {one.get("tabindex") for one in scrolling} == {"0"}
    assert {one.get("aria-labelledby") for one in scrolling} <= ids


def test_references_to_ids_lead_to_them(real):
    named = {name for value in real.root.xpath("//@aria-labelledby") for name in value.split()}

    assert named
    assert named <= set(real.root.xpath("//@id"))


def test_a_cell_says_its_column_where_the_heads_are_not_seen(real):
    for table in real.root.xpath("//*[@class='words']"):
        heads = [words(one) for one in table.findall(f"{HTML}thead/{HTML}tr/{HTML}th")]
        for row in table.findall(f"{HTML}tbody/{HTML}tr"):
            assert [one.get("data-column") for one in row[1:]] in ([], heads[1:])


# Seen and printed


def test_a_browser_makes_the_same_tree_of_it_as_a_reader_of_xml(real):
    as_html = html.document_fromstring(real.content.decode().partition("\n")[2])

    assert [one.tag for one in as_html.iter()] == [
        one.tag.removeprefix(HTML) for one in real.root.iter()
    ]


def test_the_page_needs_nothing_from_anywhere_and_runs_nothing(real):
    text = real.content.decode()

    assert list(real.all("script", "link", "img", "iframe", "object", "form", "input")) == []
    assert [name for name in real.root.xpath("//@*") if name.attrname.startswith("on")] == []
    assert re.findall(r"@import|url\(|@font-face", text) == []


def test_paper_is_left_to_the_reader(real):
    [style] = real.all("style")

    assert "@page" in style.text
    assert "@media print" in style.text
    assert not re.search(r"(?<![\w-])size:", style.text)


def test_colours_of_text_are_those_that_can_be_read_at_7_to_1(real):
    [style] = real.all("style")

    assert set(re.findall(r"(?<![\w-])color: ([^;]+);", style.text)) == {
        "var(--ink)",
        "var(--spruce)",
        "inherit",
    }


# The same each time


def test_the_same_text_gives_the_same_bytes(report):
    assert report().content == report().content


def test_another_day_gives_the_same_bytes():
    class Later(MemoryWorld):
        def today(self) -> dt.date:
            return dt.date(2026, 12, 24)

    now = tiny_world(CHAPTER)
    later = Later({path: now.read(path) for path in now.files(PurePosixPath("manuscript"))})

    assert report_on(later).content == report_on(now).content


def test_another_text_gives_another_report(report):
    assert report("# One {#one}\n\nYou may sleep [@a].\n").content != report().content


# What stands at its head


def test_the_head_says_draft_and_sums_the_rest_up(report):
    [header] = report().all("header")

    assert words(header).startswith("Report on the text and its outputs · version 1 · BB-1-")
    assert "A tiny book Draft: not reviewed by a clinician. Not for patients." in words(header)
    assert words(header).endswith(
        "Files: 0 made from this text, 0 not made; 0 FAILED"
        " Findings: 0 errors, 0 warnings, 0 waived"
        " Hardest to read: no chapter is long enough to be judged"
        " General advice: 0 boxes without a source"
    )


def test_the_contents_name_every_part_in_order(real):
    links = [one.get("href") for one in real.root.xpath("//*[local-name()='nav']//*[@href]")]

    assert links == [f"#{one.get('id')}" for one in real.all("section")]
    assert links == [
        "#state",
        "#outputs",
        "#findings",
        "#scores",
        "#claims",
        "#required",
        "#sources",
        "#numbers",
        "#advice",
        "#sign-off",
    ]


def test_a_book_without_tables_of_evidence_has_no_such_parts(report):
    parts = [one.get("id") for one in report().all("section")]

    assert parts == ["state", "outputs", "findings", "scores", "sources", "advice", "sign-off"]
