"""What all tests share: `tests/` is on the path, so that `kit` can be imported."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
