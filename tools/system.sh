#!/bin/sh
# In: a purpose (setup, build, press, serve, test, test-all). Out: a machine that has what
# src/bookbuild/system/needs.tsv lists for it. What is missing is installed with apt when root or sudo without a password allows;
# otherwise the commands for apt, dnf and brew are printed and the exit code is 2.
set -eu
cd "$(dirname "$0")/.."
. tools/python.sh

purpose=$1
table=src/bookbuild/system/needs.tsv

main() {
  look
  [ -n "$missing" ] || return 0
  if can_install; then
    install
    look
    [ -n "$missing" ] || return 0
  fi
  explain
  exit 2
}

# Without a Python nothing else can be looked for, so Python and what its packages need come first.
look() {
  if python=$(find_python); then
    missing=$("$python" -I -S tools/missing.py "$purpose")
  else
    missing=$(awk -F'\t' '$2 == "setup" { print $1 }' "$table")
  fi
}

can_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

install() {
  packages=$(packages 5)
  echo "Setting up: installing $packages"
  log=$(mktemp)
  # The lists may be stale or a foreign source unreachable; whether that matters, install tells.
  as_root apt-get update -qq >"$log" 2>&1 || true
  # shellcheck disable=SC2086  # a list of package names
  if ! as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $packages >>"$log" 2>&1; then
    echo "apt-get could not install them; its last words:" >&2
    tail -n 5 "$log" >&2
  fi
  rm -f "$log"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

explain() {
  {
    echo "This machine lacks:"
    rows | awk -F'\t' '{ printf "  %s, needed for %s\n", $1, $8 }'
    echo "Install it with one of these, then give the same command again:"
    echo "  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y --no-install-recommends $(packages 5)"
    echo "  Fedora:          sudo dnf install -y $(packages 6)"
    echo "  macOS:           brew install $(packages 7)"
    rows | awk -F'\t' '
      { none = "" }
      $6 == "-" { none = "dnf" }
      $7 == "-" { none = none (none == "" ? "" : " or ") "brew" }
      none != "" { printf "  no package in %s: %s; put it at one of %s\n", none, $1, $4 }'
  } >&2
}

# The packages of what is missing, from one column of the table, each once and in its order.
packages() {
  rows | awk -F'\t' -v column="$1" '
    { count = split($column, names, " ") }
    { for (i = 1; i <= count; i++) if (names[i] != "-" && !seen[names[i]]++) list = list " " names[i] }
    END { print substr(list, 2) }'
}

# The rows of what is missing.
rows() {
  printf '%s\n' "$missing" | awk -F'\t' 'NR == FNR { missing[$0]; next } $1 in missing' - "$table"
}

main
