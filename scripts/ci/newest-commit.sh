#!/usr/bin/env bash
# Ends with 1 unless the commit of this run is the newest of its branch. A deployment that waited for its approval would
# otherwise put back what a later one has replaced.
set -euo pipefail
newest=$(gh api "repos/$GITHUB_REPOSITORY/git/ref/heads/$GITHUB_REF_NAME" --jq .object.sha)
if [ "$newest" != "$GITHUB_SHA" ]; then
  echo "::error::A newer commit is on $GITHUB_REF_NAME: approve its deployment instead of this one." >&2
  exit 1
fi
