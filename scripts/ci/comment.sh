#!/usr/bin/env bash
# Keeps one comment on a pull request up to date: comment.sh FILE
# PULL_REQUEST is its number. The text comes from the file and never meets a shell.
set -euo pipefail
file=$1
marker='<!-- fanout: review -->'
body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  echo "$marker"
  cat "$file"
} >"$body"

comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
ours=".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$marker\"))) | .id"
ids=$(gh api --paginate "$comments?per_page=100" --jq "$ours")
if [ -n "$ids" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/${ids%%$'\n'*}" --field "body=@$body"
else
  gh api --silent --method POST "$comments" --field "body=@$body"
fi
