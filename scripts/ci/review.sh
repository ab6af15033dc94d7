#!/usr/bin/env bash
# Checks the workspace and says what the change means: annotations at the lines, a page for the summary and the comment
# (FOLDER/review.md), and findings for code scanning (FOLDER/fanout.sarif): review.sh FOLDER
# Ends with 1 where something is not in order; everything is written all the same.
set -euo pipefail
folder=$1
mkdir -p "$folder"

# 1 says that something is not in order; anything else is a fault, and there is nothing to show.
status=0
look() {
  local code=0
  npx --no-install fanout "$@" || code=$?
  if ((code > 1)); then exit "$code"; fi
  if ((code > status)); then status=$code; fi
}

look check --format github
look check --format sarif >"$folder/fanout.sarif"
# A pull request is checked out merged, and the first parent is what it is merged into.
look diff --base 'HEAD^1' --format markdown >"$folder/review.md"
cat "$folder/review.md" >>"$GITHUB_STEP_SUMMARY"
exit "$status"
