"""What we accept without a finding, Pandoc reads as we do: tried on mixtures of markup.

The mixtures are the same in every run, so that a failure is always news about the code.
"""

from __future__ import annotations

import json
import subprocess

import pypandoc
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kit.texts import parsed
from kit.transcripts import our_transcript, pandoc_transcript

PIECES = [
    "## ", "### ", "{#a}", "[w]{.term}", '[mot]{lang="fr"}', "::: {.warning}\n", ":::\n", "- ",
    "1. ", "2. ", "> ", "  ", "    ", "\n\n| a | b |\n|---|---|\n| c | d |\n\n", "\n\nTable: x\n\n",
    "\n:   means\n", "[x](#y)", "[](#y)", "[@a; @b]", "[@a, p. 3]", "[^n]", "**", "*", "_", ' "',
    '" ', " 'so'", " -- ", "...", "\\\n", "\\*", "(", ")", ". ", ", ", "&amp;", "\n", "\n\n",
    " ", "word", "word ", "It's ", "10", "? ", "; ", ": ", "/", "e.g. ", "< ", "~", "^", "%",
    "@", "| ", "+ ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=20).map("".join))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_pandoc_reads_accepted_text_as_we_do(mixture: str) -> None:
    text = f"# Title {{#title}}\n\n{mixture}\n\n[^n]: A **note**.\n"
    chapter, found = parsed(text)
    assume({one.code for one in found} <= {"NTE002"})  # that the note may be left out is fine

    command = [pypandoc.get_pandoc_path(), "--from=markdown-auto_identifiers", "--to=json"]
    ran = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=300)

    assert pandoc_transcript(json.loads(ran.stdout)) == our_transcript(chapter)
