"""A finished PDF, read back by our own eyes and compared with what it must be.

In: the file, its format, the facts of the book. Out: the names of the checks that ran, and a
finding for every difference. The text is read through the structure tree, as a screen reader
does; no program but ourselves is needed. The outside validators come on top of this.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pikepdf
from fontTools.ttLib import TTFont

from bookbuild.model.artefact import Artefact
from bookbuild.model.book import Imprint
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.format import Format, Paper
from bookbuild.verify.readback import Content, Element, read_content, read_tree, words_of_tree
from bookbuild.verify.words import first_difference

