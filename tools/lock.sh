#!/bin/sh
# In: pyproject.toml and tools/validators/package.json. Out: the three lock files, with a hash for
# every file and no host. For maintainers: needs uv, and Node's npm from the .venv of `make test`.
# Pins stay where they are allowed to; `tools/lock.sh --upgrade` moves the unpinned ones.
set -eu
cd "$(dirname "$0")/.."

command -v uv >/dev/null || {
  echo "uv is missing, needed to write the locks. Install it, then give the same command again:" >&2
  echo "  anywhere: python3 -m pip install --user uv        macOS: brew install uv" >&2
  exit 2
}

compile() {
  uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet "$@"
}
compile --output-file requirements.lock "$@"
compile --extra dev --constraint requirements.lock --output-file requirements-dev.lock "$@"

(
  cd tools/validators
  PATH=$PWD/../../.venv/bin:$PATH npm install --package-lock-only --ignore-scripts --no-audit \
    --no-fund --omit-lockfile-registry-resolved --loglevel=error >/dev/null
)
# npm also notes where each package asks for donations: hosts, and nothing that is installed.
.venv/bin/python - tools/validators/package-lock.json <<'END'
import json
import pathlib
import sys

path = pathlib.Path(sys.argv[1])
lock = json.loads(path.read_text(encoding="utf-8"))
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
END
