#!/usr/bin/env bash
# Runs a command that prints a page, shows the page in the summary, and ends as the command does: summarize.sh COMMAND...
set -euo pipefail
page=$(mktemp)
trap 'rm -f "$page"' EXIT
code=0
"$@" >"$page" || code=$?
tee -a "$GITHUB_STEP_SUMMARY" <"$page"
exit "$code"
