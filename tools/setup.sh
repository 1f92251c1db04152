#!/bin/sh
# In: what the caller wants to do (doctor, check, build, press, serve, lint, test, test-all). Out: a machine, a
# .venv and validators that can do it. Each part looks first and does nothing when nothing is missing.
set -eu
cd "$(dirname "$0")/.."

case ${1:-} in
  doctor | check) system=setup packages=requirements.lock     validators=no  ;;
  build)          system=build packages=requirements.lock     validators=no  ;;
  press)          system=press packages=requirements.lock     validators=no  ;;
  serve)          system=serve packages=requirements.lock     validators=no  ;;
  lint)           system=setup packages=requirements-dev.lock validators=no  ;;
  test)           system=test  packages=requirements-dev.lock validators=yes ;;
  test-all)       system=test-all packages=requirements-dev.lock validators=yes ;;
  *) echo "usage: tools/setup.sh doctor|check|build|press|serve|lint|test|test-all" >&2; exit 2 ;;
esac

sh tools/system.sh "$system"
sh tools/venv.sh "$packages"
[ "$validators" = no ] || sh tools/validators.sh
