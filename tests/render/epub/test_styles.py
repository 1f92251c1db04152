"""The reader chooses type, size and colours; the stylesheets of the e-book leave them alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

STYLES = Path(__file__).parents[3] / "styles" / "epub"
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def rules() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(STYLES.glob("*.css")):
        text = re.sub(
            r"/\*.*?\*/|@supports[^{]*\{", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        for selector, body in RULE.findall(text):
            declared = [line.partition(":") for line in body.split(";") if line.strip()]
            yield (
                " ".join(selector.split()),
                {name.strip(): value.strip() for name, _, value in declared},
            )


def test_no_rule_names_a_font() -> None:
    named = [where for where, rule in rules() if {"font", "font-family"} & rule.keys()]

    assert named == []


def test_sizes_are_relative_to_the_readers_own() -> None:
    sizes = {rule["font-size"] for _, rule in rules() if "font-size" in rule}

    assert sizes
    assert [size for size in sizes if not re.fullmatch(r"[\d.]+(em|%)", size)] == []


def test_colours_come_in_pairs_of_ink_and_ground() -> None:
    grounds = {"background", "background-color"}
    single = [where for where, rule in rules() if ("color" in rule) != bool(grounds & rule.keys())]

    assert single == []


def test_lines_take_the_colour_of_the_text() -> None:
    lines = [value for _, rule in rules() for name, value in rule.items() if "border" in name]

    assert lines
    assert [line for line in lines if re.search("#|rgb|black|gray", line)] == []


def test_body_and_paragraphs_keep_the_readers_look() -> None:
    looks = {"color", "background", "background-color", "font-size", "line-height"}
    running = re.compile(r"(^|,\s*)(html|body|p)\s*(,|$)")
    forced = [where for where, rule in rules() if running.search(where) and looks & rule.keys()]

    assert [where for where, _ in rules() if running.search(where)]
    assert forced == []


def test_where_the_row_of_headings_is_hidden_each_cell_says_its_own() -> None:
    hidden = {where.split()[0] for where, rule in rules() if where.endswith(" thead")}
    said = {where for where, rule in rules() if rule.get("content", "").startswith("attr(data-")}

    assert hidden
    assert said == {f"{table} [data-column]::before" for table in hidden}
