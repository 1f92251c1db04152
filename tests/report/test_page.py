"""One page that everybody can use: seen, heard, printed, and the same each time."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest

from bookbuild.report import Made
from bookbuild.system.memory import MemoryWorld
from kit.tiny import tiny_world

from report_pages import CHAPTER, HTML, report_on, words

LEVELS = {f"{HTML}h{level}": level for level in range(1, 7)}
