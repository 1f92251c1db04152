"""Name what this machine lacks.

In: a purpose (setup, build, press, serve, test, test-all). Out: the names of missing needs, one a
line. Runs before any package is installed, so the table's module is loaded by its path, not through
`bookbuild`.
"""

import importlib.util
import sys
from pathlib import Path

MODULE = Path(__file__).parents[1] / "src/bookbuild/system/needs.py"

spec = importlib.util.spec_from_file_location("needs", MODULE)
assert spec is not None
assert spec.loader is not None
needs = sys.modules["needs"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(needs)

for found in needs.survey(needs.needs_for(needs.Purpose(sys.argv[1]))):
    if not found.present:
        print(found.need.name)
