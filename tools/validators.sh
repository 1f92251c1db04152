#!/bin/sh
# In: tools/validators/package-lock.json and the .venv's Node. Out: Ace by DAISY and two reading
# systems, every file checked by its hash, in .venv/validators. Made once for each state of the lock.
set -eu
cd "$(dirname "$0")/.."

lock=tools/validators/package-lock.json
stamp=.venv/validators/.has-$(cksum <"$lock" | tr ' ' -)
[ ! -e "$stamp" ] || exit 0

echo "Setting up: installing Ace by DAISY, epub.js and foliate-js in .venv/validators (once)"
rm -rf .venv/validators
mkdir .venv/validators
cp tools/validators/package.json "$lock" .venv/validators/
# No install scripts: the only one would download a browser, and the machine's Chromium is used.
PATH=$PWD/.venv/bin:$PATH PUPPETEER_SKIP_DOWNLOAD=1 .venv/bin/npm ci --prefix .venv/validators \
  --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
touch "$stamp"
