#!/bin/sh
# In: requirements.lock or requirements-dev.lock. Out: a .venv with exactly what the lock names,
# every file checked by its hash, and bookbuild itself read from src/. Made once for each state of
# the lock: a stamp in .venv, named by the lock's checksum, says that it is done.
set -eu
cd "$(dirname "$0")/.."
. tools/python.sh

lock=$1

main() {
  [ -x .venv/bin/python ] || rm -rf .venv
  [ ! -e "$(stamp "$lock")" ] || return 0
  if can_add; then
    echo "Setting up: adding the packages of $lock to .venv (once)"
  else
    echo "Setting up: making .venv with the packages of $lock (once)"
    make_venv
  fi
  .venv/bin/python -I -m pip --disable-pip-version-check -qq install \
    --require-hashes --only-binary :all: --no-input -r "$lock"
  touch "$(stamp requirements.lock)" "$(stamp "$lock")"
}

# requirements-dev.lock holds all of requirements.lock, so it can go on top of it; an older state
# of itself may have left packages behind and is thrown away.
can_add() {
  [ -e "$(stamp requirements.lock)" ] || return 1
  for older in .venv/.has-"$lock"-*; do
    [ ! -e "$older" ] || return 1
  done
}

# The Python is named by its version (python3.11, not python3): after the machine's Python moves
# on, .venv/bin/python leads nowhere and the .venv is made again instead of failing strangely.
make_venv() {
  rm -rf .venv
  python=$(find_python) || { echo "Python 3.11 or newer is missing" >&2; exit 2; }
  python=$("$python" -I -c 'import os, sys; print(os.path.realpath(sys.executable))')
  "$python" -I -m venv .venv
  add_bookbuild
}

# Both ways in are relative, so that the folder can be moved: a path file that leads from
# site-packages to src/, and a command that finds the Python beside it.
add_bookbuild() {
  site=$(.venv/bin/python -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  echo ../../../../src >"$site/bookbuild.pth"
  # shellcheck disable=SC2016  # for the command, not for us
  printf '%s\n' '#!/bin/sh' 'exec "$(dirname "$0")/python" -P -m bookbuild "$@"' >.venv/bin/bookbuild
  chmod +x .venv/bin/bookbuild
}

stamp() {
  printf '.venv/.has-%s-%s\n' "$1" "$(cksum <"$1" | tr ' ' -)"
}

main
