#!/bin/sh
# In: pyproject.toml, tools/validators and tools/bench/peers. Out: the five lock files, with a hash
# for every file and no host. For maintainers: needs uv, and Node's npm from the .venv of `make test`.
# Pins stay where they are allowed to; `tools/lock.sh --upgrade` moves the unpinned ones.
set -eu
cd "$(dirname "$0")/.."

command -v uv >/dev/null || {
  echo "uv is missing, needed to write the locks. Install it, then give the same command again:" >&2
  echo "  anywhere: python3 -m pip install --user uv        macOS: brew install uv" >&2
  exit 2
}

compile() {
  uv pip compile --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet "$@"
}
compile pyproject.toml --output-file requirements.lock "$@"
compile pyproject.toml --extra dev --constraint requirements.lock \
  --output-file requirements-dev.lock "$@"
peers=tools/bench/peers
compile "$peers/requirements.in" --output-file "$peers/requirements.lock" "$@"


# npm also notes where each package asks for donations: hosts, and nothing that is installed.
lock_npm() (
  PATH=$PWD/.venv/bin:$PATH
  cd "$1"
  npm install --package-lock-only --ignore-scripts --no-audit --no-fund \
    --omit-lockfile-registry-resolved --loglevel=error >/dev/null
  python - package-lock.json <<'END'
import json
import pathlib
import sys

path = pathlib.Path(sys.argv[1])
lock = json.loads(path.read_text(encoding="utf-8"))
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
END
)
lock_npm tools/validators
lock_npm "$peers"
