#!/usr/bin/env bash
# Keeps one issue for reports of a kind: issue.sh KIND TITLE FOLDER NAME...
# It is opened or updated where a report has something to say, and closed where none has. A report that is missing could
# have something to say: then nothing is closed.
set -euo pipefail
kind=$1
title=$2
folder=$3
shift 3
marker="<!-- fanout: $kind -->"
body=$(mktemp)
trap 'rm -f "$body" "$body.cut"' EXIT
echo "$marker" >"$body"

found=no
missing=no
for name in "$@"; do
  if [ ! -f "$folder/$name.code" ]; then
    missing=yes
    printf '\n**%s** could not be looked at.\n' "$name" >>"$body"
  elif [ "$(cat "$folder/$name.code")" != 0 ]; then
    found=yes
    echo >>"$body"
    cat "$folder/$name.md" >>"$body"
  fi
done
run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
# GitHub takes 65,536 characters. Cut at a line end, so that no character is cut in two.
if (($(wc -c <"$body") > 60000)); then
  head -c 60000 "$body" | sed '$d' >"$body.cut"
  mv "$body.cut" "$body"
  printf '\nThere is more in the summary of the run.\n' >>"$body"
fi
printf '\n[The run that says so](%s)\n' "$run" >>"$body"

ours=".[] | select(.pull_request == null and .user.login == \"github-actions[bot]\" and ((.body // \"\") | startswith(\"$marker\"))) | .number"
numbers=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues?state=open&per_page=100" --jq "$ours")
issue="repos/$GITHUB_REPOSITORY/issues/${numbers%%$'\n'*}"
if [ "$found" = yes ] && [ -n "$numbers" ]; then
  gh api --silent --method PATCH "$issue" --field "body=@$body"
elif [ "$found" = yes ]; then
  gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues" --raw-field "title=$title" --field "body=@$body"
elif [ "$missing" = no ] && [ -n "$numbers" ]; then
  gh api --silent --method POST "$issue/comments" --raw-field "body=Nothing is left of this: [the run that says so]($run)"
  gh api --silent --method PATCH "$issue" --raw-field state=closed
fi
