#!/usr/bin/env bash
# Gives a bucket its previous values back: rollback.sh ENVIRONMENT BUCKET
set -euo pipefail
short='^[a-z][a-z0-9-]{0,31}$'
if ! [[ $1 =~ $short && $2 =~ $short ]]; then
  echo '::error::An environment and a bucket are named in a-z, 0-9 and hyphens.' >&2
  exit 1
fi
npx --no-install fanout rollback "$1" "$2" --yes
