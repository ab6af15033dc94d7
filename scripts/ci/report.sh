#!/usr/bin/env bash
# Keeps what a command reports for a later job: report.sh FOLDER NAME COMMAND...
# Code 1 means that there is something to report and is no failure here; FOLDER/NAME.code holds it.
set -euo pipefail
folder=$1
name=$2
shift 2
mkdir -p "$folder"
code=0
"$@" >"$folder/$name.md" || code=$?
tee -a "$GITHUB_STEP_SUMMARY" <"$folder/$name.md"
if ((code > 1)); then exit "$code"; fi
echo "$code" >"$folder/$name.code"
