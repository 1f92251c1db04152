# Sourced by the set-up scripts. Out: find_python prints the Python to use, or fails.

# The .venv's own Python comes first: it is the one that will do the work. $PYTHON overrides the
# machine's; a `python3` older than 3.11 (Ubuntu 22.04) is passed over for a newer one beside it.
find_python() {
  for python in .venv/bin/python "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if command -v "$python" >/dev/null &&
      "$python" -I -S -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s\n' "$python"
      return
    fi
  done
  return 1
}
